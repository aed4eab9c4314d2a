import {
  LACKING_NAMES,
  Permission,
  SignInRules,
  type LackingSecondFactor,
  type SignInRulesState,
} from '@guichet/contracts';
import { Setting, type Reader, type Tx } from '@guichet/database';
import { isInForce, type Grant } from '../grants-in-force.js';
import { SIGNS_IN_AT_PROVIDER } from '../providers/password-or-provider-sign-in.js';
import { hasNone } from './available-second-factors.js';
import { allow, assertInPerson, permissionsOf, type Principal } from '../principal.js';

export const SIGN_IN_RULES = 'sign-in-rules';

const DAY_MS = 86_400_000;

/** What the organisation requires of those who sign in. */
export async function signInRules(reader: Reader): Promise<SignInRules> {
  const [row] = await reader.query<{ value: unknown }>(`select value from setting where key = $1`, [SIGN_IN_RULES]);
  return SignInRules.parse(row?.value ?? {});
}

interface LackingRow {
  name: string;
  manages: boolean;
  atProvider: boolean;
}

/**
 * The rules, with how many agents, and whom, each of them would stop until they have a second factor, before somebody sets it.
 *
 * @throws Failure `not-permitted`.
 */
export async function signInRulesState(reader: Reader, who: Principal): Promise<SignInRulesState> {
  allow(who, 'organisation.manage');
  const [rules, rows] = await Promise.all([
    signInRules(reader),
    reader.query<LackingRow>(
      `select a.name, ${MANAGES} as manages, ${SIGNS_IN_AT_PROVIDER} as "atProvider"
       from agent a where a.active and ${hasNone('a')} order by a.name collate "fr-x-icu", a.id`,
      [Permission.options.filter(isManaging)],
    ),
  ]);
  return { ...rules, lacking: { managers: sum(rows.filter(({ manages }) => manages)), everybody: sum(rows) } };
}

const sum = (rows: readonly LackingRow[]): LackingSecondFactor => ({
  agents: rows.length,
  atProvider: rows.filter(({ atProvider }) => atProvider).length,
  names: rows.slice(0, LACKING_NAMES).map(({ name }) => name),
});

/** SQL: the agent `a` has one of the permissions `$1`, which concern every team: a role for some teams does not give them. */
const MANAGES = `exists (select 1 from role_grant g join role r on r.id = g.role_id
  where g.agent_id = a.id and g.reach = 'all-teams' and r.permissions && $1::text[] and ${isInForce('g')})`;

/**
 * Saves what the organisation requires; what is not said is as it ships. Whoever lacks a second factor from now on loses their live
 * socket, and is led to one with their next request.
 */
export async function saveSignInRules(tx: Tx, who: Principal, asked: Partial<SignInRules>): Promise<SignInRules> {
  allow(who, 'organisation.manage');
  assertInPerson(who);
  const wanted = SignInRules.parse(asked);
  await tx.repo(Setting).upsert({ key: SIGN_IN_RULES, value: wanted }, ['key']);
  tx.publish(
    'sign-in-rules.changed',
    {},
    { everybody: 'The rules are for every agent, and the event does not tell them.' },
  );
  return wanted;
}

/** Whoever has one of these manages something; tokens of their own are everybody's. */
const isManaging = (permission: Permission): boolean => permission.endsWith('.manage') && permission !== 'token.manage';

/** Whether the rules for all require a second factor of this principal. */
const requiresSecondFactor = (who: Principal, { secondFactorFor }: SignInRules): boolean =>
  secondFactorFor === 'everybody' || (secondFactorFor === 'managers' && permissionsOf(who).some(isManaging));

/** From when on a role requires a second factor of whoever holds these grants, the earliest of all; null: none does. */
const dueOf = (grants: readonly Grant[], graceDays: number): number | null => {
  const since = grants.flatMap(({ secondFactorSince }) => (secondFactorSince ? [Date.parse(secondFactorSince)] : []));
  return since.length === 0 ? null : Math.min(...since) + graceDays * DAY_MS;
};

/** What a session says of the second factor of its agent, who has one or has none. The rules for all know no days of grace. */
export function secondFactorNow(
  who: Principal,
  { rules, has }: { rules: SignInRules; has: boolean },
): Pick<NonNullable<Principal['session']>, 'secondFactor' | 'secondFactorDueAt'> {
  if (has) return { secondFactor: 'on', secondFactorDueAt: null };
  const due = dueOf(who.grants, rules.graceDays);
  if (requiresSecondFactor(who, rules) || (due !== null && due <= Date.now()))
    return { secondFactor: 'missing', secondFactorDueAt: null };
  return { secondFactor: 'off', secondFactorDueAt: due };
}
