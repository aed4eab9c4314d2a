import type { Database, Tx } from '@guichet/database';
import type { Logger } from '@guichet/platform';
import { endOfQuiet } from '../preferences/end-of-quiet-of-agent.js';
import { preferencesOf } from '../preferences/notification-preferences.js';
import { businessHoursOfAgentTeams } from '../preferences/business-hours-of-agent-teams.js';
import { heldDigest, nextDigest } from './next-digest.js';

const DIGESTS = { kind: 'system', name: 'Digests' } as const;

interface DueDigest {
  agentId: string;
  due: Date;
}

/**
 * Job, every minute: sets a job for each agent whose mail is due and who has something unread, and the time of their next one. Each has
 * a transaction of their own: one that fails is tried an hour later, and keeps nobody else from theirs.
 */
export async function planDigests({
  database,
  logger,
}: {
  database: Database;
  logger: Pick<Logger, 'error'>;
}): Promise<void> {
  for (;;) {
    const tried: { digest?: DueDigest } = {};
    try {
      await database.write(DIGESTS, async (tx) => {
        const digest = await nextDue(tx);
        if (digest) await plan(tx, (tried.digest = digest));
      });
    } catch (error) {
      if (!tried.digest) throw error;
      const { agentId } = tried.digest;
      logger.error('A mail of what is unread could not be planned.', { agentId, error });
      await database.write(DIGESTS, (tx) => tryLater(tx, agentId));
    }
    if (!tried.digest) return;
  }
}

/** A row that another process has locked is planned there. Index `notification_preference_digest_due`. */
async function nextDue(tx: Tx): Promise<DueDigest | undefined> {
  const [row] = await tx.query<DueDigest>(
    `select p.agent_id as "agentId", p.digest_due as due from notification_preference p join agent a on a.id = p.agent_id and a.active
     where p.digest_due <= $1 order by p.digest_due limit 1 for update of p skip locked`,
    [tx.now],
  );
  return row;
}

const tryLater = (tx: Tx, agentId: string): Promise<unknown> =>
  tx.query(
    `update notification_preference set digest_due = $2::timestamptz + interval '1 hour' where agent_id = $1 and digest_due <= $2`,
    [agentId, tx.now],
  );

async function plan(tx: Tx, { agentId, due }: DueDigest): Promise<void> {
  const chosen = await preferencesOf(tx, agentId);
  const rhythm = { ...chosen, teamHours: await businessHoursOfAgentTeams(tx, agentId) };
  const quietUntil = await endOfQuiet(tx, agentId, chosen);
  const next = quietUntil ? heldDigest(rhythm, tx.now, quietUntil) : nextDigest(rhythm, tx.now);
  await tx.query(`update notification_preference set digest_due = $2 where agent_id = $1`, [agentId, next]);
  if (quietUntil) return;
  // Index `notification_awaits_mail`.
  const waiting = await tx.query(
    `select 1 from notification where agent_id = $1 and awaits_mail and read_at is null limit 1`,
    [agentId],
  );
  if (waiting.length > 0)
    await tx.job('mail-digest', { agentId, due: due.toISOString() }, { key: `mail-digest:${agentId}`, maxAttempts: 5 });
}
