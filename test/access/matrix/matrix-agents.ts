import { openSession } from '@guichet/access';
import { Permission, shippedRoles, withNeeded, type GrantReach, type RoleKey } from '@guichet/contracts';
import { newId } from '@guichet/platform';
import type { RunningProduct } from '../../support/running-product.js';

/** What an agent is to the things that are asked for, in the order of the columns: those who see them, then those who do not. */
export const relations = [
  'own',
  'named',
  'all teams',
  'reads',
  'other team',
  'other sector',
  'restricted',
  'restricted, all teams',
  'removed',
] as const;
export type Relation = (typeof relations)[number];

/** Those who must find nothing. */
export const outsiders = ['other team', 'other sector', 'restricted', 'restricted, all teams', 'removed'] as const satisfies Relation[]; // prettier-ignore

/** The outsiders whom there are with each role that ships: what keeps them out is the same for the others. */
const strangersOfRoles = ['other sector', 'restricted'] as const satisfies Relation[];

/** The role with every permission, or one that ships. */
export type MatrixRole = 'everything' | RoleKey;

/** What such an agent is asked about: things of a case that is open to its team, or of one that is restricted. */
export const isAboutRestricted = (relation: Relation): boolean => /named|restricted/u.test(relation);

export interface Teams {
  /** Of the things that are asked for. */
  own: string;
  /** In the same sector. */
  other: string;
  /** In another sector. */
  elsewhere: string;
  /** That of `elsewhere`. */
  sectorElsewhere: string;
}

export interface MatrixAgent {
  id: string;
  relation: Relation;
  role: MatrixRole;
  headers: Record<string, string>;
}

interface Held {
  /** Of a role that ships. */
  key?: RoleKey;
  /** Of one that is made for it. */
  permissions?: readonly Permission[];
  reach: GrantReach;
  teamIds?: string[];
  sectorIds?: string[];
}

/** What lets somebody read, and change nothing. */
const READS = Permission.options.filter((permission) => permission.endsWith('.read'));

function rolesOf(relation: Relation, role: MatrixRole, teams: Teams): Held[] {
  const can = role === 'everything' ? { permissions: Permission.options } : { key: role };
  const inTeam = (teamId: string): Held => ({ ...can, reach: 'teams', teamIds: [teamId] });
  switch (relation) {
    case 'own':
    case 'named':
    case 'restricted':
      return [inTeam(teams.own)];
    case 'reads':
      return [{ permissions: withNeeded(READS), reach: 'teams', teamIds: [teams.own] }, inTeam(teams.other)];
    case 'other team':
      return [inTeam(teams.other)];
    case 'other sector':
      return [{ ...can, reach: 'sectors', sectorIds: [teams.sectorElsewhere] }];
    case 'all teams':
    case 'restricted, all teams':
      return [{ ...can, reach: 'all-teams' }];
    case 'removed':
      return [{ ...can, reach: 'own-teams' }];
  }
}

/** Every agent of the table: each relation with every permission, and outsiders with each role that ships. */
const cast = (): Pick<MatrixAgent, 'relation' | 'role'>[] => [
  ...relations.map((relation) => ({ relation, role: 'everything' as const })),
  ...shippedRoles.flatMap(({ key }) => strangersOfRoles.map((relation) => ({ relation, role: key }))),
];

/** Writes the agents with their roles, without passwords, and opens a session for each. Who is to be removed is a member. */
export async function writeAgents({ sql }: RunningProduct, teams: Teams): Promise<MatrixAgent[]> {
  const wanted = cast().map((one) => ({ ...one, id: newId(), name: `${one.role}, ${one.relation}` }));
  const held = wanted.flatMap(({ id, relation, role }) =>
    rolesOf(relation, role, teams).map((one) => ({ ...one, id: newId(), agentId: id, roleId: newId() })),
  );
  const made = held.flatMap(({ permissions, roleId }) =>
    permissions ? [{ id: roleId, name: roleId, permissions }] : [],
  );
  await sql.execute(
    `with agents as (
       insert into agent (id, email, name) select id, id::text || '@town.test', name from jsonb_to_recordset($1::jsonb) a(id uuid, name text)),
     members as (
       insert into team_member (team_id, agent_id) select $4, id from jsonb_to_recordset($1::jsonb) a(id uuid, relation text) where relation = 'removed'),
     roles as (
       insert into role (id, name, permissions)
       select id, name, permissions from jsonb_to_recordset($2::jsonb) r(id uuid, name text, permissions text[]) returning id)
     insert into role_grant (id, agent_id, role_id, reach, team_ids, sector_ids)
     select id, "agentId", coalesce((select r.id from role r where r.key = g.key), "roleId"),
       reach, coalesce("teamIds", '{}'), coalesce("sectorIds", '{}')
     from jsonb_to_recordset($3::jsonb) g(id uuid, "agentId" uuid, "roleId" uuid, key text, reach text, "teamIds" uuid[], "sectorIds" uuid[])`,
    [JSON.stringify(wanted), JSON.stringify(made), JSON.stringify(held), teams.own],
  );
  return sql.write({ kind: 'system', name: 'Setup' }, async (tx) => {
    const agents: MatrixAgent[] = [];
    for (const { id, relation, role } of wanted) {
      const secret = await openSession(tx, id, { userAgent: null, address: null });
      const [session] = await tx.query<{ token: string }>(
        `select csrf_token as token from session where agent_id = $1`,
        [id],
      );
      const headers = { cookie: `guichet_session=${secret}`, 'x-csrf-token': session!.token };
      agents.push({ id, relation, role, headers });
    }
    return agents;
  });
}
