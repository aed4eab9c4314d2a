import {
  LACKING_NAMES,
  Permission,
  SignInRules,
  type LackingSecondFactor,
  type SignInRulesState,
} from '@guichet/contracts';
import { Setting, type Reader, type Tx } from '@guichet/database';
import { isInForce } from '../grants.js';
import { SIGNS_IN_AT_PROVIDER } from '../providers/password-rule.js';
import { allow, assertInPerson, permissionsOf, type Principal } from '../principal.js';

export const SIGN_IN_RULES = 'sign-in-rules';

/** What the organisation requires of those who sign in. */
async function signInRules(reader: Reader): Promise<SignInRules> {
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
       from agent a where a.active
         and not exists (select 1 from second_factor f where f.agent_id = a.id and f.confirmed_at is not null)
         and not exists (select 1 from passkey k where k.agent_id = a.id)
       order by a.name collate "fr-x-icu", a.id`,
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
 * Saves what the organisation requires. Whoever lacks a second factor from now on loses their live
 * socket, and is led to one with their next request.
 */
export async function saveSignInRules(tx: Tx, who: Principal, wanted: SignInRules): Promise<SignInRules> {
  allow(who, 'organisation.manage');
  assertInPerson(who);
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

/** Whether the rules require a second factor of this principal. */
export const requiresSecondFactor = (who: Principal, { secondFactorFor }: SignInRules): boolean =>
  secondFactorFor === 'everybody' || (secondFactorFor === 'managers' && permissionsOf(who).some(isManaging));
