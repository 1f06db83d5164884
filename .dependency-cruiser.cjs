// Who may import whom. docs/architecture.md says why; this makes it true.
const test = '[.](test|testing)[.]tsx?$';
const product = '^(kit|services|gateway)/';

module.exports = {
  forbidden: [
    {
      name: 'a-service-stands-alone',
      comment:
        'A service imports kit, generated code and its own folder; it asks another service by gRPC or hears of it by events.',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^(services|gateway|web|scripts|bench|torture)/', pathNot: '^services/$1/' },
    },
    {
      name: 'kit-knows-no-domain',
      comment: 'The chassis serves every service and depends on none.',
      severity: 'error',
      from: { path: '^kit/' },
      to: { path: '^(services|gateway|web|scripts|bench|torture)/' },
    },
    {
      name: 'the-gateway-knows-no-service',
      comment: 'The gateway learns from the contract what services offer.',
      severity: 'error',
      from: { path: '^gateway/' },
      to: { path: '^(services|web|scripts|bench|torture)/' },
    },
    {
      name: 'web-knows-only-the-api',
      comment: 'The browser client uses the API as any other client does, through generated types.',
      severity: 'error',
      from: { path: '^web/src/' },
      to: { path: '^(kit|services|gateway|gen|scripts|bench|torture|tests)/' },
    },
    {
      name: 'torture-stays-outside',
      comment: 'It uses Atrium as people and servers do; of the code only the chassis, for the processes that it watches.',
      severity: 'error',
      from: { path: '^torture/' },
      to: { path: '^(services|gateway|web)/' },
    },
    {
      name: 'nothing-needs-torture',
      comment: 'What is run to check the product is no part of it, nor of other tools.',
      severity: 'error',
      from: { pathNot: '^torture/' },
      to: { path: '^torture/' },
    },
    {
      name: 'test-helpers-stay-in-tests',
      comment: 'What runs at a customer must not contain what only tests use.',
      severity: 'error',
      from: { path: product, pathNot: test },
      to: { path: ['^tests/', test] },
    },
    {
      name: 'no-development-dependency-at-run-time',
      comment: 'The image is built without development dependencies.',
      severity: 'error',
      from: { path: product, pathNot: test },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'] },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one idea, or a third is missing.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-missing',
      comment: 'What is imported must be there, and be listed in package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^gen/'] },
    exclude: { path: ['^dist/', '^web/dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
