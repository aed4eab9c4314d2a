import type { Actor } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { summarise, wordsOf, type NewEntry } from './stored-entries.js';
import { writeCases, type EntryRowToInsert } from './write-cases-and-entries.js';

type NewActivity = Extract<NewEntry, { kind: 'activity' }>;

/** One entry for a locked case, by the actor of the transaction where no other is named. An activity needs only the head of the case. */
export type Appended = {
  actor?: Actor;
  /** The id that the entry gets; a new one where none is given. */
  id?: string;
  /** The list of cases goes on showing what it showed: for a robot's reply. */
  isUnlisted?: boolean;
} & (
  | { item: Case; entry: NewEntry }
  | {
      item: Pick<Case, 'id' | 'version' | 'lastPosition'> & Partial<Pick<Case, 'subject' | 'citizenName'>>;
      entry: NewActivity;
    }
);

/**
 * Gives an entry its place behind all others of its case and keeps the summary of the case; the row is for `writeCases`. The
 * case must be saved in the same transaction.
 */
export function placeEntry(tx: Tx, { item, entry, actor = tx.actor, ...options }: Appended): EntryRowToInsert {
  item.lastPosition += 1;
  if (entry.kind !== 'activity' && !options.isUnlisted)
    summarise(item as Case, { entry, at: tx.now, position: item.lastPosition });
  const message = entry.kind === 'message' ? entry : null;
  return {
    id: options.id ?? message?.id ?? newId(),
    case_id: item.id,
    position: item.lastPosition,
    kind: entry.kind,
    actor_kind: actor.kind,
    actor_id: 'id' in actor ? actor.id : null,
    actor_name: actor.name,
    channel_account_id: message?.channelAccountId ?? null,
    channel_kind: message?.channel ?? null,
    direction: message?.direction ?? null,
    data: 'macro' in actor && actor.macro ? { ...entry.data, macro: actor.macro } : entry.data,
    case_version: item.version + 1,
    words: wordsOf(entry, item),
  };
}

/**
 * Appends entries to locked cases, in one statement whatever their number, and keeps the summaries of the cases: `saveCases`
 * writes those. Returns the id and the position of each entry.
 */
export async function appendEntries(
  tx: Tx,
  items: readonly Appended[],
): Promise<Pick<EntryRowToInsert, 'id' | 'position'>[]> {
  const entries = items.map((item) => placeEntry(tx, item));
  await writeCases(tx, { entries });
  return entries;
}

/** Appends one entry to a locked case and keeps its summary; `saveCase` writes the summary. */
export async function appendEntry(tx: Tx, appended: Appended): Promise<Pick<EntryRowToInsert, 'id' | 'position'>> {
  return (await appendEntries(tx, [appended]))[0]!;
}
