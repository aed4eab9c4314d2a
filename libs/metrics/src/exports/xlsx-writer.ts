import { Readable } from 'node:stream';
import { localTime, typeOf, type CellType, type Sheet } from './export-table.js';
import { zipped, type ZipPart } from './zip-writer.js';

/** Rows of a sheet, by Excel's own limit of 1,048,576 with the headings; what is more goes on in another sheet. */
const MOST_ROWS = 1_048_575;
/** Characters of a cell, by the same. https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3 */
const MOST_TEXT = 32_767;
const CHUNK = 64 * 1024;
const DAY_MS = 86_400_000;
/** 1970-01-01 in days since Excel's 1899-12-30. */
const EPOCH = 25_569;
/** Excel counts a 29 February 1900 that there was not: the days before it would be other ones, and those before 1900 none. */
const FIRST_DAY = '1900-03-01';

/** The format and the width of each cell type; the attribute `s` of a cell is the index here, 1 is a heading. */
const STYLES: Record<CellType, { style: number; format: string | null; width: number }> = {
  text: { style: 0, format: null, width: 28 },
  integer: { style: 2, format: '0', width: 12 },
  decimal: { style: 3, format: '0.00', width: 12 },
  share: { style: 4, format: '0.0%', width: 12 },
  duration: { style: 5, format: '[h]:mm:ss', width: 14 },
  moment: { style: 6, format: 'yyyy-mm-dd hh:mm:ss', width: 20 },
  day: { style: 7, format: 'yyyy-mm-dd', width: 12 },
  number: { style: 8, format: 'General', width: 12 },
  change: { style: 9, format: '+0.0%;-0.0%;0.0%', width: 12 },
  points: { style: 10, format: '+0.0" points";-0.0" points";0.0" points"', width: 14 },
};

/**
 * A workbook (ECMA-376, SpreadsheetML) row by row, however many there are. Text is text whatever it begins with, times and
 * days are Excel's own, durations hours that add up. The library that we know makes the whole in memory, at a hundred
 * milliseconds for a thousand rows in which nothing else happens.
 */
export const xlsxOf = <Row>(...sheets: readonly Sheet<Row>[]): Readable =>
  Readable.from(zipped(partsOf(sheets)), { objectMode: false });

async function* partsOf<Row>(sheets: readonly Sheet<Row>[]): AsyncGenerator<ZipPart> {
  const names: string[] = [];
  for (const { rows: all, ...sheet } of sheets) {
    const rows = Symbol.asyncIterator in all ? all[Symbol.asyncIterator]() : all[Symbol.iterator]();
    const state = { isOver: false };
    for (let n = 1; !state.isOver; n += 1) {
      names.push(n === 1 ? sheet.name : `${sheet.name} ${n}`);
      yield { name: `xl/worksheets/sheet${names.length}.xml`, content: sheetXml(sheet, rows, state) };
    }
  }
  for (const [name, xml] of Object.entries(frame(names))) yield { name, content: [xml] };
}

async function* sheetXml<Row>(
  sheet: Omit<Sheet<Row>, 'rows'>,
  rows: AsyncIterator<Row> | Iterator<Row>,
  state: { isOver: boolean },
): AsyncGenerator<string> {
  const { columns } = sheet;
  const widths = columns.map(({ type, heading }, n) => {
    const width = Math.max(typeof type === 'function' ? 14 : STYLES[type].width, heading.length + 2);
    return `<col min="${n + 1}" max="${n + 1}" width="${width}" customWidth="1"/>`;
  });
  let text = `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`;
  text += `<row>${columns.map(({ heading }) => textCell(heading, 1)).join('')}</row>`;
  for (let n = 0; n < MOST_ROWS; n += 1) {
    const next = await rows.next();
    state.isOver = next.done === true;
    if (next.done) break;
    const row = next.value;
    text += `<row>${columns.map((column) => cell(column.of(row), typeOf(column, row), sheet.zone)).join('')}</row>`;
    if (text.length > CHUNK) {
      yield text;
      text = '';
    }
  }
  yield `${text}</sheetData></worksheet>`;
}

function cell(value: string | number | Date | null, type: CellType, zone: string): string {
  if (value === null) return '<c/>';
  const { style } = STYLES[type];
  if (type === 'text' || (type === 'day' && String(value) < FIRST_DAY))
    return textCell(String(value), STYLES.text.style);
  return `<c s="${style}"><v>${serial(value, type, zone)}</v></c>`;
}

/** Returns the serial number of a cell. Excel knows no time zones, so a time is written as the local time. */
function serial(value: string | number | Date, type: CellType, zone: string): number {
  if (value instanceof Date) return Date.parse(`${localTime(value, zone).replace(' ', 'T')}Z`) / DAY_MS + EPOCH;
  if (type === 'day') return Date.parse(`${value}T00:00:00Z`) / DAY_MS + EPOCH;
  if (type === 'points') return Number(value) * 100;
  return type === 'duration' ? (Number(value) * 1000) / DAY_MS : Number(value);
}

const textCell = (text: string, style: number): string =>
  `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/**
 * Removes characters that XML cannot contain, and escapes `_x0041_`, which would be read as the character that it
 * encodes (§22.4.2.4).
 */
const escaped = (text: string): string =>
  text
    .slice(0, MOST_TEXT)
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"]/g, (character) => ENTITIES[character]!);

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Returns the parts of a workbook other than its sheets. They list the sheets, so they are written last. */
function frame(names: readonly string[]): Record<string, string> {
  const each = (one: (n: number, name: string) => string) => names.map((name, n) => one(n + 1, name)).join('');
  const styled = Object.values(STYLES).filter(({ format }) => format !== null);
  const formats = styled.map(
    ({ style, format }) => `<numFmt numFmtId="${163 + style}" formatCode="${escaped(format!)}"/>`,
  );
  const used = styled.map(
    ({ style }) => `<xf numFmtId="${163 + style}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  );
  return {
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each((n, name) => `<sheet name="${escaped(name)}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each((n) => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="styles" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="${formats.length}">${formats.join('')}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${used.length + 2}"><xf xfId="0"/><xf fontId="1" applyFont="1" xfId="0"/>${used.join('')}</cellXfs></styleSheet>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="workbook" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${each((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`)}</Types>`,
  };
}
