import type { PreviewSignInProvider, SignInProviderEffects } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { MANAGES_FOR_GOOD } from '../grants-in-force.js';
import type { Principal } from '../principal.js';
import { CAN_SIGN_IN, canSignInWithout, PASSWORD_WORKS } from './password-or-provider-sign-in.js';
import { allowInPerson, storedProvider } from './provider-settings.js';

/** Of more agents, the names are not told. */
const NAMES = 10;

interface Affected {
  name: string;
  losesPassword: boolean;
  isShutOut: boolean;
}

/**
 * Whom a change of a provider would take a way to sign in, before it is made. `wanted`: what it would be then; null: it is removed.
 * By the conditions that decide over sign-ins, on the providers as they would be.
 *
 * @throws Failure `not-permitted`, also for a token; `not-found`.
 */
export async function lockoutsOfProviderChange(
  reader: Reader,
  who: Principal,
  { id, wanted }: { id: string; wanted: PreviewSignInProvider | null },
): Promise<SignInProviderEffects> {
  allowInPerson(who);
  const before = await storedProvider(reader, id);
  const after = wanted ?? { ...before, active: false };
  const values = [id, after.active, after.passwordsAllowed, after.domains, after.issuer];
  const affected = await reader.query<Affected>(
    `with before as (select a.id, ${PASSWORD_WORKS} as password, ${CAN_SIGN_IN} as able from agent a where a.active),
       ${AFTER}
     select a.name, b.password and not ${PASSWORD_WORKS} as "losesPassword", b.able and not ${CAN_SIGN_IN} as "isShutOut"
     from before b join agent a on a.id = b.id
     where (b.password and not ${PASSWORD_WORKS}) or (b.able and not ${CAN_SIGN_IN}) order by a.name collate "fr-x-icu", a.id`,
    values,
  );
  const [administrators] = await reader.query<{ able: number; without: number }>(
    `with ${AFTER}
     select count(*) filter (where ${CAN_SIGN_IN})::int as able, count(*) filter (where ${canSignInWithout('$1')})::int as without
     from agent a where a.active and ${MANAGES_FOR_GOOD}`,
    values,
  );
  return {
    losePassword: counted(affected.filter(({ losesPassword }) => losesPassword)),
    shutOut: counted(affected.filter(({ isShutOut }) => isShutOut)),
    administrators: administrators!,
  };
}

/** SQL: what stands for `sign_in_provider` from here on, with one row as `$1` to `$5` say. */
const AFTER = `sign_in_provider as (
  select p.id, p.name, case when p.id = $1::uuid then $2::boolean else p.active end as active,
    case when p.id = $1 then $3::boolean else p.passwords_allowed end as passwords_allowed,
    case when p.id = $1 then $4::text[] else p.domains end as domains,
    case when p.id = $1 then $5::text else p.issuer end as issuer
  from sign_in_provider p)`;

const counted = (agents: readonly Affected[]): SignInProviderEffects['shutOut'] => ({
  count: agents.length,
  names: agents.slice(0, NAMES).map(({ name }) => name),
});
