import type { NoteEntry } from '@guichet/contracts';

/** What the author of a note has made of it. */
export interface NoteVersion {
  at: string;
  /** Null: it was removed. */
  text: string | null;
  mentions: string[];
}

/** SQL expression: the versions of the note `e`, oldest first. Primary key of `note_version`. */
export const NOTE_VERSIONS = `(select jsonb_agg(jsonb_build_object('at', v.at, 'text', v.text, 'mentions', to_jsonb(v.mentions)) order by v.version)
  from note_version v where v.entry_id = e.id)`;

/** SQL expression: what the note `e` says now; null where it was removed. Primary key of `note_version`. */
export const NOTE_TEXT = `case when exists (select from note_version v where v.entry_id = e.id)
  then (select v.text from note_version v where v.entry_id = e.id order by v.version desc limit 1) else e.data ->> 'text' end`;

/** SQL expression: whether the entry `e` is a note that was removed. */
export const IS_REMOVED_NOTE = `(e.kind = 'note' and (${NOTE_TEXT}) is null)`;

const iso = (at: string) => new Date(at).toISOString();

/** A note as its last version says it, with what it said before. A wording that was only removed for a while is none of its own. */
export function noteAsItIs<Stored extends Pick<NoteEntry, 'text' | 'mentions'>>(
  stored: Stored,
  versions: readonly NoteVersion[],
): Stored & Pick<NoteEntry, 'earlier' | 'removedAt'> {
  const last = versions.at(-1);
  if (!last) return stored;
  const earlier: NonNullable<NoteEntry['earlier']> = [];
  let said = { text: stored.text, mentions: stored.mentions };
  for (const { at, text, mentions } of versions) {
    if (text === null) continue;
    if (text !== said.text) earlier.push({ ...said, until: iso(at) });
    said = { text, mentions };
  }
  const isRemoved = last.text === null;
  if (isRemoved) earlier.push({ ...said, until: iso(last.at) });
  return {
    ...stored,
    ...{ text: last.text ?? '', mentions: last.mentions },
    ...(earlier.length > 0 && { earlier }),
    ...(isRemoved && { removedAt: iso(last.at) }),
  };
}
