import { allow, type Principal } from '@guichet/access';
import { QueueSettings } from '@guichet/contracts';
import type { Database, Tx } from '@guichet/database';
import { Failure, wrongField } from '@guichet/platform';

/** How the cases of a team find somebody. */
export async function queueOf(query: Database['read'], who: Principal, teamId: string): Promise<QueueSettings> {
  allow(who, 'circulation.read');
  const [team] = await query<{ queue: unknown }>(`select queue from team where id = $1`, [teamId]);
  if (!team) throw new Failure('not-found');
  return QueueSettings.parse(team.queue);
}

export async function saveQueue(tx: Tx, who: Principal, teamId: string, wanted: QueueSettings): Promise<QueueSettings> {
  allow(who, 'circulation.manage');
  const before = await queueOf(tx.query, who, teamId);
  const { overflow } = wanted;
  if (overflow?.teamId === teamId) throw wrongField('overflow.teamId', 'overflow-to-itself');
  if (overflow && (await tx.query(`select 1 from team where id = $1`, [overflow.teamId])).length === 0)
    throw wrongField('overflow.teamId', 'no-such-team');
  await tx.query(`update team set queue = $2::jsonb where id = $1`, [teamId, JSON.stringify(wanted)]);
  // Who waits already is given the new time from now on.
  if (overflow && JSON.stringify(overflow) !== JSON.stringify(before.overflow))
    await tx.job('watch-queue', { teamId }, { key: `watch-queue:${teamId}` });
  tx.publish('team.changed', { teamId });
  return wanted;
}
