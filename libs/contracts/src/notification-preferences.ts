import { z } from 'zod';
import type { NotificationTopic } from './notification-topics.js';
import { Instant } from './primitives.js';

/** The ways by which an agent is alerted: in an open console, and on their devices. The list of the console has all in any case. */
export const NotificationWay = z.enum(['console', 'device']);
export type NotificationWay = z.infer<typeof NotificationWay>;

const Ways = z.strictObject({ console: z.boolean(), device: z.boolean() });
export type NotificationWays = z.infer<typeof Ways>;

const EVERY_WAY: NotificationWays = { console: true, device: true };

/** By which ways an agent is alerted to each topic: of what concerns the security of their account, by the console in any case. */
export const NotificationChoices = z.strictObject({
  'citizen-replied': Ways.default(EVERY_WAY),
  assigned: Ways.default(EVERY_WAY),
  mentioned: Ways.default(EVERY_WAY),
  deadline: Ways.default(EVERY_WAY),
  'delivery-failed': Ways.default(EVERY_WAY),
  approval: Ways.default({ console: true, device: false }),
  // Mails of their own tell of what is urgent in it.
  security: Ways.extend({ console: z.literal(true) }).default({ console: true, device: true }),
} satisfies Record<NotificationTopic, z.ZodType<NotificationWays>>);
export type NotificationChoices = z.infer<typeof NotificationChoices>;

const TimeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
  .meta({ examples: ['19:00'] });

/**
 * When only the list of the console tells of anything: from one time of the day to another, and on whole days (1: Monday); and, as the
 * product knows it, while nobody is open or the agent is absent.
 */
export const QuietHours = z.strictObject({
  /** Whether the times and days hold. */
  enabled: z.boolean(),
  /** Where it is after `to`, they last over midnight; where both are the same, there are none but the whole days. */
  from: TimeOfDay,
  to: TimeOfDay,
  days: z.array(z.number().int().min(1).max(7)).max(7),
  /** While none of the agent's teams is open. Whoever is in no team is quiet by this never. */
  outsideTeamHours: z.boolean().default(false),
  whileAbsent: z.boolean().default(false),
});
export type QuietHours = z.infer<typeof QuietHours>;

/** When unread notifications reach an agent by mail: all of them in one, and none where nothing is unread. */
export const MailDigest = z.strictObject({
  /** `daily`: on days on which a team of theirs works. `away`: at each full hour, while they are not at the console. */
  when: z.enum(['never', 'daily', 'away']),
  /** When a daily one is sent. */
  at: TimeOfDay,
});
export type MailDigest = z.infer<typeof MailDigest>;

const USUAL_QUIET = { enabled: false, from: '19:00', to: '07:30', days: [6, 7] };

/** What an agent has chosen, or what is so for whoever has chosen nothing. */
export const NotificationPreferences = z.strictObject({
  choices: NotificationChoices.default(NotificationChoices.parse({})),
  /** Whether an open console plays a sound. */
  sound: z.boolean().default(false),
  quiet: QuietHours.default({ ...USUAL_QUIET, outsideTeamHours: false, whileAbsent: false }),
  digest: MailDigest.default({ when: 'never', at: '08:00' }),
});
export type NotificationPreferences = z.infer<typeof NotificationPreferences>;

/** `PUT /notifications/preferences`. What came later stays as it is for a client that does not know of it. */
export const SaveNotificationPreferences = NotificationPreferences.extend({
  quiet: QuietHours.extend({
    outsideTeamHours: z.boolean().optional(),
    whileAbsent: z.boolean().optional(),
  }).default(USUAL_QUIET),
  digest: MailDigest.optional(),
});
export type SaveNotificationPreferences = z.infer<typeof SaveNotificationPreferences>;

/** `GET /notifications/preferences` */
export const OwnNotificationPreferences = NotificationPreferences.extend({
  /** Until then only the list of the console tells of anything, as in quiet hours. */
  pausedUntil: Instant.nullable(),
  /** In which the quiet hours are meant: that of the organisation. */
  timeZone: z.string(),
  /** Whether devices and mails say the subjects of cases: the organisation has chosen so. */
  subjects: z.boolean(),
});
export type OwnNotificationPreferences = z.infer<typeof OwnNotificationPreferences>;

/** `PUT /notifications/pause`: until when nothing but the list tells of anything, at most a week; null: no longer. */
export const PauseNotifications = z.strictObject({ until: Instant.nullable() });
export type PauseNotifications = z.infer<typeof PauseNotifications>;
