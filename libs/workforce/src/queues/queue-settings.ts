import { allow, type Principal } from '@guichet/access';
import { QueueSettings } from '@guichet/contracts';
import type { Reader, Tx } from '@guichet/database';
import { Failure, wrongField } from '@guichet/platform';

/** Returns how the cases of a team are assigned. Throws `not-found`. */
export async function getQueueSettings(reader: Reader, who: Principal, teamId: string): Promise<QueueSettings> {
  allow(who, 'routing.read');
  const [team] = await reader.query<{ queue: unknown }>(`select queue from team where id = $1`, [teamId]);
  if (!team) throw new Failure('not-found');
  return QueueSettings.parse(team.queue);
}

/** Saves how the cases of a team are assigned. Throws `not-permitted`, `not-found`, or `invalid-request` for a wrong overflow team. */
export async function saveQueueSettings(
  tx: Tx,
  who: Principal,
  { teamId, wanted }: { teamId: string; wanted: QueueSettings },
): Promise<QueueSettings> {
  allow(who, 'routing.manage');
  const before = await getQueueSettings(tx, who, teamId);
  const { overflow } = wanted;
  if (overflow?.teamId === teamId) throw wrongField('overflow.teamId', 'overflow-to-itself');
  if (overflow && (await tx.query(`select 1 from team where id = $1`, [overflow.teamId])).length === 0)
    throw wrongField('overflow.teamId', 'no-such-team');
  await tx.query(`update team set queue = $2::jsonb where id = $1`, [teamId, JSON.stringify(wanted)]);
  // Cases that wait already get the new time, counted from now.
  if (overflow && JSON.stringify(overflow) !== JSON.stringify(before.overflow))
    await tx.job('reschedule-overflow', { teamId }, { key: `reschedule-overflow:${teamId}` });
  tx.publish('team.changed', { teamId }, { teamIds: [teamId] });
  return wanted;
}
