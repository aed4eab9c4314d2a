import { Attachment, type Database, type Tx } from '@guichet/database';
import type { BlobStore } from '@guichet/platform';
import type { Scanned, VirusScanner } from './virus-scanner.js';

const SCANNER = { kind: 'system', name: 'Virus scanner' } as const;
/** As many as one run takes; the next one comes a minute later. */
const MOST = 500;
/** A file at which the scanner failed so often is released with a mark, as no other attempt will do better. */
const ATTEMPTS = 5;

interface ScanContext {
  database: Database;
  blobs: BlobStore;
  scanner: VirusScanner;
}

type Waiting = Pick<Attachment, 'id' | 'scan' | 'entryId'> & { digest: string };

/**
 * Scans the files that came while the scanner did not respond. Where none is configured any more, they are released, as nobody will
 * ever scan them. One at which the scanner fails does not keep it from the others, and waits for a few attempts only. Index
 * `attachment_waiting`.
 */
export async function scanWaitingFiles({ database, blobs, scanner }: ScanContext): Promise<void> {
  const rows = await database.query<Waiting>(
    `select id, digest, entry_id as "entryId", scan from attachment where state = 'waiting' order by random() limit ${MOST}`,
  );
  for (const { id, digest, entryId, scan } of rows) {
    const scanned = afterAttempts(await scanner.scan(await blobs.read(digest)), scan?.attempts ?? 0);
    if (scanned.state === 'waiting' && !scanned.scan) return;
    await database.write(SCANNER, async (tx) => {
      await tx.repo(Attachment).update({ id, state: 'waiting' }, { state: scanned.state, scan: scanned.scan ?? null });
      const [item] = await tx.query<{ id: string; teamId: string }>(
        `select c.id, c.team_id as "teamId" from attachment a join cases c on c.id = a.case_id where a.id = $1`,
        [id],
      );
      if (item) publishScanned(tx, entryId, item);
    });
  }
}

/** Tells open screens that a file of an entry, or of a side conversation of the case, can be opened now, or never. */
function publishScanned(tx: Tx, entryId: string | null, { id: caseId, teamId }: { id: string; teamId: string }): void {
  const audience = { caseId, teamIds: [teamId] };
  if (entryId === null) tx.publish('case.changed', { fields: ['files'] }, audience);
  else tx.publish('message.changed', { entryId }, audience);
}

/** Counts an attempt at which the scanner failed at this file alone; after the last one it is known to be unscannable. */
function afterAttempts(scanned: Scanned, before: number): Scanned {
  const { state, scan } = scanned;
  if (state !== 'waiting' || !scan) return scanned;
  const { result, detail } = scan;
  const attempts = before + 1;
  return attempts < ATTEMPTS
    ? { state, scan: { result, detail, attempts } }
    : { state: 'ready', scan: { result, detail } };
}
