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

/** SQL condition: the case `c` has not been handed to another team since the entry `given`, or each time that was undone. */
const whereNotHandedOver = `(select count(*) filter (where e.data ->> 'type' = 'team') <= count(*) filter (where e.data ->> 'type' = 'handover-undone')
    from timeline_entry e where e.case_id = c.id and e.position > given.position and e.kind = 'activity'
      and e.data ->> 'type' in ('team', 'handover-undone') and e.from_case_id is null)`;

/** SQL condition: the entry `e` came with a handover of the case `c` to another team that was undone, as its assignee is back with the case. */
const wasHandoverUndone = `exists (select 1 from timeline_entry u where u.case_id = c.id and u.position > e.position and u.kind = 'activity'
    and u.data ->> 'type' = 'handover-undone' and u.from_case_id is null and e.position > (
      select max(t.position) from timeline_entry t where t.case_id = c.id and t.position < u.position and t.kind = 'activity'
        and t.data ->> 'type' = 'team' and t.from_case_id is null))`;

/**
 * SQL: the cases `c` that an absence of the agent `a`, who is back and may have them again, brought at the entry `given` to where they are:
 * to the substitute `s`, or to the queue (no `s`). None that anybody else has had since, nor one that was given to the substitute or put into
 * the queue once more on purpose: that is agreed; nor one that was handed to another team. One that was given back and has come again by an
 * undoing is among them. `which`: of the entries `e`, so that these few are read first, whatever else is in the cases. Index
 * `timeline_entry_position`.
 */
const whereAbsenceLeft = (which: string): string =>
  `(select e.case_id, e.position, e.at, e.data ->> 'toId' as to_id, e.data -> 'because' ->> 'absentId' as absent_id from timeline_entry e
    where ${which} and ${isAssignment('e')} and e.data -> 'because' ->> 'by' in ('substitute', 'absent')
      and e.data -> 'because' ->> 'absentId' is not null offset 0) given
  join agent a on a.id = given.absent_id::uuid
  join cases c on c.id = given.case_id and c.status not in ('closed', 'spam')
    and c.assignee_id is not distinct from given.to_id::uuid
    and ${isGivenAsSubstitute({ substitute: 'a', item: 'c' })} and not exists (
    select 1 from timeline_entry e where e.case_id = c.id and e.position > given.position and ${isAssignment('e')}
      and e.data ->> 'toId' is distinct from given.absent_id
      and (e.data ->> 'toId' is distinct from given.to_id or e.data -> 'undo' is null) and not ${wasHandoverUndone})
    and ${whereNotHandedOver}
  left join agent s on s.id = c.assignee_id`;

/** SQL: the substitute `s`; null where the case is in the queue. */
const SUBSTITUTE = `case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name) end`;

/** SQL condition: the entry `e` is of an absence of the agent of this parameter. Index `timeline_entry_substitutes`. */
const isOfAbsent = (agentId: string): string => `e.data -> 'because' ->> 'absentId' = ${agentId}::uuid::text`;

/** SQL condition: the entry `e` is of a case that the agent of this parameter has. Index `cases_assignee`. */
const isInCaseOf = (agentId: string): string =>
  `e.case_id in (select id from cases where assignee_id = ${agentId} and status not in ('closed', 'spam'))`;

/**
 * The cases that an absence brought to a substitute or to the queue, and that are still there: those of the agent, and those that the agent
 * has of others. Of those that the reader may assign.
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
       jsonb_build_object('id', a.id, 'name', a.name) as absent, ${SUBSTITUTE} as substitute,
       exists (select 1 from timeline_entry m where m.case_id = c.id and m.position > given.position and m.kind = 'message'
         and m.direction = 'out' and m.actor_id = s.id) as "hasReplied"
     from ${whereAbsenceLeft(which)} where ${ofReader}`;
  const items = await reader.query<CasesToGiveBack['items'][number]>(
    `select id, reference, subject, "citizenName", absent, substitute, "hasReplied" from (
       ${listed(isOfAbsent('$1'))} union all ${listed(isInCaseOf('$1'))}) found
     order by last_entry_at desc, id desc limit ${MOST}`,
    values,
  );
  return { items };
}

/** Whether an absence of the agent brought the case to a substitute, who still has it, or to the queue, where nobody has taken it. */
export async function isToGiveBack(
  { query }: Reader,
  { caseId, agentId }: { caseId: string; agentId: string },
): Promise<boolean> {
  const sql = `select 1 from ${whereAbsenceLeft(`e.case_id = $1 and ${isOfAbsent('$2')}`)}`;
  return (await query(sql, [caseId, agentId])).length > 0;
}

interface LeftByAbsence {
  absent: string;
  substitute: { id: string; name: string } | null;
  forAbsent: number;
  forSubstitute: number;
}

/**
 * Notifies whoever is back, and each substitute, of how many cases of the absence that began then are still with the substitute, and whoever
 * is back of how many are still in the queue, if they may give them back. What an earlier one has left was said at its end. Null: it is not known when it began.
 */
export async function notifyOfCasesToGiveBack(
  tx: Tx,
  { agentId, since }: { agentId: string; since: Date | null },
): Promise<void> {
  const mayGive = (agent: 'a' | 's') =>
    `count(*) filter (where ${reachesCase('case.assign', { agent, item: 'c' })})::int`;
  const rows = await tx.query<LeftByAbsence>(
    `select a.name as absent, ${SUBSTITUTE} as substitute, ${mayGive('a')} as "forAbsent", ${mayGive('s')} as "forSubstitute"
     from ${whereAbsenceLeft(isOfAbsent('$1'))} where given.at >= coalesce($2, '-infinity'::timestamptz) group by a.name, s.id, s.name`,
    [agentId, since],
  );
  const type = 'cases-to-give-back' as const;
  const all = rows.flatMap(({ absent, substitute, forAbsent, forSubstitute }) => {
    const colleague = substitute?.name ?? null;
    const own = { agentId, caseId: null, about: { type, side: 'absent' as const, colleague, count: forAbsent } };
    if (!substitute) return [own];
    const about = { type, side: 'substitute' as const, colleague: absent, count: forSubstitute };
    return [own, { agentId: substitute.id, caseId: null, about }];
  });
  await notify(
    tx,
    all.filter(({ about }) => about.count > 0),
  );
}
