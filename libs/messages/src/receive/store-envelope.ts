import type { Pulled, RawRequest } from '@guichet/channels';
import { Database } from '@guichet/database';
import { BlobStore, newId } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import { savePlace } from './mailbox/stored-uids-and-intake-busy.js';
import { RecentPayloads } from './recent-payloads.js';

/**
 * The largest envelope that is stored in its row: this takes one write, and the fsync of a commit that others share.
 * Larger ones go to the blob store, which syncs the file and its folders separately.
 */
const IN_ROW_BYTES = 1024 * 1024;
/** The largest number of envelopes and of bytes in one commit. */
const BATCH = 100;
const BATCH_BYTES = 8 * IN_ROW_BYTES;

/** More calls than this in one window of time arrive faster than they can be processed: it is a rush. */
const RUSH = 300;
const RUSH_WINDOW_MS = 250;

interface Payload {
  id: string;
  channelAccountId: string;
  request: RawRequest;
  blob: string | null;
}

interface Waiting extends Payload {
  done: (error?: Error) => void;
}

const INTAKE = { kind: 'system', name: 'Intake' } as const;

/**
 * Takes responsibility for payloads: when `accept` returns, the bytes are durable. Those that arrive while a commit is
 * under way share the next one, which is what a busy hour needs and costs a quiet one nothing.
 */
@Injectable()
export class Intake {
  private waiting: Waiting[] = [];
  private writing = false;
  private rushedUntil = -Infinity;
  private window = { since: -Infinity, count: 0 };

  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
    private readonly recent: RecentPayloads,
  ) {}

  /**
   * Whether providers call in a rush. Accepting has priority over processing then, because a call that is not answered
   * within seconds may be lost. Relays of mail and visitors of the chat are no rush: they wait for their answer.
   */
  get isRushed(): boolean {
    return performance.now() < this.rushedUntil;
  }

  /** Accepts a payload. A repeated payload is accepted again, but stored once. */
  async accept(channelAccountId: string, request: RawRequest): Promise<void> {
    const payload = await this.payload(channelAccountId, request);
    await new Promise<void>((resolve, reject) => {
      this.waiting.push({ ...payload, done: (error) => (error ? reject(error) : resolve()) });
      void this.drain();
    });
  }

  /** Accepts a payload like `accept`, and counts it as a call of a provider. */
  async acceptCall(channelAccountId: string, request: RawRequest): Promise<void> {
    this.watchForRush();
    await this.accept(channelAccountId, request);
  }

  /** Stores the payload of a pull channel, its place and the position in its source in one transaction. */
  async acceptPulled(
    channelAccountId: string,
    { request, place, cursor }: Pick<Pulled, 'request' | 'place' | 'cursor'>,
  ): Promise<void> {
    const payload = request && (await this.payload(channelAccountId, request));
    await this.database.write(INTAKE, async (tx) => {
      if (payload) await tx.query(...insertion([payload]));
      if (payload && place) await savePlace(tx, payload, place);
      await tx.query(
        `insert into channel_cursor (channel_account_id, cursor) values ($1, $2) on conflict (channel_account_id) do update set cursor = excluded.cursor`,
        [channelAccountId, JSON.stringify(cursor)],
      );
    });
  }

  private async payload(channelAccountId: string, request: RawRequest): Promise<Payload> {
    const blob = request.body.byteLength > IN_ROW_BYTES ? (await this.blobs.put(request.body)).digest : null;
    return { id: newId(), channelAccountId, request, blob };
  }

  private watchForRush(): void {
    const now = performance.now();
    if (now - this.window.since > RUSH_WINDOW_MS) this.window = { since: now, count: 0 };
    this.window.count += 1;
    if (this.window.count > RUSH) this.rushedUntil = now + RUSH_WINDOW_MS;
  }

  private async drain(): Promise<void> {
    if (this.writing) return;
    this.writing = true;
    try {
      while (this.waiting.length > 0) {
        const batch = this.waiting.splice(0, batchLength(this.waiting));
        // They are cached before they are stored, because they may be processed before the response to this statement arrives.
        for (const { id, request, blob } of batch) if (!blob) this.recent.put(id, request.body);
        try {
          // A single statement is its own transaction, so the bytes are durable after one round trip.
          await this.database.execute(...insertion(batch));
          for (const { done } of batch) done();
        } catch (error) {
          for (const { id } of batch) this.recent.take(id);
          for (const { done } of batch) done(error as Error);
        }
      }
    } finally {
      this.writing = false;
    }
  }
}

function batchLength(waiting: readonly Waiting[]): number {
  let bytes = 0;
  const beyond = waiting.findIndex(({ request }) => (bytes += request.body.byteLength) > BATCH_BYTES);
  return Math.max(1, Math.min(BATCH, beyond < 0 ? waiting.length : beyond));
}

/**
 * Builds the statement that stores payloads and wakes the inbound processors. All raw bytes are sent as one binary
 * parameter from which each row takes its part: as an array they would be sent in hexadecimal, twice as long.
 */
function insertion(batch: readonly Payload[]): [sql: string, parameters: unknown[]] {
  const inRow = batch.map(({ request, blob }) => (blob ? null : request.body));
  let next = 1;
  const starts = inRow.map((body) => {
    const start = next;
    next += body?.byteLength ?? 0;
    return body && start;
  });
  return [
    `with stored as (
       insert into envelope (id, channel_account_id, external_id, headers, raw, blob, size, received_at)
       select id, channel_account_id, external_id, headers, substring($9::bytea from start for size), blob, size, received_at
       from unnest($1::uuid[], $2::uuid[], $3::text[], $4::jsonb[], $5::int[], $6::text[], $7::int[], $8::timestamptz[])
         e(id, channel_account_id, external_id, headers, start, blob, size, received_at)
       on conflict (channel_account_id, external_id) do nothing returning 1
     )
     select pg_notify('guichet', 'envelope') where exists (select from stored)`,
    [
      batch.map(({ id }) => id),
      batch.map(({ channelAccountId }) => channelAccountId),
      batch.map(({ request }) => request.externalId),
      batch.map(({ request }) => JSON.stringify(request.headers)),
      starts,
      batch.map(({ blob }) => blob),
      batch.map(({ request }) => request.body.byteLength),
      batch.map(({ request }) => request.receivedAt),
      Buffer.concat(inRow.filter((body) => body !== null)),
    ],
  ];
}
