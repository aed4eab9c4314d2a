import { ChannelError } from '../channel-error.js';
import type { Delivered, PartIds, PartLog } from '../outbound-message.js';
import { commonReason } from './common-texts.js';

/** Divides a long text into parts of at most `max` characters, after a paragraph, sentence or word and never inside a character. */
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

/** Divides a text as `textParts` does, with a limit in bytes of UTF-8. */
export function textPartsInBytes(text: string, maxBytes: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (Buffer.byteLength(rest) > maxBytes) {
    // This number of characters always fits, as they have no more bytes than the limit.
    const [part = ''] = textParts(rest, charactersWithin(rest, maxBytes));
    parts.push(part);
    rest = rest.slice(part.length).trimStart();
  }
  return rest ? [...parts, rest] : parts;
}

/** Returns how many UTF-16 units of a text fit into a number of bytes, without cutting a character. */
function charactersWithin(text: string, maxBytes: number): number {
  let bytes = 0;
  let units = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxBytes) break;
    units += character.length;
  }
  return units;
}

/**
 * Sends the parts of one message in their order, except those that an earlier attempt has sent. `send` gets the id of the part
 * before. Throws the ChannelError of the part that could not be sent, which says whether that one may be tried again.
 */
export async function sendInOrder<Part>(
  parts: readonly Part[],
  log: PartLog,
  send: (part: Part, before: string | null) => Promise<string>,
): Promise<Delivered> {
  const ids = parts.map((_, n) => log.sent[n] ?? null);
  for (const [n, part] of parts.entries()) {
    if (ids[n] != null) continue;
    if (parts.length > 1) await log.record(ids, parts.length);
    try {
      ids[n] = await send(part, ids[n - 1] ?? null);
    } catch (error) {
      throw afterParts(error, ids);
    }
  }
  const [externalId, ...otherIds] = ids as string[];
  if (externalId === undefined) throw new ChannelError(commonReason('nothing-to-send'), { retryable: false });
  return { externalId, ...(otherIds.length > 0 && { otherIds }), refused: [], response: `accepted ${ids.join(' ')}` };
}

/** Adds to an error which parts of the message were sent before it. */
function afterParts(error: unknown, ids: PartIds): unknown {
  const left = ids.filter((id) => id !== null).length;
  if (left === 0 || !(error instanceof ChannelError)) return error;
  return error.withReason(commonReason('parts-left', { left, of: ids.length, because: error.reason }));
}
