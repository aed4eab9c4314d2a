import type { CreateTeam, Team as TeamShape, UpdateTeam } from '@guichet/contracts';
import { isoTime, Team, type Reader, type Tx } from '@guichet/database';
import { Failure, wrongField, conflict, newId } from '@guichet/platform';
import { assertMayAdd } from './give-and-take-roles.js';
import { putIntoSector } from './sectors.js';
import { allow, type Principal } from './principal.js';
import { conflictOnDuplicate } from './conflict-on-duplicate.js';

const TEAMS = `select t.id, t.name, t.confidential, t.sector_id as "sectorId", ${isoTime('t.created_at')} as "createdAt",
  array(select agent_id from team_member m where m.team_id = t.id) as "agentIds" from team t`;

/** All teams, by name. */
export const teams = (reader: Reader): Promise<TeamShape[]> =>
  reader.query(`${TEAMS} order by t.name collate "fr-x-icu", t.id`);

async function teamById(tx: Tx, id: string): Promise<TeamShape> {
  const [team] = await tx.query<TeamShape>(`${TEAMS} where t.id = $1`, [id]);
  if (!team) throw new Failure('not-found');
  return team;
}

/**
 * Creates a team.
 *
 * @throws Failure `not-permitted`; `conflict` for a name that another team has, and as `putIntoSector`; `invalid-request`.
 */
export async function createTeam(tx: Tx, who: Principal | null, wanted: CreateTeam): Promise<TeamShape> {
  if (who) allow(who, 'team.manage');
  await assertNameFree(tx, wanted.name, null);
  const id = newId();
  await tx
    .repo(Team)
    .insert({ id, name: wanted.name, confidential: wanted.confidential ?? false, createdAt: tx.now })
    .catch(conflictOnDuplicate('team-name-taken', { name: wanted.name }));
  await setAgents(tx, who, { teamId: id, agentIds: wanted.agentIds });
  await publishTeam(tx, who, { teamId: id, from: null, to: wanted.sectorId ?? null });
  return teamById(tx, id);
}

/**
 * Changes a team.
 *
 * @throws Failure `not-permitted`, `not-found`; `conflict` for a name that another team has, and as `putIntoSector`;
 *   `invalid-request`, also (`team-sector-reason-needed`) for a team that leaves its sector without a reason, as its cases go with it.
 */
export async function updateTeam(
  tx: Tx,
  who: Principal,
  { id, wanted }: { id: string; wanted: UpdateTeam },
): Promise<TeamShape> {
  allow(who, 'team.manage');
  const { sectorId } = await teamById(tx, id);
  if (wanted.name) {
    await assertNameFree(tx, wanted.name, id);
    await tx
      .repo(Team)
      .update({ id }, { name: wanted.name })
      .catch(conflictOnDuplicate('team-name-taken', { name: wanted.name }));
  }
  if (wanted.confidential !== undefined) await tx.repo(Team).update({ id }, { confidential: wanted.confidential });
  if (wanted.agentIds) await setAgents(tx, who, { teamId: id, agentIds: wanted.agentIds });
  await publishTeam(tx, who, {
    teamId: id,
    from: sectorId,
    to: wanted.sectorId === undefined ? sectorId : wanted.sectorId,
    reason: wanted.reason,
  });
  return teamById(tx, id);
}

/** Moves the team to its sector, where that is another one, and says that it has changed. */
async function publishTeam(
  tx: Tx,
  who: Principal | null,
  { reason, ...move }: Parameters<typeof putIntoSector>[2] & { reason?: string | undefined },
): Promise<void> {
  const { teamId, from, to } = move;
  if (from !== null && from !== to && !reason) throw wrongField('reason', 'team-sector-reason-needed');
  const hasMoved = await putIntoSector(tx, who, move);
  const data = { teamId, ...(hasMoved && { sectors: { from, to, ...(from !== null && { reason }) } }) };
  tx.publish('team.changed', data, { everybody: 'Every agent sees the names and members of all teams.' });
}

async function assertNameFree(tx: Tx, name: string, exceptId: string | null): Promise<void> {
  const [other] = await tx.query(`select 1 from team where lower(name) = lower($1) and id is distinct from $2`, [
    name,
    exceptId,
  ]);
  if (other) throw conflict('team-name-taken', { name });
}

async function setAgents(
  tx: Tx,
  who: Principal | null,
  { teamId, agentIds }: { teamId: string; agentIds: string[] },
): Promise<void> {
  const before = await tx.query<{ agent_id: string }>(`select agent_id from team_member where team_id = $1`, [teamId]);
  const added = agentIds.filter((id) => !before.some((row) => row.agent_id === id));
  if (who) await assertMayAdd(tx, who, { agentIds: added, teamIds: [teamId] });
  await tx.query(`delete from team_member where team_id = $1`, [teamId]);
  const inserted = await tx.query(
    `insert into team_member (team_id, agent_id) select $2, id from agent where id = any($1::uuid[]) and not is_service returning agent_id`,
    [[...new Set(agentIds)], teamId],
  );
  if (inserted.length !== new Set(agentIds).size) {
    throw wrongField('agentIds', 'no-such-agent');
  }
  for (const { agent_id: agentId } of before)
    if (!agentIds.includes(agentId)) await tx.job('unassign-lost', { agentId });
  for (const agentId of new Set([...before.map((row) => row.agent_id), ...agentIds]))
    tx.publish('agent.changed', { agentId }, { everybody: 'Every agent sees the names and teams of the others.' });
}
