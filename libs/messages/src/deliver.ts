import { setTimeout as sleep } from 'node:timers/promises';
import { caseHolding } from '@guichet/cases';
import { channels, ChannelError, type Channel, type OutboundMessage, type PartIds } from '@guichet/channels';
import { Database, type Delivery, LeaderLoop, WakeUps } from '@guichet/database';
import { BlobStore, Config, Keyring, Logger, counter } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import { Accounts, type Account } from './accounts.js';
import { Io } from './channel-io.js';
import { composeMessage } from './compose.js';
import { continueLater } from './continue.js';
import { claimDue, interrupted, type Claimed } from './delivery.queries.js';
import { tellHealth } from './health.js';

import { idsOf, KeptParts, learnExternalId, learnParts, partsOf, stateOfParts } from './parts.js';
import { applyEarly } from './reports.js';
import { lockDelivery, settleState } from './settle.js';

const DELIVERY = { kind: 'system', name: 'Delivery' } as const;
/** Messages on their way at once, in all and by one account. */
const PARALLEL = 12;
const PER_CHANNEL = 5;

/** For what could not even be prepared: our own fault, tried again as mail is. */
const OWN_FAULT = { repeatableForSeconds: Infinity, retrySeconds: channels.email.retrySeconds };

const deliveriesTotal = counter('guichet_deliveries_total', 'Attempts to deliver an answer, by outcome.', ['outcome']);

const INTERRUPTED = 'The server stopped while this was being sent. It may have arrived.';
const TOO_LATE =
  'Nobody answered when this was sent, and by now a second try would be a second message. It may have arrived.';
const UNEXPECTED = 'Something unexpected happened while this was being sent. It may have arrived.';

/** What became of one attempt. */
interface Outcome extends Pick<Delivery, 'state' | 'reason'> {
  recipients?: Delivery['recipients'];
  dueAt?: Date;
  uncertainSince?: Date | null;
  /** When the provider had taken all of it. */
  sentAt?: Date;
  /** What has left of it, by the provider's names. */
  left?: PartIds;
  /** What the attempt shows of the account. */
  health?: { state: 'ok' | 'error'; reason: string | null };
}

/**
 * Sends what is due, the answers of one case in their order. One process does it at a time; a delivery that it finds in
 * `sending` when it takes over was interrupted by a death: sent again where that is harmless, else its fate is `unknown`.
 */
@Injectable()
export class Deliveries {
  private readonly loop: LeaderLoop;
  private readonly sending = new Map<Claimed, Promise<void>>();
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly blobs: BlobStore,
    private readonly keyring: Keyring,
    private readonly io: Io,
    private readonly config: Config,
    private readonly logger: Logger,
    wakeUps: WakeUps,
  ) {
    this.loop = new LeaderLoop(
      'deliver',
      database.url,
      logger,
      () => this.turn(),
      500,
      () => this.recover(),
    );
    wakeUps.on('delivery', () => this.loop.wake());
  }

  start(): void {
    this.loop.start();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.loop.stop();
    await Promise.all(this.sending.values());
  }

  /** Sends all that is due now. */
  async drain(): Promise<void> {
    for (;;) {
      await this.loop.idle();
      if (this.sending.size === 0) return;
      await Promise.all(this.sending.values());
    }
  }

  private async turn(): Promise<boolean> {
    const room = PARALLEL - this.sending.size;
    if (room <= 0) return false;
    const claimed = await this.database.write(DELIVERY, async (tx) => {
      const due = await claimDue(tx, room, PER_CHANNEL, [...this.sending.keys()]);
      for (const { entryId, caseId, teamId } of due) {
        tx.publish('delivery.changed', { entryId, status: 'sending' }, { caseId, teamIds: [teamId] });
      }
      return due;
    });
    for (const delivery of claimed) {
      const work = this.attempt(delivery)
        .then((outcome) => this.record(delivery, outcome))
        .finally(() => {
          this.sending.delete(delivery);
          this.loop.wake();
        });
      this.sending.set(delivery, work);
    }
    return claimed.length > 0;
  }

  /** Sends once. Never throws: whatever happens is an outcome. */
  private async attempt(delivery: Claimed): Promise<Outcome> {
    if (delivery.stopWord !== null)
      return { state: 'failed', reason: `This person does not want to be written to here: “${delivery.stopWord}”.` };
    // Withdrawn while it was being queued, or between two tries of it.
    if (delivery.withdrawn) return { state: 'stopped', reason: 'template-withdrawn' };
    let account, message;
    try {
      account = await this.accounts.byId(delivery.channelId);
      if (!account?.enabled)
        return { state: 'failed', reason: 'The channel account is switched off or its settings do not fit.' };
      const { uncertainSince: since } = delivery;
      if (since && !mayRepeat(account.channel, since, this.database.now()))
        return { state: 'unknown', reason: TOO_LATE };
      message = await this.compose(account, delivery);
    } catch (error) {
      this.logger.error('A delivery failed by our own fault.', { entryId: delivery.entryId, error });
      const fault = new ChannelError('The message could not be prepared for sending.', true);
      return this.afterFault(delivery, fault, OWN_FAULT);
    }
    return this.send(delivery, account, message);
  }

  private async compose(account: Account, delivery: Claimed): Promise<OutboundMessage> {
    const { database, blobs, keyring } = this;
    return composeMessage(
      { database, blobs, keyring, publicUrl: this.config.publicUrl },
      account,
      this.accounts.webhookUrl(account),
      delivery,
      await KeptParts.of(database, this.logger, delivery.entryId),
    );
  }

  private async send(delivery: Claimed, account: Account, message: OutboundMessage): Promise<Outcome> {
    const { channel, config, health } = account;
    try {
      const delivered = await channel.deliver(message, config, this.io);
      deliveriesTotal.inc({ outcome: 'sent' });
      const { refused, status = 'sent' } = delivered;
      const recipients = refused.map(({ address, reason }) => ({ address, status: 'failed' as const, reason }));
      const [first] = recipients;
      return {
        state: first ? 'failed' : status,
        reason: first?.reason ?? null,
        recipients,
        sentAt: this.database.now(),
        left: idsOf(delivery.entryId, delivered),
        ...(health === 'error' && !channel.listen && { health: { state: 'ok', reason: null } }),
      };
    } catch (error) {
      const known = error instanceof ChannelError;
      if (!known)
        this.logger.error('A channel failed in a way that it does not know.', { entryId: delivery.entryId, error });
      const fault = known ? error : new ChannelError(UNEXPECTED, true, true, { cause: error });
      return {
        ...this.afterFault(delivery, fault, channel),
        left: message.parts.left,
        ...(fault.ofAccount && { health: { state: 'error', reason: fault.reason } }),
      };
    }
  }

  private afterFault(
    { attempts, startedAt, uncertainSince, recipients }: Claimed,
    { reason, retryable, uncertain, afterSeconds }: ChannelError,
    channel: Pick<Channel, 'repeatableForSeconds' | 'retrySeconds'>,
  ): Outcome {
    deliveriesTotal.inc({ outcome: retryable ? 'retry' : 'failed' });
    const since = uncertainSince ?? (uncertain ? startedAt : null);
    const pause = channel.retrySeconds[attempts - 1];
    const dueAt = new Date(this.database.now().getTime() + Math.max(pause ?? 0, afterSeconds ?? 0) * 1000);
    if (since && !mayRepeat(channel, since, dueAt)) return { state: 'unknown', reason };
    if (!retryable || pause === undefined) return { state: 'failed', reason };
    return { state: 'queued', reason, recipients, dueAt, uncertainSince: since };
  }

  /** An outcome is a fact: it is recorded, however long the database is away. Only the end of the process leaves it to `recover`. */
  private async record(delivery: Claimed, outcome: Outcome): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.settle(delivery, outcome);
      } catch (error) {
        this.logger.error('The outcome of a delivery could not be recorded yet.', { entryId: delivery.entryId, error });
        if (this.stopping) return;
        await sleep(Math.min(5_000, 200 * tries));
      }
    }
  }

  private async settle({ entryId, channelId, attempts }: Claimed, outcome: Outcome): Promise<void> {
    const { left = [], health, ...changes } = outcome;
    const accounts = await this.accounts.all();
    const account = accounts.find(({ id }) => id === channelId);
    await this.database.write(DELIVERY, async (tx) => {
      const item = await caseHolding(tx, entryId);
      const delivery = await lockDelivery(tx, entryId);
      await learnParts(tx, entryId, left);
      if (outcome.sentAt) await learnExternalId(tx, entryId, left);
      if (outcome.sentAt && account) await continueLater(tx, account, entryId);
      if (health) await tellHealth(tx, channelId, health.state, health.reason);
      // A try that somebody has begun anew meanwhile is no longer this one.
      if (delivery.attempts === attempts) {
        // Of a part that left by an earlier try more may be known already.
        const ofParts = outcome.sentAt && stateOfParts(await partsOf(tx, entryId), delivery.parts);
        await settleState(tx, item, delivery, { recipients: [], ...changes, ...ofParts });
      }
      // What was told while it was on its way, by our name of it or by the provider's.
      await applyEarly(tx, this.keyring, accounts, [entryId, ...left.filter((id) => id !== null)]);
    });
    if (health) this.accounts.forget();
  }

  private async recover(): Promise<void> {
    this.accounts.forget();
    for (const delivery of await interrupted(this.database, [...this.sending.keys()])) {
      const account = await this.accounts.byId(delivery.channelId);
      await this.settle(delivery, this.afterDeath(delivery, account?.channel ?? OWN_FAULT));
    }
  }

  private afterDeath(
    { startedAt, uncertainSince, recipients }: Claimed,
    channel: Pick<Channel, 'repeatableForSeconds'>,
  ): Outcome {
    const now = this.database.now();
    const since = uncertainSince ?? startedAt ?? now;
    return mayRepeat(channel, since, now)
      ? { state: 'queued', reason: null, recipients, dueAt: now, uncertainSince: since }
      : { state: 'unknown', reason: INTERRUPTED };
  }
}

/** Is what may have left long ago still known to its receiver as the same? */
const mayRepeat = ({ repeatableForSeconds }: Pick<Channel, 'repeatableForSeconds'>, since: Date, at: Date): boolean =>
  at.getTime() - since.getTime() < repeatableForSeconds * 1000;
