import { allow, teamsFor, type Principal } from '@guichet/access';
import type { HeldEnvelope, Page } from '@guichet/contracts';
import { Envelope, type Database, type Tx } from '@guichet/database';
import { Failure, type BlobStore } from '@guichet/platform';

interface HeldRow extends Omit<HeldEnvelope, 'receivedAt' | 'from' | 'to' | 'subject'> {
  receivedAt: Date;
  summary: { from: string | null; to: string[]; subject: string | null } | null;
}

/** What could not be understood, newest first. Index `envelope_held`. */
export async function holdingPen(
  database: Database,
  who: Principal,
  limit: number,
  cursor: string | undefined,
): Promise<Page<HeldEnvelope>> {
  allow(who, 'holding-pen.read');
  const rows = await database.read<HeldRow>(
    `select e.id, e.channel_id as "channelId", a.name as "channelName", a.kind as channel, e.received_at as "receivedAt", e.summary, e.size,
       e.reason, e.detail, e.attempts
     from envelope e left join channel_account a on a.id = e.channel_id
     where e.state = 'held' and ($1::uuid is null or e.id < $1) order by e.id desc limit $2`,
    [cursor ?? null, limit + 1],
  );
  const items = rows.slice(0, limit).map(({ summary, receivedAt, ...row }) => ({
    ...row,
    receivedAt: receivedAt.toISOString(),
    from: summary?.from ?? null,
    to: summary?.to ?? [],
    subject: summary?.subject ?? null,
  }));
  return { items, nextCursor: rows.length > limit ? items.at(-1)!.id : null };
}

export async function heldCount(database: Database, who: Principal): Promise<number | null> {
  if (teamsFor(who, 'case.read') !== null) return null;
  const [row] = await database.read<{ n: number }>(
    `select count(*)::int as n from (select 1 from envelope where state = 'held' limit 1000) held`,
  );
  return row!.n;
}

/** Tries a held envelope again, from its raw bytes. */
export async function replay(tx: Tx, who: Principal, id: string): Promise<void> {
  allow(who, 'holding-pen.replay');
  const { affected } = await tx
    .repo(Envelope)
    .update({ id, state: 'held' }, { state: 'received', reason: null, detail: null });
  if (!affected) throw new Failure('not-found');
  tx.publish('envelope.released', { envelopeId: id });
  tx.wake('envelope');
}

/** The bytes as they came. */
export async function heldOriginal(
  database: Database,
  blobs: BlobStore,
  who: Principal,
  id: string,
): Promise<Uint8Array> {
  allow(who, 'holding-pen.read');
  return original(database, blobs, `select raw, blob from envelope where id = $1 and state = 'held'`, [id]);
}

export async function entryOriginal(
  database: Database,
  blobs: BlobStore,
  who: Principal,
  caseId: string,
  entryId: string,
): Promise<Uint8Array> {
  return original(
    database,
    blobs,
    `select v.raw, v.blob from message m join envelope v on v.id = m.envelope_id join cases c on c.id = m.case_id
     where m.entry_id = $2 and m.case_id = $1 and ($3::uuid[] is null or c.team_id = any($3))`,
    [caseId, entryId, teamsFor(who, 'case.read')],
  );
}

async function original(database: Database, blobs: BlobStore, sql: string, parameters: unknown[]): Promise<Uint8Array> {
  const [row] = await database.read<{ raw: Buffer | null; blob: string | null }>(sql, parameters);
  if (!row) throw new Failure('not-found');
  return row.raw ?? blobs.read(row.blob!);
}
