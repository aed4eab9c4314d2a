import { Failure } from './failure.js';

/** No request of ours nests deeper than a few levels; beyond this it is an attack on the stack. */
const DEPTH = 64;

/** PostgreSQL stores neither NUL nor, in `jsonb`, lone surrogates: each becomes U+FFFD, as in mail that comes in. */
export const storableText = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');

/** The same for every string of a JSON value, and for its keys. Throws `invalid-request` when it nests too deeply. */
export function storable(value: unknown, depth = DEPTH): unknown {
  if (typeof value === 'string') return storableText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) throw new Failure('invalid-request', { detail: 'This nests too deeply.' });
  if (Array.isArray(value)) return value.map((item) => storable(item, depth - 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  // Plain objects, and those of a query string, whose prototype is one that is empty: no instance of a class.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storableText(key), storable(item, depth - 1)]));
}
