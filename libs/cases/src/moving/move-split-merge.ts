import { actorOf, caseFor, scope, type Principal } from '@guichet/access';
import type { MergeCase, MoveDone, MoveEntries, SplitCase } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import { newCase } from '../timeline/build-case-and-set-status.js';
import { copyRestriction } from '../restricting/copy-restriction.js';
import { insertCase } from '../timeline/write-cases-and-entries.js';
import { assertReasonToLeave } from '../verbs/check-and-publish-sector-change.js';
import { newReferences } from '../verbs/open-case-by-hand.js';
import { citizenNearTeam, newCitizen } from '../verbs/set-citizen-of-case.js';
import { isSamePerson } from '../verbs/is-same-person.js';
import { entriesOf, type PlacedEntry } from './reorder-entries.js';
import { transfer } from './transfer-entries.js';

/**
 * Moves messages and notes that belong to another case, with the activities about them.
 *
 * @throws Failure `not-found` for a case that the agent may not change, `conflict` for one that was merged, `invalid-request`
 * for an entry that cannot be moved, and for what leaves its sector without a reason.
 */
export async function moveEntries(
  tx: Tx,
  who: Principal,
  { fromId, wanted }: { fromId: string; wanted: MoveEntries },
): Promise<MoveDone> {
  const [from, into] = await lockBoth(tx, who, { ids: [fromId, wanted.intoId] });
  const { reason } = wanted;
  await assertReasonToLeave(tx, { caseId: from.id, fromTeamId: from.teamId, toTeamId: into.teamId }, reason);
  const entriesIn = await entriesOf(tx, [from.id, into.id]);
  const entries = chosenEntries(entriesIn(from.id), wanted.entryIds);
  return transfer(tx, actorOf(who), { how: 'moved', reason, from, into, entriesIn, entries });
}

/**
 * Makes a case of its own of some messages and notes, about the person who wrote the first of them. It has the team, the
 * assignee, the priority, the tags, the case type and the language of the one that it was part of, is restricted as that is; its SLA timers are computed
 * from what is in it. The fields of the type are empty in it: what the other one has in them is about its own matter.
 *
 * @throws Failure as `moveEntries`.
 */
export async function splitCase(
  tx: Tx,
  who: Principal,
  { fromId, wanted }: { fromId: string; wanted: SplitCase },
): Promise<MoveDone> {
  const from = await caseFor(tx, who, { id: fromId, permission: 'case.move' });
  const entriesIn = await entriesOf(tx, [from.id]);
  const entries = chosenEntries(entriesIn(from.id), wanted.entryIds);
  const [reference] = await newReferences(tx, 1);
  const { priority, teamId, assigneeId, restrictedTo, channelAccountId, tags, caseTypeId, language } = from;
  const into = newCase({
    ...{ priority, teamId, assigneeId, restrictedTo, channelAccountId, tags, caseTypeId, language },
    reference: reference!,
    subject: wanted.subject ?? (await subjectOf(tx, entries)) ?? from.subject,
    ...(await citizenOfSplit(tx, who, { from, entries, wanted })),
    openedAt: entries[0]!.at,
  });
  await insertCase(tx, into);
  await copyRestriction(tx, from, into);
  const done = await transfer(tx, actorOf(who), { how: 'split', from, into, entriesIn, entries });
  tx.publish('case.opened', { entryId: null, channelAccountId: null }, { caseId: into.id, teamIds: [into.teamId] });
  return done;
}

/**
 * Merges a case into another one: all its entries go there, and it is closed, so that whoever replies to it writes in the
 * other one.
 *
 * @throws Failure `not-found` for a case that the agent may not change, `conflict` for one that was merged already, `invalid-request` for one
 * that leaves its sector without a reason.
 */
export async function mergeCase(
  tx: Tx,
  who: Principal,
  { fromId, intoId, reason }: { fromId: string } & MergeCase,
): Promise<MoveDone> {
  const [from, into] = await lockBoth(tx, who, { ids: [fromId, intoId] });
  await assertReasonToLeave(tx, { caseId: from.id, fromTeamId: from.teamId, toTeamId: into.teamId }, reason);
  const entriesIn = await entriesOf(tx, [from.id, into.id]);
  return transfer(tx, actorOf(who), { how: 'merged', reason, from, into, entriesIn, entries: entriesIn(from.id) });
}

/** Two cases, locked in the order of their ids, whichever of the two was named first. */
export async function lockBoth(
  tx: Tx,
  who: Principal,
  { ids: [id, otherId], gate = caseFor }: { ids: readonly [string, string]; gate?: typeof caseFor },
): Promise<[Case, Case]> {
  if (id === otherId) throw wrongField('intoId', 'same-case');
  const [first, second] = [id, otherId].sort() as [string, string];
  const one = await gate(tx, who, { id: first, permission: 'case.move' });
  const other = await gate(tx, who, { id: second, permission: 'case.move' });
  return id === first ? [one, other] : [other, one];
}

/** These messages and notes, and the activities about them. */
function chosenEntries(entries: readonly PlacedEntry[], wanted: readonly string[]): PlacedEntry[] {
  const movable = new Set(entries.filter(({ kind }) => kind !== 'activity').map(({ id }) => id));
  const wrong = wanted.findIndex((id) => !movable.has(id));
  if (wrong >= 0) throw wrongField(`entryIds.${wrong}`, 'no-such-entry');
  const ids = new Set(wanted);
  return entries.filter(({ id, about }) => ids.has(id) || (about !== null && ids.has(about)));
}

/**
 * Of whom a case is that is made of some entries: of whom it was said to be, else of whoever wrote the first of them, else of the same one.
 * They are called as they are in the sector of the case, and where nothing there has a name of theirs by the address of the entries.
 */
async function citizenOfSplit(
  tx: Tx,
  who: Principal,
  { from, entries, wanted }: { from: Case; entries: readonly PlacedEntry[]; wanted: SplitCase },
): Promise<Pick<Case, 'citizenId' | 'citizenName'>> {
  if (wanted.citizenId === undefined) {
    const author = entries.find((entry) => entry.author)?.author;
    return { citizenId: author?.id ?? from.citizenId, citizenName: author?.name ?? from.citizenName };
  }
  if (wanted.citizenId === null) {
    // Somebody of whom nothing is known but the address by which they wrote, which stays with whoever has it.
    const { id, name } = await newCitizen(tx, await addressOf(tx, entries));
    return { citizenId: id, citizenName: name };
  }
  if (await isSamePerson(tx, wanted.citizenId, from.citizenId))
    return { citizenId: from.citizenId, citizenName: from.citizenName };
  const near = { id: wanted.citizenId, teamId: from.teamId };
  const { id, nameInSector } = await citizenNearTeam(tx, scope(who, 'case.read'), near);
  return { citizenId: id, citizenName: nameInSector ?? (await addressOf(tx, entries)) };
}

/** The address by which the first of some messages was written. Primary key of `handle`. */
async function addressOf(tx: Tx, entries: readonly PlacedEntry[]): Promise<string> {
  const handleId = entries.find(({ direction, handleId }) => direction === 'in' && handleId !== null)?.handleId;
  const [handle] = await tx.query<{ value: string }>(`select value from handle where id = $1`, [handleId ?? null]);
  return handle?.value ?? '';
}

async function subjectOf(tx: Tx, entries: readonly PlacedEntry[]): Promise<string | undefined> {
  const [row] = await tx.query<{ subject: string }>(
    `select data ->> 'subject' as subject from timeline_entry where id = any($1::uuid[]) and kind = 'message'
     order by position limit 1`,
    [entries.map(({ id }) => id)],
  );
  return row?.subject?.trim() || undefined;
}
