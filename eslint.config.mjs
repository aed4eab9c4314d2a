import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import globals from 'globals';
import ts from 'typescript-eslint';
import { formsOfPages } from './apps/console/lint/forms-of-pages.mjs';
import { layers } from './apps/console/lint/layers.mjs';
import { windowsWithFields } from './apps/console/lint/windows-with-fields.mjs';

const nest = ['@nestjs/*'];
const providers = ['twilio', 'twilio/*', 'grammy', 'masto', 'imapflow', 'nodemailer', 'postal-mime'];

/** The features in their order: each may import those before it, and none behind it. A feature's tag is `feature:<name>`. */
const features = [
  ['access'],
  ['citizens'],
  ['calendars'],
  ['notifications'],
  ['cases'],
  ['sla'],
  ['routing'],
  ['workforce'],
  ['templates'],
  ['messages'],
  ['chat', 'portal'],
  ['surveys'],
  ['metrics', 'live'],
];
const tagOf = (name) => `feature:${name}`;
const featureOrder = features.flatMap((group, place) =>
  group.map((name) => ({
    sourceTag: tagOf(name),
    onlyDependOnLibsWithTags: [
      'contract',
      'platform',
      'data',
      'channel',
      ...features.slice(0, place).flat().map(tagOf),
    ],
  })),
);

/** Who may import whom. The table of the architecture; a project has one tag, a feature one more for its place. */
const boundaries = [
  { tag: 'contract', may: [], only: ['zod'] },
  { tag: 'channel', may: ['contract'], not: [...nest, 'typeorm', 'socket.io'] },
  { tag: 'platform', may: ['contract'], not: ['typeorm', 'socket.io'] },
  { tag: 'data', may: ['contract', 'platform'], not: [...providers, 'socket.io'] },
  { tag: 'feature', may: ['contract', 'platform', 'data', 'channel', 'feature'], not: [...providers] },
  { tag: 'server', may: ['contract', 'platform', 'data', 'channel', 'feature', 'server'], not: ['typeorm'] },
  { tag: 'web', may: ['contract', 'web'], not: [...nest, 'typeorm', 'pg'] },
  { tag: 'test', may: ['*'], not: [] },
].map(({ tag, may, not, only }) => ({
  sourceTag: tag,
  onlyDependOnLibsWithTags: may,
  ...(only ? { allowedExternalImports: only } : { bannedExternalImports: not }),
}));

const processEnv = {
  object: 'process',
  property: 'env',
  message: 'Settings are read in libs/platform/src/config.ts alone.',
};
const childProcess = { regex: '^(node:)?child_process$', message: 'Only the launcher and the tests start processes.' };
const timeIds = {
  regex: '^(node:)?crypto$',
  importNames: ['randomUUIDv7'],
  message: 'Ids are made by newId of @guichet/platform: they keep their order within a millisecond.',
};
const database = {
  name: '@guichet/database',
  message: 'A controller reads by context.read and writes by context.write.',
};
const sql = {
  selector: 'CallExpression[callee.property.name=/^(query|execute)$/]',
  message: 'SQL lives in the lib that owns the table.',
};
const modal = {
  name: '@mantine/core',
  importNames: ['Modal'],
  message: 'A window is a Dialog or, with fields, a FormDialog of libs/ui.',
};
const socketIo = { name: 'socket.io', message: 'Sockets live in libs/live.' };

export default ts.config(
  // Nothing is forbidden to specs and their support but what .oxlintrc.json says; to read them here, too, took a third of the time.
  {
    ignores: [
      ...['**/dist', '**/node_modules', '.nx', '.guichet', '**/*.d.ts', 'coverage'],
      ...['**/*.spec.ts', '**/*.spec.tsx', 'test/**/*.ts'],
    ],
  },
  { files: ['**/*.js', '**/*.mjs', '**/*.cjs'], ...js.configs.recommended },
  {
    files: ['**/*.ts', '**/*.tsx'],
    // The rules that everybody has are in .oxlintrc.json: a compiled program checks them in passing as it checks types. Here is our own.
    extends: [ts.configs.base],
    // What a decorator keeps at run time is no import of types.
    languageOptions: { parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'no-restricted-properties': ['error', processEnv],
      'no-restricted-imports': ['error', { patterns: [childProcess, timeIds] }],
    },
  },
  {
    files: ['apps/**/*.ts', 'apps/**/*.tsx', 'libs/**/*.ts', 'libs/**/*.tsx'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        { depConstraints: [...boundaries, ...featureOrder], enforceBuildableLibDependency: false, allow: [] },
      ],
    },
  },
  {
    files: ['libs/*/src/**/*.ts'],
    ignores: ['libs/live/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [childProcess, timeIds], paths: [socketIo] }] },
  },
  {
    files: ['apps/console/src/**/*.ts', 'apps/console/src/**/*.tsx'],
    plugins: {
      console: { rules: { layers, 'windows-with-fields': windowsWithFields, 'forms-of-pages': formsOfPages } },
    },
    rules: {
      'console/layers': 'error',
      'console/windows-with-fields': 'error',
      'console/forms-of-pages': 'error',
      'no-restricted-imports': ['error', { patterns: [childProcess, timeIds], paths: [modal] }],
    },
  },
  // Who signs in is in no page yet, and what is typed there is a secret or a code. The others are small ones within a panel, a menu or a window.
  {
    files: [
      'apps/console/src/features/auth/*.tsx',
      'apps/console/src/features/second-factor/{enrolment,add-passkey}.tsx',
      'apps/console/src/features/people/{handle-form,detach-handle-form}.tsx',
      'apps/console/src/features/case/{macros/macro-for-one-case-dialog,side/side-conversation-reply}.tsx',
      'apps/console/src/features/inbox/own-days-form.tsx',
      'apps/console/src/shared/cases/future-time-picker.tsx',
    ],
    rules: { 'console/forms-of-pages': 'off' },
  },
  // It draws the parts of a window one by one.
  { files: ['apps/console/src/features/case/file-viewer/file-viewer.tsx'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['apps/api/src/*.controller.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [childProcess, timeIds], paths: [database] }] },
  },
  {
    files: ['apps/api/src/**/*.ts', 'apps/worker/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', sql] },
  },
  { files: ['libs/platform/src/config.ts'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['libs/platform/src/new-id.ts'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['apps/guichet/src/**/*.ts'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['**/*.mjs'], ignores: ['test/demo/phone/page/**'], languageOptions: { globals: globals.node } },
  { files: ['test/demo/phone/page/**'], languageOptions: { globals: globals.browser } },
  { files: ['apps/console/public/**'], languageOptions: { globals: globals.serviceworker } },
);
