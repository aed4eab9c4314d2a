import type { Entry } from '@guichet/contracts';

/** What became of a message after it was sent: said by facts of the timeline, shown on the message itself. */
export interface Amendments {
  /** One per person: a second reaction takes the place of the first. */
  reactions: readonly { by: string; emoji: string }[];
  /** What it was changed to, oldest first. */
  edits: readonly { at: string; text: string }[];
  deletedAt: string | undefined;
}

const none: Amendments = { reactions: [], edits: [], deletedAt: undefined };

/** Amendments by id of their message, and the positions of the facts that are told there and need no line of their own. */
export function amendmentsOf(entries: ReadonlyMap<number, Entry>) {
  const messages = new Set([...entries.values()].flatMap((entry) => (entry.kind === 'message' ? [entry.id] : [])));
  const amendments = new Map<string, Amendments>();
  const told = new Set<number>();
  for (const position of [...entries.keys()].toSorted((a, b) => a - b)) {
    const entry = entries.get(position)!;
    if (entry.kind !== 'fact') continue;
    const { fact } = entry;
    if (fact.type !== 'reaction' && fact.type !== 'edited' && fact.type !== 'deleted') continue;
    if (!messages.has(fact.entryId)) continue;
    told.add(position);
    const at = fact.toldAt ?? entry.at;
    const before = amendments.get(fact.entryId) ?? none;
    amendments.set(fact.entryId, {
      ...before,
      ...(fact.type === 'edited' && { edits: [...before.edits, { at, text: fact.text }] }),
      ...(fact.type === 'deleted' && { deletedAt: at }),
      ...(fact.type === 'reaction' && {
        reactions: [
          ...before.reactions.filter(({ by }) => by !== fact.by),
          ...(fact.emoji ? [{ by: fact.by, emoji: fact.emoji }] : []),
        ],
      }),
    });
  }
  return { amendments, told };
}
