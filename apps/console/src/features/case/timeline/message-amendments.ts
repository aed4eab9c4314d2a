import type { Actor, Entry } from '@guichet/contracts';

/** Edits, deletion and reactions of a message, which activities of the timeline tell and the message itself shows. */
export interface MessageAmendments {
  /** One per person: a second reaction takes the place of the first. */
  reactions: readonly { by: string; emoji: string }[];
  /** What it was changed to, oldest first. */
  edits: readonly { at: string; text: string }[];
  deletedAt: string | undefined;
}

const none: MessageAmendments = { reactions: [], edits: [], deletedAt: undefined };

/** A reply that its own author took back says so itself: a line beside it would say it again. */
const isSameActor = (author: Actor | undefined, actor: Actor): boolean =>
  author?.kind === 'agent' && actor.kind === 'agent' && author.id === actor.id;

/**
 * Returns the amendments by id of their message, and the positions of the activities that need no line of their own.
 */
export function amendmentsOf(entries: ReadonlyMap<number, Entry>) {
  const messages = new Map(
    [...entries.values()].flatMap((entry) => (entry.kind === 'message' ? [[entry.id, entry]] : [])),
  );
  const noteIds = new Set([...entries.values()].flatMap(({ id, kind }) => (kind === 'note' ? [id] : [])));
  const amendments = new Map<string, MessageAmendments>();
  const shownOnMessages = new Set<number>();
  for (const position of [...entries.keys()].toSorted((a, b) => a - b)) {
    const entry = entries.get(position)!;
    if (entry.kind !== 'activity') continue;
    const { activity } = entry;
    if (activity.type === 'canceled' && isSameActor(messages.get(activity.entryId)?.actor, entry.actor))
      shownOnMessages.add(position);
    // A note has its earlier wordings itself.
    if (activity.type === 'note-changed' && noteIds.has(activity.entryId)) shownOnMessages.add(position);
    if (activity.type !== 'reaction' && activity.type !== 'edited' && activity.type !== 'deleted') continue;
    if (!messages.has(activity.entryId)) continue;
    shownOnMessages.add(position);
    const at = activity.reportedAt ?? entry.at;
    const before = amendments.get(activity.entryId) ?? none;
    amendments.set(activity.entryId, {
      ...before,
      ...(activity.type === 'edited' && { edits: [...before.edits, { at, text: activity.text }] }),
      ...(activity.type === 'deleted' && { deletedAt: at }),
      ...(activity.type === 'reaction' && {
        reactions: [
          ...before.reactions.filter(({ by }) => by !== activity.by),
          ...(activity.emoji ? [{ by: activity.by, emoji: activity.emoji }] : []),
        ],
      }),
    });
  }
  return { amendments, shownOnMessages };
}
