import {
  permissions,
  type CreateSector,
  type Permission,
  type Sector as SectorShape,
  type UpdateSector,
} from '@guichet/contracts';
import { Sector, Team, type Reader, type Tx } from '@guichet/database';
import { conflict, Failure, wrongField, newId } from '@guichet/platform';
import { conflictOnDuplicate } from './conflict-on-duplicate.js';
import { assertMayGive, lockRoles } from './give-and-take-roles.js';
import { allow, type Principal } from './principal.js';
import { removeExpired } from './second-factor/second-factor-requirement-history.js';

const SECTORS = `select s.id, s.name, s.position, s.archived_at is not null as archived,
  (select count(*)::int from team t where t.sector_id = s.id) as teams from sector s`;

const NAMES = { everybody: 'Every agent sees the names of all sectors.' };

/** All sectors in their order. */
export const sectors = (reader: Reader): Promise<SectorShape[]> => reader.query(`${SECTORS} order by s.position, s.id`);

/**
 * Creates a sector, behind those that there are.
 *
 * @throws Failure `not-permitted`, `conflict` (`sector-name-taken`).
 */
export async function createSector(tx: Tx, who: Principal, { name }: CreateSector): Promise<SectorShape> {
  allow(who, 'team.manage');
  await lockRoles(tx);
  await assertNameFree(tx, name, null);
  const id = newId();
  const [{ last } = { last: 0 }] = await tx.query<{ last: number }>(
    `select coalesce(max(position), 0) as last from sector`,
  );
  await tx
    .repo(Sector)
    .insert({ id, name, position: last + 1, createdAt: tx.now })
    .catch(conflictOnDuplicate('sector-name-taken', { name }));
  tx.publish('sector.changed', { sectorId: id }, NAMES);
  return sectorById(tx, id);
}

/**
 * Renames a sector, gives it another place, or says whether it is still offered. Nobody's rights change by it.
 *
 * @throws Failure `not-permitted`, `not-found`, `conflict` (`sector-name-taken`).
 */
export async function updateSector(
  tx: Tx,
  who: Principal,
  { id, wanted: { name, position, archived } }: { id: string; wanted: UpdateSector },
): Promise<SectorShape> {
  allow(who, 'team.manage');
  await lockRoles(tx);
  const before = await sectorById(tx, id);
  if (name !== undefined) {
    await assertNameFree(tx, name, id);
    await tx.repo(Sector).update({ id }, { name }).catch(conflictOnDuplicate('sector-name-taken', { name }));
  }
  if (archived !== undefined && archived !== before.archived)
    await tx.repo(Sector).update({ id }, { archivedAt: archived ? tx.now : null });
  if (position !== undefined) await place(tx, id, position);
  tx.publish('sector.changed', { sectorId: id }, NAMES);
  return sectorById(tx, id);
}

/**
 * Removes a sector that nothing is in: no team, template or case type, and no role that is given for it.
 *
 * @throws Failure `not-permitted`, `not-found`, `conflict` (`sector-in-use`).
 */
export async function deleteSector(tx: Tx, who: Principal, id: string): Promise<void> {
  allow(who, 'team.manage');
  await lockRoles(tx);
  const { teams } = await sectorById(tx, id);
  await removeExpired(tx, { where: 'g.sector_ids = array[$1::uuid]', id });
  const others = await tx.query(
    `select 1 from role_grant where $1 = any(sector_ids) union all select 1 from template where sector_id = $1
     union all select 1 from case_type where sector_id = $1 union all select 1 from agent_group where $1 = any(reach_sector_ids) limit 1`,
    [id],
  );
  if (teams > 0 || others.length > 0) throw conflict('sector-in-use');
  await tx.repo(Sector).delete({ id });
  tx.publish('sector.changed', { sectorId: id }, NAMES);
}

/**
 * Puts a team into a sector, takes it out of one, or both, with all its cases. Whoever holds a role for one of them gains or loses
 * the team at once. Returns whether that is a change.
 *
 * @throws Failure `invalid-request` for a sector that there is not, or that is not offered any more; `conflict`
 *   (`beyond-own-rights`) where others would gain rights in the team that the agent does not have there.
 */
export async function putIntoSector(
  tx: Tx,
  who: Principal | null,
  { teamId, from, to }: { teamId: string; from: string | null; to: string | null },
): Promise<boolean> {
  if (from === to) return false;
  await lockRoles(tx);
  if (to && !(await isOffered(tx, to))) throw wrongField('sectorId', 'no-such-sector');
  const held = await tx.query<{ agentId: string; sectorIds: string[]; permissions: Permission[] }>(
    `select g.agent_id as "agentId", g.sector_ids as "sectorIds", r.permissions from role_grant g join role r on r.id = g.role_id
     where g.sector_ids && array_remove(array[$1, $2]::uuid[], null) and (g.valid_until is null or g.valid_until > now())`,
    [from, to],
  );
  const gained = held.filter(({ sectorIds }) => to && sectorIds.includes(to)).flatMap((grant) => grant.permissions);
  const ofCases = [...new Set(gained)].filter((permission) => permissions[permission] === 'cases');
  if (who) assertMayGive(who, ofCases, { reach: 'teams', teamIds: [teamId], validUntil: null });
  await tx.repo(Team).update({ id: teamId }, { sectorId: to });
  const agentIds = [...new Set(held.map((grant) => grant.agentId))];
  for (const agentId of agentIds)
    tx.publish('agent.changed', { agentId }, { everybody: 'Every agent sees the names and teams of the others.' });
  await tx.jobs(
    'unassign-lost',
    agentIds.map((agentId) => ({ payload: { agentId } })),
  );
  return true;
}

const isOffered = async (tx: Tx, id: string): Promise<boolean> => {
  const rows = await tx.query(`select 1 from sector where id = $1 and archived_at is null`, [id]);
  return rows.length > 0;
};

async function sectorById(tx: Tx, id: string): Promise<SectorShape> {
  const [sector] = await tx.query<SectorShape>(`${SECTORS} where s.id = $1`, [id]);
  if (!sector) throw new Failure('not-found');
  return sector;
}

async function assertNameFree(tx: Tx, name: string, exceptId: string | null): Promise<void> {
  const taken = await tx.query(`select 1 from sector where lower(name) = lower($1) and id is distinct from $2`, [
    name,
    exceptId,
  ]);
  if (taken.length > 0) throw conflict('sector-name-taken', { name });
}

/** Gives a sector this place among all; the others keep their order. */
async function place(tx: Tx, id: string, position: number): Promise<void> {
  const rows = await tx.query<{ id: string }>(`select id from sector where id <> $1 order by position, id`, [id]);
  const ids = rows.map((row) => row.id);
  ids.splice(position - 1, 0, id);
  await tx.query(
    `update sector set position = placed.n from unnest($1::uuid[]) with ordinality placed(id, n)
     where sector.id = placed.id and sector.position <> placed.n`,
    [ids],
  );
}
