import type { RoleSecondFactor, SecondFactorState } from '@guichet/contracts';
import { isoTime, RoleRow, type Reader, type Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { assertMayGive, lockRoles } from '../give-and-take-roles.js';
import { isInForce, requiredSince } from '../grants-in-force.js';
import { allow, assertInPerson, type Principal } from '../principal.js';
import { SIGNS_IN_AT_PROVIDER } from '../providers/password-or-provider-sign-in.js';
import { refreshHolders } from '../roles.js';
import { hasNone } from './available-second-factors.js';
import { signInRules } from './sign-in-rules.js';

/** SQL: so many days after a moment, as ISO 8601. `days` is a parameter. */
const daysAfter = (moment: string, days: string): string =>
  isoTime(`(${moment} + make_interval(days => ${days}::int))`);

/** The roles an agent holds now that require a second factor, each with the moment from which nothing can be done without one. */
export async function rolesRequiring(reader: Reader, agentId: string): Promise<SecondFactorState['requiredBy']> {
  const { graceDays } = await signInRules(reader);
  return reader.query(
    `select r.id as "roleId", r.key, r.name, ${daysAfter(`min(${requiredSince('g', 'r')})`, '$2')} as "dueAt"
     from role_grant g join role r on r.id = g.role_id and r.second_factor_since is not null
     where g.agent_id = $1 and ${isInForce('g')} group by r.id order by min(${requiredSince('g', 'r')}), r.id`,
    [agentId, graceDays],
  );
}

interface HolderRow {
  id: string;
  name: string;
  lacks: boolean;
  atProvider: boolean;
  dueAt: string;
}

/**
 * Whether a role requires a second factor, and who of those who hold it has none: whom it stops, and from when on.
 *
 * @throws Failure `not-permitted`, `not-found`.
 */
export async function secondFactorOfRole(reader: Reader, who: Principal, roleId: string): Promise<RoleSecondFactor> {
  allow(who, 'agent.manage');
  const [role] = await reader.query<{ required: boolean }>(
    `select second_factor_since is not null as required from role where id = $1`,
    [roleId],
  );
  if (!role) throw new Failure('not-found');
  const { graceDays } = await signInRules(reader);
  const holders = await reader.query<HolderRow>(
    `select a.id, a.name, ${hasNone('a')} as lacks, ${SIGNS_IN_AT_PROVIDER} as "atProvider",
       ${daysAfter(`min(coalesce(${requiredSince('g', 'r')}, greatest(now(), g.valid_from)))`, '$2')} as "dueAt"
     from role_grant g join role r on r.id = g.role_id join agent a on a.id = g.agent_id and a.active
     where g.role_id = $1 and (g.valid_until is null or g.valid_until > now())
     group by a.id order by a.name collate "fr-x-icu", a.id`,
    [roleId, graceDays],
  );
  const lacking = holders.filter(({ lacks }) => lacks);
  return {
    ...{ required: role.required, agents: holders.length, graceDays },
    lacking: lacking.map(({ id, name, atProvider, dueAt }) => ({ agent: { id, name }, atProvider, dueAt })),
  };
}

/**
 * Requires a second factor of whoever holds a role, also of one that ships, or does so no more. What it requires already keeps its
 * date. As it opens or shuts the door to all that the role permits, whoever decides it must be able to give the role.
 *
 * @throws Failure `not-permitted`, also for a token; `not-found`; `conflict` (`beyond-own-rights`).
 */
export async function requireSecondFactorOfRole(
  tx: Tx,
  who: Principal,
  { roleId, required }: { roleId: string; required: boolean },
): Promise<RoleSecondFactor> {
  allow(who, 'agent.manage');
  assertInPerson(who);
  await lockRoles(tx);
  const role = await tx.repo(RoleRow).findOneBy({ id: roleId });
  if (!role) throw new Failure('not-found');
  assertMayGive(who, role.permissions);
  if (required !== (role.secondFactorSince !== null)) {
    await tx.repo(RoleRow).update({ id: roleId }, { secondFactorSince: required ? tx.now : null });
    const everybody = 'Every agent may read what each role requires.';
    tx.publish('role.second-factor-changed', { roleId, required }, { everybody });
    await refreshHolders(tx, roleId, false);
  }
  return secondFactorOfRole(tx, who, roleId);
}
