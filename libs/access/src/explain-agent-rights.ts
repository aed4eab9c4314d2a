import {
  Permission,
  permissions,
  type AgentRights,
  type RightReason,
  type RoleGrant,
  type RoleKey,
} from '@guichet/contracts';
import { isoTime, type Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { isInForce } from './grants-in-force.js';
import { isActiveAgent } from './is-active-agent.js';
import { allow, type Principal } from './principal.js';

/** A grant with the agent who has it and its role. */
export interface HeldRow extends RoleGrant {
  agentId: string;
  agent: string;
  key: RoleKey | null;
  name: string;
  permissions: Permission[];
  /** It is in force now, and its agent is active. */
  holds: boolean;
  /** Of the teams for which it is; null: all. */
  teams: { id: string; name: string }[] | null;
  /** For which sectors; null: not for sectors. */
  sectors: { id: string; name: string }[] | null;
  /** For what is assigned to the agent. */
  assignedCases: boolean;
}

/** SQL: all grants `g` with their roles `r` and agents `a`, as `HeldRow`. */
export const HELD = `select g.id, g.agent_id as "agentId", a.name as agent, g.role_id as "roleId", r.key, r.name, r.permissions, g.reach,
    g.team_ids as "teamIds", g.sector_ids as "sectorIds", ${isoTime('g.valid_from')} as "validFrom", ${isoTime('g.valid_until')} as "validUntil",
    ${isActiveAgent('a')} and ${isInForce('g')} as holds, g.reach = 'assigned-cases' as "assignedCases",
    case when g.reach <> 'all-teams' then coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.name)
      from team t where t.id = any(g.team_ids) or t.sector_id = any(g.sector_ids) or (g.reach = 'own-teams'
        and exists (select 1 from team_member m where m.agent_id = a.id and m.team_id = t.id))), '[]') end as teams,
    case when g.reach = 'sectors' then (select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.position, s.id)
      from sector s where s.id = any(g.sector_ids)) end as sectors
  from role_grant g join role r on r.id = g.role_id join agent a on a.id = g.agent_id`;

/**
 * The roles that an agent holds or will hold, and what each lets them do now.
 *
 * @throws Failure `not-permitted`, `not-found`.
 */
export async function rightsOf(reader: Reader, who: Principal, agentId: string): Promise<AgentRights> {
  allow(who, 'agent.read');
  const [agent] = await reader.query(`select 1 from agent where id = $1`, [agentId]);
  if (!agent) throw new Failure('not-found');
  const held = await reader.query<HeldRow>(
    `${HELD} where g.agent_id = $1 and (g.valid_until is null or g.valid_until > now()) order by g.created_at, g.id`,
    [agentId],
  );
  const grants = held.map(({ id, roleId, reach, teamIds, sectorIds, validFrom, validUntil }) => ({
    ...{ id, roleId, reach, teamIds, sectorIds, validFrom, validUntil },
  }));
  const rights = Permission.options
    .map((permission) => ({
      permission,
      reasons: held.filter((row) => reaches(row, permission)).map(reasonFor(permission)),
    }))
    .filter(({ reasons }) => reasons.length > 0);
  return { grants, rights };
}

/** Whether a grant that holds lets its agent do something by this permission. */
const reaches = ({ holds, reach, permissions: given }: HeldRow, permission: Permission): boolean =>
  holds && given.includes(permission) && (reach === 'all-teams' || permissions[permission] !== 'organisation');

/** A grant as the reason of a permission. */
export const reasonFor =
  (permission: Permission) =>
  ({ id, roleId, key, name, teams, sectors, assignedCases, validUntil }: HeldRow): RightReason => ({
    ...{ grantId: id, roleId, key, name, validUntil },
    assignedCases: permissions[permission] === 'cases' && assignedCases,
    teams: permissions[permission] === 'cases' ? teams : null,
    sectors: permissions[permission] === 'cases' ? sectors : null,
  });
