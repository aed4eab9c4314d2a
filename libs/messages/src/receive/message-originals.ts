import { allow, parameters, scope, type Principal } from '@guichet/access';
import type { Attachment, Reader } from '@guichet/database';
import { assertUnlocked } from '../files/give-locked-file-to-admin.js';
import type { VirusScanner } from '../files/virus-scanner.js';
import { Failure, type BlobStore } from '@guichet/platform';

/** The agent who reads an original, the stores from which it is read, and who looks into it before they get it. */
export interface OriginalContext {
  reader: Reader;
  who: Principal;
  blobs: BlobStore;
  scanner: VirusScanner;
}

/**
 * The raw bytes of an envelope that is in quarantine, or was discarded.
 *
 * @throws Failure `not-permitted`, `not-found`; `conflict` where it is infected or cannot be scanned now
 */
export async function quarantinedOriginal(context: OriginalContext, id: string): Promise<Uint8Array> {
  allow(context.who, 'quarantine.read');
  const rows = await context.reader.query<RawRow>(
    `select raw, blob from envelope where id = $1 and state in ('quarantined', 'discarded')`,
    [id],
  );
  return contentOf(context, rows);
}

/**
 * The raw bytes of the message of an entry.
 *
 * @throws Failure `not-permitted`, `not-found`; `conflict` where it or one of its files is infected or was not scanned yet
 */
export async function entryOriginal(
  context: OriginalContext,
  { caseId, entryId }: { caseId: string; entryId: string },
): Promise<Uint8Array> {
  const { reader, who } = context;
  const { values, bind } = parameters(caseId, entryId);
  const rows = await reader.query<RawRow>(
    `select v.raw, v.blob, (select a.state from attachment a where a.entry_id = m.entry_id and a.state in ('locked', 'waiting') order by a.state limit 1) as locked
     from message m join envelope v on v.id = m.envelope_id join cases c on c.id = m.case_id
     where m.entry_id = $2 and m.case_id = $1 and ${scope(who, 'case.read').sql('c', bind)}`,
    values,
  );
  if (rows[0]?.locked) assertUnlocked(rows[0].locked);
  return contentOf(context, rows);
}

/** Small envelopes are stored in their row, large ones in the blob store. */
interface RawRow {
  raw: Buffer | null;
  blob: string | null;
  /** The state of a file in it that agents do not get. */
  locked?: Attachment['state'] | null;
}

/**
 * The bytes of an original. It is scanned as a whole, as it may hold parts that were never files of an entry: nobody has looked into
 * what is hidden in a mail or came into quarantine.
 */
async function contentOf(
  { blobs, scanner }: Pick<OriginalContext, 'blobs' | 'scanner'>,
  [row]: readonly RawRow[],
): Promise<Uint8Array> {
  if (!row) throw new Failure('not-found');
  const content = row.raw ?? (await blobs.read(row.blob!));
  assertUnlocked((await scanner.scan(content)).state);
  return content;
}
