import { setTimeout as sleep } from 'node:timers/promises';
import { caseHolding, reopen, saveCase } from '@guichet/cases';
import { channels, ChannelError, type Channel, type Delivered, type OutboundMessage } from '@guichet/channels';
import type { DeliveryStatus } from '@guichet/contracts';
import { type Case, ChannelAccount, Database, Delivery, WakeUps, type Tx } from '@guichet/database';
import { BlobStore, Config, Keyring, Logger, counter } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import { Accounts, type Account } from './accounts.js';
import { Io } from './channel-io.js';
import { composeMessage } from './compose.js';
import { continueLater } from './continue.js';
import { claimDue, recoverInterrupted, type Claimed } from './delivery.queries.js';
import { LeaderLoop } from './leader-loop.js';
import { learnExternalId } from './receipts.js';
import { applyEarly } from './reports.js';

const DELIVERY = { kind: 'system', name: 'Delivery' } as const;
/** Messages on their way at once, in all and by one account. */
const PARALLEL = 12;
const PER_CHANNEL = 5;

/** For what could not even be prepared: our own fault, tried again as mail is. */
const OWN_FAULT_RETRY_SECONDS = channels.email.retrySeconds;

const deliveriesTotal = counter('guichet_deliveries_total', 'Attempts to deliver an answer, by outcome.', ['outcome']);

/** What became of one attempt. */
interface Outcome {
  state: DeliveryStatus;
  reason: string | null;
  recipients?: Delivery['recipients'];
  dueAt?: Date;
  /** What the provider calls it. */
  delivered?: Delivered;
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

  private compose(account: Account, delivery: Claimed): Promise<OutboundMessage> {
    const { database, blobs, keyring } = this;
    const callbackUrl = this.accounts.webhookUrl(account);
    return composeMessage(
      { database, blobs, keyring, publicUrl: this.config.publicUrl },
      account,
      callbackUrl,
      delivery,
    );
  }

  /** Sends once. Never throws: whatever happens is an outcome. */
  private async attempt(delivery: Claimed): Promise<Outcome> {
    try {
      const account = await this.accounts.byId(delivery.channelId);
      if (!account?.enabled)
        return { state: 'failed', reason: 'The channel account is switched off or its settings do not fit.' };
      try {
        const message = await this.compose(account, delivery);
        const delivered = await account.channel.deliver(message, account.config, this.io);
        const { refused } = delivered;
        deliveriesTotal.inc({ outcome: 'sent' });
        if (account.health === 'error' && !account.channel.listen) await this.tellHealth(account, 'ok', null);
        if (refused.length === 0) return { state: delivered.status ?? 'sent', reason: null, delivered };
        const recipients = refused.map(({ address, reason }) => ({ address, status: 'failed' as const, reason }));
        return { state: 'failed', reason: recipients[0]!.reason, recipients };
      } catch (error) {
        if (!(error instanceof ChannelError)) throw error;
        if (error.ofAccount) await this.tellHealth(account, 'error', error.reason);
        return this.afterFault(delivery, error, account.channel);
      }
    } catch (error) {
      this.logger.error('A delivery failed by our own fault.', { entryId: delivery.entryId, error });
      return this.afterFault(delivery, new ChannelError('The message could not be prepared for sending.', true), {
        repeatable: true,
        retrySeconds: OWN_FAULT_RETRY_SECONDS,
      });
    }
  }

  /** The next answer will fare no better: administrators should see it without looking for it. */
  private async tellHealth({ id }: Account, health: 'ok' | 'error', healthReason: string | null): Promise<void> {
    await this.database.write(DELIVERY, async (tx) => {
      await tx.repo(ChannelAccount).update({ id }, { health, healthReason, healthAt: tx.now });
      tx.publish('channel.changed', { channelId: id });
      tx.wake('channel');
    });
    this.accounts.forget();
  }

  private afterFault(
    { attempts }: Claimed,
    { reason, retryable, uncertain, afterSeconds }: ChannelError,
    { repeatable, retrySeconds }: Pick<Channel, 'repeatable' | 'retrySeconds'>,
  ): Outcome {
    deliveriesTotal.inc({ outcome: retryable ? 'retry' : 'failed' });
    if (uncertain && !repeatable) return { state: 'unknown', reason };
    const pause = retrySeconds[attempts - 1];
    if (!retryable || pause === undefined) return { state: 'failed', reason };
    const seconds = Math.max(pause, afterSeconds ?? 0);
    return {
      state: 'queued',
      reason,
      dueAt: new Date(this.database.now().getTime() + seconds * 1000),
    };
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

  private async settle({ entryId, channelId, recipients: before }: Claimed, outcome: Outcome): Promise<void> {
    const { delivered } = outcome;
    const account = delivered && (await this.accounts.byId(channelId));
    await this.database.write(DELIVERY, async (tx) => {
      const item = await caseHolding(tx, entryId);
      const delivery = await tx
        .repo(Delivery)
        .findOneOrFail({ where: { entryId }, lock: { mode: 'pessimistic_write' } });
      if (delivered) await learnIds(tx, entryId, delivered);
      if (account) await continueLater(tx, account, entryId);
      // A receipt may have been faster than we are.
      if (delivery.state === 'sending') await settleState(tx, item, entryId, outcome, before);
      // And another may have come before we knew what the provider calls the message.
      if (delivered) await applyEarly(tx, this.keyring, await this.accounts.all(), idsOf(delivered));
    });
  }

  private async recover(): Promise<void> {
    this.accounts.forget();
    const repeatable = (await this.accounts.all()).filter(({ channel }) => channel.repeatable).map(({ id }) => id);
    await this.database.write(DELIVERY, (tx) => recoverInterrupted(tx, repeatable, [...this.sending.keys()]));
  }
}

async function settleState(
  tx: Tx,
  item: Case,
  entryId: string,
  outcome: Outcome,
  before: Delivery['recipients'],
): Promise<void> {
  const { state, reason, dueAt } = outcome;
  const recipients = outcome.recipients ?? (state === 'queued' ? before : []);
  await tx.repo(Delivery).update(
    { entryId },
    {
      state,
      reason,
      recipients,
      changedAt: tx.now,
      ...(dueAt ? { dueAt } : {}),
      ...(outcome.delivered ? { sentAt: tx.now } : {}),
    },
  );
  const lost = state === 'failed' || state === 'unknown';
  const problem = lost ? state : state === 'queued' ? item.deliveryProblem : null;
  // Somebody waits for an answer that did not arrive: the case is ours to act on again.
  const isOurs = lost && item.status === 'waiting';
  if (isOurs) await reopen(tx, item);
  if (isOurs || problem !== item.deliveryProblem) {
    item.deliveryProblem = problem;
    await saveCase(tx, item);
  }
  tx.publish('delivery.changed', { entryId, status: state }, { caseId: item.id, teamIds: [item.teamId] });
}

const idsOf = ({ externalId, otherIds = [] }: Delivered): string[] => [externalId, ...otherIds];

/** What the provider calls the message: answers, receipts and reactions will name it so. */
async function learnIds(tx: Tx, entryId: string, { externalId, otherIds = [] }: Delivered): Promise<void> {
  await learnExternalId(tx, entryId, externalId);
  if (otherIds.length === 0) return;
  await tx.query(
    `insert into message_part (external_id, entry_id) select unnest($1::text[]), $2 on conflict do nothing`,
    [otherIds, entryId],
  );
}
