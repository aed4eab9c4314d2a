import { actorOf, mayBeAssigned, type Principal } from '@guichet/access';
import type { Case, EntryMove, Tx } from '@guichet/database';
import type { Before } from './state-before-move.js';
import type { PlacedEntry } from './reorder-entries.js';
import { appendEntry } from '../timeline/append-entries.js';
import { changeStatus } from './record-move-activities.js';

/** Deliveries whose message the citizen has not got and will not get. */
const UNSENT: readonly PlacedEntry['delivery'][] = ['canceled', 'blocked', 'failed'];

/**
 * The messages that were written since a move and go on with a conversation that goes back, by their ids: each with the id of the message
 * with which it goes on, the one before it between the same account and handle or, by another account, with the same handle. So a reply is
 * where the message is that it answers.
 * `ofOthers`: what has come into the case by other moves or their undoing, and was not written there since.
 */
export function messagesGoingOn(
  order: readonly PlacedEntry[],
  { moved, into }: Before,
  ofOthers: ReadonlySet<string>,
): Map<string, string> {
  const ofMove = new Set(moved);
  const former = new Set(into.order);
  const latest = new Map<string, { id: string; goesBack: boolean }>();
  const since = new Map<string, string>();
  for (const { id, kind, channelAccountId, handleId } of order) {
    if (kind !== 'message' || handleId === null) continue;
    const conversation = `${channelAccountId} ${handleId}`;
    const isSince = !ofMove.has(id) && !former.has(id) && !ofOthers.has(id);
    const earlier = latest.get(conversation) ?? latest.get(handleId);
    const goesBack = isSince ? (earlier?.goesBack ?? false) : ofMove.has(id);
    if (isSince && earlier?.goesBack) since.set(id, earlier.id);
    latest.set(conversation, { id, goesBack }).set(handleId, { id, goesBack });
  }
  return since;
}

/**
 * The ids of the entries that have come into the case of a move by other moves, which alone take them back, or that were moved out of it before
 * and have come back since by an undo: they were there before the move.
 */
export async function entriesOfOtherMoves(tx: Tx, { id, intoId }: EntryMove): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `select jsonb_array_elements_text(before -> 'moved') as id from entry_move
     where (into_id = $1 and id <> $2 and undone_at is null) or (from_id = $1 and id < $2)`,
    [intoId, id],
  );
  return new Set(rows.map((row) => row.id));
}

/** Both cases of a move that has been undone, with their entries as they are now. */
interface Undone {
  from: Case;
  into: Case;
  before: Before;
  restored: readonly PlacedEntry[];
  staying: readonly PlacedEntry[];
  /** The messages that went back although they were written since. */
  since: ReadonlyMap<string, string>;
}

/** The messages and notes in `into` that were written since, and stay. */
export function stayingSince({ staying, before }: Pick<Undone, 'staying' | 'before'>): PlacedEntry[] {
  const former = new Set(before.into.order);
  return staying.filter(({ id, kind }) => kind !== 'activity' && !former.has(id));
}

/** Is the status of `into` that of the other case: after a reply to its citizen, or a message of theirs, which have gone back? */
export function isStatusOfOther({ into, restored, staying, before, since }: Undone): boolean {
  if (stayingSince({ staying, before }).some(({ kind }) => kind === 'message')) return false;
  const returned = restored.filter(({ id, automatic, delivery }) => since.has(id) && !automatic && !UNSENT.includes(delivery)); // prettier-ignore
  const has = (direction: PlacedEntry['direction']) => returned.some((entry) => entry.direction === direction);
  if (into.status === 'open') return has('in');
  return has('out') && (into.status === 'waiting' || into.status === 'closed');
}

/** Where a message that went back was written last, the case waits for the citizen after our reply, and for us after theirs. */
export async function followLastMessage(tx: Tx, who: Principal, { from, restored, since }: Undone): Promise<void> {
  const last = restored.findLast(
    ({ kind, automatic, delivery }) => kind === 'message' && !automatic && !UNSENT.includes(delivery),
  );
  if (!last || !since.has(last.id)) return;
  await assignWhoReplied(tx, who, { item: from, last });
  const isReply = last.direction === 'out';
  const waits = isReply ? ['open', 'snoozed'] : ['waiting', 'snoozed', 'closed'];
  if (!waits.includes(from.status) || (isReply && last.staysOpen)) return;
  await changeStatus(tx, actorOf(who), { item: from, to: isReply ? 'waiting' : 'open' });
}

/** Whoever has replied goes on with the case, as where they reply in one that nobody has. */
async function assignWhoReplied(
  tx: Tx,
  who: Principal,
  { item, last }: { item: Case; last: PlacedEntry },
): Promise<void> {
  if (item.assigneeId !== null || last.direction !== 'out') return;
  const [agent] = await tx.query<{ id: string; name: string }>(
    `select a.id, a.name from timeline_entry e join agent a on a.id = e.actor_id
     where e.id = $1 and e.actor_kind = 'agent' and ${mayBeAssigned('a', '$2::uuid')}`,
    [last.id, item.teamId],
  );
  if (!agent || item.restrictedTo?.includes(agent.id) === false) return;
  item.assigneeId = agent.id;
  const data = { type: 'assigned', from: null, to: agent.name, toId: agent.id } as const;
  await appendEntry(tx, { item, entry: { kind: 'activity', data }, actor: actorOf(who) });
}
