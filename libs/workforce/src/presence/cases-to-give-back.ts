import { parameters, reachesCase, scopeOrNone, worksInTeam, type Principal } from '@guichet/access';
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
 * again. None that somebody else has had since; one that was given back and has come again by an undoing is among them. Unique index
 * `timeline_entry_position`.
 */
const WITH_SUBSTITUTE = `cases c join agent s on s.id = c.assignee_id
  cross join lateral (
    select e.position, e.data -> 'because' ->> 'absentId' as absent_id from timeline_entry e
    where e.case_id = c.id and ${isAssignment('e')} and e.data ->> 'toId' = s.id::text
      and e.data -> 'because' ->> 'by' = 'substitute'
    order by e.position desc limit 1) given
  join agent a on a.id = given.absent_id::uuid and ${isGivenAsSubstitute({ substitute: 'a', item: 'c' })}
    and c.status not in ('closed', 'spam') and not exists (
      select 1 from timeline_entry e where e.case_id = c.id and e.position > given.position and ${isAssignment('e')}
        and coalesce(e.data ->> 'toId', '') not in (given.absent_id, s.id::text))`;

/** SQL condition: a case that the agent of this parameter may have lost to a substitute is one of their teams. Index `cases_age`. */
const isOfTeamsOf = (agentId: string): string =>
  `c.team_id in (select t.id from team t join agent me on me.id = ${agentId} where ${worksInTeam('me', 't.id')})`;

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
     from ${WITH_SUBSTITUTE} where ${which} and ${ofReader}`;
  const items = await reader.query<CasesToGiveBack['items'][number]>(
    `select id, reference, subject, "citizenName", absent, substitute, "hasReplied" from (
       ${listed(`a.id = $1 and ${isOfTeamsOf('$1')}`)} union all ${listed('s.id = $1')}) found
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
  return (await query(`select 1 from ${WITH_SUBSTITUTE} where c.id = $1 and a.id = $2`, [caseId, agentId])).length > 0;
}

/** Notifies whoever is back, and each substitute, of how many cases are still with the substitute, if they may give them back. */
export async function notifyOfCasesToGiveBack(tx: Tx, agentId: string): Promise<void> {
  const mayGive = (agent: 'a' | 's') =>
    `count(*) filter (where ${reachesCase('case.assign', { agent, item: 'c' })})::int`;
  const rows = await tx.query<{ absent: string; id: string; name: string; forAbsent: number; forSubstitute: number }>(
    `select a.name as absent, s.id, s.name, ${mayGive('a')} as "forAbsent", ${mayGive('s')} as "forSubstitute"
     from ${WITH_SUBSTITUTE} where a.id = $1 and ${isOfTeamsOf('$1')} group by a.name, s.id, s.name`,
    [agentId],
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
