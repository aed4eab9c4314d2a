import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { localTime, typeOf, type CellType, type Sheet, type Value } from './export-table.js';

/**
 * RFC 4180 with a byte order mark, without which Excel takes UTF-8 for something else. Excel splits by the list separator of
 * its language and reads its decimals: `;` and `,` in French, where `1.5` would become the first of May; `,` and `.` in English.
 */
const DIALECTS = {
  fr: { delimiter: ';', decimal: ',' },
  en: { delimiter: ',', decimal: '.' },
};

/** Row by row, however many there are. Text that a spreadsheet would run as a formula begins with an apostrophe. */
export function csvOf<Row>({ columns, rows, language, zone }: Sheet<Row>): Readable {
  const { delimiter, decimal } = DIALECTS[language];
  async function* lines(): AsyncGenerator<(string | number)[]> {
    for await (const row of rows)
      yield columns.map((column) => cellValue(column.of(row), { type: typeOf(column, row), zone }));
  }
  const lined = stringify({
    bom: true,
    header: true,
    columns: columns.map(({ heading }, n) => ({ key: String(n), header: heading })),
    delimiter,
    record_delimiter: 'windows',
    escape_formulas: true,
    // What is a number until here is no formula, whatever its sign.
    cast: { number: (value) => String(value).replace('.', decimal) },
  });
  const source = Readable.from(lines());
  source.once('error', (error) => lined.destroy(error));
  lined.once('close', () => source.destroy());
  return source.pipe(lined);
}

/** Formats a duration as spreadsheets read it: hours without limit, minutes and seconds. */
function hours(seconds: number): string {
  const [h, m, s] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);
  return [h, ...[m!, s!].map((part) => String(part).padStart(2, '0'))].join(':');
}

function cellValue(value: Value, { type, zone }: { type: CellType; zone: string }): string | number {
  if (value === null) return '';
  if (value instanceof Date) return localTime(value, zone);
  // A line of its own in a cell is a row of its own to readers that do not know quotes: LibreOffice runs what follows a lone CR.
  if (typeof value === 'string') return value.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  if (type === 'duration') return hours(value);
  return type === 'integer' || type === 'number' ? value : Number(value.toFixed(4));
}
