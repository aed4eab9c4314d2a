import { appendEntries, publishSectorMoves, publishUnassigned, saveCases } from '@guichet/cases';
import type { Activity, AutomaticAssignmentReason, CaseStatus, ChannelKind } from '@guichet/contracts';
import type { Tx } from '@guichet/database';

/** A locked case, with what decides who may be its assignee. */
export interface LockedCase {
  id: string;
  teamId: string;
  team: string;
  assigneeId: string | null;
  /** The only agents who may be assigned it; null: it is not restricted. */
  restrictedTo: string[] | null;
  assignee: string | null;
  status: CaseStatus;
  caseTypeId: string | null;
  language: string | null;
  channel: ChannelKind | null;
  lastPosition: number;
  version: number;
}

/**
 * Locks cases in the order of their ids, as all code does, so that two transactions never wait for each other. Returns the
 * cases as they are behind the lock, which may differ from what a search found before.
 */
export async function lockCases(tx: Tx, ids: readonly string[]): Promise<LockedCase[]> {
  await tx.query(`select 1 from cases where id = any($1::uuid[]) order by id for update`, [ids]);
  return tx.query<LockedCase>(
    `select c.id, c.team_id as "teamId", t.name as team, c.assignee_id as "assigneeId", c.restricted_to as "restrictedTo", a.name as assignee, c.status, c.case_type_id as "caseTypeId",
       c.language, ch.kind as channel, c.last_position as "lastPosition", c.version
     from cases c join team t on t.id = c.team_id left join agent a on a.id = c.assignee_id left join channel_account ch on ch.id = c.channel_account_id
     where c.id = any($1::uuid[]) order by c.id`,
    [ids],
  );
}

/** Where a case goes: to an agent, back to the queue of its team (`to: null`), or to the queue of another team. */
export type Reassignment =
  | { item: LockedCase; to: { id: string; name: string } | null; because: AutomaticAssignmentReason }
  | { item: LockedCase; team: { id: string; name: string }; because: AutomaticAssignmentReason };

/** The actor that the timeline names for every automatic reassignment. */
const QUEUE = { kind: 'system', name: 'Queue' } as const;

/**
 * Reassigns locked cases and adds the reason to the timeline of each, in two statements whatever their number, and a third where a team
 * changes. Then the words of their entries, however many, follow as well.
 */
export async function reassign(tx: Tx, reassignments: readonly Reassignment[]): Promise<void> {
  const cases = reassignments.map(reassigned);
  await appendEntries(
    tx,
    reassignments.map((one, n) => ({
      item: cases[n]!,
      actor: QUEUE,
      entry: { kind: 'activity', data: activityOf(one) },
    })),
  );
  await saveCases(tx, cases, ['teamId', 'assigneeId', 'lastPosition']);
  for (const one of reassignments) {
    const { id: caseId, teamId, status } = one.item;
    tx.publish(
      'case.changed',
      { fields: ['team' in one ? 'team' : 'assigned'], status },
      { caseId, teamIds: 'team' in one ? [teamId, one.team.id] : [teamId] },
    );
  }
  await publishUnassigned(
    tx,
    cases.map(({ id, assigneeId }, n) => ({ caseId: id, from: reassignments[n]!.item.assigneeId, to: assigneeId })),
  );
  await publishSectorMoves(
    tx,
    cases.map(({ id, teamId }, n) => ({ caseId: id, fromTeamId: reassignments[n]!.item.teamId, toTeamId: teamId })),
  );
}

/** The case as it will be. A case that moves to another team is assigned to nobody. */
const reassigned = (one: Reassignment): LockedCase => ({
  ...one.item,
  teamId: 'team' in one ? one.team.id : one.item.teamId,
  assigneeId: 'team' in one ? null : (one.to?.id ?? null),
});

function activityOf(one: Reassignment): Activity {
  const { item, because } = one;
  if ('team' in one) return { type: 'team', from: item.team, fromId: item.teamId, to: one.team.name, because };
  return { type: 'assigned', from: item.assignee, to: one.to?.name ?? null, toId: one.to?.id ?? null, because };
}
