import { parameters, scopeOrNone, worksInTeam, type Principal, type Scope } from '@guichet/access';
import type { CasesOfAbsence } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { assertMayManageAbsence } from './assert-may-manage-absence.js';

/**
 * What would become of the open cases of an agent who is absent, by team: how many there are, and how many of them the substitute would get, as
 * `reassignCasesOf` does it; the others go to the queue of the team. Of what the reader does not see, they learn the number alone, as the absence hands it over all the same.
 * Index `cases_assignee`.
 *
 * @throws Failure `not-permitted`, `not-found`
 */
export async function casesOfAbsence(
  reader: Reader,
  who: Principal,
  { agentId, substituteId }: { agentId: string; substituteId: string | null },
): Promise<CasesOfAbsence> {
  await assertMayManageAbsence(reader, who, agentId);
  const seen = scopeOrNone(who, 'case.read');
  const { values, bind } = parameters(agentId, substituteId);
  const isSeen = seen ? seen.sql('c', bind) : 'false';
  const teams = await reader.query<CasesOfAbsence['teams'][number]>(
    `select jsonb_build_object('id', t.id, 'name', t.name) as team, count(*)::int as open,
       count(*) filter (where s.id is not null and ${worksInTeam('s', 'c.team_id')}
         and (c.restricted_to is null or s.id = any(c.restricted_to))
         and not exists (select 1 from agent_presence away where away.agent_id = s.id and away.absent))::int as "forSubstitute"
     from cases c join team t on t.id = c.team_id left join agent s on s.id = $2::uuid
     where c.assignee_id = $1 and c.status = 'open' and ${isSeen}
     group by t.id, t.name order by t.name collate "fr-x-icu", t.id`,
    values,
  );
  return { teams, unseen: await countUnseen(reader, agentId, seen) };
}

async function countUnseen({ query }: Reader, agentId: string, seen: Scope | null): Promise<number> {
  const { values, bind } = parameters(agentId);
  const [row] = await query<{ count: number }>(
    `select count(*)::int as count from cases c
     where c.assignee_id = $1 and c.status = 'open' and (${seen ? seen.sql('c', bind) : 'false'}) is not true`,
    values,
  );
  return row!.count;
}
