import { ChannelError, type Delivered, type PartLog } from '../channel.js';

/** A long text in parts of at most `max` characters, cut where a reader pauses and never inside a character. */
export function textParts(text: string, max: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > max) {
    const end = endOfPart(rest, max);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest ? [...parts, rest] : parts;
}

function endOfPart(text: string, max: number): number {
  const head = text.slice(0, max);
  for (const pause of ['\n\n', '\n', '. ', ' ']) {
    const end = head.lastIndexOf(pause) + pause.length;
    if (end > max / 2) return end;
  }
  return new Intl.Segmenter().segment(text).containing(max)?.index || max;
}

/**
 * Sends the parts of one message in their order, save those that have left by an earlier try. Whatever stops it is the fault
 * of one part: it says whether that one may be tried again. `send` is told the id of the part before.
 */
export async function sendInOrder<Part>(
  parts: readonly Part[],
  log: PartLog,
  send: (part: Part, before: string | null) => Promise<string>,
): Promise<Delivered> {
  const ids = parts.map((_, n) => log.left[n] ?? null);
  for (const [n, part] of parts.entries()) {
    if (ids[n] != null) continue;
    if (parts.length > 1) await log.note(ids, parts.length);
    try {
      ids[n] = await send(part, ids[n - 1] ?? null);
    } catch (error) {
      const left = ids.filter((id) => id !== null).length;
      if (left === 0 || !(error instanceof ChannelError)) throw error;
      throw error.worded(`Only ${left} of ${parts.length} parts of this message have left: ${error.reason}`);
    }
  }
  const [externalId, ...otherIds] = ids as string[];
  if (externalId === undefined) throw new ChannelError('There is nothing to send.', false);
  return { externalId, ...(otherIds.length > 0 && { otherIds }), refused: [], response: `accepted ${ids.join(' ')}` };
}
