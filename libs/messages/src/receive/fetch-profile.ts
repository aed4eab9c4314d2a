import { nameInCases } from '@guichet/cases';
import { ChannelError } from '@guichet/channels';
import { Handle, type Database } from '@guichet/database';
import type { Accounts } from '../accounts/channel-accounts.js';
import type { EgressIo } from '../accounts/egress-channel-io.js';

const INTAKE = { kind: 'system', name: 'Intake' } as const;

/**
 * Fetches the name of a person from the provider, where messages do not contain it. A name that an agent or the person
 * entered meanwhile is kept. Throws when the job should be retried.
 */
export async function fetchProfile(
  { database, accounts, io }: { database: Database; accounts: Accounts; io: EgressIo },
  channelAccountId: string,
  handleId: string,
): Promise<void> {
  const account = await accounts.byId(channelAccountId);
  const handle = await database.source.getRepository(Handle).findOneBy({ id: handleId });
  if (!account?.channel.profile || !handle || handle.name) return;
  const { type, value, verified } = handle;
  const profile = await account.channel
    .profile({ type, value, verified }, account.config, io)
    .catch((error: unknown) => {
      if (error instanceof ChannelError && !error.retryable) return undefined;
      throw error;
    });
  const name = profile?.name.trim().slice(0, 200);
  if (!name) return;
  await database.write(INTAKE, async (tx) => {
    await tx.query(`update handle set name = $2 where id = $1 and name = ''`, [handleId, name]);
    await tx.query(`update citizen set name = $2 where id = $1 and name = $3`, [handle.citizenId, name, value]);
    await nameInCases(tx, { citizenId: handle.citizenId, address: value, name });
  });
}
