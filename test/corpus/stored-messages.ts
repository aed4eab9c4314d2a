import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredMessage } from '@guichet/cases';
import type { QuarantineReason } from '@guichet/contracts';
import type { Client } from 'pg';
import { transferred } from '../support/smtp-client.js';
import type { CorpusMessage } from './corpus-messages.js';

/** What the database holds of one message that was sent. */
export interface Filed extends CorpusMessage {
  /** SHA-256 of the bytes that SMTP transferred, in hex. */
  digest: string;
  envelope: Envelope | null;
  entry: Entry | null;
}

export interface Envelope {
  id: string;
  state: 'received' | 'processed' | 'quarantined';
  reason: QuarantineReason | null;
  received_at: Date;
  /** SHA-256 of what is stored, in hex; empty where it cannot be read. */
  storedDigest: string;
}

export interface Entry {
  case_id: string;
  position: number;
  at: Date;
  citizen_id: string | null;
  data: StoredMessage;
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Joins each message to its envelope and its entry. Copies of one message share both. */
export async function filed(client: Client, blobs: string, messages: readonly CorpusMessage[]): Promise<Filed[]> {
  const rows = await client.query<Envelope & { external_id: string; raw: Buffer | null; blob: string | null }>(
    `select id, external_id, state, reason, received_at, raw, blob from envelope`,
  );
  const envelopes = new Map(
    rows.rows.map(({ external_id, raw, blob, ...envelope }) => {
      const stored = raw ?? readFileSync(join(blobs, blob!.slice(0, 2), blob!.slice(2, 4), blob!));
      return [external_id, { ...envelope, storedDigest: sha256(stored) }] as const;
    }),
  );
  const entries = await client.query<Entry & { envelope_id: string }>(
    `select m.envelope_id, e.case_id, e.position, e.at, c.citizen_id, e.data
     from message m join timeline_entry e on e.id = m.entry_id join cases c on c.id = e.case_id`,
  );
  const byEnvelope = new Map(entries.rows.map((entry) => [entry.envelope_id, entry]));
  return messages.map((message) => {
    const digest = sha256(transferred(message.raw));
    const envelope = envelopes.get(digest) ?? null;
    return { ...message, digest, envelope, entry: (envelope && byEnvelope.get(envelope.id)) ?? null };
  });
}
