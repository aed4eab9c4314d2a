import { AFTER_LEAVING, allow, mayBeAssigned, parameters, scopeOrNone, Scope, type Principal } from '@guichet/access';
import { restrictedCasesLeft } from '@guichet/cases';
import type { CasesOfLeavingAgent } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { hasNoAgent } from '../queues/reconcile-queues.queries.js';
import { isGivenAsSubstitute, standsIn } from './reassign-for-absent-and-departed.js';

interface Row {
  substitute: { id: string; name: string } | null;
  team: { id: string; name: string };
  count: number;
  waiting: number;
  restricted: number;
  isWithoutAgent: boolean;
}

const NOBODY_LEAVES = { unfinished: 0, possibleSubstitutes: [] };
const NOTHING_SEEN = { isSeen: false, substitutes: [], queues: [], ...NOBODY_LEAVES };

/**
 * What would become of the cases of an agent who is deactivated, as the job `unassign-lost` does it: all that are not closed go to the
 * substitute who stands in now, as far as that person may have them, the others back to the queues of their teams, and restricted ones that nobody else could open to others. Of an
 * agent who was deactivated: what is still to be done. Where they only lose a role (`grantId`): of the cases that they could not have
 * without it. `substituteId`: who is made their substitute with
 * the deactivation, in place of the present one. Counts only what the reader sees; of restricted cases, in person alone, those of the teams whose cases the reader sees.
 * Index `cases_assignee`.
 *
 * @throws Failure `not-permitted`, `not-found`.
 */
export async function casesOfLeavingAgent(
  reader: Reader,
  who: Principal,
  { agentId, grantId, substituteId }: { agentId: string; grantId: string | null; substituteId: string | null },
): Promise<CasesOfLeavingAgent> {
  allow(who, 'agent.manage');
  const [agent] = await reader.query(
    `select 1 from agent a where id = $1 and not is_service
       and ($2::uuid is null or exists (select 1 from role_grant g where g.id = $2 and g.agent_id = a.id))`,
    [agentId, grantId],
  );
  if (!agent) throw new Failure('not-found');
  const seen = scopeOrNone(who, 'case.read');
  if (!seen) return { ...NOTHING_SEEN, restricted: { count: 0, to: [] } };
  const teams = who.scopes ? Scope.none : seen;
  const restricted = await restrictedCasesLeft(reader, { agentId, grantId, teams });
  const { values, bind } = parameters(agentId, grantId, substituteId);
  const rows = await reader.query<Row>(
    `with ${AFTER_LEAVING}
     select case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name) end as substitute,
       jsonb_build_object('id', t.id, 'name', t.name) as team, count(*)::int as count,
       count(*) filter (where c.status <> 'open')::int as waiting, count(*) filter (where c.restricted_to is not null)::int as restricted,
       ${hasNoAgent('t.id')} as "isWithoutAgent"
     from cases c join team t on t.id = c.team_id join agent a on a.id = c.assignee_id
     left join agent_presence p on p.agent_id = c.assignee_id
     left join agent s on $2::uuid is null and case when $3::uuid is null
       then ${standsIn({ substitute: 's', presence: 'p', item: 'c' })}
       else s.id = $3::uuid and s.id <> $1 and ${isGivenAsSubstitute({ substitute: 's', item: 'c' })} end
     where c.assignee_id = $1 and c.status not in ('closed', 'spam') and ${seen.sql('c', bind)}
       and not ${mayBeAssigned('a', 'c.team_id')}
     group by s.id, s.name, t.id, t.name order by t.name collate "fr-x-icu", t.id`,
    values,
  );
  const handed = Map.groupBy(
    rows.filter(({ substitute }) => substitute),
    ({ substitute }) => substitute!.id,
  );
  const ofSubstitutes = grantId ? NOBODY_LEAVES : await unfinishedForSubstitutes(reader, agentId, seen);
  return {
    isSeen: true,
    ...ofSubstitutes,
    substitutes: [...handed.values()].map((all) => ({
      agent: all[0]!.substitute!,
      count: sum(all, 'count'),
      waiting: sum(all, 'waiting'),
    })),
    queues: rows
      .filter(({ substitute }) => !substitute)
      .map(({ team, count, restricted, isWithoutAgent }) => ({ team, count, restricted, isWithoutAgent })),
    restricted,
  };
}

const sum = (rows: readonly Row[], of: 'count' | 'waiting') => rows.reduce((total, row) => total + row[of], 0);

/**
 * Returns how many cases that are not closed of the agent the reader sees, and who could be given some of them, those who could be given most first.
 * Cases of the same team that are restricted to the same agents are one row, so that each agent is compared with few.
 * Index `cases_assignee`.
 */
async function unfinishedForSubstitutes(
  reader: Reader,
  agentId: string,
  seen: Scope,
): Promise<Pick<CasesOfLeavingAgent, 'unfinished' | 'possibleSubstitutes'>> {
  const { values, bind } = parameters(agentId);
  const rows = await reader.query<{ id: string | null; name: string; count: number; unfinished: number }>(
    `with alike as (
       select c.team_id, c.restricted_to, count(*)::int as count from cases c
       where c.assignee_id = $1 and c.status not in ('closed', 'spam') and ${seen.sql('c', bind)} group by 1, 2),
     given as (
       select s.id, s.name, sum(c.count)::int as count
       from agent s join alike c on ${isGivenAsSubstitute({ substitute: 's', item: 'c' })}
       where s.id <> $1 and not s.is_service group by 1, 2)
     select g.id, g.name, g.count, o.unfinished
     from (select coalesce(sum(count), 0)::int as unfinished from alike) o left join given g on true
     order by g.count desc, g.name collate "fr-x-icu", g.id`,
    values,
  );
  return {
    unfinished: rows[0]?.unfinished ?? 0,
    possibleSubstitutes: rows.flatMap(({ id, name, count }) => (id ? [{ agent: { id, name }, count }] : [])),
  };
}
