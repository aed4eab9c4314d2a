import { SignInRules, type Permission } from '@guichet/contracts';
import { Setting, type Reader, type Tx } from '@guichet/database';
import { allow, assertInPerson, permissionsOf, type Principal } from '../principal.js';

export const SIGN_IN_RULES = 'sign-in-rules';

/** What the organisation requires of those who sign in. */
export async function signInRules(reader: Reader): Promise<SignInRules> {
  const [row] = await reader.query<{ value: unknown }>(`select value from setting where key = $1`, [SIGN_IN_RULES]);
  return SignInRules.parse(row?.value ?? {});
}

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
