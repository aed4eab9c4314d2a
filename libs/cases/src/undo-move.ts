import { actorOf, type Principal } from '@guichet/access';
import type { MoveDone } from '@guichet/contracts';
import { EntryMove, type Case, type Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { changeParticipants, handlesOf, lay, lyingIn, readsIn, summariseAll, type Lying } from './arrangement.js';
import { record } from './entries.js';
import { Before, bothFor, changeStatus, publishMove, readBefore, rereads, type Side } from './move.js';
import { saveCase } from './save.js';
import { putBack } from './sequence.js';

/**
 * The way back of a move, a split or a merge: what was moved lies again where and as it lay. What has come since stays
 * where it came, and so does the story of it.
 */
export async function undoMove(tx: Tx, who: Principal, caseId: string, moveId: string): Promise<MoveDone> {
  const known = await tx.repo(EntryMove).findOneBy({ id: moveId });
  if (!known || ![known.fromId, known.intoId].includes(caseId)) throw new Failure('not-found');
  const [from, into] = await bothFor(tx, who, known.fromId, known.intoId);
  // Whoever was faster held the cases until now.
  const { how, undoneAt, before: stored } = await tx.repo(EntryMove).findOneByOrFail({ id: moveId });
  if (undoneAt) throw new Failure('conflict', { detail: 'This was undone already.' });
  const before = Before.parse(stored);
  const lying = await lyingIn(tx, [from.id, into.id]);
  const moved = new Set(before.moved);
  const returning = lying(into.id).filter(({ id }) => moved.has(id));
  if (returning.length < moved.size || (how !== 'merged' && from.mergedIntoId))
    throw new Failure('conflict', { detail: 'Something was moved on since then: undo that first.' });

  const staying = lying(into.id).filter(({ id }) => !moved.has(id));
  const home = putBack(lying(from.id), returning, before.from.order);
  const reads = await readsIn(tx, [from.id, into.id]);
  await lay(tx, new Map([[from.id, home], [into.id, staying]])); // prettier-ignore
  const isRead = readBefore(reads);
  const wasRead = readOnce(before);
  for (const [item, order] of [
    [from, home],
    [into, staying],
  ] as const)
    // prettier-ignore
    await rereads(tx, reads, item.id, order, (agent, entry) => isRead(agent, entry) || wasRead(agent, entry));

  await restoreParticipants(tx, how, from, into, before, returning, staying);
  await restoreLink(tx, from.id, into.id, before.from.link);
  await restoreLink(tx, into.id, from.id, before.into.link);
  if (before.into.citizenId === null && into.citizenId === from.citizenId)
    Object.assign(into, { citizenId: null, citizenName: '' });
  await summariseAll(tx, from, home, before.from.channelId);
  await summariseAll(tx, into, staying, before.into.channelId);

  await tellUndo(tx, who, from, moveId, into);
  await tellUndo(tx, who, into, moveId, from);
  if (how === 'merged') {
    from.mergedIntoId = null;
    if (from.status === 'closed') await restoreStatus(tx, who, from, before.from);
  }
  const former = new Set(before.into.order);
  const isAsLeft = staying.every(({ id, kind }) => former.has(id) || kind === 'fact');
  if (before.reopened && into.status === 'open' && isAsLeft) await restoreStatus(tx, who, into, before.into);
  if (how === 'split' && staying.every(({ kind }) => kind === 'fact')) {
    await changeStatus(tx, who, into, 'closed');
    into.mergedIntoId = from.id;
  }
  await saveCase(tx, from);
  await saveCase(tx, into);
  await tx.repo(EntryMove).update({ id: moveId }, { undoneAt: tx.now, undoneBy: who.name });
  publishMove(tx, from, into);
  return { moveId, fromId: from.id, intoId: into.id };
}

/** Had the agent read an entry before the move? */
function readOnce({ from, into }: Before): (agentId: string, entry: Lying) => boolean {
  const places = new Map(
    [from, into].flatMap(({ order, reads }) => order.map((id, n) => [id, { position: n + 1, reads }] as const)),
  );
  return (agentId, { id }) => {
    const place = places.get(id);
    return place !== undefined && place.position <= (place.reads[agentId] ?? 0);
  };
}

/** Who joined by the move leaves again, unless something that has come since is from them or to them. */
async function restoreParticipants(
  tx: Tx,
  how: EntryMove['how'],
  from: Case,
  into: Case,
  before: Before,
  returned: readonly Lying[],
  staying: readonly Lying[],
): Promise<void> {
  const came = new Set(how === 'merged' ? before.from.participants : handlesOf(returned));
  const kept = handlesOf(staying);
  const already = new Set(before.into.participants);
  await changeParticipants(tx, into.id, {
    join: [],
    leave: [...came].filter((handle) => !already.has(handle) && !kept.has(handle)),
  });
  await changeParticipants(tx, from.id, {
    join: before.from.participants.filter((handle) => came.has(handle)),
    leave: [],
  });
}

async function restoreLink(tx: Tx, caseId: string, otherId: string, state: Side['link']): Promise<void> {
  if (state === null) await tx.query(`delete from case_link where case_id = $1 and other_id = $2`, [caseId, otherId]);
  else await tx.query(`update case_link set state = $3 where case_id = $1 and other_id = $2`, [caseId, otherId, state]);
}

/** As it was; a snooze whose end has passed has ended. */
async function restoreStatus(tx: Tx, who: Principal, item: Case, side: Side): Promise<void> {
  const until = side.snoozeUntil ? new Date(side.snoozeUntil) : null;
  const isOver = until !== null && until <= tx.now;
  await changeStatus(tx, who, item, isOver ? 'open' : side.status, until);
  if (side.closedAt) item.closedAt = new Date(side.closedAt);
}

async function tellUndo(tx: Tx, who: Principal, item: Case, moveId: string, other: Case): Promise<void> {
  const fact = { type: 'move-undone', moveId, caseId: other.id, reference: other.reference } as const;
  await record(tx, item, { kind: 'fact', data: fact }, actorOf(who));
}
