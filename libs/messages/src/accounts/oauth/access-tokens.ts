import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { organisationOf } from '@guichet/access';
import {
  ChannelError,
  clientCredentialsToken,
  commonReason,
  ConsentNeeded,
  noConsent,
  refreshTokens,
  type Channel,
  type ChannelIo,
  type OAuthClient,
  type OAuthSignIn,
  type OAuthTokens,
} from '@guichet/channels';
import { Database, type OAuthGrant } from '@guichet/database';
import { Keyring, Logger } from '@guichet/platform';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { signingKeys } from '../../deliverability/active-dkim-keys.js';
import { EgressIo } from '../egress-channel-io.js';
import { claimRenewal, findGrant, releaseRenewal, saveFault, saveRenewed } from './oauth-grant.queries.js';
import { bindingOf, keptTokens, openTokens, renewalTime, sealTokens, type KeptTokens } from './oauth-grant.js';

/** Another process may fetch the token: how often we look, and how long. */
const LOOK_MS = 200;
const PATIENCE_MS = 45_000;
/** A token is still worth using for this long before it expires. */
const USABLE_MS = 30_000;

/** An account, or settings that are to be tested; `id` is null where no account has them. */
interface AccountSettings {
  id: string | null;
  channel: Channel;
  config: unknown;
}

/** Whose token is wanted. */
interface Wanted {
  id: string;
  signIn: OAuthSignIn;
  binding: string;
  rejected: string | undefined;
}

/**
 * The access tokens of the accounts that sign in by OAuth 2. A token is fetched before the last one expires, by one process for
 * all. A provider may void a refresh token once it was used, so what it gives is saved before anything else happens, however
 * long the database is away; a process that stops waits for that.
 */
@Injectable()
export class AccessTokens implements OnApplicationShutdown {
  private readonly renewals = new Set<Promise<unknown>>();

  constructor(
    readonly database: Database,
    readonly keyring: Keyring,
    private readonly io: EgressIo,
    private readonly logger: Logger,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled(this.renewals);
  }

  /** Returns what the channel of an account may do to the outside world, with the account's tokens and the time zone of the organisation. */
  ioOf({ id, channel, config }: AccountSettings): ChannelIo {
    const io: ChannelIo = {
      resolve: (host) => this.io.resolve(host),
      fetch: (url, init) => this.io.fetch(url, init),
      dkimKeys: (domain) => signingKeys(this, domain),
      timeZone: async () => (await organisationOf(this.database)).timeZone,
    };
    const signIn = channel.oauth?.(config);
    if (!signIn) return io;
    const binding = bindingOf(signIn);
    return {
      ...io,
      accessToken: (_client, rejected) =>
        id ? this.accessToken({ id, signIn, binding, rejected }) : this.trialToken(signIn),
    };
  }

  /** Settings that belong to no account yet can be tried where the app signs in as itself. */
  private async trialToken({ client }: OAuthSignIn): Promise<string> {
    if (client.grant === 'consent') throw noConsent(client);
    return (await clientCredentialsToken(client, this.io)).accessToken;
  }

  private async accessToken(wanted: Wanted): Promise<string> {
    const { client } = wanted.signIn;
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(LOOK_MS)) {
      const grant = await findGrant(this.database, wanted.id, wanted.binding);
      if (grant?.fault && client.grant === 'consent') throw new ConsentNeeded(grant.fault);
      const tokens = grant && openTokens(this.keyring, grant);
      if (!tokens && client.grant === 'consent') throw noConsent(client);
      if (tokens && isFresh(grant, { tokens, now: this.database.now, rejected: wanted.rejected }))
        return tokens.accessToken;
      const attempt = randomUUID();
      if (!(await claimRenewal(this.database, wanted, attempt))) continue;
      const renewal = this.renew(wanted, attempt);
      this.renewals.add(renewal);
      return await renewal.finally(() => this.renewals.delete(renewal));
    }
    throw new ChannelError(commonReason('host-no-response', { host: client.providerName }), { retryable: true });
  }

  private async renew(wanted: Wanted, attempt: string): Promise<string> {
    const { client } = wanted.signIn;
    // It is read again under the claim: another process may have used the refresh token since.
    const grant = await findGrant(this.database, wanted.id, wanted.binding);
    const tokens = grant && openTokens(this.keyring, grant);
    if (tokens && isFresh(grant, { tokens, now: this.database.now, rejected: wanted.rejected })) {
      await releaseRenewal(this.database, wanted.id, attempt);
      return tokens.accessToken;
    }
    try {
      const fresh =
        client.grant === 'consent'
          ? await this.refreshed(client, { present: tokens?.refreshToken ?? '', grant })
          : await clientCredentialsToken(client, this.io);
      await this.keep(wanted, fresh, tokens?.refreshToken ?? null);
      return fresh.accessToken;
    } catch (error) {
      if (error instanceof ConsentNeeded) await saveFault(this.database, { ...wanted, attempt, fault: error.reason });
      else await releaseRenewal(this.database, wanted.id, attempt).catch(() => undefined);
      if (tokens && isUsable(tokens, wanted, this.database.now) && !(error instanceof ConsentNeeded))
        return tokens.accessToken;
      throw error;
    }
  }

  /**
   * New tokens by the present refresh token, or, where the provider refuses that for good, by the one before: of two attempts at once
   * the slower may have saved last what the other has made void.
   */
  private async refreshed(
    client: OAuthClient,
    { present, grant }: { present: string; grant: OAuthGrant | undefined },
  ): Promise<OAuthTokens> {
    try {
      return await refreshTokens(client, present, this.io);
    } catch (error) {
      const before = grant && openTokens(this.keyring, { tokens: grant.previousTokens })?.refreshToken;
      if (!(error instanceof ConsentNeeded) || !before || before === present) throw error;
      const fresh = await refreshTokens(client, before, this.io).catch(() => {
        // What the provider says of the present one is what people are to read.
        throw error;
      });
      return { ...fresh, refreshToken: fresh.refreshToken ?? before };
    }
  }

  /** Saves what a provider has given, however long the database is away: the refresh token before it may be void. */
  private async keep(wanted: Wanted, fresh: OAuthTokens, previous: string | null): Promise<void> {
    const { now } = this.database;
    const tokens = sealTokens(this.keyring, keptTokens(fresh, previous, now));
    for (let tries = 1; ; tries += 1) {
      try {
        return await saveRenewed(this.database, { ...wanted, tokens, renewAt: renewalTime(fresh, now) });
      } catch (error) {
        this.logger.error('A new access token could not be saved yet.', { channelAccountId: wanted.id, error });
        if (tries > 300) throw error;
        await sleep(Math.min(2_000, 100 * tries));
      }
    }
  }
}

interface Freshness {
  tokens: KeptTokens;
  now: Date;
  rejected: string | undefined;
}

const isFresh = ({ renewAt }: OAuthGrant, { tokens, now, rejected }: Freshness): boolean =>
  tokens.accessToken !== rejected && renewAt !== null && renewAt > now;

const isUsable = ({ accessToken, expiresAt }: KeptTokens, { rejected }: Wanted, now: Date): boolean =>
  accessToken !== rejected && expiresAt > now.getTime() + USABLE_MS;
