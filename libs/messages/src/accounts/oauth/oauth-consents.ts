import { createHash } from 'node:crypto';
import { actorOf, allow, type Principal } from '@guichet/access';
import { ChannelError, consentUrl, finishConsent, newConsentSecrets, type OAuthSignIn } from '@guichet/channels';
import { CONSENT_PATH, type ConsentBegin, type ConsentResult, type FinishConsent } from '@guichet/contracts';
import { ChannelAccount, Database, OAuthConsent } from '@guichet/database';
import { Config, conflict, Failure, Keyring } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import { publishAccountChangedById } from '../account-health-and-changed-event.js';
import { Accounts } from '../channel-accounts.js';
import { EgressIo } from '../egress-channel-io.js';
import { scheduleCheck } from '../schedule-check-and-sender-recheck.js';
import { assertMaySignInFor } from '../system-mail-account.js';
import { bindingOf, keptTokens, renewalTime, sealTokens } from './oauth-grant.js';
import { saveConsent } from './oauth-grant.queries.js';

const PURPOSE = 'oauth-consent';
/** The minutes within which an administrator must come back from the provider. */
const MINUTES = 15;

/**
 * The consent of a person to the use of a mailbox. An administrator is sent to the provider and comes back to a page of the
 * console with a code. Only the session that was sent may bring it (RFC 9700 § 4.7), once, and the code is worth nothing without the
 * verifier that never leaves this server (PKCE).
 */
@Injectable()
export class OAuthConsents {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly accounts: Accounts,
    private readonly io: EgressIo,
    private readonly config: Config,
  ) {}

  /**
   * Returns the address of the provider's sign-in page, or why there is none.
   *
   * @throws Failure `not-permitted` for a token, which has no browser; `not-found` for an account that needs no consent
   */
  async begin(who: Principal, id: string): Promise<ConsentBegin> {
    const sessionId = sessionOf(who);
    const signIn = await this.signInOf(id);
    if (!signIn) throw new Failure('not-found');
    await assertMaySignInFor(who, this.accounts, id);
    const { state, verifier } = newConsentSecrets();
    try {
      const { redirectUri } = this;
      const url = await consentUrl(
        signIn.client,
        { redirectUri, state, verifier, loginHint: signIn.loginHint },
        this.io,
      );
      await this.database.write(actorOf(who), async (tx) => {
        await tx.query(`delete from oauth_consent where created_at < $1`, [oldest(tx.now)]);
        await tx.repo(OAuthConsent).insert({
          state: digestOf(state),
          channelAccountId: id,
          sessionId,
          boundTo: bindingOf(signIn),
          verifier: this.keyring.encrypt(PURPOSE, verifier),
          createdAt: tx.now,
        });
      });
      return { url, reason: null };
    } catch (error) {
      return { url: null, reason: reasonOf(error) };
    }
  }

  /**
   * Takes what the provider sent back. The account is checked at once, and read from now on.
   *
   * @throws Failure `not-permitted`; `conflict` where this session was not sent there, too long ago, or has been back
   */
  async finish(who: Principal, { state, ...response }: FinishConsent): Promise<ConsentResult> {
    const sessionId = sessionOf(who);
    const begun = await this.database.write(actorOf(who), async (tx) => {
      const [row] = await tx.query<OAuthConsent>(
        `delete from oauth_consent where state = $1 and session_id = $2 and created_at >= $3
         returning channel_account_id as "channelAccountId", bound_to as "boundTo", verifier`,
        [digestOf(state), sessionId, oldest(tx.now)],
      );
      return row;
    });
    const signIn = begun && (await this.signInOf(begun.channelAccountId));
    if (!begun || !signIn || bindingOf(signIn) !== begun.boundTo) throw conflict('consent-stale');
    const id = begun.channelAccountId;
    await assertMaySignInFor(who, this.accounts, id);
    try {
      const verifier = this.keyring.decrypt(PURPOSE, begun.verifier);
      const attempt = { redirectUri: this.redirectUri, state, verifier, response: given({ state, ...response }) };
      await this.keep(who, { id, signIn }, await finishConsent(signIn.client, attempt, this.io));
      return { channelAccountId: id, reason: null };
    } catch (error) {
      return { channelAccountId: id, reason: reasonOf(error) };
    }
  }

  private async keep(
    who: Principal,
    { id, signIn }: { id: string; signIn: OAuthSignIn },
    tokens: Awaited<ReturnType<typeof finishConsent>>,
  ): Promise<void> {
    await this.database.write(actorOf(who), async (tx) => {
      await saveConsent(tx, {
        id,
        binding: bindingOf(signIn),
        tokens: sealTokens(this.keyring, keptTokens(tokens, null, tx.now)),
        renewAt: renewalTime(tokens, tx.now),
      });
      await tx.repo(ChannelAccount).update({ id }, { health: 'unknown', healthReason: null, healthAt: null });
      // What could not be sent while there was no access need not wait for its next turn.
      await tx.query(
        `update delivery set due_at = $2 where channel_account_id = $1 and state = 'queued' and due_at > $2`,
        [id, tx.now],
      );
      await scheduleCheck(tx, id);
      await publishAccountChangedById(tx, id);
      tx.notify('delivery');
    });
    this.accounts.invalidate();
  }

  /** The page of the console to which providers send back; an administrator registers it there. */
  private get redirectUri(): string {
    return `${this.config.publicUrl}${CONSENT_PATH}`;
  }

  private async signInOf(id: string): Promise<OAuthSignIn | undefined> {
    // The account may have been saved a moment ago, by another process.
    this.accounts.invalidate();
    const account = await this.accounts.byId(id);
    const signIn = account?.channel.oauth?.(account.config);
    return signIn?.client.grant === 'consent' ? signIn : undefined;
  }
}

function sessionOf(who: Principal): string {
  allow(who, 'channel.manage');
  if (!who.session) throw new Failure('not-permitted');
  return who.session.id;
}

const oldest = (now: Date): Date => new Date(now.getTime() - MINUTES * 60_000);

const digestOf = (state: string): string => createHash('sha256').update(state).digest('hex');

/** Returns the parameters that the provider has added. */
const given = (parameters: FinishConsent): Record<string, string> =>
  Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));

function reasonOf(error: unknown): string {
  if (error instanceof ChannelError) return error.reason;
  throw error;
}
