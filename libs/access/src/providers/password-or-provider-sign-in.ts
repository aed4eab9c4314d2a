import { reasonWords } from '@guichet/contracts';
import type { Reader, Tx } from '@guichet/database';
import { Failure, wrongField } from '@guichet/platform';
import { MANAGES_FOR_GOOD } from '../grants-in-force.js';

/** SQL: a provider `p` is the only way by which agents `a` with an address of its domains sign in. */
export const REPLACES_PASSWORD = `p.active and not p.passwords_allowed and split_part(a.email, '@', 2) = any (p.domains)`;

/** SQL: the agent `a` signs in by an account at an active provider, and by no password. */
export const SIGNS_IN_AT_PROVIDER = `(exists (select 1 from sign_in_link l join sign_in_provider p on p.id = l.provider_id and p.active
    where l.agent_id = a.id and l.approved_at is not null)
  and (a.password_hash is null or exists (select 1 from sign_in_provider p where ${REPLACES_PASSWORD})))`;

/** SQL: the name of the provider by which the agent `a` signed in last. */
export const PROVIDER_OF = `(select p.name from sign_in_link l join sign_in_provider p on p.id = l.provider_id and p.active
  where l.agent_id = a.id and l.approved_at is not null order by l.used_at desc nulls last limit 1)`;

/** SQL: the agent `a` has a password or a passkey, and these are still accepted. */
export const PASSWORD_WORKS = `((a.password_hash is not null or exists (select 1 from passkey k where k.agent_id = a.id))
    and not exists (select 1 from sign_in_provider p where ${REPLACES_PASSWORD}))`;

/** SQL: the agent `a` has signed in by an account at an active provider `p`, for which this holds, too. */
const hasAccountAt = (condition: string): string =>
  `exists (select 1 from sign_in_link l join sign_in_provider p on p.issuer = l.issuer
    where l.agent_id = a.id and l.approved_at is not null and p.active and ${condition})`;

/**
 * SQL: the active agent `a` can sign in today: by an account at an active provider, or by a password or a passkey where these are
 * accepted. Whoever is only invited cannot.
 */
export const CAN_SIGN_IN = `(${hasAccountAt('true')} or ${PASSWORD_WORKS})`;

/** As `CAN_SIGN_IN`, while one provider does not respond. `id`: SQL. */
export const canSignInWithout = (id: string): string => `(${hasAccountAt(`p.id <> ${id}`)} or ${PASSWORD_WORKS})`;

/**
 * For whoever gave the right password, or a passkey: refuses it where agents of their domain sign in by a provider.
 *
 * @throws Failure `wrong-credentials` with the name of the provider, which only the agent gets to see.
 */
export async function assertPasswordAllowed(reader: Reader, agentId: string): Promise<void> {
  const [provider] = await reader.query<{ name: string }>(
    `select p.name from agent a join sign_in_provider p on ${REPLACES_PASSWORD} where a.id = $1 order by p.name limit 1`,
    [agentId],
  );
  if (!provider) return;
  throw new Failure('wrong-credentials', {
    detail: reasonWords('sign-in-by-provider', provider),
    reason: 'sign-in-by-provider',
    data: provider,
  });
}

/**
 * After a change of the providers, behind `lockRoles`: an administrator without an end must be left who has signed in by an active one, or who has a password or a
 * passkey that is still accepted. To have signed in by the provider itself is enough, as that proves the way: where every address is
 * of its domains, nobody could ever do without passwords otherwise. Whoever saves it is told before that nobody comes in while it
 * does not respond (`lockoutsOfProviderChange`).
 *
 * @throws Failure `invalid-request`.
 */
export async function assertSomebodyIsLeft(tx: Tx): Promise<void> {
  const [left] = await tx.query(
    `select 1 from agent a where a.active and ${CAN_SIGN_IN} and ${MANAGES_FOR_GOOD} limit 1`,
  );
  if (!left) throw wrongField('passwordsAllowed', 'sign-in-nobody-left');
}
