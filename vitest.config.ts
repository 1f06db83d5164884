import { defineConfig } from 'vitest/config';

const forServices = { setupFiles: ['tests/setup.ts'], globalSetup: ['tests/global-setup.ts'] };

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Only what hangs takes so long: tests wait for conditions, and a busy machine is slow.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    projects: [
      // Tests on real MongoDB, Kafka and Keycloak, with the tests of rules beside them.
      {
        extends: true,
        test: {
          name: 'unit',
          // What is broken is broken each time; the summary names what passed at the second try only.
          retry: 1,
          include: ['{kit,services,gateway,torture}/**/*.test.ts', 'tests/{system,docs,rights,security}/**/*.test.ts'],
          ...forServices,
        },
      },
      // Tools, chart and web client: what needs no servers.
      { extends: true, test: { name: 'tools', include: ['{scripts,charts,web/src}/**/*.test.ts'] } },
      // A real browser against the whole system: slow, and one at a time.
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          fileParallelism: false,
          // A browser on a busy machine may be late once; what is broken is broken each time.
          retry: 2,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          ...forServices,
        },
      },
    ],
  },
});
