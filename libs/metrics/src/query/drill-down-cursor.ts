import { parseCursor } from '@guichet/cases';
import { Id } from '@guichet/contracts';
import { wrongField } from '@guichet/platform';

/** Where a page of cases ended whose order is that of their own values. */
export const cursorOfValue = (value: number, id: string): string =>
  Buffer.from(JSON.stringify([value, id])).toString('base64url');

/** Where a page ended: at a moment or, where the order is that of values, at one. Throws `invalid-request`. */
export function parsePageEnd(cursor: string, isByValue: boolean): { at: string | number; id: string } {
  if (!isByValue) return parseCursor(cursor);
  const [at, id] = partsOf(cursor);
  if (!Number.isFinite(at) || !Id.safeParse(id).success) throw wrongField('cursor', 'page-gone');
  return { at: at as number, id: id as string };
}

function partsOf(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
