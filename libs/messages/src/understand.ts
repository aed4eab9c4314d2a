import { randomUUIDv7 } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Unparsable, type InboundMessage, type InboundReport, type RawRequest } from '@guichet/channels';
import type { HoldReason } from '@guichet/contracts';
import { Database, Envelope, LeaderLoop, type Tx, WakeUps } from '@guichet/database';
import { BlobStore, isConnectionFault, Keyring, Logger, counter, sniffType } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import { Accounts, type Account } from './accounts.js';

import { applyEarly, applyReport, keepForLater } from './reports.js';
import { writeBatch, type KeptFile, type Understood } from './write-batch.js';

const INTAKE = { kind: 'system', name: 'Intake' } as const;
/** Envelopes parsed at once, and their bytes: enough to keep the workers busy, and bounded after an outage, too. */
const IN_FLIGHT = 128;
const IN_FLIGHT_BYTES = 64 * 1024 * 1024;
/** How often an envelope is tried before it is held for what it does to us. */
const TRIES = 3;
const BATCH = 64;
/** A few are not written while others are about to be read: one transaction costs nearly as much for one as for twenty. */
const LINGER_BELOW = 24;
const LINGER_MS = 10;

const understoodTotal = counter(
  'guichet_envelopes_understood_total',
  'Envelopes that became entries, receipts or were known already.',
);
const heldTotal = counter('guichet_envelopes_held_total', 'Envelopes put into the holding pen.', ['reason']);

interface EnvelopeRow {
  id: string;
  channel_id: string;
  external_id: string;
  headers: Record<string, string>;
  raw: Buffer | null;
  blob: string | null;
  size: number;
  received_at: Date;
}

/** An envelope whose payload was read: what happened in it, or why it cannot be told. */
interface Parsed {
  envelope: EnvelopeRow;
  account: Account | undefined;
  messages: Understood[];
  reports: InboundReport[];
  failure: { reason: HoldReason; detail: string } | null;
  summary: { from: string | null; to: string[]; subject: string | null };
}

/**
 * Turns envelopes into entries. One process does it at a time (see `LeaderLoop`). Payloads are parsed side by side and
 * written in batches as they come out, so a slow one delays nobody; what fails in a batch is tried alone, and what fails
 * alone goes to the holding pen.
 */
@Injectable()
export class Understanding {
  /** Envelope → its bytes. */
  private readonly inFlight = new Map<string, number>();
  private ready: Parsed[] = [];
  private readonly loop: LeaderLoop;
  private readonly failures = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly blobs: BlobStore,
    private readonly keyring: Keyring,
    private readonly logger: Logger,
    wakeUps: WakeUps,
  ) {
    this.loop = new LeaderLoop('understand', database.url, logger, () => this.turn(), 1000);
    wakeUps.on('envelope', () => this.loop.wake());
  }

  start(): void {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  /** Understands all that has been received until now. */
  async drain(): Promise<void> {
    do await this.loop.idle();
    while (this.inFlight.size > 0 || this.ready.length > 0);
  }

  private async turn(): Promise<boolean> {
    const claimed = await this.claim();
    for (const envelope of claimed) {
      this.inFlight.set(envelope.id, envelope.size);
      void this.parse(envelope).then(
        (parsed) => {
          this.ready.push(parsed);
          this.loop.wake();
        },
        // The database or the blob store is away: not the envelope's fault, it is claimed again.
        (error: unknown) => {
          this.logger.error('An envelope could not be read.', { envelopeId: envelope.id, error });
          setTimeout(() => this.inFlight.delete(envelope.id), 1000);
        },
      );
    }
    if (this.ready.length > 0 && this.ready.length < LINGER_BELOW && this.inFlight.size > this.ready.length)
      await sleep(LINGER_MS);
    const batch = this.ready.splice(0, BATCH).sort((a, b) => (a.envelope.id < b.envelope.id ? -1 : 1));
    if (batch.length > 0) await this.write(batch);
    return claimed.length > 0 || this.ready.length > 0;
  }

  /** In order of arrival, as far as there is room; one that fills all the room comes alone. Index `envelope_received`. */
  private claim(): Promise<EnvelopeRow[]> {
    const room = IN_FLIGHT - this.inFlight.size;
    const bytes = IN_FLIGHT_BYTES - this.inFlight.values().reduce((sum, size) => sum + size, 0);
    if (room < BATCH / 2 || bytes <= 0) return Promise.resolve([]);
    return this.database.read<EnvelopeRow>(
      `with next as (
         select id, sum(size) over (order by id) - size as before from (
           select id, size from envelope where state = 'received' and not (id = any($1::uuid[])) order by id limit $2) waiting
       )
       select e.id, channel_id, external_id, headers, raw, blob, size, received_at
       from next join envelope e on e.id = next.id where next.before < $3 order by e.id`,
      [[...this.inFlight.keys()], Math.min(room, BATCH), bytes],
    );
  }

  private async parse(envelope: EnvelopeRow): Promise<Parsed> {
    const summary: Parsed['summary'] = {
      from: envelope.headers['mail-from'] || null,
      to: (envelope.headers['rcpt-to'] ?? '').split(',').filter(Boolean),
      subject: null,
    };
    const request: RawRequest = {
      externalId: envelope.external_id,
      headers: envelope.headers,
      receivedAt: envelope.received_at,
      body: envelope.raw ?? (await this.blobs.read(envelope.blob!)),
    };
    const account = await this.accounts.ownerOf(envelope.channel_id, request);
    const parsed: Parsed = { envelope, account, messages: [], reports: [], failure: null, summary };
    if (!account) return { ...parsed, failure: { reason: 'channel-gone', detail: goneDetail(request) } };
    let events;
    try {
      events = await account.channel.parse(request, account.config);
    } catch (error) {
      const reason = error instanceof Unparsable ? error.reason : 'unparsable';
      if (!(error instanceof Unparsable))
        this.logger.error('An envelope could not be parsed.', { envelopeId: envelope.id, error });
      return { ...parsed, failure: { reason, detail: error instanceof Error ? error.message : 'unknown fault' } };
    }
    for (const event of events) {
      if (event.type === 'message') {
        summary.from = event.from?.value ?? summary.from;
        summary.subject = event.subject || null;
        parsed.messages.push(await this.keepAttachments(envelope, account, event));
        // What is in the blob store need not wait in memory for its batch.
        event.attachments = [];
      } else {
        parsed.reports.push(event);
        const head = 'head' in event ? event.head : undefined;
        if (head) Object.assign(summary, { from: head.from ?? summary.from, subject: head.subject || null });
      }
    }
    if (parsed.messages.length > 0) envelope.raw = null;
    return parsed;
  }

  private async keepAttachments(envelope: EnvelopeRow, account: Account, message: InboundMessage): Promise<Understood> {
    const attachments: KeptFile[] = [];
    let html = message.html;
    for (const { name, type, content, inline, contentId } of message.attachments) {
      const id = randomUUIDv7();
      if (!(content instanceof Uint8Array)) {
        // Already with us (an upload), or still with the provider: the words do not wait for it.
        attachments.push(
          'digest' in content
            ? {
                id,
                name,
                type,
                size: content.size,
                inline: false,
                state: 'ready',
                digest: content.digest,
                source: null,
              }
            : { id, name, type, size: 0, inline: false, state: 'pending', digest: null, source: content.source },
        );
        continue;
      }
      const { digest, size } = await this.blobs.put(content);
      const isInline: boolean =
        inline && contentId !== undefined && (html?.includes(`src="cid:${contentId}"`) ?? false);
      if (isInline) html = html!.replaceAll(`src="cid:${contentId}"`, `src="/api/v1/attachments/${id}?inline=1"`);
      const sniffed = await sniffType(content, type);
      attachments.push({ id, name, type: sniffed, size, inline: isInline, state: 'ready', digest, source: null });
    }
    return {
      envelopeId: envelope.id,
      account: {
        id: account.id,
        kind: account.kind,
        teamId: account.teamId,
        conversation: account.channel.conversation,
        knowsNames: account.channel.profile !== undefined,
      },
      receivedAt: envelope.received_at,
      message,
      attachments,
      html,
      hasOriginal: account.channel.original,
    };
  }

  private async write(batch: Parsed[]): Promise<void> {
    try {
      await this.database.write(INTAKE, (tx) => this.writeAll(tx, batch));
      this.release(batch);
      for (const { envelope } of batch) this.failures.delete(envelope.id);
    } catch (error) {
      if (isConnectionFault(error)) {
        // Nobody's fault: all are claimed again when there is a database.
        this.release(batch);
        throw error;
      }
      // One of them is at fault: alone, it hurts only itself.
      if (batch.length > 1) for (const parsed of batch) await this.write([parsed]);
      else await this.writeFailed(batch[0]!, error);
    }
  }

  private async writeFailed(parsed: Parsed, error: unknown): Promise<void> {
    const { id } = parsed.envelope;
    const tries = (this.failures.get(id) ?? 0) + 1;
    this.logger.error('An understood envelope could not be written.', { envelopeId: id, tries, error });
    this.failures.set(id, tries);
    this.release([parsed]);
    if (tries < TRIES) return;
    const detail = error instanceof Error ? error.message.slice(0, 500) : 'unknown fault';
    await this.database.write(INTAKE, (tx) =>
      hold(tx, [{ ...parsed, failure: { reason: 'failed-repeatedly', detail } }]),
    );
    this.failures.delete(id);
  }

  private release(batch: readonly Parsed[]): void {
    for (const { envelope } of batch) this.inFlight.delete(envelope.id);
  }

  private async writeAll(tx: Tx, batch: Parsed[]): Promise<void> {
    const held = batch.filter(({ failure }) => failure !== null);
    const items = batch.flatMap(({ messages, failure }) => (failure ? [] : messages));
    if (items.length > 0) {
      const unmatched = new Set((await writeBatch(tx, this.keyring, items)).map(({ envelopeId }) => envelopeId));
      for (const parsed of batch) {
        if (unmatched.has(parsed.envelope.id)) {
          held.push({
            ...parsed,
            failure: { reason: 'unmatched-automatic', detail: 'An automatic reply to nothing that we sent.' },
          });
        }
      }
      await this.applyEarlyReports(tx, items);
    }
    // After the messages: a report of the same payload may be about one of them.
    for (const parsed of batch) {
      if (parsed.failure || parsed.reports.length === 0) continue;
      const failure = await this.applyReports(tx, parsed.account!, parsed);
      if (failure) held.push({ ...parsed, failure });
    }
    const heldIds = new Set(held.map(({ envelope }) => envelope.id));
    const understood = batch.filter(({ envelope }) => !heldIds.has(envelope.id)).map(({ envelope }) => envelope.id);
    if (held.length > 0) await hold(tx, held);
    await tx.query(`update envelope set state = 'understood' where id = any($1::uuid[])`, [understood]);
    understoodTotal.inc(understood.length);
  }

  /** Reports about messages that came before them; only providers' webhooks have those. */
  private async applyEarlyReports(tx: Tx, items: readonly Understood[]): Promise<void> {
    const targets = items.filter(({ hasOriginal }) => !hasOriginal).map(({ message }) => message.externalId);
    if (targets.length > 0) await applyEarly(tx, this.keyring, await this.accounts.all(), targets);
  }

  /** A report by mail about nothing of ours is for people to see; one of a provider may be ahead of its message. */
  private async applyReports(tx: Tx, account: Account, { reports, envelope }: Parsed): Promise<Parsed['failure']> {
    let matched = false;
    for (const report of reports) {
      const applied = await applyReport(tx, this.keyring, account, report, envelope.received_at);
      if (!applied && !account.channel.original) await keepForLater(tx, account, report);
      matched ||= applied;
    }
    if (matched || !account.channel.original) return null;
    return reports.some(({ type }) => type === 'complaint')
      ? { reason: 'complaint', detail: 'A complaint about a message that we do not know.' }
      : { reason: 'unmatched-bounce', detail: 'A delivery report about no message of ours.' };
  }
}

function goneDetail({ headers }: RawRequest): string {
  const address = headers[':for'];
  return address === undefined
    ? 'The channel account cannot be used: check its settings.'
    : `It is for ${address}, of which there is no account that is switched on and has the same secrets.`;
}

async function hold(tx: Tx, held: readonly Parsed[]): Promise<void> {
  for (const { envelope, failure, summary } of held) {
    const { affected } = await tx
      .repo(Envelope)
      .createQueryBuilder()
      .update({
        state: 'held',
        reason: failure!.reason,
        detail: failure!.detail,
        summary,
        attempts: () => 'attempts + 1',
      })
      .where({ id: envelope.id, state: 'received' })
      .execute();
    if (!affected) continue;
    heldTotal.inc({ reason: failure!.reason });
    tx.publish('envelope.held', { envelopeId: envelope.id, reason: failure!.reason });
  }
}
