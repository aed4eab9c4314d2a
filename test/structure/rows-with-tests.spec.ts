import ts from 'typescript';
import { ASVS } from './asvs.js';
import { faultsOf, namingTests, tablesOf, type Catalogue, type Row } from './rows-with-tests.js';
import type { SourceFile } from './source-tree.js';
import { THREATS } from './threats.js';

const source = (text: string): SourceFile => ({
  path: 'libs/x/src/x.spec.ts',
  text,
  syntax: ts.createSourceFile('x.spec.ts', text, ts.ScriptTarget.Latest, true),
});

const KIND: Catalogue<Row> = { word: 'Threats', id: THREATS.id, noun: 'threat', folder: 'test', columns: {} };
const faults = (sections: Record<string, Row[]>, sources: SourceFile[]) => faultsOf(KIND, sections, sources);

describe('the check of a catalogue', () => {
  const rows = { Mail: [{ id: 'A001' }] };
  const named = '// Threats: A001.\nit("refuses a forged sender", () => {});';

  it('finds a row without a test or a reason', () => {
    expect(faults(rows, [source('it("is something else", () => {});')])).toEqual([
      'A001 has neither a test that names it nor a reason',
    ]);
    expect(faults(rows, [source(named)])).toEqual([]);
    expect(faults({ Mail: [{ ...rows.Mail[0]!, reason: 'There is no mail.' }] }, [])).toEqual([]);
  });

  it('does not count a test that is skipped', () => {
    for (const skipped of [named.replace('it(', 'it.skip('), `describe.skip("mail", () => {\n${named}\n});`])
      expect(faults(rows, [source(skipped)])).toHaveLength(1);
  });

  it('finds a test that names an unknown threat, a comment above no test, and a row that stands twice', () => {
    expect(faults(rows, [source(`${named}\n// Threats: B001.\nit("is odd", () => {});`)])).toEqual([
      'libs/x/src/x.spec.ts: "is odd" names B001, which is no threat',
    ]);
    expect(faults(rows, [source(`${named}\n// Threats: A001.\nconst x = 1;`)])).toEqual([
      'libs/x/src/x.spec.ts:3: this comment stands above no test, or names no threats',
    ]);
    expect(faults(rows, [source(`${named}\n// Threats: forged mail\nit("is odd", () => {});`)])).toHaveLength(1);
    expect(faults({ ...rows, Again: rows.Mail }, [source(named)])).toEqual(['A001 stands in the catalogue twice']);
  });

  it('reads the ids above tests, tables of tests and groups, with the titles around them', () => {
    const text = [
      'describe("mail", () => {',
      '// Threats: A001, S02. These have been sent.',
      '// ASVS: 6.2.4, 10.4.12.',
      'it.each([1])("%s is refused", () => {});',
      '});',
      '// Threats: A003.',
      'describe.each([1])("SMS %s", () => {});',
    ].join('\n');
    const read = (catalogue: Pick<typeof KIND, 'word' | 'id'>) =>
      namingTests(source(text), catalogue).tests.map(({ ids, title }) => [ids, title]);
    expect(read(THREATS)).toEqual([
      [['A001', 'S02'], 'mail %s is refused'],
      [['A003'], 'SMS %s'],
    ]);
    expect(read(ASVS)).toEqual([[['6.2.4', '10.4.12'], 'mail %s is refused']]);
  });

  it('shows tests, reasons and what is open in one cell', () => {
    const [, ...lines] = tablesOf(
      { ...KIND, columns: { what: ({ id }) => `about <${id}>` } },
      { Mail: [{ id: 'A001', reason: 'Some|where.', open: 'Not yet.' }] },
      [source(named)],
    ).split('\n');
    expect(lines).toEqual([
      '## Mail',
      '',
      '| id | what | tests, or the reason why there is none |',
      '| --- | --- | --- |',
      '| A001 | about &lt;A001> | [x](../libs/x/src/x.spec.ts): refuses a forged sender<br>Some\\|where.<br>**Open:** Not yet. |',
      '',
    ]);
  });
});
