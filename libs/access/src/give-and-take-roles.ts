import {
  permissions,
  roleOfNewAgent,
  shippedRole,
  type FirstRole,
  type GiveRole,
  type NewAgentRole,
  type Permission,
} from '@guichet/contracts';
import { RoleGrant, RoleRow, type Tx } from '@guichet/database';
import { conflict, Failure, wrongField, newId } from '@guichet/platform';
import { MANAGES_FOR_GOOD } from './grants-in-force.js';
import { allow, assertInPerson, reach, type Principal } from './principal.js';
import { CAN_SIGN_IN } from './providers/password-or-provider-sign-in.js';
import { keepRequired, requiredBeforeOf } from './second-factor/second-factor-requirement-history.js';

/** For which teams and until when somebody gives something. `sectorIds`: where `reach` is `sectors`. */
type Extent = Pick<GiveRole, 'reach' | 'teamIds' | 'validUntil'> & Partial<Pick<GiveRole, 'sectorIds'>>;

const FOREVER: Extent = { reach: 'all-teams', teamIds: [], validUntil: null };

/**
 * Refuses whoever gives a permission that they do not have themselves: for as many teams, and for as long. A token gives nothing
 * beyond its scopes.
 *
 * @throws Failure `conflict` (`beyond-own-rights`).
 */
export function assertMayGive(who: Principal, given: readonly Permission[], extent: Extent = FOREVER): void {
  const { reach: wanted, teamIds, sectorIds = [], validUntil } = extent;
  const lasts = (until: string | null) =>
    until === null || (validUntil !== null && Date.parse(until) >= Date.parse(validUntil));
  const giver = { ...who, grants: who.grants.filter((grant) => lasts(grant.validUntil)) };
  for (const permission of given) {
    // Given for some teams only, it reaches nothing.
    if (permissions[permission] === 'organisation' && wanted !== 'all-teams') continue;
    const own = reach(giver, permission);
    if (own === 'everywhere') continue;
    const isOwn =
      own !== 'nowhere' &&
      ((wanted === 'teams' && teamIds.every((id) => own.teamIds.includes(id))) ||
        (wanted === 'sectors' && sectorIds.every((id) => sectorsOf(giver, permission).has(id))));
    if (!isOwn) throw conflict('beyond-own-rights');
  }
}

/** The sectors in all of whose teams, also later ones, somebody has a permission. */
const sectorsOf = ({ grants }: Principal, permission: Permission): Set<string> =>
  new Set(grants.filter((grant) => grant.permissions.includes(permission)).flatMap((grant) => grant.sectorIds));

/**
 * Refuses whoever makes agents members of a team in which they would have permissions that they themselves do not have there, and
 * whoever acts on an agent in a way by which they could act as that agent.
 *
 * @throws Failure `conflict` (`beyond-own-rights`).
 */
export async function assertMayAdd(
  tx: Tx,
  who: Principal,
  { agentIds, teamIds }: { agentIds: readonly string[]; teamIds: readonly string[] },
): Promise<void> {
  if (agentIds.length === 0 || teamIds.length === 0) return;
  const rows = await tx.query<{ permissions: Permission[] }>(
    `select distinct r.permissions from role_grant g join role r on r.id = g.role_id
     where g.agent_id = any($1::uuid[]) and g.reach = 'own-teams' and (g.valid_until is null or g.valid_until > now())`,
    [agentIds],
  );
  const gained = new Set(rows.flatMap((row) => row.permissions).filter((one) => permissions[one] === 'cases'));
  assertMayGive(who, [...gained], { reach: 'teams', teamIds: [...teamIds], validUntil: null });
}

/**
 * Refuses whoever could get more rights by acting as another agent, as by a password that they set for them, and whoever would
 * take from an agent what they could not have given.
 *
 * @throws Failure `conflict` (`beyond-own-rights`).
 */
export async function assertMayActAs(tx: Tx, who: Principal, agentId: string): Promise<void> {
  if (agentId === who.id) return;
  const rows = await tx.query<Extent & { permissions: Permission[]; memberOf: string[] }>(
    `select r.permissions, g.reach, g.team_ids as "teamIds", g.sector_ids as "sectorIds",
       array(select team_id from team_member m where m.agent_id = g.agent_id) as "memberOf"
     from role_grant g join role r on r.id = g.role_id
     where g.agent_id = $1 and (g.valid_until is null or g.valid_until > now())`,
    [agentId],
  );
  for (const { permissions: held, reach, teamIds, sectorIds, memberOf } of rows)
    assertMayGive(who, held, {
      reach: reach === 'own-teams' ? 'teams' : reach,
      teamIds: reach === 'own-teams' ? memberOf : teamIds,
      sectorIds,
      validUntil: null,
    });
}

/** Changes of who holds what run one after the other, so that two administrators cannot take it from each other at once. */
export const lockRoles = (tx: Tx): Promise<unknown> =>
  tx.query(`select pg_advisory_xact_lock(hashtext('guichet roles'))`);

/**
 * To be asked after a change, behind `lockRoles`.
 *
 * @throws Failure `conflict` (`last-administrator`) where no active agent would be left who manages agents without an end, and who
 *   can sign in: somebody who was only invited may never come.
 */
export async function assertAdministratorLeft(tx: Tx): Promise<void> {
  const left = await tx.query(
    `select 1 from agent a where a.active and ${CAN_SIGN_IN} and ${MANAGES_FOR_GOOD} limit 1`,
  );
  if (left.length === 0) throw conflict('last-administrator');
}

/**
 * Replaces what an agent holds by the role that stands for this word. `who`: null for the system. A token makes nobody more than a
 * case worker.
 *
 * @throws Failure `not-permitted`; `conflict` (`beyond-own-rights`).
 */
export async function setRoleByWord(
  tx: Tx,
  who: Principal | null,
  { agentId, word }: { agentId: string; word: NewAgentRole },
): Promise<void> {
  const { key, reach } = roleOfNewAgent[word];
  if (who && word !== 'agent') assertInPerson(who);
  await setOnlyRole(tx, who, { agentId, given: { role: shippedRole(key), reach, teamIds: [], sectorIds: [] } });
}

/** A role for somebody who has none yet, and for which teams. */
export interface OnlyRole
  extends Pick<GiveRole, 'reach' | 'teamIds' | 'sectorIds'>, Partial<Pick<GiveRole, 'validFrom' | 'validUntil'>> {
  role: Pick<RoleRow, 'id' | 'permissions'> | ReturnType<typeof shippedRole>;
}

/**
 * Returns the role that somebody chose for a new agent.
 *
 * @throws Failure `not-permitted` for a token; `invalid-request` for a role, team or sector that there is not, or a time that is over.
 */
export async function firstRoleOf(tx: Tx, who: Principal, wanted: FirstRole): Promise<OnlyRole> {
  assertInPerson(who);
  const { roleId, ...extent } = withOwnIds(wanted);
  const role = await tx.repo(RoleRow).findOneBy({ id: roleId });
  if (!role) throw wrongField('firstRole.roleId', 'no-such-role');
  await assertTeamsAndSectors(tx, extent, 'firstRole.');
  assertNotOver(tx, wanted, 'firstRole.');
  return { role, ...extent };
}

/**
 * Replaces what an agent holds by one role. For their own teams, whoever gives it needs its permissions in those alone.
 *
 * @throws Failure `conflict` (`beyond-own-rights`).
 */
export async function setOnlyRole(
  tx: Tx,
  who: Principal | null,
  { agentId, given }: { agentId: string; given: OnlyRole },
): Promise<void> {
  const { role, reach, teamIds, sectorIds, validFrom = null, validUntil = null } = given;
  if (who) {
    const members = await tx.query<{ id: string }>(`select team_id as id from team_member where agent_id = $1`, [
      agentId,
    ]);
    const own =
      reach === 'own-teams' ? { reach: 'teams' as const, teamIds: members.map(({ id }) => id) } : { reach, teamIds };
    assertMayGive(who, role.permissions, { ...FOREVER, ...own, sectorIds, validUntil });
  }
  const before = await tx.repo(RoleGrant).findBy({ agentId });
  await keepRequired(tx, [agentId]);
  await tx.repo(RoleGrant).delete({ agentId });
  for (const { id, roleId } of before) publishTaken(tx, { agentId, roleId, grantId: id });
  const wanted = { roleId: role.id, reach, teamIds, sectorIds, validFrom, validUntil };
  await insertGrant(tx, { agentId, givenBy: who?.id ?? null, wanted });
}

/**
 * Gives an agent a role, for teams and a time. Returns the id of the grant.
 *
 * @throws Failure `not-permitted`, also for a token; `not-found` for an agent that there is not; `invalid-request` for a role, team or time that is
 *   not possible; `conflict` (`beyond-own-rights`).
 */
export async function giveRole(
  tx: Tx,
  who: Principal,
  { agentId, wanted: asked }: { agentId: string; wanted: GiveRole },
): Promise<string> {
  allow(who, 'agent.manage');
  assertInPerson(who);
  await lockRoles(tx);
  await assertAgent(tx, agentId);
  const wanted = withOwnIds(asked);
  const role = await tx.repo(RoleRow).findOneBy({ id: wanted.roleId });
  if (!role) throw wrongField('roleId', 'no-such-role');
  await assertTeamsAndSectors(tx, wanted);
  assertNotOver(tx, wanted);
  // What is reached by membership grows with the teams of the agent, which whoever gives it may not have.
  assertMayGive(who, role.permissions, wanted);
  const id = await insertGrant(tx, { agentId, givenBy: who.id, wanted });
  publishChange(tx, agentId);
  return id;
}

/**
 * Takes a role from an agent; cases that they may no longer have go back to the queue.
 *
 * @throws Failure `not-permitted`, also for a token; `not-found`; `conflict` (`beyond-own-rights`, `last-administrator`).
 */
export async function takeRole(
  tx: Tx,
  who: Principal,
  { agentId, grantId }: { agentId: string; grantId: string },
): Promise<void> {
  allow(who, 'agent.manage');
  assertInPerson(who);
  await lockRoles(tx);
  const grant = await tx.repo(RoleGrant).findOneBy({ id: grantId, agentId });
  if (!grant) throw new Failure('not-found');
  await assertMayActAs(tx, who, agentId);
  const role = await tx.repo(RoleRow).findOneByOrFail({ id: grant.roleId });
  await keepRequired(tx, [agentId]);
  await tx.repo(RoleGrant).delete({ id: grantId });
  if (role.permissions.includes('agent.manage')) await assertAdministratorLeft(tx);
  publishTaken(tx, { agentId, roleId: grant.roleId, grantId });
  publishChange(tx, agentId);
  await tx.job('unassign-lost', { agentId });
}

/** `path`: where in what was sent the fields are. */
function assertNotOver(tx: Tx, { validFrom, validUntil }: Pick<GiveRole, 'validFrom' | 'validUntil'>, path = ''): void {
  const begins = Math.max(Date.parse(validFrom ?? '') || 0, tx.now.getTime());
  if (validUntil && Date.parse(validUntil) <= begins) throw wrongField(`${path}validUntil`, 'time-over');
}

/** Without teams and sectors that the reach does not ask for, and each once. */
const withOwnIds = <Wanted extends FirstRole>(wanted: Wanted): Wanted => ({
  ...wanted,
  teamIds: wanted.reach === 'teams' ? [...new Set(wanted.teamIds)] : [],
  sectorIds: wanted.reach === 'sectors' ? [...new Set(wanted.sectorIds)] : [],
});

/** `path`: where in what was sent the fields are. */
async function assertTeamsAndSectors(
  tx: Tx,
  { reach, teamIds, sectorIds }: Pick<FirstRole, 'reach' | 'teamIds' | 'sectorIds'>,
  path = '',
): Promise<void> {
  const teams = await tx.query(`select 1 from team where id = any($1::uuid[])`, [teamIds]);
  if (teams.length !== teamIds.length || (reach === 'teams' && teams.length === 0))
    throw wrongField(`${path}teamIds`, 'no-such-team');
  const sectors = await tx.query(`select 1 from sector where id = any($1::uuid[]) and archived_at is null`, [
    sectorIds,
  ]);
  if (sectors.length !== sectorIds.length || (reach === 'sectors' && sectors.length === 0))
    throw wrongField(`${path}sectorIds`, 'no-such-sector');
}

async function assertAgent(tx: Tx, id: string): Promise<void> {
  const found = await tx.query(`select 1 from agent where id = $1`, [id]);
  if (found.length === 0) throw new Failure('not-found');
}

async function insertGrant(
  tx: Tx,
  { agentId, givenBy, wanted }: { agentId: string; givenBy: string | null; wanted: GiveRole },
): Promise<string> {
  const id = newId();
  const { roleId, reach, validFrom, validUntil } = wanted;
  await tx.repo(RoleGrant).insert({
    ...{ id, agentId, roleId, reach, givenBy, teamIds: wanted.teamIds, sectorIds: wanted.sectorIds, createdAt: tx.now },
    validFrom: validFrom ? new Date(validFrom) : null,
    validUntil: validUntil ? new Date(validUntil) : null,
    secondFactorSince: await requiredBeforeOf(tx, agentId),
  });
  tx.publish('role.given', { agentId, roleId, grantId: id }, ADMINISTRATION);
  return id;
}

const ADMINISTRATION = { allTeams: 'Who holds which role concerns those who see every team.' };

const publishTaken = (tx: Tx, data: { agentId: string; roleId: string; grantId: string }): void =>
  tx.publish('role.taken', data, ADMINISTRATION);

/** Sessions and live sockets of the agent read their rights anew. */
const publishChange = (tx: Tx, agentId: string): void =>
  tx.publish('agent.changed', { agentId }, { everybody: 'Every agent sees the names and teams of the others.' });
