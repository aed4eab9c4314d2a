import { setTimeout as sleep } from 'node:timers/promises';
import { lockCaseOfEntry } from '@guichet/cases';
import { channels, ChannelError, commonReason, type OutboundMessage } from '@guichet/channels';
import { Database, LeaderLoop, NotificationListener, type Tx } from '@guichet/database';
import { BlobStore, Config, Keyring, Logger } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import { setAccountHealth } from '../accounts/account-health-and-changed-event.js';
import { Accounts, type Account } from '../accounts/channel-accounts.js';
import { AccessTokens } from '../accounts/oauth/access-tokens.js';
import { endOutage, recordServerFault } from '../accounts/sending-outage.js';
import { applyEarlyReports } from '../receive/match-provider-reports.js';
import { composeSideMessage } from '../side/compose-side-message.js';
import { lockSideDelivery, saveSideDelivery } from '../side/save-side-delivery.js';
import { composeMessage } from './compose-message.js';
import { scheduleContinuation } from './continue-chat-by-mail.js';
import {
  afterDeath,
  afterFault,
  afterSending,
  faultOf,
  notYet,
  refusalOf,
  type DeliveryOutcome,
  type RetryPolicy,
} from './delivery-outcome.js';
import { keepLetter } from './letters/keep-letter.js';
import { unlessAnonymous } from './letters/letter-conditions-and-anonymity.js';
import { lockDelivery, saveDeliveryState } from './save-delivery-state.js';
import { Pacing } from './pacing.js';
import { claimDue, findInterrupted, isAnyDue, type ClaimedDelivery } from './claim-due-deliveries.queries.js';
import { PartRecorder, partsOf, recordExternalId, recordParts, stateOfParts } from './sent-message-parts.js';

const DELIVERY = { kind: 'system', name: 'Delivery' } as const;
/**
 * The largest number of messages that are prepared at once, and that one account sends at once. One that waits for its provider
 * takes no place of the others, however long that hangs.
 */
const PARALLEL = 12;
const PER_ACCOUNT = 5;
/** More are never under way, as each is kept in memory meanwhile. */
const IN_FLIGHT = 100;

/** A message that could not be prepared is our own fault. Nothing was sent, and it is tried again at the intervals of a mail. */
const OWN_FAULT: RetryPolicy = { repeatableForSeconds: Infinity, retrySeconds: channels.email.retrySeconds };

/**
 * Sends the messages that are due, those of one case in their order. One process does this at a time. A delivery that is
 * `sending` when a process takes over was interrupted when another one died: it is sent again where that is harmless, else
 * its fate is `unknown`.
 */
@Injectable()
export class DeliveryWorker {
  private readonly loop: LeaderLoop;
  private readonly sending = new Map<ClaimedDelivery, Promise<void>>();
  private readonly preparing = new Set<ClaimedDelivery>();
  private readonly pacing = new Pacing();
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly blobs: BlobStore,
    private readonly keyring: Keyring,
    private readonly tokens: AccessTokens,
    private readonly config: Config,
    private readonly logger: Logger,
    notificationListener: NotificationListener,
  ) {
    this.loop = new LeaderLoop({
      name: 'deliver',
      locks: database.leaderLocks,
      logger,
      turn: () => this.turn(),
      idleMs: 500,
      onElected: () => this.recover(),
    });
    notificationListener.on('delivery', () => this.loop.wake());
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
    const room = Math.min(PARALLEL - this.preparing.size, IN_FLIGHT - this.sending.size);
    if (room <= 0 || !(await isAnyDue(this.database))) return false;
    const claimed = await this.database.write(DELIVERY, (tx) => this.claim(tx, room));
    for (const delivery of claimed) {
      this.preparing.add(delivery);
      const work = this.attempt(delivery)
        .then((outcome) => this.record(delivery, outcome))
        .finally(() => {
          this.preparing.delete(delivery);
          this.sending.delete(delivery);
          this.loop.wake();
        });
      this.sending.set(delivery, work);
    }
    return claimed.length > 0;
  }

  private async claim(tx: Tx, room: number): Promise<ClaimedDelivery[]> {
    const due = await claimDue(tx, [...this.sending.keys()], { room, perAccount: PER_ACCOUNT });
    for (const { entryId, caseId, teamId } of due.filter(({ sideConversationId }) => sideConversationId === null))
      tx.publish('delivery.changed', { entryId, status: 'sending' }, { caseId, teamIds: [teamId] });
    return due;
  }

  /** Sends once. Never throws: whatever happens is an outcome. */
  private async attempt(delivery: ClaimedDelivery): Promise<DeliveryOutcome> {
    let account: Account | undefined;
    let message: OutboundMessage;
    try {
      account = await this.accounts.byId(delivery.channelAccountId);
      const refusal = refusalOf(delivery, account, this.database.now);
      if (refusal) return refusal;
      message = await this.compose(account!, delivery);
    } catch (error) {
      this.logger.error('A message could not be prepared for sending.', { entryId: delivery.entryId, error });
      const fault = new ChannelError(commonReason('not-prepared'), { retryable: true, cause: error });
      return afterFault(delivery, fault, { policy: OWN_FAULT, now: this.database.now });
    }
    this.preparing.delete(delivery);
    return this.sendInTurn(delivery, account!, message);
  }

  private async compose(account: Account, delivery: ClaimedDelivery): Promise<OutboundMessage> {
    const { database, blobs, keyring, logger } = this;
    const callbackUrl = this.accounts.webhookUrl(account);
    const parts = await PartRecorder.of(database, logger, delivery.entryId);
    const { publicUrl } = this.config;
    const compose = delivery.sideConversationId === null ? composeMessage : composeSideMessage;
    const message = await compose(
      { reader: database, blobs, keyring, publicUrl },
      { account, callbackUrl, delivery, parts },
    );
    if (!account.channel.capabilities.paper) return message;
    return { ...message, letter: await keepLetter({ database, blobs }, delivery) };
  }

  /** Sends a message, or has it wait where too many would be sent at once. */
  private async sendInTurn(
    delivery: ClaimedDelivery,
    account: Account,
    message: OutboundMessage,
  ): Promise<DeliveryOutcome> {
    const { now } = this.database;
    const lanes = account.channel.lanes?.(message, account.config) ?? [];
    const wait = this.pacing.waitOf(delivery.entryId, lanes, now.getTime());
    if (wait) return notYet(delivery, wait, now);
    const { isTooFast, ...outcome } = await this.send(delivery, account, message);
    if (isTooFast) this.pacing.slowDown(lanes, now.getTime());
    else if (outcome.sentAt) this.pacing.taken(lanes);
    return outcome;
  }

  private async send(
    delivery: ClaimedDelivery,
    account: Account,
    message: OutboundMessage,
  ): Promise<DeliveryOutcome & { isTooFast?: boolean }> {
    const { channel, config } = account;
    try {
      const delivered = await channel.deliver(message, config, this.tokens.ioOf(account));
      return afterSending(delivery, account, { delivered, now: this.database.now });
    } catch (error) {
      if (!(error instanceof ChannelError))
        this.logger.error('A channel failed in an unforeseen way.', { entryId: delivery.entryId, error });
      const fault = faultOf(error);
      return {
        ...afterFault(delivery, fault, { policy: channel, now: this.database.now }),
        sentParts: message.parts.sent,
        isTooFast: fault.isTooFast,
        ...(fault.isAccountFault && { health: { state: 'error', reason: fault.reason, isOfSending: true } }),
      };
    }
  }

  /** Records an outcome, however long the database is away. Only the end of the process leaves that to `recover`. */
  private async record(delivery: ClaimedDelivery, outcome: DeliveryOutcome): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.save(delivery, outcome);
      } catch (error) {
        this.logger.error('The outcome of a delivery could not be recorded yet.', { entryId: delivery.entryId, error });
        if (this.stopping) return;
        await sleep(Math.min(5_000, 200 * tries));
      }
    }
  }

  private async save(claimed: ClaimedDelivery, outcome: DeliveryOutcome): Promise<void> {
    const { entryId, channelAccountId, attempts } = claimed;
    const { sentParts = [], health, server, takenAt, ...changes } = outcome;
    const accounts = await this.accounts.all();
    const account = accounts.find(({ id }) => id === channelAccountId);
    await this.database.write(DELIVERY, async (tx) => {
      if (claimed.sideConversationId !== null) return this.saveAside(tx, claimed, outcome);
      const item = await lockCaseOfEntry(tx, entryId);
      const delivery = await lockDelivery(tx, entryId);
      // A letter that was only handed over must not count as posted by what is told of another one.
      const partState = outcome.state === 'handed-over' ? 'handed-over' : undefined;
      await recordParts(tx, entryId, { ids: sentParts, state: partState });
      if (takenAt) await recordExternalId(tx, entryId, sentParts);
      if (outcome.sentAt && account) await scheduleContinuation(tx, account, entryId);
      await recordServerState(tx, claimed, { server, reason: outcome.reason });
      if (health) await setAccountHealth(tx, channelAccountId, health);
      // An agent may have started another attempt meanwhile: then this outcome is no longer the delivery's.
      if (delivery.attempts === attempts) {
        // A receipt may already have told more of a part that an earlier attempt sent, or of a letter that it ordered.
        const isTaken = outcome.sentAt !== undefined || outcome.state === 'handed-over';
        const ofParts = isTaken && stateOfParts(await partsOf(tx, entryId), delivery.parts);
        const blocked = await unlessAnonymous(tx, { item, entryId, state: outcome.state });
        await saveDeliveryState(tx, {
          item,
          delivery,
          changes: { recipients: [], ...changes, ...ofParts, ...blocked },
        });
      }
      // Reports that came while the message was being sent name it by our id or by the provider's.
      const ids = [entryId, ...sentParts.filter((id) => id !== null)];
      await applyEarlyReports(tx, { keyring: this.keyring, accounts }, ids);
    });
    if (health) this.accounts.invalidate();
  }

  /** The outcome for a message of a side conversation, which is a mail and so leaves in one part. */
  private async saveAside(tx: Tx, claimed: ClaimedDelivery, outcome: DeliveryOutcome): Promise<void> {
    const { sentParts: _, takenAt: __, health, server, ...changes } = outcome;
    const { item, delivery } = await lockSideDelivery(tx, claimed);
    await recordServerState(tx, claimed, { server, reason: outcome.reason });
    if (health) await setAccountHealth(tx, claimed.channelAccountId, health);
    if (delivery.attempts === claimed.attempts)
      await saveSideDelivery(tx, { item, delivery, changes: { recipients: [], ...changes } });
    await applyEarlyReports(tx, { keyring: this.keyring, accounts: await this.accounts.all() }, [claimed.entryId]);
  }

  private async recover(): Promise<void> {
    this.accounts.invalidate();
    for (const delivery of await findInterrupted(this.database, [...this.sending.keys()])) {
      const account = await this.accounts.byId(delivery.channelAccountId);
      await this.save(delivery, afterDeath(delivery, account?.channel ?? OWN_FAULT, this.database.now));
    }
  }
}

/** What an attempt tells of the provider's server. That it works is no news unless faults were known. */
async function recordServerState(
  tx: Tx,
  { channelAccountId, knownFaults }: ClaimedDelivery,
  { server, reason }: Pick<DeliveryOutcome, 'server' | 'reason'>,
): Promise<void> {
  if (server === 'fails') await recordServerFault(tx, { channelAccountId, reason: reason ?? '', knownFaults });
  if (server === 'works' && knownFaults > 0) await endOutage(tx, channelAccountId);
}
