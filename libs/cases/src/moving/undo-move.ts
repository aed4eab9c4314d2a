import { actorOf, anyCaseFor, type Principal } from '@guichet/access';
import type { MoveUndone } from '@guichet/contracts';
import { EntryMove, type Case, type Tx } from '@guichet/database';
import { Failure, conflict } from '@guichet/platform';
import { OVERTAKEN } from '../inbox/case-detail.queries.js';
import { takeStepsBack } from '../checklists/copy-steps-on-merge.js';
import { takeFieldsBack } from '../fields/copy-fields-on-merge.js';
import { saveCases } from '../timeline/write-cases-and-entries.js';
import { moveSharedDraftBack } from '../drafts/move-shared-draft.js';
import { moveDraftsBack } from '../drafts/move-own-drafts.js';
import { cancelOnReply } from '../verbs/cancel-on-reply.js';
import { assertUndoneIntoItsSector, leavesSector } from '../verbs/check-and-publish-sector-change.js';
import { assertNotMoreSee } from './assert-not-more-see.js';
import { Before, type Side } from './state-before-move.js';
import { restoreLink, takeLinksBack } from './case-links.js';
import { lockBoth } from './move-split-merge.js';
import { placeActivities, placeGoingOn, restorePlaces } from './compute-entry-order.js';
import { manualParticipants, setParticipants } from './recompute-participants.js';
import { entriesOf, reorder, summariseCase, type PlacedEntry } from './reorder-entries.js';
import { isReadIn, readMarksOf, recomputeReadMarks } from './recompute-read-marks.js';
import { changeStatus, publishMove, recordUndo } from './record-move-activities.js';
import {
  entriesOfOtherMoves,
  followLastMessage,
  isStatusOfOther,
  messagesGoingOn,
  stayingSince,
} from './written-since-move.js';

/** A move that is being undone: both cases, locked, with their entries as they are to be again. */
interface Undo {
  move: EntryMove;
  before: Before;
  from: Case;
  into: Case;
  /** The entries of `from`: those that were moved are back at their places, with the activities about them since. */
  restored: PlacedEntry[];
  /** The entries of `into` without them. */
  staying: PlacedEntry[];
  /** The messages that go back with them although they were written since, each with the id of the one with which it goes on. */
  since: ReadonlyMap<string, string>;
}

/**
 * Undoes a move, a split or a merge: the entries are again where they were, with the activities about them since and the messages
 * that have gone on with their conversations, unless these would leave a sector by it. Other entries that came since stay where they came.
 *
 * @throws Failure `not-found` where there is no such move of this case, `conflict` where it was undone already, the entries
 * were moved on, or would come into a sector in which they have never been.
 */
export async function undoMove(
  tx: Tx,
  who: Principal,
  { caseId, moveId }: { caseId: string; moveId: string },
): Promise<MoveUndone> {
  const undo = await preparedUndo(tx, who, { caseId, moveId });
  const { before, from, into, restored, staying } = undo;
  const manualFrom = await manualParticipants(tx, from, undo.entriesIn(from.id));
  const manualInto = await manualParticipants(tx, into, undo.entriesIn(into.id));
  await restoreOrder(tx, undo);
  await moveDraftsBack(tx, undo.move, { from, agentIds: before.drafts });
  await moveSharedDraftBack(tx, { moved: before.sharedDraft, move: undo.move, from, into });
  await takeFieldsBack(tx, { from, into, fieldIds: before.carriedFields });
  await takeStepsBack(tx, { from, into, stepIds: before.carriedSteps });
  await takeLinksBack(tx, { from, into, otherIds: before.carriedLinks });
  await restoreLink(tx, { caseId: from.id, otherId: into.id, state: before.from.link });
  await restoreLink(tx, { caseId: into.id, otherId: from.id, state: before.into.link });
  if (before.into.citizenId === null && into.citizenId === from.citizenId)
    Object.assign(into, { citizenId: null, citizenName: '' });
  const undone = { undoneAt: tx.now, undoneById: who.id, undoneBy: who.name };
  await tx.repo(EntryMove).update({ id: moveId }, undone);
  await setParticipants(tx, { item: from, order: restored, manual: manualFrom });
  await setParticipants(tx, { item: into, order: staying, manual: manualInto });
  await summariseCase(tx, { item: from, order: restored, channelAccountId: before.from.channelAccountId });
  await summariseCase(tx, { item: into, order: staying, channelAccountId: before.into.channelAccountId });
  await recordUndo(tx, actorOf(who), { moveId, how: undo.move.how, cases: [from, into] });
  await restoreStatuses(tx, who, undo);
  await saveCases(tx, [from, into]);
  if (undo.since.size > 0) await cancelOnReply(tx, [from]);
  publishMove(tx, from, into);
  return { moveId, fromId: from.id, intoId: into.id, returned: undo.since.size, stayed: stayingSince(undo).length };
}

/** Locks both cases and finds where each entry goes. */
async function preparedUndo(
  tx: Tx,
  who: Principal,
  { caseId, moveId }: { caseId: string; moveId: string },
): Promise<Undo & { entriesIn: (caseId: string) => PlacedEntry[] }> {
  const known = await tx.repo(EntryMove).findOneBy({ id: moveId });
  if (!known || ![known.fromId, known.intoId].includes(caseId)) throw new Failure('not-found');
  const [from, into] = await lockBoth(tx, who, { ids: [known.fromId, known.intoId], gate: anyCaseFor });
  // Another agent may have undone it while we waited for the locks.
  const move = await tx.repo(EntryMove).findOneByOrFail({ id: moveId });
  if (move.undoneAt) throw conflict('undone-already');
  assertNotMoreSee(into, from);
  const before = Before.parse(move.before);
  const back = { caseId: into.id, fromTeamId: into.teamId, toTeamId: from.teamId };
  await assertUndoneIntoItsSector(tx, { ...back, wasInTeamId: teamBefore(move, before, from) });
  const entriesIn = await entriesOf(tx, [from.id, into.id]);
  const isKept = await leavesSector(tx, back);
  const since = isKept ? new Map<string, string>() : messagesGoingOn(entriesIn(into.id), before, await entriesOfOtherMoves(tx, move)); // prettier-ignore
  const { returning, goingOn, about, staying } = whereEntriesGo(entriesIn(into.id), { moved: new Set(before.moved), since }); // prettier-ignore
  if (returning.length < before.moved.length || (await isOvertaken(tx, move))) throw conflict('moved-on');
  const formerly = [before.from.order, ...(await formerOrders(tx, from, moveId))];
  const messages = placeGoingOn(restorePlaces(entriesIn(from.id), returning, formerly), goingOn, since);
  return { move, before, from, into, restored: placeActivities(messages, about), staying, since, entriesIn };
}

/** The entries that were moved, the messages that have gone on with them, the activities about both, and all others. */
function whereEntriesGo(
  order: readonly PlacedEntry[],
  { moved, since }: { moved: ReadonlySet<string>; since: ReadonlyMap<string, string> },
): Record<'returning' | 'goingOn' | 'about' | 'staying', PlacedEntry[]> {
  const goesBack = (id: string | null) => id !== null && (moved.has(id) || since.has(id));
  const groups = Object.groupBy(order, ({ id, about }) =>
    moved.has(id) ? 'returning' : since.has(id) ? 'goingOn' : goesBack(about) ? 'about' : 'staying',
  );
  return { returning: [], goingOn: [], about: [], staying: [], ...groups };
}

/** The team in which the entries were; a case that was merged has stayed in its team. Null: it was not kept. */
const teamBefore = ({ how }: EntryMove, before: Before, from: Case): string | null =>
  before.from.teamId ?? (how === 'merged' ? from.teamId : null);

/** Both cases in their order; what an agent had read before the move, or has read since, is read. */
async function restoreOrder(tx: Tx, { before, from, into, restored, staying }: Undo): Promise<void> {
  const marks = await readMarksOf(tx, [from.id, into.id]);
  await reorder(tx, [[from, restored], [into, staying]]); // prettier-ignore
  const isRead = isReadIn(marks);
  const wasRead = wasReadBeforeMove(before);
  // A mark passes over activities that nobody has to read: only the former mark says whether they were read.
  const isReadNow = (agent: string, entry: PlacedEntry) =>
    wasRead(agent, entry) || (!entry.silent && isRead(agent, entry));
  await recomputeReadMarks(tx, { marks, caseId: from.id, order: restored, isRead: isReadNow });
  await recomputeReadMarks(tx, { marks, caseId: into.id, order: staying, isRead: isReadNow });
}

/** Were the same entries moved on, or was the case merged to which they would come back? */
async function isOvertaken(tx: Tx, { id }: EntryMove): Promise<boolean> {
  const [later] = await tx.query(`select 1 from entry_move m where m.id = $1 and ${OVERTAKEN}`, [id]);
  return later !== undefined;
}

/** The orders of a case before each of its earlier moves, the newest first. Later moves say where the entries were put. */
async function formerOrders(tx: Tx, { id }: Case, moveId: string): Promise<string[][]> {
  const rows = await tx.query<{ order: string[] }>(
    `select before -> case from_id when $1 then 'from' else 'into' end -> 'order' as order from entry_move
     where $1 in (from_id, into_id) and id < $2 order by id desc`,
    [id, moveId],
  );
  return rows.map(({ order }) => order);
}

/** Had the agent read an entry before the move? */
function wasReadBeforeMove({ from, into }: Before): (agentId: string, entry: PlacedEntry) => boolean {
  const places = new Map(
    [from, into].flatMap(({ order, reads }) => order.map((id, n) => [id, { position: n + 1, reads }] as const)),
  );
  return (agentId, { id }) => {
    const place = places.get(id);
    return place !== undefined && place.position <= (place.reads[agentId] ?? 0);
  };
}

/** As they were before the move, unless something happened since. A case that was split off and is empty now is closed. */
async function restoreStatuses(tx: Tx, who: Principal, undo: Undo): Promise<void> {
  const { move, before, from, into, staying } = undo;
  if (from.mergedIntoId) {
    from.mergedIntoId = null;
    if (from.status === 'closed') await restoreStatus(tx, who, { item: from, side: before.from });
  }
  await followLastMessage(tx, who, undo);
  const isByMove = before.reopened && into.status === 'open' && stayingSince(undo).length === 0;
  if (isByMove || isStatusOfOther(undo)) await restoreStatus(tx, who, { item: into, side: before.into });
  if (move.how === 'split' && staying.every(({ kind }) => kind === 'activity')) {
    await changeStatus(tx, actorOf(who), { item: into, to: 'closed' });
    into.mergedIntoId = from.id;
  }
}

/** The status that a case had; a snooze that would have ended by now has ended. */
async function restoreStatus(tx: Tx, who: Principal, { item, side }: { item: Case; side: Side }): Promise<void> {
  const until = side.snoozeUntil ? new Date(side.snoozeUntil) : null;
  const isOver = until !== null && until <= tx.now;
  await changeStatus(tx, actorOf(who), { item, to: isOver ? 'open' : side.status, snoozeUntil: until, undo: true });
  if (side.closedAt) item.closedAt = new Date(side.closedAt);
}
