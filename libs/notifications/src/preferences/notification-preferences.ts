import { organisationOf } from '@guichet/access';
import {
  MailDigest,
  NotificationChoices,
  NotificationPreferences,
  NotificationTopic,
  QuietHours,
  type NotificationPreferences as Preferences,
  type Notifications,
  type OwnNotificationPreferences,
} from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { endOfQuiet } from './end-of-quiet-of-agent.js';

interface Row {
  choices: Readonly<Record<string, unknown>> | null;
  sound: boolean;
  quiet: unknown;
  digest: unknown;
  pausedUntil: Date | null;
}

/** Returns what an agent has chosen, or what is so for whoever has chosen nothing. Primary key of `notification_preference`. */
export async function preferencesOf(reader: Reader, agentId: string): Promise<OwnNotificationPreferences> {
  const [row] = await reader.query<Row>(
    `select choices, sound, quiet, digest, paused_until as "pausedUntil" from notification_preference where agent_id = $1`,
    [agentId],
  );
  const pausedUntil = row?.pausedUntil ?? null;
  const { timeZone, subjectsInNotifications } = await organisationOf(reader);
  const isPaused = pausedUntil !== null && pausedUntil > reader.now;
  return {
    ...asUnderstood(row),
    pausedUntil: isPaused ? pausedUntil.toISOString() : null,
    timeZone,
    subjects: subjectsInNotifications,
  };
}

/** What another version of the product has stored must keep nobody from their settings: what is not understood is as usual. */
function asUnderstood(row: Row | undefined): Preferences {
  const usual = NotificationPreferences.parse({});
  let { choices } = usual;
  for (const topic of NotificationTopic.options)
    choices = NotificationChoices.safeParse({ ...choices, [topic]: row?.choices?.[topic] }).data ?? choices;
  return {
    choices,
    sound: row?.sound ?? usual.sound,
    quiet: QuietHours.safeParse(row?.quiet).data ?? usual.quiet,
    digest: MailDigest.safeParse(row?.digest).data ?? usual.digest,
  };
}

/** Returns how an open console may draw the attention of an agent now. */
export async function alertsOf(reader: Reader, agentId: string): Promise<Notifications['alerts']> {
  const chosen = await preferencesOf(reader, agentId);
  if (await endOfQuiet(reader, agentId, chosen)) return 'none';
  return chosen.sound ? 'sound' : 'silent';
}
