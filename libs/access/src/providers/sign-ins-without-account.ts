import type { SignInWithoutAccount as Shape } from '@guichet/contracts';
import { isoTime, type Reader, type Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { allow, type Principal } from '../principal.js';
import type { Identity } from './identity-and-sign-in-errors.js';
import { storedProvider, type StoredProvider } from './provider-settings.js';

/** How long somebody is listed after they last came. */
export const WITHOUT_ACCOUNT_DAYS = 30;
/** The most that are kept of one provider, as anybody may come who has an account there: those who came last. */
const MOST = 200;
/** The longest address and name that are kept, in characters. */
const LONGEST = 254;

/** Notes that a provider sent somebody who has no account here, so that an administrator can invite them. */
export async function recordSignInWithoutAccount(
  tx: Tx,
  { id: providerId }: StoredProvider,
  { identity, isProved }: { identity: Identity; isProved: boolean },
): Promise<void> {
  const { address, name, subject } = identity;
  await tx.query(
    `insert into sign_in_without_account (id, provider_id, address, subject, name, proved, times, last_at)
     values ($1, $2, $3, $4, $5, $6, 1, $7)
     on conflict (provider_id, address, subject) do update
       set times = sign_in_without_account.times + 1, name = coalesce(excluded.name, sign_in_without_account.name),
         proved = excluded.proved, last_at = excluded.last_at`,
    [
      ...[newId(), providerId, (address ?? '').slice(0, LONGEST), address === null ? subject.slice(0, LONGEST) : ''],
      ...[name?.trim().slice(0, LONGEST) || null, isProved, tx.now],
    ],
  );
  await tx.query(
    `delete from sign_in_without_account where id in (
       select id from sign_in_without_account where provider_id = $1 order by last_at desc, id desc offset ${MOST})`,
    [providerId],
  );
}

/**
 * Who was sent by a provider and has no account here, the last first; who has got one since is not listed any more.
 *
 * @throws Failure `not-permitted`, `not-found` for a provider that there is not.
 */
export async function signInsWithoutAccount(reader: Reader, who: Principal, providerId: string): Promise<Shape[]> {
  allow(who, 'organisation.manage');
  await storedProvider(reader, providerId);
  return reader.query<Shape>(
    `select s.id, nullif(s.address, '') as address, s.name, s.proved, s.times, ${isoTime('s.last_at')} as "lastAt"
     from sign_in_without_account s
     where s.provider_id = $1 and s.last_at > $2::timestamptz - $3 * interval '1 day'
       and not exists (select 1 from agent a where a.email = s.address)
     order by s.last_at desc, s.id desc`,
    [providerId, reader.now, WITHOUT_ACCOUNT_DAYS],
  );
}
