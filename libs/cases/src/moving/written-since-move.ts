import { actorOf, type Principal } from '@guichet/access';
import type { Case, Tx } from '@guichet/database';
import type { Before } from './state-before-move.js';
import type { PlacedEntry } from './reorder-entries.js';
import { changeStatus } from './record-move-activities.js';

/** Deliveries whose message the citizen has not got and will not get. */
const UNSENT: readonly PlacedEntry['delivery'][] = ['canceled', 'blocked', 'failed'];

/**
 * The ids of the messages that were written since a move and go on with a conversation that goes back: each belongs to the message before it
 * between the same account and handle or, by another account, with the same handle. So a reply is where the message is that it answers.
 */
export function messagesGoingOn(order: readonly PlacedEntry[], { moved, into }: Before): Set<string> {
  const ofMove = new Set(moved);
  const former = new Set(into.order);
  const goesBack = new Map<string, boolean>();
  const since = new Set<string>();
  for (const { id, kind, channelAccountId, handleId, foreign } of order) {
    if (kind !== 'message' || handleId === null) continue;
    const conversation = `${channelAccountId} ${handleId}`;
    // What another move has brought goes back by the undoing of that one.
    const isSince = !ofMove.has(id) && !former.has(id) && !foreign;
    const back = isSince ? (goesBack.get(conversation) ?? goesBack.get(handleId) ?? false) : ofMove.has(id);
    if (isSince && back) since.add(id);
    goesBack.set(conversation, back).set(handleId, back);
  }
  return since;
}

/** Both cases of a move that has been undone, with their entries as they are now. */
interface Undone {
  from: Case;
  into: Case;
  before: Before;
  restored: readonly PlacedEntry[];
  staying: readonly PlacedEntry[];
  /** The messages that went back although they were written since. */
  since: ReadonlySet<string>;
}

/** The number of messages and notes in `into` that were written since, and stay. */
export function stayingSince({ staying, before }: Pick<Undone, 'staying' | 'before'>): number {
  const former = new Set(before.into.order);
  return staying.filter(({ id, kind }) => kind !== 'activity' && !former.has(id)).length;
}

/** Did a reply go back after which it is the turn of the citizen of the other case alone? */
export const wasAnsweredFor = ({ restored, since }: Pick<Undone, 'restored' | 'since'>): boolean =>
  restored.some((entry) => since.has(entry.id) && entry.direction === 'out' && !UNSENT.includes(entry.delivery));

/** Where a message that went back was written last, the case waits for the citizen after our reply, and for us after theirs. */
export async function followLastMessage(tx: Tx, who: Principal, { from, restored, since }: Undone): Promise<void> {
  const last = restored.findLast(
    ({ kind, automatic, delivery }) => kind === 'message' && !automatic && !UNSENT.includes(delivery),
  );
  if (!last || !since.has(last.id)) return;
  const isReply = last.direction === 'out';
  const waits = isReply ? ['open', 'snoozed'] : ['waiting', 'snoozed', 'closed'];
  if (!waits.includes(from.status) || (isReply && last.staysOpen)) return;
  await changeStatus(tx, actorOf(who), { item: from, to: isReply ? 'waiting' : 'open' });
}
