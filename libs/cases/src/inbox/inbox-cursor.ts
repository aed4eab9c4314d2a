import { wrongField } from '@guichet/platform';
import { z } from 'zod';

/** A time of the database that really is one: anything else would be its error, and not that of the request. */
const Timestamp = z.string().refine((text) => {
  // Where a page ends among cases that are never due.
  if (text === 'infinity') return true;
  const parts = /^(?!0000)(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{1,6})?[+-](0\d|1[0-4])(:[0-5]\d)?$/.exec(text);
  if (!parts) return false;
  const second = `${parts[1]}T${parts[2]}`;
  const time = new Date(`${second}Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(second);
});
const Cursor = z.tuple([Timestamp, z.uuid()]);

/** Where a page ended: time and id of its last row, exactly as the database wrote them. */
export const cursorOf = (at: string, id: string): string => Buffer.from(JSON.stringify([at, id])).toString('base64url');

export function parseCursor(cursor: string): { at: string; id: string } {
  try {
    const [at, id] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { at, id };
  } catch {
    throw wrongField('cursor', 'page-gone');
  }
}
