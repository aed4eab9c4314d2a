import { parameters, reachesCase, scopeOrNone, type Principal } from '@guichet/access';
import type { CasesToGiveBack } from '@guichet/contracts';
import type { Reader, Tx } from '@guichet/database';
import { notify } from '@guichet/notifications';
import { assertMayManageAbsence } from './assert-may-manage-absence.js';
import { isGivenAsSubstitute } from './reassign-for-absent-and-departed.js';

/** How many are listed: as many as one action can name. */
const MOST = 1000;

/** SQL condition: the entry is the activity by which its case was given to somebody, in the case itself. */
const isAssignment = (entry: string): string =>
  `${entry}.kind = 'activity' and ${entry}.data ->> 'type' = 'assigned' and ${entry}.from_case_id is null`;

/**
 * SQL: the cases `c` that went to their assignee `s`, at the entry `given`, as a substitute of the agent `a`, who is back and may have them
 * again. None that anybody else has had since, nor one that was given to the substitute once more on purpose: that is agreed. One that was
 * given back and has come again by an undoing is among them. `which`: of the entries `e`, so that these few are read first, whatever else is
 * in the cases. Index `timeline_entry_position`.
 */
const withSubstitute = (which: string): string =>
  `(select e.case_id, e.position, e.at, e.data ->> 'toId' as to_id, e.data -> 'because' ->> 'absentId' as absent_id from timeline_entry e
    where ${which} and ${isAssignment('e')} and e.data -> 'because' ->> 'by' = 'substitute'
      and e.data -> 'because' ->> 'absentId' is not null offset 0) given
  join agent a on a.id = given.absent_id::uuid
  join cases c on c.id = given.case_id and c.status not in ('closed', 'spam')
    and ${isGivenAsSubstitute({ substitute: 'a', item: 'c' })}
  join agent s on s.id = c.assignee_id and s.id = given.to_id::uuid and not exists (
    select 1 from timeline_entry e where e.case_id = c.id and e.position > given.position and ${isAssignment('e')}
      and coalesce(e.data ->> 'toId', '') <> given.absent_id
      and (coalesce(e.data ->> 'toId', '') <> given.to_id or e.data -> 'undo' is null))`;

/** SQL condition: the entry `e` is of an absence of the agent of this parameter. Index `timeline_entry_substitutes`. */
const isOfAbsent = (agentId: string): string => `e.data -> 'because' ->> 'absentId' = ${agentId}::uuid::text`;

/** SQL condition: the entry `e` is of a case that the agent of this parameter has. Index `cases_assignee`. */
const isInCaseOf = (agentId: string): string =>
  `e.case_id in (select id from cases where assignee_id = ${agentId} and status not in ('closed', 'spam'))`;

/**
 * The cases that an absence brought to a substitute, and that are still there: those of the agent, and those that the agent has of
 * others. Of those that the reader may assign.
 *
 * @throws Failure `not-permitted`, `not-found`
 */
export async function casesToGiveBack(reader: Reader, who: Principal, agentId: string): Promise<CasesToGiveBack> {
  await assertMayManageAbsence(reader, who, agentId);
  const [seen, assigned] = [scopeOrNone(who, 'case.read'), scopeOrNone(who, 'case.assign')];
  if (!seen || !assigned) return { items: [] };
  const { values, bind } = parameters(agentId);
  const ofReader = `${seen.sql('c', bind)} and ${assigned.sql('c', bind)}`;
  const listed = (which: string): string =>
    `select c.id, c.reference, c.subject, c.citizen_name as "citizenName", c.last_entry_at,
       jsonb_build_object('id', a.id, 'name', a.name) as absent, jsonb_build_object('id', s.id, 'name', s.name) as substitute,
       exists (select 1 from timeline_entry m where m.case_id = c.id and m.position > given.position and m.kind = 'message'
         and m.direction = 'out' and m.actor_id = s.id) as "hasReplied"
     from ${withSubstitute(which)} where ${ofReader}`;
  const items = await reader.query<CasesToGiveBack['items'][number]>(
    `select id, reference, subject, "citizenName", absent, substitute, "hasReplied" from (
       ${listed(isOfAbsent('$1'))} union all ${listed(isInCaseOf('$1'))}) found
     order by last_entry_at desc, id desc limit ${MOST}`,
    values,
  );
  return { items };
}

/** Whether an absence of the agent brought the case to a substitute, who still has it. */
export async function isToGiveBack(
  { query }: Reader,
  { caseId, agentId }: { caseId: string; agentId: string },
): Promise<boolean> {
  const sql = `select 1 from ${withSubstitute(`e.case_id = $1 and ${isOfAbsent('$2')}`)}`;
  return (await query(sql, [caseId, agentId])).length > 0;
}

/**
 * Notifies whoever is back, and each substitute, of how many cases of the absence that began then are still with the substitute, if they may
 * give them back. What an earlier one has left was said at its end. Null: it is not known when it began.
 */
export async function notifyOfCasesToGiveBack(
  tx: Tx,
  { agentId, since }: { agentId: string; since: Date | null },
): Promise<void> {
  const mayGive = (agent: 'a' | 's') =>
    `count(*) filter (where ${reachesCase('case.assign', { agent, item: 'c' })})::int`;
  const rows = await tx.query<{ absent: string; id: string; name: string; forAbsent: number; forSubstitute: number }>(
    `select a.name as absent, s.id, s.name, ${mayGive('a')} as "forAbsent", ${mayGive('s')} as "forSubstitute"
     from ${withSubstitute(isOfAbsent('$1'))} where given.at >= coalesce($2, '-infinity'::timestamptz) group by a.name, s.id, s.name`,
    [agentId, since],
  );
  const type = 'cases-to-give-back' as const;
  const all = rows.flatMap(({ absent, id, name, forAbsent, forSubstitute }) => [
    { agentId, caseId: null, about: { type, side: 'absent' as const, colleague: name, count: forAbsent } },
    {
      agentId: id,
      caseId: null,
      about: { type, side: 'substitute' as const, colleague: absent, count: forSubstitute },
    },
  ]);
  await notify(
    tx,
    all.filter(({ about }) => about.count > 0),
  );
}
