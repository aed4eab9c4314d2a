import { Organisation } from '@guichet/contracts';
import { Setting, type Tx, type Reader } from '@guichet/database';
import { allow, type Principal } from './principal.js';

const KEY = 'organisation';

/** SQL expression: what is stored of the organisation, for `organisationFrom`; null: nobody has filled in anything. */
export const STORED_ORGANISATION = `(select stored.value from setting stored where stored.key = '${KEY}')`;

/** Who answers, as it is stored; what nobody has filled in is empty. */
export const organisationFrom = (stored: unknown): Organisation => Organisation.parse(stored ?? {});

/** Who answers, as letters, templates and pages say it; what nobody has filled in is empty. */
export async function organisationOf(reader: Reader): Promise<Organisation> {
  const [row] = await reader.query<{ value: unknown }>(`select value from setting where key = $1`, [KEY]);
  return organisationFrom(row?.value);
}

export async function saveOrganisation(tx: Tx, who: Principal, wanted: Organisation): Promise<Organisation> {
  allow(who, 'organisation.manage');
  await tx.repo(Setting).upsert({ key: KEY, value: wanted }, ['key']);
  // Sessions that are open keep to the new lengths as well, but are never made longer than they were to be.
  await tx.query(
    `update session set idle_minutes = $1, expires_at = least(expires_at, created_at + make_interval(days => $2))
     where idle_minutes <> $1 or expires_at > created_at + make_interval(days => $2)`,
    [wanted.sessionIdleMinutes, wanted.sessionDays],
  );
  return wanted;
}
