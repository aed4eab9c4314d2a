import { join } from 'node:path';
import { ESLint, Linter } from 'eslint';
import { formsOfPages } from '../../apps/console/lint/forms-of-pages.mjs';

const linter = new Linter({ cwd: '/guichet' });
const faultsOf = (code: string) =>
  linter
    .verify(
      code,
      [
        {
          files: ['**'],
          languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
          plugins: { console: { rules: { forms: formsOfPages } } },
          rules: { 'console/forms': 'error' },
        },
      ],
      { filename: '/guichet/apps/console/src/features/settings/some/some-page.js' },
    )
    .map(({ messageId, message }) => messageId ?? message);

const root = join(import.meta.dirname, '../..');

describe('a form in a page', () => {
  it('is looked for in every file of the console', async () => {
    const config = (await new ESLint({ cwd: root }).calculateConfigForFile(
      join(root, 'apps/console/src/features/settings/channels/index.ts'),
    )) as Linter.Config;
    expect(config.rules?.['console/forms-of-pages']).toEqual([2]);
  });

  it('is refused as a plain form, which would lose what was written without a question', () =>
    expect(faultsOf('export const page = <main><form><input /></form></main>')).toEqual(['form']));

  it('is refused where nothing asks for the values that it holds', () =>
    expect(faultsOf('export function Page() { const form = useForm({}); return <Fields form={form} />; }')).toEqual([
      'values',
    ]));

  it.each(['PageForm', 'FormDialog'])('is allowed as a %s', (name) =>
    expect(
      faultsOf(`export function Page() { const form = useForm({}); return <${name}><input /></${name}>; }`),
    ).toEqual([]),
  );
});
