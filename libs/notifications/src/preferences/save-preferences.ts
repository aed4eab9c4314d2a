import type { Principal } from '@guichet/access';
import {
  NotificationPreferences,
  type OwnNotificationPreferences,
  type SaveNotificationPreferences,
} from '@guichet/contracts';
import { NotificationPreference, type Tx } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import { reschedulePushes } from '../push/plan-pushes.js';
import { saveDigestSchedule } from '../digest/save-digest-schedule.js';
import { preferencesOf } from './notification-preferences.js';

const LONGEST_PAUSE_MS = 7 * 86_400_000;

/** Saves what an agent has chosen for themselves. A pause stays as it is, and what a client leaves out that came later. */
export async function savePreferences(
  tx: Tx,
  who: Principal,
  { choices, sound, quiet: hours, digest }: SaveNotificationPreferences,
): Promise<OwnNotificationPreferences> {
  const { quiet: before } = await preferencesOf(tx, who.id);
  const quiet = {
    ...hours,
    days: [...new Set(hours.days)].sort(),
    outsideTeamHours: hours.outsideTeamHours ?? before.outsideTeamHours,
    whileAbsent: hours.whileAbsent ?? before.whileAbsent,
  };
  await tx.repo(NotificationPreference).upsert({ agentId: who.id, choices, sound, quiet }, ['agentId']);
  if (digest) await saveDigestSchedule(tx, who.id, digest);
  return changed(tx, who);
}

/**
 * Has an agent told by nothing but the list of the console until a moment, or no longer (null).
 *
 * @throws Failure `invalid-request` for more than a week.
 */
export async function pauseNotifications(
  tx: Tx,
  who: Principal,
  until: string | null,
): Promise<OwnNotificationPreferences> {
  const end = until === null ? null : new Date(until);
  if (end && end.getTime() - tx.now.getTime() > LONGEST_PAUSE_MS) throw wrongField('until', 'too-long-a-pause');
  const { choices, sound, quiet } = NotificationPreferences.parse({});
  // Whoever has chosen something keeps it as it is stored, also what this version does not understand.
  await tx.query(
    `insert into notification_preference (agent_id, choices, sound, quiet, paused_until) values ($1, $2, $3, $4, $5)
     on conflict (agent_id) do update set paused_until = excluded.paused_until`,
    [who.id, JSON.stringify(choices), sound, JSON.stringify(quiet), end],
  );
  return changed(tx, who);
}

/** What waits for the end of quiet hours may wait for another end now. */
async function changed(tx: Tx, who: Principal): Promise<OwnNotificationPreferences> {
  tx.publish('notification-preferences.changed', { agentId: who.id }, { agentId: who.id });
  await reschedulePushes(tx, who.id);
  return preferencesOf(tx, who.id);
}
