import { inflateRawSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { csvOf } from './csv-writer.js';
import type { CellType, Sheet, Value } from './export-table.js';
import { xlsxOf } from './xlsx-writer.js';

const sheetOf = (type: CellType, values: readonly Value[], language: 'fr' | 'en' = 'fr'): Sheet<Value> => ({
  ...{ name: 'Feuille', file: 'Feuille', rows: values, language, zone: 'UTC' },
  columns: [{ heading: 'Valeur', type, of: (value) => value }],
});
const csvCells = async (...sheet: Parameters<typeof sheetOf>) =>
  (await buffer(csvOf(sheetOf(...sheet)))).toString('utf8').split('\r\n').slice(1, -1);

describe('a number of a field as CSV', () => {
  it('has all its digits and its sign, with the comma or the point of the language', async () => {
    const numbers = [-5, -1.5, 0.12345, 1e12];

    expect(await csvCells('number', numbers)).toEqual(['-5', '-1,5', '0,12345', '1000000000000']);
    expect(await csvCells('number', numbers, 'en')).toEqual(['-5', '-1.5', '0.12345', '1000000000000']);
  });

  it('is no text that looks like one, which stays text', async () =>
    expect(await csvCells('text', ['-5', '=1'])).toEqual(["'-5", "'=1"]));

  it('leaves computed figures at four digits', async () =>
    expect(await csvCells('share', [1 / 3])).toEqual(['0,3333']));
});

/** The cells below the heading of the first part of a workbook, which is its first sheet. */
async function xlsxCells(...sheet: Parameters<typeof sheetOf>): Promise<string[]> {
  const zip = await buffer(xlsxOf(sheetOf(...sheet)));
  const [name, extra] = [zip.readUInt16LE(26), zip.readUInt16LE(28)];
  const xml = inflateRawSync(zip.subarray(30 + name + extra)).toString('utf8');
  return [...xml.matchAll(/<c[ /][^]*?(?=<\/row>)/g)].slice(1).map(([cell]) => cell);
}

describe('a day of a field in a workbook', () => {
  it('is Excel’s own from March 1900 on, and before that, where Excel counts other days, text', async () => {
    expect(await xlsxCells('day', ['1850-01-01', '1900-02-28', '1900-03-01'])).toEqual([
      '<c t="inlineStr" s="0"><is><t xml:space="preserve">1850-01-01</t></is></c>',
      '<c t="inlineStr" s="0"><is><t xml:space="preserve">1900-02-28</t></is></c>',
      '<c s="7"><v>61</v></c>',
    ]);
  });

  it('stands beside numbers with all their digits', async () =>
    expect(await xlsxCells('number', [-1.5, 0.12345])).toEqual([
      '<c s="8"><v>-1.5</v></c>',
      '<c s="8"><v>0.12345</v></c>',
    ]));
});
