import { types } from 'pg';

/** `timestamptz` (`pg_type.oid`). */
const TIMESTAMPTZ = 1184;
const [ZERO, MINUS, POINT, SPACE, COLON] = [48, 45, 46, 32, 58];

type Read = (text: string) => unknown;
const readAny = types.getTypeParser(TIMESTAMPTZ, 'text') as Read;

/**
 * A time as Postgres writes it: `2026-11-30 03:21:29.123456+00`. It is read by the places of its digits, in a third of the time that patterns
 * take. Other forms, as of years before 100 or of another time zone, are read as ever.
 */
export function readTime(text: string): unknown {
  if (!text.endsWith('+00') || !isUsual(text)) return readAny(text);
  return new Date(
    Date.UTC(
      two(text, 0) * 100 + two(text, 2),
      two(text, 5) - 1,
      two(text, 8),
      two(text, 11),
      two(text, 14),
      two(text, 17),
      milliseconds(text),
    ),
  );
}

/** A time that was read as text, as the API writes it: in UTC, with milliseconds. */
export function isoOfTime(text: string): string {
  if (!text.endsWith('+00') || !isUsual(text)) return (readAny(text) as Date).toISOString();
  const fraction = text.charCodeAt(19) === POINT ? text.slice(20, Math.min(text.length - 3, 23)).padEnd(3, '0') : '000';
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction}Z`;
}

/** The separators stand where they do in years of four digits, of which the first two are not zero. */
const isUsual = (text: string): boolean =>
  text.charCodeAt(4) === MINUS &&
  text.charCodeAt(7) === MINUS &&
  text.charCodeAt(10) === SPACE &&
  text.charCodeAt(13) === COLON &&
  text.charCodeAt(16) === COLON &&
  two(text, 0) > 0;

const two = (text: string, at: number): number => (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;

/** Up to six digits may follow the second; trailing zeros are not written. */
function milliseconds(text: string): number {
  if (text.charCodeAt(19) !== POINT) return 0;
  const end = Math.min(text.length - 3, 23);
  let value = 0;
  for (let at = 20; at < 23; at += 1) value = value * 10 + (at < end ? text.charCodeAt(at) - ZERO : 0);
  return value;
}

/** How the connections of a pool read what the database sends. */
export const readers = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): Read =>
    oid === TIMESTAMPTZ && format !== 'binary' ? readTime : (types.getTypeParser(oid, format) as Read),
};
