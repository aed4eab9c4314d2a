import type { MessageEntry } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import type { PlacedMessage } from './placed-message.js';

type Segments = MessageEntry['segments'];

/**
 * Shows what people have written below our own signature. Some mail programs quote without a mark; then our signature looks like
 * theirs, and whatever stands below it like a part of that, which nobody would read. Index `timeline_entry_position`.
 */
export async function showBelowOwnSignature(tx: Tx, placed: readonly PlacedMessage[]): Promise<void> {
  const doubtful = placed.filter(
    ({ item, thread }) => thread.to === 'case' && item.message.segments.some(({ kind }) => kind === 'signature'),
  );
  if (doubtful.length === 0) return;
  const rows = await tx.query<{ caseId: string; text: string }>(
    `select distinct e.case_id as "caseId", s.value ->> 'text' as text
     from timeline_entry e cross join jsonb_array_elements(e.data -> 'segments') s
     where e.case_id = any($1::uuid[]) and e.kind = 'message' and e.direction = 'out' and s.value ->> 'kind' = 'signature'`,
    [doubtful.map(({ caseId }) => caseId)],
  );
  for (const one of doubtful) {
    const own = rows.filter(({ caseId }) => caseId === one.caseId).map(({ text }) => text);
    const segments = apartFromOwn(one.item.message.segments, own);
    one.item = { ...one.item, message: { ...one.item.message, segments } };
  }
}

/** Divides a signature that begins with one of ours into ours, which is quoted, and what stands below it. Pure. */
export const apartFromOwn = (segments: Segments, own: readonly string[]): Segments =>
  segments.flatMap((segment) => {
    if (segment.kind !== 'signature') return [segment];
    const [end] = own.flatMap((signature) => endOf(segment.text, signature) ?? []);
    if (end === undefined) return [segment];
    const below = segment.text.slice(end);
    const quoted = { kind: 'quoted' as const, text: segment.text.slice(0, end) };
    return below.trim() === ''
      ? [{ ...quoted, text: segment.text }]
      : [quoted, { kind: 'visible' as const, text: below }];
  });

/** Where a text ends to say what a signature says, at the end of a line, however its lines were broken; undefined: it does not. */
function endOf(text: string, signature: string): number | undefined {
  const wanted = lettersOf(signature);
  if (wanted === '') return undefined;
  let said = '';
  let end = 0;
  for (const line of text.split(/(?<=\n)/)) {
    said += lettersOf(line);
    end += line.length;
    if (said === wanted) return end;
    if (!wanted.startsWith(said)) return undefined;
  }
  return undefined;
}

const lettersOf = (text: string): string => text.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '');
