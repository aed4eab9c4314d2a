/**
 * What a read is a function of: the rows as they are now, and the time. `Database` reads from its pool, `Tx` inside its
 * transaction, so that a read works in both.
 */
export interface Reader {
  /** Bound, so that it can be handed on. */
  query: <Row>(sql: string, parameters?: unknown[]) => Promise<Row[]>;
  readonly now: Date;
}

/** SQL: a time as JSON has it, in UTC with milliseconds. */
export const isoTime = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const WRITING = /^\s*(insert|update|delete|merge|truncate|alter|create|drop|grant|lock|copy|call|do)\b/i;
/** A statement that begins with `with` may write in one of its parts. */
const WRITING_PART = /\b(insert\s+into|update\s+[\w.]+\s+(\w+\s+)?set|delete\s+from|pg_notify\s*\(|add_jobs?\s*\()/i;

/** Does this statement change anything? Decided by its text, which costs no round trip. */
export const writes = (sql: string): boolean => WRITING.test(sql) || WRITING_PART.test(sql);
