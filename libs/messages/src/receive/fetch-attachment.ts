import { ChannelError } from '@guichet/channels';
import { Attachment, type Database } from '@guichet/database';
import { fileName, sniffType, type BlobStore, type Logger } from '@guichet/platform';
import type { Accounts } from '../accounts/channel-accounts.js';
import type { VirusScanner } from '../files/virus-scanner.js';
import type { EgressIo } from '../accounts/egress-channel-io.js';

const INTAKE = { kind: 'system', name: 'Intake' } as const;

interface FetchContext {
  database: Database;
  accounts: Accounts;
  blobs: BlobStore;
  io: EgressIo;
  scanner?: VirusScanner;
  logger: Logger;
}

/**
 * Fetches a file that the provider stores for us. Throws when the job should be retried. A file that was deleted,
 * refused, or could not be fetched by the last attempt becomes `lost`, which the timeline shows.
 */
export async function fetchFile(
  { database, accounts, blobs, io, scanner, logger }: FetchContext,
  attachmentId: string,
  isLastTry: boolean,
): Promise<void> {
  const row = await database.source.getRepository(Attachment).findOneBy({ id: attachmentId, state: 'pending' });
  if (!row) return;
  const account = await accounts.byId(row.channelAccountId!);
  const change = await (async (): Promise<Partial<Attachment>> => {
    if (!account?.channel.fetch) return { state: 'lost' };
    try {
      const { content, name, type } = await account.channel.fetch(row.source!, account.config, io);
      const { digest, size } = await blobs.put(content);
      return {
        ...((await scanner?.scan(content)) ?? { state: 'ready' }),
        digest,
        size,
        name: fileName(name ?? row.name),
        type: await sniffType(content, type ?? row.type),
      };
    } catch (error) {
      const isFinal = isLastTry || (error instanceof ChannelError && !error.retryable);
      if (!isFinal) throw error;
      logger.warn('A file of a message could not be had.', {
        attachmentId,
        channelAccountId: row.channelAccountId,
        error,
      });
      return { state: 'lost' };
    }
  })();
  await database.write(INTAKE, async (tx) => {
    await tx.repo(Attachment).update({ id: row.id, state: 'pending' }, change);
    const [item] = await tx.query<{ id: string; team_id: string }>(`select id, team_id from cases where id = $1`, [
      row.caseId,
    ]);
    if (item) tx.publish('message.changed', { entryId: row.entryId! }, { caseId: item.id, teamIds: [item.team_id] });
  });
}
