import { setTimeout as sleep } from 'node:timers/promises';
import { ChannelError, commonReason, type Pulled, type RawRequest } from '@guichet/channels';
import { ChannelCursor, Database, NotificationListener } from '@guichet/database';
import { AccessTokens, Accounts, Intake, isIntakeBusy, storedUids, type Account } from '@guichet/messages';
import { Logger } from '@guichet/platform';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { AccountHealth } from './report-account-health.js';

const BACKOFF_MS = [1_000, 5_000, 15_000, 60_000, 300_000];
/** Servers end idle connections, which is no reason to read late; one that ends each at once is still not pressed. */
const FAILURES_IF_OPENED = 2;
/** Until another process may have ended that reads the mailbox now. */
const STANDBY_MS = 5_000;
/** How often and how long the history of a mailbox waits for live work. */
const CALM_MS = 50;
const CALM_AT_MOST_MS = 10_000;

interface AccountReader {
  /** What the account was when this puller began: another config is another puller. */
  fingerprint: string;
  stop: AbortController;
  done: Promise<void>;
}

/**
 * One reader for each account that is pulled (a mailbox, a provider's list of messages). It lives as long as the account is enabled and its config the same,
 * reconnects with growing patience, and tells the account's health. Two processes never read one account: each reader holds
 * an advisory lock.
 */
@Injectable()
export class AccountReaders implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly pullers = new Map<string, AccountReader>();
  private reconciling: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly intake: Intake,
    private readonly tokens: AccessTokens,
    private readonly health: AccountHealth,
    private readonly notificationListener: NotificationListener,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.notificationListener.on('channel', () => this.reconcile());
    this.reconcile();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.reconciling;
    for (const { stop } of this.pullers.values()) stop.abort();
    await Promise.all([...this.pullers.values()].map(({ done }) => done));
  }

  private reconcile(): void {
    this.reconciling = this.reconciling
      .then(() => this.match())
      .catch((error: unknown) => this.logger.error('The accounts to read could not be listed.', { error }));
  }

  private async match(): Promise<void> {
    if (this.stopped) return;
    const wanted = new Map(
      (await this.accounts.all())
        .filter((account) => account.enabled && account.channel.listen !== undefined)
        .map((account) => [account.id, account]),
    );
    for (const [id, puller] of this.pullers) {
      const account = wanted.get(id);
      if (account && fingerprint(account) === puller.fingerprint) continue;
      puller.stop.abort();
      await puller.done;
      this.pullers.delete(id);
    }
    for (const [id, account] of wanted) {
      if (this.pullers.has(id)) continue;
      const stop = new AbortController();
      this.pullers.set(id, { fingerprint: fingerprint(account), stop, done: this.pull(account, stop.signal) });
    }
  }

  private async pull(account: Account, signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      let patience = STANDBY_MS;
      const lock = await this.lock(account.id).catch(() => null);
      try {
        if (lock) {
          await this.read(account, signal, {
            opened: async () => {
              failures = Math.min(failures, FAILURES_IF_OPENED);
              await this.health.set(account.id, { state: 'ok', reason: null });
            },
            stored: () => {
              failures = 0;
            },
          });
          // It ended by itself: there is nothing to pull for this config.
          return;
        }
      } catch (error) {
        if (signal.aborted) return;
        const reason = error instanceof ChannelError ? error.reason : commonReason('account-not-read');
        this.logger.warn('An account could not be read; trying again.', {
          channelAccountId: account.id,
          failures,
          error,
        });
        await this.health.set(account.id, { state: 'error', reason }).catch(() => undefined);
        patience = BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)]!;
        failures += 1;
      } finally {
        await lock?.end().catch(() => undefined);
      }
      await sleep(patience, undefined, { signal }).catch(() => undefined);
    }
  }

  private async read(
    account: Account,
    signal: AbortSignal,
    on: { opened: () => Promise<void>; stored: () => void },
  ): Promise<void> {
    const known = await this.database.source.getRepository(ChannelCursor).findOneBy({ channelAccountId: account.id });
    let hasOpened = false;
    for await (const pulled of account.channel.listen!(account.config, this.tokens.ioOf(account), {
      cursor: known?.cursor ?? null,
      signal,
      connectedAt: account.createdAt,
      calm: () => this.calm(signal),
      stored: (folder, uidValidity) => storedUids(this.database, account.id, { folder, uidValidity }),
    })) {
      const { request, onStored, isStart, health } = pulled;
      const received = request && { ...request, receivedAt: this.arrivalOf(request, pulled) };
      await this.intake.acceptPulled(account.id, { ...pulled, request: received });
      await onStored?.();
      if (request) on.stored();
      if (isStart) continue;
      if (!hasOpened) await on.opened();
      hasOpened = true;
      if (health === undefined) continue;
      if (health !== null)
        this.logger.warn('Not all of an account could be read.', { channelAccountId: account.id, reason: health });
      await this.health.set(account.id, { state: health === null ? 'ok' : 'error', reason: health });
    }
  }

  /** What comes now arrives now, by our clock; what lay there before did at its own time, from which periods run. */
  private arrivalOf({ receivedAt }: RawRequest, { isFromBefore }: Pulled): Date {
    const { now } = this.database;
    return isFromBefore && receivedAt < now ? receivedAt : now;
  }

  /** Resolves once all that was received is processed; where more comes all the time, after a while. */
  private async calm(signal: AbortSignal): Promise<void> {
    for (let waited = 0; waited < CALM_AT_MOST_MS && !signal.aborted; waited += CALM_MS) {
      if (!(await isIntakeBusy(this.database))) return;
      await sleep(CALM_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async lock(channelAccountId: string): Promise<pg.Client | null> {
    const client = new pg.Client({
      connectionString: this.database.url,
      application_name: 'guichet mailbox',
      keepAlive: true,
    });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ locked: boolean }>(
      `select pg_try_advisory_lock(hashtext('guichet mailbox'), hashtext($1)) as locked`,
      [channelAccountId],
    );
    if (rows[0]!.locked) return client;
    await client.end();
    return null;
  }
}

/** A new consent makes another reader, too, which does not wait as the last one may. */
const fingerprint = ({ kind, config, consentedAt }: Account): string => JSON.stringify([kind, config, consentedAt]);
