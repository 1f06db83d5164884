import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { metrics } from '../../kit/metrics.js';
import { alertsOf } from '../objects.js';
import { render, roles } from '../render.js';

describe('alerts', () => {
  test('read metrics that exist', async () => {
    const known = new Set(metrics.getMetricsAsArray().map(({ name }) => name));
    const alerts = alertsOf(await render('production'));
    const names = alerts.flatMap(({ expr }) => [...expr.matchAll(/\batrium_\w+/g)].map(([name]) => name.replace(/_bucket$/, '')));
    expect(names.length).toBeGreaterThan(6);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });

  test('link to headings of the runbook that say what to do, and none is left over', async () => {
    const runbook = await readFile(join(import.meta.dirname, '../../docs/operations/alerts.md'), 'utf8');
    const headings = [...runbook.matchAll(/^## (\w+)$/gm)].map(([, heading]) => heading);
    const alerts = alertsOf(await render('production'));
    for (const { alert, annotations } of alerts) {
      expect(annotations.runbook_url).toBe(
        `https://git.example.com/atrium/blob/main/docs/operations/alerts.md#${alert.toLowerCase()}`,
      );
    }
    expect(new Set(headings)).toEqual(new Set(alerts.map(({ alert }) => alert)));
  });

  test('watch every role for being gone', async () => {
    const down = alertsOf(await render('production')).filter(({ alert }) => alert === 'AtriumRoleDown');
    for (const role of roles) expect(down.filter(({ expr }) => expr.includes(`role="${role}"`))).toHaveLength(1);
  });
});
