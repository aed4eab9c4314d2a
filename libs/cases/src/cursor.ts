import { Failure } from '@guichet/platform';
import { z } from 'zod';

const Cursor = z.tuple([z.string().regex(/^\d{4}-\d{2}-\d{2} [\d:.]+[+-]\d{2}(:\d{2})?$/), z.uuid()]);

/** Where a page ended: time and id of its last row, exactly as the database wrote them. */
export const cursorOf = (at: string, id: string): string => Buffer.from(JSON.stringify([at, id])).toString('base64url');

export function parseCursor(cursor: string): { at: string; id: string } {
  try {
    const [at, id] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { at, id };
  } catch {
    throw new Failure('invalid-request', { errors: [{ path: 'cursor', message: 'This is not a cursor of ours.' }] });
  }
}
