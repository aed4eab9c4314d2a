import { parameters, scope, type Principal, type Scope } from '@guichet/access';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import type { Query } from './people-visible-to-agent.js';

/** SQL expression: the teams of the sector of the team `t`; null: there is no other sector. */
const TEAMS_OF_SECTOR = `case when exists (select 1 from team o where o.sector_id is distinct from t.sector_id)
  then array(select o.id from team o where o.sector_id is not distinct from t.sector_id) end as "teamIds"`;

/**
 * What an agent sees in the sector of a case. One person's cases in two sectors are two files, also to somebody who sees both: what
 * one of them is called and has told here is nothing that they are asked about there. Teams without a sector have one file together.
 *
 * @throws Failure `not-permitted`; `not-found` for a case that the agent may not see.
 */
export async function scopeInCaseSector(reader: Reader, who: Principal, caseId: string): Promise<Scope> {
  const visible = scope(who, 'case.read');
  const { values, bind } = parameters(caseId);
  const [found] = await reader.query<{ teamIds: string[] | null }>(
    `select ${TEAMS_OF_SECTOR}
     from cases c join team t on t.id = c.team_id where c.id = $1 and ${visible.sql('c', bind)}`,
    values,
  );
  if (!found) throw new Failure('not-found');
  // Where there is one file alone, whoever sees every team knows also what no case shows.
  return visible.within(found.teamIds);
}

/** As `scopeInCaseSector`, of what a scope shows in the sector of a team. */
export async function scopeInTeamSector(query: Query, visible: Scope, teamId: string): Promise<Scope> {
  const [found] = await query<{ teamIds: string[] | null }>(`select ${TEAMS_OF_SECTOR} from team t where t.id = $1`, [
    teamId,
  ]);
  return visible.within(found!.teamIds);
}
