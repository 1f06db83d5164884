import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makePlan } from './plan.js';

const addresses = {
  MONGODB_URI: 'mongodb://db',
  KAFKA_BROKERS: 'kafka:9092',
  KEYCLOAK_URL: 'https://id',
  SMTP_URL: 'smtp://mail',
};
const nobody = () => undefined;

test('what the user gave an address of is not started', async () => {
  expect(await makePlan(addresses, nobody)).toEqual({ native: [], docker: [] });
});

describe('on a machine with no tools at all', () => {
  beforeEach(() => {
    vi.stubEnv('PATH', '/nowhere');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test('one sentence for each part says what it needs, what brings it, and what else would do', async () => {
    const plan = makePlan({}, nobody);
    await expect(plan).rejects.toThrow(/MongoDB \S+ needs python3.*apt-get install python3-pip.*Docker.*MONGODB_URI/);
    await expect(plan).rejects.toThrow(/Kafka \S+ needs Java 17.*apt-get install.*KAFKA_BROKERS/);
    await expect(plan).rejects.toThrow(/Keycloak \S+ needs Java 17.*KEYCLOAK_URL/);
    await expect(plan).rejects.not.toThrow(/Mailpit/);
  });

  test('mail alone may be missing, and that is said', async () => {
    const log = vi.fn();
    const { SMTP_URL: _, ...others } = addresses;
    expect(await makePlan(others, log)).toEqual({ native: [], docker: [] });
    expect(log).toHaveBeenCalledWith(expect.stringMatching(/^Mail is off: Mailpit \S+ is built by Go: .*SMTP_URL\.$/));
  });
});
