import { setTimeout as sleep } from 'node:timers/promises';
import { Database, LeaderLoop, NotificationListener } from '@guichet/database';
import { BlobStore, Dns, isConnectionFault, isStorageFull, Keyring, Logger } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import { Accounts } from '../accounts/channel-accounts.js';
import { Intake } from './store-envelope.js';
import { parseEnvelope, type EnvelopeRow, type ParseContext, type ParsedEnvelope } from './parse-envelope.js';
import { BlockedSenders } from '../blocked-senders/block-list-cache.js';
import { VirusScanner } from '../files/virus-scanner.js';
import { SpamFilter } from './spam-filter.js';
import { mailboxOriginOf } from './mailbox/history-or-sent-copy.js';
import { RecentPayloads } from './recent-payloads.js';
import { Colleagues } from './sender-warnings.js';
import { quarantineEnvelope, writeEnvelopes, type WriteContext } from './write-parsed-envelopes.js';

const INTAKE = { kind: 'system', name: 'Intake' } as const;
/** The largest number of envelopes that are parsed at once, and of their bytes: enough to keep the parsers busy, and bounded after an outage. */
const IN_FLIGHT = 768;
const IN_FLIGHT_BYTES = 64 * 1024 * 1024;
/** How often an envelope that cannot be written is tried before it is quarantined. */
const TRIES = 3;
/** The largest number in one transaction: a batch of twice the size takes less than twice the time. */
const BATCH = 256;
/** A small batch waits a moment for envelopes that are nearly parsed: a transaction costs as much for one as for twenty. */
const LINGER_BELOW = 24;
const LINGER_MS = 10;
/** While providers call in a rush, processing leaves so many times its own time to the acceptance, and at most so long. */
const GIVE_WAY = 3;
const GIVE_WAY_MS = 1000;

/**
 * Turns envelopes into entries. One process does this at a time (see `LeaderLoop`). Payloads are parsed in parallel and
 * written in batches as they are ready, so that a slow one delays no other. When a batch fails, its envelopes are written
 * one by one; an envelope that fails alone goes to quarantine.
 */
@Injectable()
export class InboundProcessor {
  /** The number of bytes of each envelope that is being processed, by its id. */
  private readonly inFlight = new Map<string, number>();
  private ready: ParsedEnvelope[] = [];
  private lastOfMailbox: Promise<unknown> = Promise.resolve();
  private readonly loop: LeaderLoop;
  private readonly context: ParseContext & WriteContext;
  private readonly failures = new Map<string, number>();

  constructor(
    private readonly database: Database,
    accounts: Accounts,
    blobs: BlobStore,
    keyring: Keyring,
    private readonly logger: Logger,
    notificationListener: NotificationListener,
    private readonly intake: Intake,
    private readonly recent: RecentPayloads,
    blockedSenders: BlockedSenders,
    spamFilter: SpamFilter,
    scanner: VirusScanner,
    dns: Dns,
  ) {
    const colleagues = new Colleagues(database, accounts);
    this.context = { colleagues, accounts, blobs, keyring, logger, blockedSenders, spamFilter, scanner, dns };
    this.loop = new LeaderLoop({
      name: 'process-inbound',
      locks: database.leaderLocks,
      logger,
      turn: () => this.turn(),
      idleMs: notificationListener.pollMs(1000),
    });
    notificationListener.on('envelope', () => this.loop.wake());
  }

  start(): void {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  /** Processes all that has been received until now. */
  async drain(): Promise<void> {
    do await this.loop.idle();
    while (this.inFlight.size > 0 || this.ready.length > 0);
  }

  private async turn(): Promise<boolean> {
    const begun = performance.now();
    const claimed = await this.claim();
    for (const envelope of claimed) this.parse(envelope);
    if (this.ready.length > 0 && this.ready.length < LINGER_BELOW && this.inFlight.size > this.ready.length)
      await sleep(LINGER_MS);
    const batch = this.ready.splice(0, BATCH).sort((a, b) => (a.envelope.id < b.envelope.id ? -1 : 1));
    if (batch.length > 0) await this.write(batch);
    if (this.intake.isRushed) await sleep(Math.min(GIVE_WAY * (performance.now() - begun), GIVE_WAY_MS));
    return claimed.length > 0 || this.ready.length > 0;
  }

  /**
   * The next envelopes in order of arrival, as many as there is room for; one that needs all the room comes alone. Payloads
   * that are in memory still are not read. Index `envelope_received`.
   */
  private async claim(): Promise<EnvelopeRow[]> {
    const room = IN_FLIGHT - this.inFlight.size;
    const bytes = IN_FLIGHT_BYTES - this.inFlight.values().reduce((sum, size) => sum + size, 0);
    if (room < BATCH / 2 || bytes <= 0) return [];
    const rows = await this.database.query<EnvelopeRow>(
      `with next as (
         select id, sum(size) over (order by id) - size as before from (
           select id, size from envelope where state = 'received' and not (id = any($1::uuid[])) order by id limit $2) waiting
       )
       select e.id, channel_account_id as "channelAccountId", external_id as "externalId", headers,
         case when not (e.id = any($4::uuid[])) then raw end as raw, blob, size, received_at as "receivedAt"
       from next join envelope e on e.id = next.id where next.before < $3 order by e.id`,
      [[...this.inFlight.keys()], Math.min(room, BATCH), bytes, this.recent.ids()],
    );
    if (rows.length === 0 && this.inFlight.size === 0) this.recent.clear();
    return rows.map((row) => ({ ...row, raw: this.recent.take(row.id) ?? row.raw }));
  }

  private parse(envelope: EnvelopeRow): void {
    this.inFlight.set(envelope.id, envelope.size);
    this.parseInTurn(envelope).then(
      (parsed) => {
        this.ready.push(parsed);
        this.loop.wake();
      },
      (error: unknown) => {
        this.logger.error('An envelope could not be read; it is tried again.', { envelopeId: envelope.id, error });
        setTimeout(() => this.inFlight.delete(envelope.id), 1000);
      },
    );
  }

  /** The history of a mailbox is parsed one by one: its answers come after its questions, and live mail has the parsers. */
  private parseInTurn(envelope: EnvelopeRow): Promise<ParsedEnvelope> {
    if (!mailboxOriginOf(envelope.headers)) return parseEnvelope(this.context, envelope);
    const parsed = this.lastOfMailbox.then(() => parseEnvelope(this.context, envelope));
    this.lastOfMailbox = parsed.catch(() => undefined);
    return parsed;
  }

  private async write(batch: readonly ParsedEnvelope[]): Promise<void> {
    try {
      await this.database.write(INTAKE, (tx) => writeEnvelopes(tx, this.context, batch));
      this.release(batch);
      for (const { envelope } of batch) this.failures.delete(envelope.id);
    } catch (error) {
      if (isConnectionFault(error) || isStorageFull(error)) {
        // The envelopes are not at fault: they are claimed again once there is a database, or room.
        this.release(batch);
        throw error;
      }
      // One of the envelopes is at fault, so they are written one by one and only that one fails.
      if (batch.length > 1) await this.writeEach(batch);
      else await this.writeFailed(batch[0]!, error);
    }
  }

  private async writeEach(batch: readonly ParsedEnvelope[]): Promise<void> {
    try {
      for (const parsed of batch) await this.write([parsed]);
    } finally {
      // Those behind one at which the database went away are claimed again.
      this.release(batch);
    }
  }

  private async writeFailed(parsed: ParsedEnvelope, error: unknown): Promise<void> {
    const { id } = parsed.envelope;
    const tries = (this.failures.get(id) ?? 0) + 1;
    this.logger.error('A parsed envelope could not be written.', { envelopeId: id, tries, error });
    this.failures.set(id, tries);
    this.release([parsed]);
    if (tries < TRIES) return;
    const detail = error instanceof Error ? error.message.slice(0, 500) : String(error);
    await this.database.write(INTAKE, (tx) => quarantineEnvelope(tx, parsed, { reason: 'failed-repeatedly', detail }));
    this.failures.delete(id);
  }

  private release(batch: readonly ParsedEnvelope[]): void {
    for (const { envelope } of batch) this.inFlight.delete(envelope.id);
  }
}
