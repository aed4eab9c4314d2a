import { Attachment, type Database } from '@guichet/database';
import type { BlobStore } from '@guichet/platform';
import type { VirusScanner } from './virus-scanner.js';

const SCANNER = { kind: 'system', name: 'Virus scanner' } as const;
/** As many as one run takes; the next one comes a minute later. */
const MOST = 500;

interface ScanContext {
  database: Database;
  blobs: BlobStore;
  scanner: VirusScanner;
}

/**
 * Scans the files that came while the scanner did not respond. Where none is configured any more, they are released, as nobody will
 * ever scan them. In no order, so that one at which the scanner fails each time does not stand before all others. Index
 * `attachment_waiting`.
 */
export async function scanWaitingFiles({ database, blobs, scanner }: ScanContext): Promise<void> {
  const rows = await database.query<{ id: string; digest: string; entryId: string; caseId: string }>(
    `select id, digest, entry_id as "entryId", case_id as "caseId" from attachment where state = 'waiting' order by random() limit ${MOST}`,
  );
  for (const { id, digest, entryId } of rows) {
    const scanned = await scanner.scan(await blobs.read(digest));
    if (scanned.state === 'waiting') return;
    await database.write(SCANNER, async (tx) => {
      await tx.repo(Attachment).update({ id, state: 'waiting' }, { state: scanned.state, scan: scanned.scan ?? null });
      const [item] = await tx.query<{ id: string; teamId: string }>(
        `select c.id, c.team_id as "teamId" from attachment a join cases c on c.id = a.case_id where a.id = $1`,
        [id],
      );
      if (item) tx.publish('message.changed', { entryId }, { caseId: item.id, teamIds: [item.teamId] });
    });
  }
}
