import type { OAuthSignIn } from '@guichet/channels';
import type { Database, OAuthGrant, Tx } from '@guichet/database';
import { bindingOf } from './oauth-grant.js';

const COLUMNS = `channel_account_id as "channelAccountId", bound_to as "boundTo", tokens, previous_tokens as "previousTokens", renew_at as "renewAt", fault,
  consented_at as "consentedAt", renewing_by as "renewingBy", renewing_until as "renewingUntil"`;

/** Seconds after which the attempt of a process that has died no longer counts. A provider gets 20 s for each of two answers. */
const CLAIM_SECONDS = 60;

/** Returns the grant of an account for this app and these servers. */
export async function findGrant(database: Database, id: string, binding: string): Promise<OAuthGrant | undefined> {
  const [row] = await database.query<OAuthGrant>(
    `select ${COLUMNS} from oauth_grant where channel_account_id = $1 and bound_to = $2`,
    [id, binding],
  );
  return row;
}

/**
 * Returns whether this attempt is the one that fetches the token now. The time is the database's, the same for all processes. What
 * somebody has allowed for another app or other servers stays: only another consent, or settings that were saved, end it.
 */
export async function claimRenewal(
  database: Database,
  { id, binding }: { id: string; binding: string },
  attempt: string,
): Promise<boolean> {
  const rows = await database.execute(
    `insert into oauth_grant as g (channel_account_id, bound_to, renewing_by, renewing_until)
     values ($1, $2, $3, now() + make_interval(secs => ${CLAIM_SECONDS}))
     on conflict (channel_account_id) do update set
       tokens = case when g.bound_to = excluded.bound_to then g.tokens end,
       previous_tokens = case when g.bound_to = excluded.bound_to then g.previous_tokens end,
       fault = case when g.bound_to = excluded.bound_to then g.fault end,
       bound_to = excluded.bound_to, renewing_by = excluded.renewing_by, renewing_until = excluded.renewing_until
     where case when g.bound_to = excluded.bound_to then g.renewing_until is null or g.renewing_until < now()
       else g.consented_at is null end
     returning 1`,
    [id, binding, attempt],
  );
  return rows.length > 0;
}

export async function releaseRenewal(database: Database, id: string, attempt: string): Promise<void> {
  await database.execute(
    `update oauth_grant set renewing_by = null, renewing_until = null where channel_account_id = $1 and renewing_by = $2`,
    [id, attempt],
  );
}

/** Ends what was allowed for other settings, where those that are saved now sign in as the app itself and need no consent. */
export async function endOtherConsent(tx: Tx, id: string, signIn: OAuthSignIn | undefined): Promise<void> {
  if (signIn?.client.grant !== 'client-credentials') return;
  const binding = bindingOf(signIn);
  await tx.query(`delete from oauth_grant where channel_account_id = $1 and bound_to <> $2`, [id, binding]);
}

/** Saves new tokens. They count also where the attempt has lost its claim meanwhile; what they replace is kept, as it may be the good one. */
export async function saveRenewed(
  database: Database,
  { id, binding, tokens, renewAt }: { id: string; binding: string; tokens: Buffer; renewAt: Date },
): Promise<void> {
  await database.execute(
    `update oauth_grant set previous_tokens = tokens, tokens = $3, renew_at = $4, fault = null, renewing_by = null, renewing_until = null
     where channel_account_id = $1 and bound_to = $2`,
    [id, binding, tokens, renewAt],
  );
}

/** Notes that the consent is over, unless another attempt or a new consent has the say. */
export async function saveFault(
  database: Database,
  { id, attempt, fault }: { id: string; attempt: string; fault: string },
): Promise<void> {
  await database.execute(
    `update oauth_grant set fault = $3, renewing_by = null, renewing_until = null
     where channel_account_id = $1 and renewing_by = $2`,
    [id, attempt, fault],
  );
}

/** Saves what a person has just allowed; it replaces whatever was there. */
export async function saveConsent(
  tx: Tx,
  { id, binding, tokens, renewAt }: { id: string; binding: string; tokens: Buffer; renewAt: Date },
): Promise<void> {
  await tx.query(
    `insert into oauth_grant (channel_account_id, bound_to, tokens, renew_at, consented_at) values ($1, $2, $3, $4, $5)
     on conflict (channel_account_id) do update set bound_to = excluded.bound_to, tokens = excluded.tokens, previous_tokens = null,
       renew_at = excluded.renew_at, consented_at = excluded.consented_at, fault = null, renewing_by = null,
       renewing_until = null`,
    [id, binding, tokens, renewAt, tx.now],
  );
}
