import { actorOf, caseAsItWas, caseFor, type Principal } from '@guichet/access';
import { UNDO_HANDOVER_SECONDS, type Activity } from '@guichet/contracts';
import { CaseHandover, type Case, type Tx } from '@guichet/database';
import { withdrawNotifications } from '@guichet/notifications';
import { conflict } from '@guichet/platform';
import { z } from 'zod';
import { lockMerged } from '../restricting/lock-and-restrict-merged-cases.js';
import { restoreNamedAgents } from '../restricting/restore-named-agents-on-return.js';
import { appendEntry } from '../timeline/append-entries.js';
import { saveCase } from '../timeline/write-cases-and-entries.js';
import { publishSectorMoves } from './check-and-publish-sector-change.js';
import { publishUnassigned } from './publish-unassigned.js';
import { recordRelief } from './record-relief.js';

/** What a handover changes in a case. */
const Held = z.object({
  teamId: z.string(),
  assigneeId: z.string().nullable(),
  caseTypeId: z.string().nullable(),
  handoverEntryId: z.string().nullable(),
  restrictedTo: z.array(z.string()).nullable(),
});
type Held = z.infer<typeof Held>;

/**
 * `leftTo`: who is named once it is done, as a restricted case falls to others where nobody who is named could open it. `relieves`: its
 * assignee was relieved of several cases by it, which ends where it is undone.
 */
const Kept = Held.extend({ leftTo: Held.shape.restrictedTo, relieves: z.literal(true).optional() });

export const heldIn = ({ teamId, assigneeId, caseTypeId, handoverEntryId, restrictedTo }: Case): Held => ({
  ...{ teamId, assigneeId, caseTypeId, handoverEntryId, restrictedTo },
});

/** Keeps how a case stood before it went to another team, for as long as its last handover is this one. */
export async function keepForUndo(
  tx: Tx,
  who: Principal,
  { item, before: held, relieves }: { item: Case; before: Held; relieves: true | undefined },
): Promise<void> {
  const before: z.infer<typeof Kept> = { ...held, leftTo: item.restrictedTo, ...(relieves && { relieves }) };
  const { id: caseId, teamId, lastPosition: position, handoverEntryId: noteId } = item;
  if (before.teamId === teamId) return;
  const row = { caseId, byId: who.id, at: tx.now, before, teamId, position, noteId };
  await tx.repo(CaseHandover).upsert(row, ['caseId']);
}

/**
 * Takes a case back that the agent has just given to another team, be it out of their sight: its team, assignee, type and
 * named agents are as they were, what that team was told is marked as withdrawn, and its notifications are gone.
 *
 * `since`: from when on it can have been given away.
 *
 * @throws Failure `not-found` for a case that the agent neither sees nor has given away, `conflict` (`undo-late`) where nothing was
 * handed over, too much time has passed, or somebody else has worked on it since
 */
export async function undoHandover(
  tx: Tx,
  who: Principal,
  { id: caseId, since = secondsBefore(tx.now, UNDO_HANDOVER_SECONDS) }: { id: string; since?: Date },
): Promise<void> {
  const row = await tx.repo(CaseHandover).findOneBy({ caseId, byId: who.id });
  if (!row) {
    await caseFor(tx, who, { id: caseId, permission: 'case.assign' });
    throw conflict('undo-late');
  }
  const { leftTo, relieves, ...before } = Kept.parse(row.before);
  const isExchanged = !isSame(leftTo, before.restrictedTo);
  const merged = isExchanged ? await lockMerged(tx, caseId) : [];
  const item = await caseAsItWas(tx, who, { id: caseId, permission: 'case.assign', was: before });
  await assertUntouched(tx, who, { item, row, leftTo, since });
  const { teamId, assigneeId } = item;
  const { restrictedTo: named, ...rest } = before;
  Object.assign(item, rest);
  const actor = actorOf(who);
  const data = await activityOf(tx, { row, teamId, before });
  await appendEntry(tx, { item, entry: { kind: 'activity', data }, actor });
  const tellOfNames = isExchanged && named ? await restoreNamedAgents(tx, { item, merged, named, actor }) : null;
  await saveCase(tx, item);
  if (relieves) await recordRelief(tx, who, { item, before: { teamId, assigneeId: null }, wanted: { relieves } });
  await tellOfNames?.({ teamId, assigneeId });
  await tx.repo(CaseHandover).delete({ caseId });
  await withdrawNotifications(tx, await entriesSince(tx, row));
  const teamIds = [teamId, item.teamId];
  tx.publish('case.changed', { fields: ['team', 'assigned'], status: item.status }, { caseId, teamIds });
  await publishUnassigned(tx, [{ caseId, from: assigneeId, to: item.assigneeId }]);
  await publishSectorMoves(tx, [{ caseId, fromTeamId: teamId, toTeamId: item.teamId }]);
}

const secondsBefore = (now: Date, seconds: number): Date => new Date(now.getTime() - seconds * 1000);

const isSame = (one: readonly string[] | null, other: readonly string[] | null): boolean =>
  String(one) === String(other);

/** Refuses what is late: what the citizen wrote or the system assigned since is no reason, what colleagues have done is. */
async function assertUntouched(
  tx: Tx,
  who: Principal,
  { item, row, leftTo, since }: { item: Case; row: CaseHandover; leftTo: Held['restrictedTo']; since: Date },
): Promise<void> {
  const isLate = row.at < since;
  const isElsewhere = row.teamId !== item.teamId || item.mergedIntoId !== null;
  if (isLate || isElsewhere || !isSame(item.restrictedTo, leftTo)) throw conflict('undo-late');
  const [touched] = await tx.query(
    `select 1 from timeline_entry where case_id = $1 and position > $2 and actor_kind = 'agent' and actor_id is distinct from $3 limit 1`,
    [item.id, row.position, who.id],
  );
  if (touched) throw conflict('undo-late');
}

/** The entries of the handover and those since. */
async function entriesSince(tx: Tx, { caseId, at }: CaseHandover): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(`select id from timeline_entry where case_id = $1 and at >= $2`, [
    ...[caseId, at],
  ]);
  return rows.map(({ id }) => id);
}

async function activityOf(
  tx: Tx,
  { row: { noteId }, teamId, before }: { row: CaseHandover; teamId: string; before: Held },
): Promise<Activity> {
  const rows = await tx.query<{ id: string; name: string }>(`select id, name from team where id = any($1::uuid[])`, [
    [teamId, before.teamId],
  ]);
  const nameOf = (id: string) => rows.find((row) => row.id === id)?.name ?? '';
  return { type: 'handover-undone', from: nameOf(teamId), fromId: teamId, to: nameOf(before.teamId), entryId: noteId };
}
