import { randomUUIDv7 } from 'node:crypto';

/** Ids (UUIDv7) that sort as they were made, also within one millisecond, where those of different makers sort by chance. */
export class OrderedIds {
  private last = '';

  next(): string {
    const id = randomUUIDv7();
    this.last = id > this.last ? id : successor(this.last);
    return this.last;
  }
}

/** An id (UUIDv7) that sorts as if it had been made at a time: for what is old and comes only now. What is to come is of now. */
export function idAt(at: Date): string {
  const made = Math.min(Math.max(at.getTime(), 0), Date.now());
  const time = made.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}${randomUUIDv7().slice(13)}`;
}

function successor(id: string): string {
  const tail = Number.parseInt(id.slice(-12), 16) + 1;
  return tail.toString(16).length > 12 ? randomUUIDv7() : `${id.slice(0, -12)}${tail.toString(16).padStart(12, '0')}`;
}
