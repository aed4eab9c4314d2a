import type { Language } from '@guichet/contracts';

/**
 * The type of the cells of a column. A number has all its digits, a decimal is a figure that is rounded. Moments are shown in a time zone;
 * durations are seconds. A change is a part of what was, and one of points the difference of two shares: both with their sign.
 */
export type CellType =
  | 'text'
  | 'integer'
  | 'number'
  | 'decimal'
  | 'share'
  | 'change'
  | 'points'
  | 'duration'
  | 'moment'
  | 'day';
export type Value = string | number | Date | null;

export interface Column<Row> {
  heading: string;
  /** Depends on the row where the column holds different measures. */
  type: CellType | ((row: Row) => CellType);
  of: (row: Row) => Value;
}

/** A table as it leaves: rows may be more than fit into memory. */
export interface Sheet<Row> {
  name: string;
  /**
   * The file name without its extension: it contains the subject and the period, so that two exports can be kept side
   * by side.
   */
  file: string;
  columns: readonly Column<Row>[];
  rows: AsyncIterable<Row> | Iterable<Row>;
  language: Language;
  zone: string;
}

export const typeOf = <Row>({ type }: Column<Row>, row: Row): CellType =>
  typeof type === 'function' ? type(row) : type;

const clocks = new Map<string, Intl.DateTimeFormat>();
/**
 * The formatter is created once for each time zone, because creating one costs a thousand times more than using it.
 */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  clocks.set(zone, made);
  return made;
}

/** `2026-03-02 10:00:00` of a time zone, as Swedes write it: spreadsheets of every language read it as a time. */
export const localTime = (at: Date, zone: string): string => clockOf(zone).format(at);
