import { withNeeded, type RoleDefinition, type SaveRole } from '@guichet/contracts';
import { RoleRow, type Reader, type Tx } from '@guichet/database';
import { conflict, Failure, newId } from '@guichet/platform';
import { assertAdministratorLeft, assertMayGive, lockRoles } from './give-and-take-roles.js';
import { allow, assertInPerson, type Principal } from './principal.js';
import { removeExpired } from './second-factor/second-factor-requirement-history.js';

const ROLES = `select r.id, r.key, r.name, r.description, r.permissions,
  r.second_factor_since is not null as "requiresSecondFactor", (select count(distinct g.agent_id)::int from role_grant g join agent a on a.id = g.agent_id and a.active
    where g.role_id = r.id and (g.valid_until is null or g.valid_until > now())) as agents from role r`;

/** All roles: those that ship in their order, then own ones by name. */
export const roles = (reader: Reader): Promise<RoleDefinition[]> =>
  reader.query(
    `${ROLES} order by r.key is null, case when r.key is not null then r.id end, r.name collate "fr-x-icu", r.id`,
  );

/**
 * Makes a role. Returns its id.
 *
 * @throws Failure `not-permitted`, also for a token; `conflict` (`role-name-taken`, `beyond-own-rights`).
 */
export async function createRole(tx: Tx, who: Principal, wanted: SaveRole): Promise<RoleDefinition> {
  allow(who, 'agent.manage');
  assertInPerson(who);
  await lockRoles(tx);
  await assertNameFree(tx, wanted.name, null);
  const permissions = withNeeded(wanted.permissions);
  assertMayGive(who, permissions);
  const id = newId();
  const { name, description } = wanted;
  await tx.repo(RoleRow).insert({ id, key: null, name, description, permissions, createdAt: tx.now });
  publishRole(tx, id, { added: permissions });
  return roleById(tx, id);
}

/**
 * Changes an own role, for everybody who holds it.
 *
 * @throws Failure `not-permitted`, `not-found`; `conflict` (`role-shipped`, `role-name-taken`, `beyond-own-rights`,
 *   `last-administrator`).
 */
export async function updateRole(
  tx: Tx,
  who: Principal,
  { id, wanted }: { id: string; wanted: SaveRole },
): Promise<RoleDefinition> {
  allow(who, 'agent.manage');
  assertInPerson(who);
  await lockRoles(tx);
  const before = await ownRole(tx, id);
  await assertNameFree(tx, wanted.name, id);
  const permissions = withNeeded(wanted.permissions);
  const added = permissions.filter((permission) => !before.permissions.includes(permission));
  const removed = before.permissions.filter((permission) => !permissions.includes(permission));
  assertMayGive(who, added);
  await tx.repo(RoleRow).update({ id }, { name: wanted.name, description: wanted.description, permissions });
  if (removed.includes('agent.manage')) await assertAdministratorLeft(tx);
  publishRole(tx, id, { added, removed });
  await refreshHolders(
    tx,
    id,
    removed.some((permission) => permission === 'case.update' || permission === 'case.read'),
  );
  return roleById(tx, id);
}

/**
 * Removes an own role that nobody holds.
 *
 * @throws Failure `not-permitted`, `not-found`; `conflict` (`role-shipped`, `role-in-use`).
 */
export async function deleteRole(tx: Tx, who: Principal, id: string): Promise<void> {
  allow(who, 'agent.manage');
  await lockRoles(tx);
  const { permissions } = await ownRole(tx, id);
  await removeExpired(tx, { where: 'g.role_id = $1', id });
  const [given] = await tx.query<{ count: number }>(
    `select ((select count(*) from role_grant where role_id = $1)
       + (select count(*) from agent_group where $1 = any(role_ids)))::int as count`,
    [id],
  );
  const { count } = given!;
  if (count > 0) throw conflict('role-in-use', { count });
  await tx.repo(RoleRow).delete({ id });
  publishRole(tx, id, { removed: permissions });
}

async function ownRole(tx: Tx, id: string): Promise<RoleRow> {
  const role = await tx.repo(RoleRow).findOneBy({ id });
  if (!role) throw new Failure('not-found');
  if (role.key) throw conflict('role-shipped');
  return role;
}

async function roleById(tx: Tx, id: string): Promise<RoleDefinition> {
  const [role] = await tx.query<RoleDefinition>(`${ROLES} where r.id = $1`, [id]);
  return role!;
}

async function assertNameFree(tx: Tx, name: string, exceptId: string | null): Promise<void> {
  const taken = await tx.query(`select 1 from role where lower(name) = lower($1) and id is distinct from $2`, [
    name,
    exceptId,
  ]);
  if (taken.length > 0) throw conflict('role-name-taken', { name });
}

/** Sessions and live sockets of all who hold the role read their rights anew. */
export async function refreshHolders(tx: Tx, id: string, losesCases: boolean): Promise<void> {
  const holders = await tx.query<{ agentId: string }>(
    `select distinct agent_id as "agentId" from role_grant where role_id = $1`,
    [id],
  );
  for (const { agentId } of holders)
    tx.publish('agent.changed', { agentId }, { everybody: 'Every agent sees the names and teams of the others.' });
  if (losesCases)
    await tx.jobs(
      'unassign-lost',
      holders.map((payload) => ({ payload })),
    );
}

const publishRole = (
  tx: Tx,
  roleId: string,
  { added = [], removed = [] }: { added?: RoleDefinition['permissions']; removed?: RoleDefinition['permissions'] },
): void =>
  tx.publish('role.changed', { roleId, added, removed }, { everybody: 'Every agent may read what each role permits.' });
