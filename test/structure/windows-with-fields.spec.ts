import { join } from 'node:path';
import { ESLint, Linter } from 'eslint';
import { windowsWithFields } from '../../apps/console/lint/windows-with-fields.mjs';

const linter = new Linter({ cwd: '/guichet' });
const faultsOf = (code: string) =>
  linter
    .verify(
      code,
      [
        {
          files: ['**'],
          languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
          plugins: { console: { rules: { windows: windowsWithFields } } },
          rules: { 'console/windows': 'error' },
        },
      ],
      { filename: '/guichet/apps/console/src/features/case/some-dialog.js' },
    )
    .map(({ messageId, message }) => messageId ?? message);

const root = join(import.meta.dirname, '../..');

describe('a window with fields', () => {
  it('is looked for in every file of the console, as is a window that is not of the kit', async () => {
    const config = (await new ESLint({ cwd: root }).calculateConfigForFile(
      join(root, 'apps/console/src/features/case/index.ts'),
    )) as Linter.Config;
    expect(config.rules?.['console/windows-with-fields']).toEqual([2]);
    expect(JSON.stringify(config.rules?.['no-restricted-imports'])).toContain('"importNames":["Modal"]');
  });

  it.each(['<TextInput />', '<div><Textarea /></div>', '<Select data={[]} />', '<form><Button /></form>'])(
    'is refused as a Dialog, which would lose %s without a question',
    (field) => expect(faultsOf(`export const one = <Dialog opened>${field}</Dialog>`)).toEqual(['fields']),
  );

  it('is allowed as a FormDialog, also beside a Dialog', () => {
    const code = `export const both = <><Dialog opened><Switch /></Dialog><FormDialog><TextInput /></FormDialog></>`;
    expect(faultsOf(code)).toEqual([]);
  });
});
