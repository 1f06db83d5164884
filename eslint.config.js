import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores([
    '**/dist/',
    'gen/',
    '.cache/',
    '.data/',
    '.atrium/',
    'artifacts/',
    'charts/atrium/',
    '**/*.d.mts',
    'web/src/api/schema.d.ts',
  ]),
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Numbers, booleans and lists of texts read the same as their String().
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true, allowArray: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidOperator: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // `as` must not claim what the compiler cannot know.
      '@typescript-eslint/no-unsafe-type-assertion': 'error',
      // An implementation of an asynchronous method may have nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // Our objects are made of closures: their methods know no `this` that could be lost.
      '@typescript-eslint/unbound-method': 'off',
      // It does not see that a variable changes while its reader waits, and so calls "until stopped" a constant.
      '@typescript-eslint/no-unnecessary-condition': 'off',
    },
  },
  {
    // Named exports only, but where a tool asks for a default one.
    files: ['{kit,services,gateway,scripts,bench,torture}/**/*.ts', 'web/src/**/*.{ts,tsx}', 'tests/**/*.ts'],
    // Vitest takes these by their default exports.
    ignores: ['tests/global-setup.ts', 'scripts/test/second-tries.ts'],
    rules: {
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true } },
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        URL: 'readonly',
        URLSearchParams: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        module: 'writable',
      },
    },
  },
  {
    // Runs in the page before anything else.
    files: ['web/public/*.js'],
    languageOptions: { globals: { localStorage: 'readonly', matchMedia: 'readonly', document: 'readonly' } },
  },
);
