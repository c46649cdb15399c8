import { defineConfig } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** Who may not import whom. Rooms stand in a line: specs → harness → servers; reports look at the model and the baselines. */
const fences = [
  {
    target: './servers',
    from: ['./harness', './specs', './reports'],
    message: 'Servers know pages and arrivals, never an expectation or a browser.',
  },
  { target: './harness', from: ['./specs', './reports'], message: 'The harness serves checks and reports; it does not know them.' },
  { target: './specs', from: './reports', message: 'A check does not know how it is reported.' },
  { target: './reports', from: ['./servers', './specs'], message: 'Reports see results only.' },
  {
    target: './reports',
    from: './harness',
    except: ['./model', './claims', './baselines', './paths.ts'],
    message: 'Of the harness, reports see the model, the claims and the baselines only.',
  },
  {
    target: './harness/model',
    from: './harness',
    except: ['./model'],
    message: 'The model is the innermost room: it stands on nothing else of the harness.',
  },
  {
    target: './harness/claims',
    from: './harness',
    except: ['./model', './claims'],
    message: 'A claim is judged from results alone.',
  },
  {
    target: './harness/oracles',
    from: './harness',
    except: ['./model', './oracles'],
    message: 'An oracle computes from the model alone.',
  },
];

const playwright = {
  name: '@playwright/test',
  message: 'Only harness/fixtures.ts and the browsers’ adapters know Playwright; use the port in harness/browsers/port.ts.',
};
const effects = { group: ['node:*', '!node:url'], message: 'Model, oracles and claims are pure: no files, sockets or processes.' };

export default defineConfig(
  { ignores: ['node_modules', 'reports/out', 'test-results'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}', '{scripts,bin}/*.mjs'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: {
      // Without these the plugin reads no TypeScript file but the one at hand, and sees no cycle.
      ...importX.flatConfigs.typescript.settings,
      'import-x/resolver-next': [createTypeScriptImportResolver()],
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Names that come from outside (environment, queries) are written in brackets.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: fences }],
      'no-restricted-imports': ['error', { paths: [playwright] }],
      eqeqeq: 'error',
      'no-console': 'off',
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'error' },
  },
  {
    files: ['harness/{model,oracles,claims}/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [playwright], patterns: [effects] }] },
  },
  {
    // The report is opened in the browsers that the harness drives.
    files: ['reports/**/*.real.test.ts'],
    rules: { 'import-x/no-restricted-paths': 'off' },
  },
  {
    files: ['harness/fixtures.ts', 'harness/browsers/{playwright,playwright-launch,playwright-tab,find}.ts', 'playwright.config.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
);
