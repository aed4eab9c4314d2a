import { randomUUIDv7 } from 'node:crypto';
import type { Cursor, RawRequest } from '@guichet/channels';
import { Database, type Tx } from '@guichet/database';
import { BlobStore } from '@guichet/platform';
import { Injectable } from '@nestjs/common';

/** Below this an envelope lies in its row: one write, one fsync. Above, in the blob store. */
const IN_ROW_BYTES = 256 * 1024;

interface Waiting {
  channelId: string;
  request: RawRequest;
  blob: string | null;
  done: (error?: unknown) => void;
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

  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
  ) {}

  /** The same payload twice is stored once, and accepted twice. */
  async accept(channelId: string, request: RawRequest): Promise<void> {
    const blob = request.body.byteLength > IN_ROW_BYTES ? (await this.blobs.put(request.body)).digest : null;
    await new Promise<void>((resolve, reject) => {
      this.waiting.push({ channelId, request, blob, done: (error) => (error ? reject(error) : resolve()) });
      void this.drain();
    });
  }

  /** For pull channels: the payload and the place in the source, in one transaction. */
  async acceptPulled(channelId: string, request: RawRequest | undefined, cursor: Cursor): Promise<void> {
    const blob = request && request.body.byteLength > IN_ROW_BYTES ? (await this.blobs.put(request.body)).digest : null;
    await this.database.write(INTAKE, async (tx) => {
      if (request) await insert(tx, [{ channelId, request, blob }]);
      await tx.query(
        `insert into channel_cursor (channel_id, cursor) values ($1, $2) on conflict (channel_id) do update set cursor = excluded.cursor`,
        [channelId, JSON.stringify(cursor)],
      );
    });
  }

  private async drain(): Promise<void> {
    if (this.writing) return;
    this.writing = true;
    try {
      while (this.waiting.length > 0) {
        const batch = this.waiting.splice(0, 100);
        try {
          await this.database.write(INTAKE, (tx) => insert(tx, batch));
          for (const { done } of batch) done();
        } catch (error) {
          for (const { done } of batch) done(error);
        }
      }
    } finally {
      this.writing = false;
    }
  }
}

async function insert(tx: Tx, batch: readonly Omit<Waiting, 'done'>[]): Promise<void> {
  await tx.query(
    `insert into envelope (id, channel_id, external_id, headers, raw, blob, size, received_at)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::jsonb[], $5::bytea[], $6::text[], $7::int[], $8::timestamptz[])
     on conflict (channel_id, external_id) do nothing`,
    [
      batch.map(() => randomUUIDv7()),
      batch.map(({ channelId }) => channelId),
      batch.map(({ request }) => request.externalId),
      batch.map(({ request }) => JSON.stringify(request.headers)),
      batch.map(({ request, blob }) => (blob ? null : Buffer.from(request.body.buffer, request.body.byteOffset, request.body.byteLength))),
      batch.map(({ blob }) => blob),
      batch.map(({ request }) => request.body.byteLength),
      batch.map(({ request }) => request.receivedAt),
    ],
  );
  tx.wake('envelope');
}
