import { allow, parameters, scopeOrNone, type Principal } from '@guichet/access';
import type { CasesOfLeavingAgent } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { standsIn } from './reassign-cases-of-absent-agents.js';

interface Row {
  substitute: { id: string; name: string } | null;
  team: { id: string; name: string };
  count: number;
}

/**
 * What would become of the unfinished cases of an agent who is deactivated, as the job `unassign-lost` does it: open ones go to the
 * substitute who stands in now, the others back to the queues of their teams. Of an agent who was deactivated: what is still to be
 * done. Counts only what the reader sees. Index `cases_assignee`.
 *
 * @throws Failure `not-permitted`, `not-found`.
 */
export async function casesOfLeavingAgent(
  reader: Reader,
  who: Principal,
  agentId: string,
): Promise<CasesOfLeavingAgent> {
  allow(who, 'agent.manage');
  const [agent] = await reader.query(`select 1 from agent where id = $1 and not is_service`, [agentId]);
  if (!agent) throw new Failure('not-found');
  const seen = scopeOrNone(who, 'case.read');
  if (!seen) return { isSeen: false, substitutes: [], queues: [] };
  const { values, bind } = parameters(agentId);
  const rows = await reader.query<Row>(
    `select case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name) end as substitute,
       jsonb_build_object('id', t.id, 'name', t.name) as team, count(*)::int as count
     from cases c join team t on t.id = c.team_id left join agent_presence p on p.agent_id = c.assignee_id
     left join agent s on c.status = 'open' and ${standsIn({ substitute: 's', presence: 'p', item: 'c' })}
     where c.assignee_id = $1 and c.status not in ('closed', 'spam') and ${seen.sql('c', bind)}
     group by s.id, s.name, t.id, t.name order by t.name collate "fr-x-icu", t.id`,
    values,
  );
  const handed = Map.groupBy(
    rows.filter(({ substitute }) => substitute),
    ({ substitute }) => substitute!.id,
  );
  return {
    isSeen: true,
    substitutes: [...handed.values()].map((all) => ({
      agent: all[0]!.substitute!,
      count: all.reduce((sum, { count }) => sum + count, 0),
    })),
    queues: rows.filter(({ substitute }) => !substitute).map(({ team, count }) => ({ team, count })),
  };
}
