import { isDeepStrictEqual } from 'node:util';
import type { MailDigest } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { preferencesOf } from '../preferences/notification-preferences.js';
import { businessHoursOfAgentTeams } from '../preferences/business-hours-of-agent-teams.js';
import { nextDigest } from './next-digest.js';

/**
 * Saves when an agent, who has a row of preferences, is mailed. What they choose anew begins with what comes from now on: nobody gets
 * a mail of all that has ever been left unread. Index `notification_awaits_mail`.
 */
export async function saveDigestSchedule(tx: Tx, agentId: string, digest: MailDigest): Promise<void> {
  const { digest: before, timeZone } = await preferencesOf(tx, agentId);
  if (isDeepStrictEqual(before, digest)) return;
  const due = nextDigest({ digest, timeZone, teamHours: await businessHoursOfAgentTeams(tx, agentId) }, tx.now);
  await tx.query(`update notification_preference set digest = $2, digest_due = $3 where agent_id = $1`, [
    ...[agentId, JSON.stringify(digest), due],
  ]);
  if (!due)
    await tx.query(
      `update notification set awaits_mail = false where agent_id = $1 and awaits_mail and read_at is null`,
      [agentId],
    );
}
