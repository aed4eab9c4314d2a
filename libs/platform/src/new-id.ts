import { randomUUIDv7 } from 'node:crypto';

/** Of the last id that this process made: its millisecond and what counts within it. */
let last = '';
/** `xxxxxxxx-xxxx-7xxx`: what sorts; all behind it is random. */
const HEAD = 18;
const TIME = 15;
const MOST_OF_ONE_MILLISECOND = 0xfff;

/**
 * An id (UUIDv7) that sorts behind every other that this process made before, also within one millisecond. What comes first by its
 * id came first, then: lists, cursors and the readers of the log rely on it, and the ids of `randomUUIDv7` alone lie in any order
 * there. Its last 62 bits are random (RFC 9562, 6.2, method 1).
 */
export function newId(): string {
  const id = randomUUIDv7();
  const head = id.slice(0, HEAD);
  last = head > last ? head : following(last);
  return last + id.slice(HEAD);
}

/** An id (UUIDv7) that sorts as if it had been made at a time: for what is old and comes only now. What is to come is of now. */
export function idAt(at: Date): string {
  const made = Math.min(Math.max(at.getTime(), 0), Date.now());
  return `${timeOf(made)}${randomUUIDv7().slice(13)}`;
}

function following(head: string): string {
  const count = Number.parseInt(head.slice(TIME), 16) + 1;
  if (count <= MOST_OF_ONE_MILLISECOND) return head.slice(0, TIME) + count.toString(16).padStart(3, '0');
  return `${timeOf(Number.parseInt(head.slice(0, 8) + head.slice(9, 13), 16) + 1)}-7000`;
}

function timeOf(milliseconds: number): string {
  const time = milliseconds.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}`;
}
