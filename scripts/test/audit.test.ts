import { expect, test } from 'vitest';
import { findings } from './audit.js';

const known = (name: string, severity: string) => ({ [name]: { name, severity, range: '<2.0.0', via: [], effects: [] } });

test('what is critical stops, the rest is told', () => {
  const json = JSON.stringify({
    vulnerabilities: { ...known('a', 'critical'), ...known('b', 'high'), ...known('c', 'low') },
    metadata: {},
  });
  expect(findings(`npm warn something\n${json}`)).toEqual({
    stopping: ['critical: a <2.0.0'],
    told: ['high: b <2.0.0', 'low: c <2.0.0'],
  });
  expect(findings('{"vulnerabilities":{}}')).toEqual({ stopping: [], told: [] });
});

test('an answer that is no report says nothing', () => {
  const refused = 'npm warn audit 405 Method Not Allowed\n{"message":"405 Method Not Allowed","statusCode":405}';
  for (const output of [refused, 'npm error network ENOTFOUND', '']) expect(findings(output)).toBeUndefined();
});
