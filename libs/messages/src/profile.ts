import { ChannelError } from '@guichet/channels';
import { Handle, type Database } from '@guichet/database';
import type { Accounts } from './accounts.js';
import type { Io } from './channel-io.js';

const INTAKE = { kind: 'system', name: 'Intake' } as const;

/**
 * Asks the provider what somebody is called whose messages do not tell. Whatever an agent or the person said meanwhile stands.
 * Throws when it should be tried again.
 */
export async function fetchProfile(
  { database, accounts, io }: { database: Database; accounts: Accounts; io: Io },
  channelId: string,
  handleId: string,
): Promise<void> {
  const account = await accounts.byId(channelId);
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
    const [cases] = (await tx.query(
      `update cases set citizen_name = $2, version = version + 1 where citizen_id = $1 and citizen_name = $3 returning id, team_id`,
      [handle.citizenId, name, value],
    )) as unknown as [{ id: string; team_id: string }[]];
    for (const { id, team_id: teamId } of cases)
      tx.publish('case.changed', { fields: ['citizen'] }, { caseId: id, teamIds: [teamId] });
  });
}
