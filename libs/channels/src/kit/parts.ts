import { ChannelError, type Delivered } from '../channel.js';

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
 * Sends the parts of one message in their order. After the first has left there is no way back: sending all of them again
 * would say twice what has arrived, so a fault from then on is final and says so.
 */
export async function sendInOrder<Part>(
  parts: readonly Part[],
  send: (part: Part) => Promise<string>,
): Promise<Delivered> {
  const ids: string[] = [];
  for (const part of parts) {
    try {
      ids.push(await send(part));
    } catch (error) {
      if (ids.length === 0 || !(error instanceof ChannelError)) throw error;
      const words = `Only ${ids.length} of ${parts.length} parts of this message have left: ${error.reason}`;
      throw new ChannelError(words, false, false, { cause: error });
    }
  }
  const [externalId, ...otherIds] = ids;
  if (externalId === undefined) throw new ChannelError('There is nothing to send.', false);
  return { externalId, ...(otherIds.length > 0 && { otherIds }), refused: [], response: `accepted ${ids.join(' ')}` };
}
