import { actorOf, anyCaseFor, type Principal } from '@guichet/access';
import type { MoveDone } from '@guichet/contracts';
import { EntryMove, type Case, type Tx } from '@guichet/database';
import { Failure, conflict } from '@guichet/platform';
import { lay, lyingIn, readsIn, summariseAll, type Lying } from './arrangement.js';
import { carryDraftsBack } from './draft.js';
import { record } from './entries.js';
import { OVERTAKEN } from './case.queries.js';
import { Before, bothFor, changeStatus, publishMove, readBefore, rereads, type Side } from './move.js';
import { putByHand, setParticipants } from './participants.js';
import { saveCase } from './save.js';
import { putBack, tellBehind } from './sequence.js';

/**
 * The way back of a move, a split or a merge: what was moved lies again where and as it lay, with what was told about it
 * meanwhile. What else has come since stays where it came, and so does the story of it.
 */
export async function undoMove(tx: Tx, who: Principal, caseId: string, moveId: string): Promise<MoveDone> {
  const known = await tx.repo(EntryMove).findOneBy({ id: moveId });
  if (!known || ![known.fromId, known.intoId].includes(caseId)) throw new Failure('not-found');
  const [from, into] = await bothFor(tx, who, known.fromId, known.intoId, anyCaseFor);
  // Whoever was faster held the cases until now.
  const move = await tx.repo(EntryMove).findOneByOrFail({ id: moveId });
  if (move.undoneAt) throw conflict('undone-already');
  const before = Before.parse(move.before);
  const lying = await lyingIn(tx, [from.id, into.id]);
  const moved = new Set(before.moved);
  const fateOf = ({ id, about }: Lying) =>
    moved.has(id) ? 'returning' : about !== null && moved.has(about) ? 'told' : 'staying';
  const { returning = [], told = [], staying = [] } = Object.groupBy(lying(into.id), fateOf);
  if (returning.length < moved.size || (await isOvertaken(tx, move))) throw conflict('moved-on');

  const formerly = [before.from.order, ...(await formerOrders(tx, from, moveId))];
  const home = tellBehind(putBack(lying(from.id), returning, formerly), told);
  const byHand = [await putByHand(tx, from, lying(from.id)), await putByHand(tx, into, lying(into.id))] as const;
  await layBack(tx, before, from, home, into, staying);
  await carryDraftsBack(tx, from.id, into.id, before.drafts, move.at);
  await restoreLink(tx, from.id, into.id, before.from.link);
  await restoreLink(tx, into.id, from.id, before.into.link);
  if (before.into.citizenId === null && into.citizenId === from.citizenId)
    Object.assign(into, { citizenId: null, citizenName: '' });
  await summariseAll(tx, from, home, before.from.channelId);
  await summariseAll(tx, into, staying, before.into.channelId);

  await tellUndo(tx, who, from, moveId, into);
  await tellUndo(tx, who, into, moveId, from);
  await restoreStatuses(tx, who, move, from, into, before, staying);
  await saveCase(tx, from);
  await saveCase(tx, into);
  await tx.repo(EntryMove).update({ id: moveId }, { undoneAt: tx.now, undoneBy: who.name });
  await setParticipants(tx, from, home, byHand[0]);
  await setParticipants(tx, into, staying, byHand[1]);
  publishMove(tx, from, into);
  return { moveId, fromId: from.id, intoId: into.id };
}

/** Both cases in their order; whoever had read something before the move, or has since, has read it. */
async function layBack(
  tx: Tx,
  before: Before,
  from: Case,
  home: readonly Lying[],
  into: Case,
  staying: readonly Lying[],
): Promise<void> {
  const reads = await readsIn(tx, [from.id, into.id]);
  const cases = [
    [from, home],
    [into, staying],
  ] as const;
  await lay(tx, cases);
  const isRead = readBefore(reads);
  const wasRead = readOnce(before);
  for (const [{ id }, order] of cases)
    // A mark passes over facts that nobody has read: of these only the former mark tells.
    await rereads(
      tx,
      reads,
      id,
      order,
      (agent, entry) => wasRead(agent, entry) || (!entry.silent && isRead(agent, entry)),
    );
}

/** By a later move of the same entries, or by a merge of the case that they would come back to. */
async function isOvertaken(tx: Tx, { id }: EntryMove): Promise<boolean> {
  const [later] = await tx.query(`select 1 from entry_move m where m.id = $1 and ${OVERTAKEN}`, [id]);
  return later !== undefined;
}

/** How the entries of a case lay before each of its earlier moves, the newest first. Later ones tell where they were put. */
async function formerOrders(tx: Tx, { id }: Case, moveId: string): Promise<string[][]> {
  const rows = await tx.query<{ order: string[] }>(
    `select before -> case from_id when $1 then 'from' else 'into' end -> 'order' as order from entry_move
     where $1 in (from_id, into_id) and id < $2 order by id desc`,
    [id, moveId],
  );
  return rows.map(({ order }) => order);
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

async function restoreLink(tx: Tx, caseId: string, otherId: string, state: Side['link']): Promise<void> {
  if (state === null) await tx.query(`delete from case_link where case_id = $1 and other_id = $2`, [caseId, otherId]);
  else await tx.query(`update case_link set state = $3 where case_id = $1 and other_id = $2`, [caseId, otherId, state]);
}

/** As they were before the move, as far as nothing has happened since. A case that was split off and is empty now is closed. */
async function restoreStatuses(
  tx: Tx,
  who: Principal,
  { how }: EntryMove,
  from: Case,
  into: Case,
  before: Before,
  staying: readonly Lying[],
): Promise<void> {
  if (from.mergedIntoId) {
    from.mergedIntoId = null;
    if (from.status === 'closed') await restoreStatus(tx, who, from, before.from);
  }
  const said = staying.filter(({ kind }) => kind !== 'fact');
  const former = new Set(before.into.order);
  const isAsLeft = before.reopened && into.status === 'open' && said.every(({ id }) => former.has(id));
  if (isAsLeft) await restoreStatus(tx, who, into, before.into);
  if (how === 'split' && said.length === 0) {
    await changeStatus(tx, who, into, 'closed');
    into.mergedIntoId = from.id;
  }
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
