import { allow, parameters, scope, type Principal } from '@guichet/access';
import type { Attachment, Reader } from '@guichet/database';
import { assertUnlocked } from '../files/unlock-file.js';
import { Failure, type BlobStore } from '@guichet/platform';

/** The agent who reads an original, and the stores from which it is read. */
export interface OriginalContext {
  reader: Reader;
  who: Principal;
  blobs: BlobStore;
}

/**
 * The raw bytes of an envelope that is in quarantine, or was discarded.
 *
 * @throws Failure `not-permitted`, `not-found`
 */
export async function quarantinedOriginal({ reader, who, blobs }: OriginalContext, id: string): Promise<Uint8Array> {
  allow(who, 'quarantine.read');
  const rows = await reader.query<RawRow>(
    `select raw, blob from envelope where id = $1 and state in ('quarantined', 'discarded')`,
    [id],
  );
  return contentOf(blobs, rows);
}

/**
 * The raw bytes of the message of an entry.
 *
 * @throws Failure `not-permitted`, `not-found`; `conflict` where one of its files is infected or was not scanned yet
 */
export async function entryOriginal(
  { reader, who, blobs }: OriginalContext,
  { caseId, entryId }: { caseId: string; entryId: string },
): Promise<Uint8Array> {
  const { values, bind } = parameters(caseId, entryId);
  const rows = await reader.query<RawRow>(
    `select v.raw, v.blob, (select a.state from attachment a where a.entry_id = m.entry_id and a.state in ('locked', 'waiting') order by a.state limit 1) as locked
     from message m join envelope v on v.id = m.envelope_id join cases c on c.id = m.case_id
     where m.entry_id = $2 and m.case_id = $1 and ${scope(who, 'case.read').sql('c', bind)}`,
    values,
  );
  if (rows[0]?.locked) assertUnlocked(rows[0].locked);
  return contentOf(blobs, rows);
}

/** Small envelopes are stored in their row, large ones in the blob store. */
interface RawRow {
  raw: Buffer | null;
  blob: string | null;
  /** The state of a file in it that agents do not get. */
  locked?: Attachment['state'] | null;
}

async function contentOf(blobs: BlobStore, [row]: readonly RawRow[]): Promise<Uint8Array> {
  if (!row) throw new Failure('not-found');
  return row.raw ?? blobs.read(row.blob!);
}
