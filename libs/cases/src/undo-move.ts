import { actorOf, anyCaseFor, type Principal } from '@guichet/access';
import type { MoveDone } from '@guichet/contracts';
import { EntryMove, type Case, type Tx } from '@guichet/database';
import { Failure, conflict } from '@guichet/platform';
import {
  changeParticipants,
  comingWith,
  handlesOf,
  lay,
  lyingIn,
  readsIn,
  summariseAll,
  type Lying,
} from './arrangement.js';
import { carryDraftsBack } from './draft.js';
import { record } from './entries.js';
import { OVERTAKEN } from './case.queries.js';
import {
  Before,
  bothFor,
  changeStatus,
  handlesOfCitizen,
  publishMove,
  readBefore,
  rereads,
  type Side,
} from './move.js';
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

  const formerly = [before.from.order, ...(await formerOrders(tx, from))];
  const home = tellBehind(putBack(lying(from.id), returning, formerly), told);
  await layBack(tx, before, from, home, into, staying);
  await restoreParticipants(tx, move, from, into, before, returning, staying, home);
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

/** How the entries of a case lay before each of its moves, the newest first. */
async function formerOrders(tx: Tx, { id }: Case): Promise<string[][]> {
  const rows = await tx.query<{ order: string[] }>(
    `select before -> case from_id when $1 then 'from' else 'into' end -> 'order' as order from entry_move
     where from_id = $1 or into_id = $1 order by id desc`,
    [id],
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

/**
 * Who joined by the move leaves again, unless something that has come since is from them or to them; who left by it is
 * back, unless they had only come by a move that was taken back meanwhile.
 */
async function restoreParticipants(
  tx: Tx,
  { id: moveId, how }: EntryMove,
  from: Case,
  into: Case,
  before: Before,
  returned: readonly Lying[],
  staying: readonly Lying[],
  home: readonly Lying[],
): Promise<void> {
  const came = new Set(how === 'merged' ? before.from.participants : comingWith(returned));
  const kept = handlesOf(staying);
  const others = await withoutMove(tx, into, moveId, 'into', before);
  await changeParticipants(tx, into.id, {
    join: [],
    leave: [...came].filter((handle) => !kept.has(handle) && !others.has(handle)),
  });
  // A stranger's word makes nobody a part of the case that it came to, but of the one where somebody has put it.
  const heard = home.filter(({ thirdParty, originId }) => !thirdParty || originId !== from.id);
  const back = new Set(heard.flatMap(({ handles }) => handles)).union(
    await withoutMove(tx, from, moveId, 'from', before),
  );
  await changeParticipants(tx, from.id, {
    join: before.from.participants.filter((handle) => came.has(handle) && back.has(handle)),
    leave: [],
  });
}

/**
 * Who is part of a case without this move and its messages: from before any move, by another merge that stands, or, being
 * whom the case was about before, by messages that another move brought or took away.
 */
async function withoutMove(
  tx: Tx,
  { id }: Case,
  moveId: string,
  side: 'from' | 'into',
  before: Before,
): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `(select jsonb_array_elements_text(participants) as id from (
        select before -> case into_id when $1 then 'into' else 'from' end -> 'participants' as participants from entry_move
        where into_id = $1 or (from_id = $1 and $4 = 'from') order by id limit 1) first)
     union select jsonb_array_elements_text(before -> 'from' -> 'participants') from entry_move
       where into_id = $1 and how = 'merged' and undone_at is null and id <> $2
     union select m.handle_id::text from entry_move, jsonb_array_elements_text(before -> 'moved') moved join message m on m.entry_id = moved::uuid
       where $1 in (from_id, into_id) and undone_at is null and entry_move.id <> $2 and m.handle_id = any($3::uuid[])`,
    [id, moveId, [...(await handlesOfCitizen(tx, before[side]))], side],
  );
  return new Set(rows.map((row) => row.id));
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
