import type { Activity, Actor, MoveDone } from '@guichet/contracts';
import { EntryMove, type Case, type Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { copyStepsOnMerge } from '../checklists/copy-steps-on-merge.js';
import { copyFieldsOnMerge } from '../fields/copy-fields-on-merge.js';
import { saveCases } from '../timeline/write-cases-and-entries.js';
import { cancelOnReply } from '../verbs/cancel-on-reply.js';
import { moveSharedDraft } from '../drafts/move-shared-draft.js';
import { moveDrafts } from '../drafts/move-own-drafts.js';
import { followRestriction } from '../restricting/copy-restriction.js';
import { assertNotMoreSee } from './assert-not-more-see.js';
import { ownFirstReplyDueAt, sideOf, type Before } from './state-before-move.js';
import { copyLinksOnMerge, linkBoth, linksBetween } from './case-links.js';
import { interleave } from './compute-entry-order.js';
import { adoptedIn, adoptedStrangers, mergedParticipants, setParticipants } from './recompute-participants.js';
import { reorder, summariseCase, type PlacedEntry } from './reorder-entries.js';
import { isReadIn, readMarksOf, recomputeReadMarks, type ReadMarks } from './recompute-read-marks.js';
import { changeStatus, publishMove, recordMove } from './record-move-activities.js';

/** Entries that go from one locked case into another one. */
export interface Transfer {
  how: EntryMove['how'];
  /** Why the system moves them. */
  because?: Extract<Activity, { type: 'moved' }>['because'];
  /** Why an agent moves them, in their words. */
  reason?: string | undefined;
  from: Case;
  into: Case;
  /** All entries of either case, in order. */
  entriesIn: (caseId: string) => PlacedEntry[];
  /** Those that go. */
  entries: readonly PlacedEntry[];
}

/** The entries of both cases as they are to be: what stays in one, and all that the other one has then. */
interface NewOrder {
  staying: PlacedEntry[];
  arranged: PlacedEntry[];
  moved: ReadonlySet<string>;
}

/**
 * The one way in which entries change their case: by a move, a split or a merge. Both cases are interleaved by time, each
 * keeping its own order; summaries, read marks, participants, links and drafts follow; both timelines say so; and what is
 * needed to undo it is kept.
 */
export async function transfer(tx: Tx, by: Actor, move: Transfer): Promise<MoveDone> {
  const { from, into, entries, entriesIn } = move;
  assertNotMoreSee(from, into);
  const moved = new Set(entries.map(({ id }) => id));
  const staying = entriesIn(from.id).filter(({ id }) => !moved.has(id));
  const order: NewOrder = { staying, arranged: interleave(entriesIn(into.id), entries), moved };
  const marks = await readMarksOf(tx, [from.id, into.id]);
  const before = await stateBefore(tx, move, marks);
  await arrange(tx, move, { ...order, marks, adopted: before.adopted });
  const moveId = newId();
  await recordInBoth(tx, by, { move, order, before, moveId });
  await saveCases(tx, [from, into]);
  await insertMove(tx, by, { id: moveId, how: move.how, fromId: from.id, intoId: into.id, before });
  if (move.how !== 'merged')
    await setParticipants(tx, { item: from, order: staying, manual: new Set(before.from.manual) });
  await setParticipants(tx, { item: into, order: order.arranged, manual: new Set(before.into.manual) });
  // A message of the citizen may have come, or a scheduled reply that stands before one.
  await cancelOnReply(tx, [into]);
  publishMove(tx, from, into);
  return { moveId, fromId: from.id, intoId: into.id };
}

async function stateBefore(tx: Tx, move: Transfer, marks: ReadMarks): Promise<Before> {
  const { how, from, into, entries, entriesIn } = move;
  const linkOf = await linksBetween(tx, from.id, into.id);
  const side = (item: Case) => sideOf(tx, item, { order: entriesIn(item.id), marks, link: linkOf(item.id) });
  const fromSide = await side(from);
  const isMerge = how === 'merged';
  const found = await adoptedIn(tx, from);
  const foundBefore = entries.filter(({ id }) => found.has(id)).map(({ id }) => id);
  return {
    moved: entries.map(({ id }) => id),
    count: entries.filter(({ kind }) => kind !== 'activity').length,
    from: fromSide,
    into: await side(into),
    firstReplyDueAt: isMerge ? await ownFirstReplyDueAt(tx, into) : null,
    reopened: false,
    drafts: isMerge ? await moveDrafts(tx, from.id, into.id) : [],
    sharedDraft: isMerge ? await moveSharedDraft(tx, from, into) : null,
    adopted: [...new Set([...(isMerge ? [] : adoptedStrangers(entries)), ...foundBefore])],
    carriedFields: isMerge ? await copyFieldsOnMerge(tx, from, into) : [],
    carriedLinks: isMerge ? await copyLinksOnMerge(tx, from, into) : [],
    carriedSteps: isMerge ? await copyStepsOnMerge(tx, from, into) : [],
    carried: isMerge ? [...fromSide.manual, ...(await mergedParticipants(tx, from))] : [],
  };
}

/** Writes the new order, with what follows from it: read marks, summaries, the person, links. */
async function arrange(
  tx: Tx,
  { how, from, into }: Transfer,
  { staying, arranged, marks, adopted }: NewOrder & { marks: ReadMarks; adopted: readonly string[] },
): Promise<void> {
  await reorder(tx, [[from, staying], [into, arranged]]); // prettier-ignore
  const isRead = isReadIn(marks);
  await recomputeReadMarks(tx, { marks, caseId: from.id, order: staying, isRead });
  await recomputeReadMarks(tx, { marks, caseId: into.id, order: arranged, isRead });
  await summariseCase(tx, { item: from, order: staying });
  await summariseCase(tx, { item: into, order: arranged, adopted });
  if (into.citizenId === null) Object.assign(into, { citizenId: from.citizenId, citizenName: from.citizenName });
  if (how !== 'moved') await linkBoth(tx, from.id, into.id);
}

/** Says in both timelines what was moved; closes the case that was merged, and reopens the one in which somebody now waits. */
async function recordInBoth(
  tx: Tx,
  by: Actor,
  { move, order, before, moveId }: { move: Transfer; order: NewOrder; before: Before; moveId: string },
): Promise<void> {
  const { how, because, reason, from, into } = move;
  const why = { ...(because && { because }), ...(reason && { reason }) };
  await recordMove(tx, by, { from, into, how, moveId, count: before.count, ...why });
  if (how === 'merged') {
    await changeStatus(tx, by, { item: from, to: 'closed' });
    from.mergedIntoId = into.id;
    await followRestriction(tx, from, into);
  }
  if (into.status !== 'open' && isWaiting(how, before, order)) {
    before.reopened = true;
    await changeStatus(tx, by, { item: into, to: 'open' });
  }
}

/** Does somebody wait for a reply to what has come? */
function isWaiting(how: EntryMove['how'], before: Before, { arranged, moved }: NewOrder): boolean {
  if (how === 'merged') return before.from.status === 'open';
  const last = arranged.findLast(({ kind, automatic }) => kind === 'message' && !automatic);
  return last?.direction === 'in' && moved.has(last.id);
}

async function insertMove(
  tx: Tx,
  by: Actor,
  move: Pick<EntryMove, 'id' | 'how' | 'fromId' | 'intoId'> & { before: Before },
): Promise<void> {
  const undone = { undoneAt: null, undoneById: null, undoneBy: null };
  await tx
    .repo(EntryMove)
    .insert({ ...move, at: tx.now, byId: by.kind === 'agent' ? by.id : null, byName: by.name, ...undone });
}
