import type { Readable } from 'node:stream';

/** Bytes that all sessions together may hold in memory. */
export class ByteBudget {
  private held = 0;

  constructor(private readonly most: number) {}

  /** False: there is no room for so many, and none were taken. */
  take(bytes: number): boolean {
    if (this.held + bytes > this.most) return false;
    this.held += bytes;
    return true;
  }

  give(bytes: number): void {
    this.held -= bytes;
  }
}

/**
 * A message, whose bytes stay taken from the budget until the caller gives them back; or why it is none. Either way it is
 * read to its end, as the protocol has it. Throws what the stream throws, and holds nothing then.
 */
export async function readMessage(
  stream: Readable,
  limit: number,
  budget: ByteBudget,
): Promise<Buffer | 'too-big' | 'no-room'> {
  let chunks: Buffer[] = [];
  let held = 0;
  let refusal: 'too-big' | 'no-room' | null = null;
  const drop = () => {
    chunks = [];
    budget.give(held);
    held = 0;
  };
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (refusal) continue;
      refusal = held + chunk.length > limit ? 'too-big' : budget.take(chunk.length) ? null : 'no-room';
      if (refusal) drop();
      else {
        held += chunk.length;
        chunks.push(chunk);
      }
    }
  } catch (error) {
    drop();
    throw error;
  }
  return refusal ?? Buffer.concat(chunks, held);
}

/** Servers that a message has passed, by its header alone; what lies in its body was passed by another message. */
export function hops(message: Buffer): number {
  const start = message.subarray(0, 256 * 1024).toString('latin1');
  const end = /(?:^|\n)\r?\n/.exec(start);
  return start.slice(0, end?.index).match(/(?:^|\n)received[ \t]*:/gi)?.length ?? 0;
}
