import { deadPathsIn, documents, missingNamesIn, missingWordsIn, readDocument } from './documented-paths.js';
import { pathsOf } from './source-texts.js';

const files = pathsOf('**/*');

describe('the documents', () => {
  it('name no file and no folder that is not there', () => {
    expect(documents().flatMap((document) => deadPathsIn(document, readDocument(document), files))).toEqual([]);
  });

  it('name nothing in a file that does not hold it', () => {
    expect(documents().flatMap((document) => missingNamesIn(document, readDocument(document), files))).toEqual([]);
  });
});

describe('the table of words', () => {
  it('names tables and types that there are', () => {
    expect(missingWordsIn(readDocument('ARCHITECTURE.md'), files)).toEqual([]);
  });

  it('is read to its end', () => {
    const text =
      '| word | meaning | table | type |\n| - | - | - | - |\n| a | b | `no_table` | `NoType` |\n| a | b | `cases` | – |\n\n';
    expect(missingWordsIn(text, files)).toEqual(['no_table', 'NoType']);
  });
});

describe('the check of paths in documents', () => {
  const deadIn = (document: string, text: string) => deadPathsIn(document, text, files).map(({ path }) => path);

  it('finds a file, a folder and a link that are not there', () => {
    const text = '`libs/cases/src/no-such.ts`, `no-such-folder/`, `libs/no-such` and [this](libs/no-such/README.md)';
    expect(deadIn('ARCHITECTURE.md', text)).toEqual([
      'libs/cases/src/no-such.ts',
      'no-such-folder/',
      'libs/no-such',
      'libs/no-such/README.md',
    ]);
  });

  it('finds a file of another project only by its whole path', () => {
    expect(deadIn('libs/sla/README.md', '`test/structure/documented-paths.ts`')).toEqual([]);
    expect(deadIn('libs/sla/README.md', '`documented-paths.ts`')).toEqual(['documented-paths.ts']);
  });

  it('takes a placeholder for any name', () => {
    expect(deadIn('ARCHITECTURE.md', '`libs/channels/src/<channel>/texts/`')).toEqual([]);
    expect(deadIn('ARCHITECTURE.md', '`libs/channels/src/<channel>/no-such/`')).toEqual([
      'libs/channels/src/<channel>/no-such/',
    ]);
  });

  it('lets addresses, packages and code alone', () => {
    expect(
      deadIn('README.md', '`/healthz`, `@nestjs/common`, `http://localhost:3000/x`, `application/json`, `a.b`'),
    ).toEqual([]);
  });

  it('finds a name that its file does not hold', () => {
    const path = 'test/structure/documented-paths.ts';
    expect(missingNamesIn('README.md', `\`noSuchName\` in \`${path}\``, files)).toHaveLength(1);
    expect(missingNamesIn('README.md', `\`missingNamesIn\` in \`${path}\``, files)).toEqual([]);
  });
});
