import { holdsInTeam, reachesTeam } from '@guichet/access';
import type { Permission } from '@guichet/contracts';
import type { Case, Reader } from '@guichet/database';

export interface NamedAgent {
  id: string;
  name: string;
}

type Query = Reader['query'];

/** SQL condition: the agent `a` is active and may read the cases of this team. */
export const mayOpen = (team: string): string => reachesTeam('case.read', { agent: 'a', team });

/** Those of these agents who are active and may read a case, were it not restricted, by name. */
export const agentsWhoMayOpen = (
  query: Query,
  { teamId, assigneeId }: Pick<Case, 'teamId' | 'assigneeId'>,
  agentIds: readonly string[],
): Promise<NamedAgent[]> =>
  query(
    `select a.id, a.name from agent a where a.id = any($1::uuid[]) and a.active
       and ${holdsInTeam('case.read', { agent: 'a', team: '$2::uuid', assignee: '$3::uuid' })} order by a.name collate "fr-x-icu", a.id`,
    [agentIds, teamId, assigneeId],
  );

/** All active agents who have a permission in the cases of a team, and may read them, by name. */
export const agentsWith = (query: Query, permission: Permission, teamId: string): Promise<NamedAgent[]> =>
  query(
    `select a.id, a.name from agent a where ${reachesTeam(permission, { agent: 'a', team: '$1::uuid' })} and ${mayOpen('$1::uuid')}
     order by a.name collate "fr-x-icu", a.id`,
    [teamId],
  );

/** The names of agents, whether or not they are still active, in the order of the names. */
export async function namesOf(query: Query, agentIds: readonly string[]): Promise<string[]> {
  const rows = await query<{ name: string }>(
    `select name from agent where id = any($1::uuid[]) order by name collate "fr-x-icu", id`,
    [agentIds],
  );
  return rows.map(({ name }) => name);
}
