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

/** How many servers a message has passed, and how often it was the one of this name. */
export interface Hops {
  all: number;
  own: number;
}

/**
 * Counts the trace of a message (RFC 5321 § 4.4), by its header alone; what lies in its body was passed by another message.
 * `ownName` is the name by which this server greets.
 */
export function hopsOf(message: Buffer, ownName: string): Hops {
  const trace =
    headerOf(message.subarray(0, 256 * 1024)).match(/(?:^|\n)received[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*/gi) ?? [];
  const byUs = new RegExp(`\\sby\\s+${RegExp.escape(ownName)}\\.?(?=[\\s;(]|$)`, 'i');
  return { all: trace.length, own: trace.filter((field) => byUs.test(field)).length };
}

/** What comes before the first empty line. */
function headerOf(message: Buffer): string {
  if (message[0] === 0x0a || (message[0] === 0x0d && message[1] === 0x0a)) return '';
  const ends = ['\n\r\n', '\n\n'].map((end) => message.indexOf(end)).filter((at) => at >= 0);
  return message.toString('latin1', 0, Math.min(message.length, ...ends));
}
