import { actorOf, caseFor, mayBeAssigned, scope, worksInTeam, type Principal } from '@guichet/access';
import { bulkLimits, type Activity, type CaseStatus, type UpdateCase } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { notify, withdrawAssigned } from '@guichet/notifications';
import { Failure, wrongField } from '@guichet/platform';
import { appendEntries } from '../timeline/append-entries.js';
import { assertCaseMayClose } from './assert-case-may-close.js';
import { caseTypeName, mayKeepCaseType, usableCaseType } from './case-types.js';
import { assertNamed } from '../restricting/assert-named.js';
import { lockMerged } from '../restricting/lock-and-restrict-merged-cases.js';
import { nameOthersIfNobodyIsLeft } from '../restricting/keep-restricted-cases-accessible.js';
import { setStatus } from '../timeline/build-case-and-set-status.js';
import { saveCase } from '../timeline/write-cases-and-entries.js';
import { handOver } from './handover-note.js';
import { assertReasonToLeave, publishSectorMoves } from './check-and-publish-sector-change.js';
import { publishUnassigned } from './publish-unassigned.js';
import { recordRelief } from './record-relief.js';
import { assertTakenForOneself, takenOverNotifications } from './notify-of-takeover.js';
import { heldIn, keepForUndo } from './undo-handover.js';

export interface CaseUpdate {
  id: string;
  wanted: UpdateCase;
  expectedVersion?: number | null;
  isOneOfMany?: boolean;
}

/**
 * Changes what people decide about a case; each change is an activity of the timeline, and what is equal already is no change.
 * `expectedVersion` is the version that the agent has seen; null: any. To take a case from a colleague, it is needed. `isOneOfMany`: those
 * who get it are told at the end of the action of which this is a part, of all of them at once.
 *
 * @throws Failure `not-found` for a case that the agent may not change, `not-permitted` where they may not assign or close it, or are not
 *   named where it goes to another team, `conflict` for one that was merged, and for one that is closed without what its type requires,
 *   `case-changed` where the version is another one, `invalid-request` for a team, agent, case type or time that is not possible, and for
 *   a case that leaves its sector without a reason.
 */
export async function updateCase(
  tx: Tx,
  who: Principal,
  { id, wanted, expectedVersion = null, isOneOfMany = false }: CaseUpdate,
): Promise<void> {
  const item = await caseFor(tx, who, { id, permission: 'case.update' });
  assertMayDecide(who, item, wanted);
  if (wanted.summary !== undefined && (wanted.teamId ?? item.teamId) === item.teamId)
    throw wrongField('summary', 'summary-needs-team');
  assertTakenForOneself(who, wanted);
  if (expectedVersion !== null && expectedVersion !== item.version)
    throw new Failure('case-changed', { data: { version: item.version } });
  if (expectedVersion === null) refuseTakingOver(item, who, wanted);
  const before = heldIn(item);
  const { teamId: teamBefore, assigneeId: assigneeBefore } = before;
  const typeBefore = item.caseTypeId;
  const activities = [
    ...changeSubject(item, wanted),
    ...(await changeTeam(tx, item, wanted)),
    ...(await changeAssignee(tx, who, { item, wanted })),
    ...(await changeStatus(tx, who, { item, wanted })),
    ...changePriority(item, wanted),
    ...changeTags(item, wanted),
    ...(await changeCaseType(tx, item, wanted)),
    ...changeLanguage(item, wanted),
  ];
  const takenOver = { item, assigneeBefore, wanted };
  if (activities.length === 0) return notify(tx, await takenOverNotifications(tx, who, takenOver));
  if (activities.some((activity) => activity.type === 'status' && activity.to === 'closed'))
    await assertCaseMayClose(tx, who, { item, typeBefore });
  const entries = await appendEntries(
    tx,
    activities.map((data) => ({ item, entry: { kind: 'activity' as const, data }, actor: actorOf(who) })),
  );
  const notified = await handOver(tx, who, {
    ...{ item, summary: wanted.summary, teams: activities.find((activity) => activity.type === 'team') },
    assignedEntryId: entries[activities.findLastIndex(({ type }) => type === 'assigned')]?.id ?? null,
  });
  const named =
    teamBefore !== item.teamId && item.restrictedTo
      ? await nameOthersIfNobodyIsLeft(tx, {
          ...{ item, merged: await lockMerged(tx, id), actor: actorOf(who) },
          was: { teamId: teamBefore, assigneeId: assigneeBefore },
        })
      : null;
  await keepForUndo(tx, who, { item, before, relieves: wanted.relieves });
  await saveCase(tx, item);
  await recordRelief(tx, who, { item, before, wanted });
  if (assigneeBefore !== null && assigneeBefore !== item.assigneeId)
    await withdrawAssigned(tx, { agentId: assigneeBefore, caseId: id });
  const warned = await takenOverNotifications(tx, who, takenOver);
  await notify(tx, [...(named ?? []), ...warned, ...(isOneOfMany ? [] : notified)]);
  tx.publish(
    'case.changed',
    { fields: activities.map(({ type }) => type), status: item.status, ...(isOneOfMany && { isOneOfMany }) },
    { caseId: item.id, teamIds: [...new Set([teamBefore, item.teamId])] },
  );
  await publishUnassigned(tx, [{ caseId: item.id, from: assigneeBefore, to: item.assigneeId }]);
  await publishSectorMoves(tx, [{ caseId: item.id, fromTeamId: teamBefore, toTeamId: item.teamId }]);
}

/**
 * Who has a case and whether it is over are decided by whoever has a permission of its own for that.
 *
 * @throws Failure `not-permitted`.
 */
function assertMayDecide(who: Principal, item: Case, { teamId, assigneeId, status }: UpdateCase): void {
  const isAssigned =
    (teamId !== undefined && teamId !== item.teamId) || (assigneeId !== undefined && assigneeId !== item.assigneeId);
  const ends = status !== item.status && (status === 'closed' || status === 'spam');
  if (teamId !== undefined && teamId !== item.teamId) assertNamed(who, item);
  if (isAssigned && !scope(who, 'case.assign').admits(item)) throw new Failure('not-permitted');
  if (ends && !scope(who, 'case.close').admits(item)) throw new Failure('not-permitted');
}

/**
 * Two agents may take a case at once: the second one must not take it from the first unseen. To take over a case on purpose, a
 * client names the version that it shows.
 */
function refuseTakingOver(item: Case, who: Principal, { assigneeId }: UpdateCase): void {
  if (assigneeId === who.id && item.assigneeId !== null && item.assigneeId !== who.id)
    throw new Failure('case-changed', { data: { version: item.version } });
}

function changeSubject(item: Case, { subject }: UpdateCase): Activity[] {
  if (subject === undefined || subject === item.subject) return [];
  const activity: Activity = { type: 'subject', from: item.subject, to: subject };
  item.subject = subject;
  return [activity];
}

async function changeTeam(
  tx: Tx,
  item: Case,
  { teamId, assigneeId, caseTypeId, reason }: UpdateCase,
): Promise<Activity[]> {
  if (teamId === undefined || teamId === item.teamId) return [];
  const rows = await tx.query<{ id: string; name: string }>(`select id, name from team where id = any($1::uuid[])`, [
    [teamId, item.teamId],
  ]);
  const name = (id: string) => rows.find((row) => row.id === id)?.name;
  const to = name(teamId);
  if (!to) throw wrongField('teamId', 'no-such-team');
  await assertReasonToLeave(tx, { caseId: item.id, fromTeamId: item.teamId, toTeamId: teamId }, reason);
  const activities: Activity[] = [
    { type: 'team', from: name(item.teamId)!, fromId: item.teamId, to, ...(reason && { reason }) },
  ];
  item.teamId = teamId;
  // An assignee who is not in the new team would keep a case that they can no longer open, or should not: whoever sees what
  // is assigned to them alone was chosen for the team that it leaves.
  if (assigneeId === undefined && item.assigneeId && !(await worksIn(tx, item.assigneeId, teamId))) {
    activities.push({ type: 'assigned', from: await agentName(tx, item.assigneeId), to: null, toId: null });
    item.assigneeId = null;
  }
  if (caseTypeId === undefined && !(await mayKeepCaseType(tx, item.caseTypeId, teamId))) {
    activities.push({ type: 'case-type', from: await caseTypeName(tx, item.caseTypeId), to: null });
    item.caseTypeId = null;
  }
  return activities;
}

async function changeAssignee(
  tx: Tx,
  who: Principal,
  { item, wanted: { assigneeId, undo } }: { item: Case; wanted: UpdateCase },
): Promise<Activity[]> {
  if (assigneeId === undefined || assigneeId === item.assigneeId) return [];
  if (assigneeId !== null && item.restrictedTo?.includes(assigneeId) === false)
    throw wrongField('assigneeId', 'agent-not-named');
  if (assigneeId !== null && !(await mayHold(tx, assigneeId, item.teamId))) {
    throw wrongField('assigneeId', 'agent-not-in-team');
  }
  const activity: Activity = {
    type: 'assigned',
    from: item.assigneeId && (await agentName(tx, item.assigneeId)),
    to: assigneeId && (assigneeId === who.id ? who.name : await agentName(tx, assigneeId)),
    toId: assigneeId,
    ...(undo && { undo }),
  };
  item.assigneeId = assigneeId;
  return [activity];
}

async function changeStatus(
  tx: Tx,
  who: Principal,
  { item, wanted: { status, snoozeUntil, undo } }: { item: Case; wanted: UpdateCase },
): Promise<Activity[]> {
  if (status === undefined && snoozeUntil === undefined) return [];
  const to = status ?? 'snoozed';
  const until = to === 'snoozed' && snoozeUntil ? new Date(snoozeUntil) : null;
  if (to === 'snoozed' && (!until || until <= tx.now)) {
    throw wrongField('snoozeUntil', 'snooze-needs-time');
  }
  if (to !== 'snoozed' && snoozeUntil) {
    throw wrongField('snoozeUntil', 'only-snoozed-wakes');
  }
  if (to === item.status && until?.getTime() === item.snoozeUntil?.getTime()) return [];
  const activity: Activity = {
    ...{ type: 'status', from: item.status, to, snoozeUntil: until?.toISOString() ?? null },
    ...(undo && (await takesBackLastStatus(tx, who, { item, to })) && { undo }),
  };
  setStatus(item, { to, now: tx.now, snoozeUntil: until });
  // A snooze that is changed or ended leaves its timer behind; waking compares the time and then does nothing.
  if (until)
    await tx.job(
      'wake-case',
      { caseId: item.id, until: until.toISOString() },
      { runAt: until, key: `wake-case:${item.id}` },
    );
  return [activity];
}

/**
 * Is this status the one before the last change, and was that an own change of a moment ago, which took nothing back itself, and behind
 * which nobody has written to us? Only then are timers as if neither had been: else a deadline could be moved by taking back what others
 * did. A snooze that has ended meanwhile is over. Index `timeline_entry_position`.
 */
async function takesBackLastStatus(
  tx: Tx,
  who: Principal,
  { item, to }: { item: Case; to: CaseStatus },
): Promise<boolean> {
  const [last] = await tx.query<{ from: CaseStatus; to: CaseStatus }>(
    `select e.data ->> 'from' as from, e.data ->> 'to' as to from (
       select * from timeline_entry where case_id = $1 and from_case_id is null
         and (direction = 'in' or (kind = 'activity' and data ->> 'type' = 'status'))
       order by position desc limit 1) e
     where e.kind = 'activity' and e.actor_kind = 'agent' and e.actor_id = $2 and e.data -> 'undo' is null and e.at >= $3`,
    [item.id, who.id, new Date(tx.now.getTime() - bulkLimits.undoMinutes * 60_000)],
  );
  return last?.to === item.status && (last.from === to || (last.from === 'snoozed' && to === 'open'));
}

function changePriority(item: Case, { priority }: UpdateCase): Activity[] {
  if (priority === undefined || priority === item.priority) return [];
  const activity: Activity = { type: 'priority', from: item.priority, to: priority };
  item.priority = priority;
  return [activity];
}

function changeTags(item: Case, { tags }: UpdateCase): Activity[] {
  if (tags === undefined) return [];
  const wanted = [...new Set(tags)];
  const added = wanted.filter((tag) => !item.tags.includes(tag));
  const removed = item.tags.filter((tag) => !wanted.includes(tag));
  if (added.length + removed.length === 0) return [];
  item.tags = wanted;
  return [{ type: 'tags', added, removed }];
}

async function changeCaseType(tx: Tx, item: Case, { caseTypeId }: UpdateCase): Promise<Activity[]> {
  if (caseTypeId === undefined || caseTypeId === item.caseTypeId) return [];
  await usableCaseType(tx, caseTypeId, item.teamId);
  const activity: Activity = {
    type: 'case-type',
    from: await caseTypeName(tx, item.caseTypeId),
    to: await caseTypeName(tx, caseTypeId),
  };
  item.caseTypeId = caseTypeId;
  return [activity];
}

function changeLanguage(item: Case, { language }: UpdateCase): Activity[] {
  if (language === undefined || language === item.language) return [];
  const activity: Activity = { type: 'language', from: item.language, to: language };
  item.language = language;
  return [activity];
}

/** Do cases of this team stay with this agent? */
const worksIn = async (tx: Tx, agentId: string, teamId: string): Promise<boolean> =>
  (await tx.query(`select 1 from agent a where a.id = $1 and ${worksInTeam('a', '$2::uuid')}`, [agentId, teamId]))
    .length > 0;

/** May this agent be given cases of this team? */
const mayHold = async (tx: Tx, agentId: string, teamId: string): Promise<boolean> =>
  (await tx.query(`select 1 from agent a where a.id = $1 and ${mayBeAssigned('a', '$2::uuid')}`, [agentId, teamId]))
    .length > 0;

const agentName = async (tx: Tx, id: string): Promise<string> =>
  (await tx.query<{ name: string }>(`select name from agent where id = $1`, [id]))[0]?.name ?? '';
