import { saveCase } from '@guichet/cases';
import { ChannelError, type ChannelIo, type OutboundMessage } from '@guichet/channels';
import type { DeliveryStatus, Handle } from '@guichet/contracts';
import { Case, Database, Delivery, WakeUps } from '@guichet/database';
import { BlobStore, Egress, EgressRefused, Keyring, Logger, counter } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import { Accounts } from './accounts.js';
import { LeaderLoop } from './leader-loop.js';
import { tokenFor } from './tokens.js';

const DELIVERY = { kind: 'system', name: 'Delivery' } as const;
/** Messages on their way at once. */
const PARALLEL = 8;

/** RFC 5321 § 4.5.4.1: try again soon at first, then at intervals of hours, and give up after some days. */
const BACKOFF_SECONDS = [30, 120, 300, 900, 1800, 3600, 7200];
const GIVE_UP_MS = 5 * 24 * 3_600_000;
const LAST_BACKOFF_SECONDS = 4 * 3600;

const backoffSeconds = (attempts: number): number => BACKOFF_SECONDS[attempts - 1] ?? LAST_BACKOFF_SECONDS;

const deliveriesTotal = counter('guichet_deliveries_total', 'Attempts to deliver an answer, by outcome.', ['outcome']);

interface Claimed {
  entry_id: string;
  case_id: string;
  channel_id: string;
  attempts: number;
  created_at: Date;
}

/**
 * Sends what is due, the answers of one case in their order. One process does it at a time; a delivery that it finds in
 * `sending` when it takes over was interrupted by a death: sent again where that is harmless, else its fate is `unknown`.
 */
@Injectable()
export class Deliveries {
  private readonly loop: LeaderLoop;
  private readonly sending = new Set<Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly blobs: BlobStore,
    private readonly keyring: Keyring,
    private readonly egress: Egress,
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
    await this.loop.stop();
    await Promise.all(this.sending);
  }

  /** Sends all that is due now. */
  async drain(): Promise<void> {
    for (;;) {
      await this.loop.idle();
      if (this.sending.size === 0) return;
      await Promise.all(this.sending);
    }
  }

  private async turn(): Promise<boolean> {
    const room = PARALLEL - this.sending.size;
    if (room <= 0) return false;
    const claimed = await this.claim(room);
    for (const delivery of claimed) {
      const work = this.send(delivery)
        .catch((error: unknown) =>
          this.logger.error('The outcome of a delivery could not be recorded.', { entryId: delivery.entry_id, error }),
        )
        .finally(() => {
          this.sending.delete(work);
          this.loop.wake();
        });
      this.sending.add(work);
    }
    return claimed.length === room;
  }

  /**
   * The oldest due delivery of each case. An earlier one of the same case that is not over keeps the later ones waiting;
   * entry ids are in time order. Index `delivery_due`; the check by `delivery_case`.
   */
  private async claim(limit: number): Promise<Claimed[]> {
    return this.database.write(DELIVERY, async (tx) => {
      const result = await tx.query<Claimed>(
        `with due as (
           select d.entry_id from delivery d
           where d.state in ('held', 'queued') and d.due_at <= $1 and not exists (
             select 1 from delivery earlier
             where earlier.case_id = d.case_id and earlier.entry_id < d.entry_id and earlier.state in ('held', 'queued', 'sending'))
           order by d.due_at limit $2 for update of d skip locked
         )
         update delivery d set state = 'sending', started_at = $1, changed_at = $1, attempts = d.attempts + 1
         from due, timeline_entry e where d.entry_id = due.entry_id and e.id = d.entry_id
         returning d.entry_id, d.case_id, d.channel_id, d.attempts, e.at as created_at`,
        [tx.now, limit],
      );
      const claimed = (Array.isArray(result[0]) ? result[0] : result) as Claimed[];
      if (claimed.length > 0) {
        const teams = await tx.query<{ id: string; team_id: string }>(
          `select id, team_id from cases where id = any($1::uuid[])`,
          [claimed.map(({ case_id }) => case_id)],
        );
        for (const { entry_id, case_id } of claimed) {
          const teamId = teams.find(({ id }) => id === case_id)!.team_id;
          tx.publish(
            'delivery.changed',
            { entryId: entry_id, status: 'sending' },
            { caseId: case_id, teamIds: [teamId] },
          );
        }
      }
      return claimed;
    });
  }

  private async send(delivery: Claimed): Promise<void> {
    const account = await this.accounts.byId(delivery.channel_id);
    if (!account) return this.settle(delivery, 'failed', 'The channel account cannot be used: check its settings.');
    try {
      const message = await this.compose(delivery, account.addresses[0]!, account.name);
      const delivered = await account.channel.deliver(message, account.config, this.io);
      deliveriesTotal.inc({ outcome: 'sent' });
      const recipients = delivered.refused.map(({ address, reason }) => ({
        address,
        status: 'failed' as const,
        reason,
      }));
      await this.settle(delivery, recipients.length > 0 ? 'failed' : 'sent', recipients[0]?.reason ?? null, recipients);
    } catch (error) {
      const fault =
        error instanceof ChannelError
          ? error
          : new ChannelError('The message could not be prepared for sending.', true, false, { cause: error });
      if (!(error instanceof ChannelError))
        this.logger.error('A delivery failed by our own fault.', { entryId: delivery.entry_id, error });
      deliveriesTotal.inc({ outcome: fault.retryable ? 'retry' : 'failed' });
      await this.settleFault(delivery, fault, account.channel.repeatable);
    }
  }

  private readonly io: ChannelIo = {
    resolve: async (host) => {
      try {
        return await this.egress.resolve(host);
      } catch (error) {
        throw new ChannelError(
          error instanceof Error ? error.message : `${host} cannot be reached.`,
          !(error instanceof EgressRefused),
        );
      }
    },
  };

  private async settleFault(delivery: Claimed, fault: ChannelError, repeatable: boolean): Promise<void> {
    if (fault.uncertain && !repeatable) return this.settle(delivery, 'unknown', fault.reason);
    const age = this.database.now().getTime() - delivery.created_at.getTime();
    if (!fault.retryable || age > GIVE_UP_MS) return this.settle(delivery, 'failed', fault.reason);
    const dueAt = new Date(this.database.now().getTime() + backoffSeconds(delivery.attempts) * 1000);
    return this.settle(delivery, 'queued', fault.reason, [], dueAt);
  }

  private async settle(
    { entry_id: entryId, case_id: caseId }: Claimed,
    state: DeliveryStatus,
    reason: string | null,
    recipients: Delivery['recipients'] = [],
    dueAt?: Date,
  ): Promise<void> {
    await this.database.write(DELIVERY, async (tx) => {
      const item = await tx.repo(Case).findOneOrFail({ where: { id: caseId }, lock: { mode: 'pessimistic_write' } });
      const delivery = await tx
        .repo(Delivery)
        .findOneOrFail({ where: { entryId }, lock: { mode: 'pessimistic_write' } });
      // A receipt may have been faster than we are.
      if (delivery.state !== 'sending') return;
      await tx
        .repo(Delivery)
        .update({ entryId }, { state, reason, recipients, changedAt: tx.now, ...(dueAt ? { dueAt } : {}) });
      const problem =
        state === 'failed' || state === 'unknown' ? state : state === 'queued' ? item.deliveryProblem : null;
      if (problem !== item.deliveryProblem) {
        item.deliveryProblem = problem;
        await saveCase(tx, item);
      }
      tx.publish('delivery.changed', { entryId, status: state }, { caseId, teamIds: [item.teamId] });
    });
  }

  private async compose(
    { entry_id: entryId, case_id: caseId }: Claimed,
    address: string,
    name: string,
  ): Promise<OutboundMessage> {
    const [row] = await this.database.read<{
      external_id: string;
      data: { to: Handle[]; cc: Handle[]; subject: string; segments: { text: string }[]; html: string | null };
    }>(`select m.external_id, e.data from message m join timeline_entry e on e.id = m.entry_id where m.entry_id = $1`, [
      entryId,
    ]);
    const earlier = await this.database.read<{ external_id: string }>(
      `select external_id from message where case_id = $1 and entry_id < $2 order by entry_id desc limit 20`,
      [caseId, entryId],
    );
    const files = await this.database.read<{ digest: string; name: string; type: string }>(
      `select digest, name, type from attachment where entry_id = $1 order by id`,
      [entryId],
    );
    const { to, cc, subject, segments, html } = row!.data;
    return {
      externalId: row!.external_id,
      from: { type: 'email', value: address, name, verified: true },
      to,
      cc,
      subject,
      text: segments.map(({ text }) => text).join(''),
      html,
      references: earlier.map(({ external_id }) => external_id).reverse(),
      replyToken: tokenFor(this.keyring, 'reply', caseId),
      bounceToken: tokenFor(this.keyring, 'bounce', entryId),
      attachments: files.map(({ digest, name, type }) => ({ name, type, content: () => this.blobs.read(digest) })),
      automatic: false,
    };
  }

  private async recover(): Promise<void> {
    this.accounts.forget();
    const repeatable = (await this.accounts.all()).filter(({ channel }) => channel.repeatable).map(({ id }) => id);
    await this.database.write(DELIVERY, async (tx) => {
      await tx.query(
        `update delivery set state = case when channel_id = any($1::uuid[]) then 'queued' else 'unknown' end, due_at = $2, changed_at = $2
         where state = 'sending'`,
        [repeatable, tx.now],
      );
    });
  }
}
