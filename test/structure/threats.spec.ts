import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './source-texts.js';
import type { SourceFile } from './source-tree.js';
import { namingTests, readCatalogue, readThreatDocument, renderThreats, specs, threatFaults } from './threats.js';

const source = (text: string): SourceFile => ({
  path: 'libs/x/src/x.spec.ts',
  text,
  syntax: ts.createSourceFile('x.spec.ts', text, ts.ScriptTarget.Latest, true),
});

describe('the catalogue of threats', () => {
  it('has a test or a reason for each row, and tests name only its rows', () => {
    expect(threatFaults(readCatalogue(), specs())).toEqual([]);
  });

  it('has a document that is up to date; `UPDATE_THREATS=1` writes it anew', () => {
    const document = renderThreats(readCatalogue(), specs());
    if (process.env['UPDATE_THREATS']) writeFileSync(join(root, 'test/THREATS.md'), document);
    expect(readThreatDocument()).toBe(document);
  });
});

describe('the check of the catalogue', () => {
  const rows = { Mail: [{ id: 'A001', threat: 'a forged sender' }] };
  const named = '// Threats: A001.\nit("refuses a forged sender", () => {});';

  it('finds a row without a test or a reason', () => {
    expect(threatFaults(rows, [source('it("is something else", () => {});')])).toEqual([
      'A001 has neither a test that names it nor a reason',
    ]);
    expect(threatFaults(rows, [source(named)])).toEqual([]);
    expect(threatFaults({ Mail: [{ ...rows.Mail[0]!, reason: 'There is no mail.' }] }, [])).toEqual([]);
  });

  it('does not count a test that is skipped', () => {
    for (const skipped of [named.replace('it(', 'it.skip('), `describe.skip("mail", () => {\n${named}\n});`])
      expect(threatFaults(rows, [source(skipped)])).toHaveLength(1);
  });

  it('finds a test that names an unknown threat, a comment above no test, and a row that stands twice', () => {
    expect(threatFaults(rows, [source(`${named}\n// Threats: B001.\nit("is odd", () => {});`)])).toEqual([
      'libs/x/src/x.spec.ts: "is odd" names B001, which is no threat',
    ]);
    expect(threatFaults(rows, [source(`${named}\n// Threats: A001.\nconst x = 1;`)])).toEqual([
      'libs/x/src/x.spec.ts:3: this comment stands above no test, or names no threats',
    ]);
    expect(threatFaults(rows, [source(`${named}\n// Threats: forged mail\nit("is odd", () => {});`)])).toHaveLength(1);
    expect(threatFaults({ ...rows, Again: rows.Mail }, [source(named)])).toEqual([
      'A001 stands in the catalogue twice',
    ]);
  });

  it('reads the ids above tests, tables of tests and groups, with the titles around them', () => {
    const text = [
      'describe("mail", () => {',
      '// Threats: A001, S02. These have been sent.',
      'it.each([1])("%s is refused", () => {});',
      '});',
      '// Threats: A003.',
      'describe.each([1])("SMS %s", () => {});',
    ].join('\n');
    const { tests } = namingTests(source(text));
    expect(tests.map(({ ids, title }) => [ids, title])).toEqual([
      [['A001', 'S02'], 'mail %s is refused'],
      [['A003'], 'SMS %s'],
    ]);
  });
});
