import { z } from 'zod';
import { checkMessage } from './refusal-reasons.js';

const line = (max: number) => z.string().trim().max(max).default('');

const hour = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d)?$/, 'not a time of day')
  .default('');

/**
 * The data of the organisation that letters and templates use, and its rule for approving templates. An agent is asked for
 * empty values when a template needs them.
 */
export const Organisation = z.strictObject({
  name: line(120),
  /** The lines of the postal address. */
  address: line(400),
  mail: line(254),
  phone: line(40),
  /** The opening hours, such as `09:00` and `17:30`. */
  opensAt: hour,
  closesAt: hour,
  /** The time zone in which days begin and hours are written. */
  timeZone: z
    .string()
    .max(60)
    .refine(
      (zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC',
      checkMessage('not-a-time-zone'),
    )
    .default('Europe/Paris'),
  /** The number to call outside the opening hours. */
  emergency: line(120),
  /** The number of working days within which a reply is promised. */
  responseDays: z.number().int().min(1).max(365).nullable().default(null),
  /** The administrative court to which decisions can be appealed. */
  court: line(160),
  mediator: line(300),
  /** What the house publishes of itself: addresses, numbers and names, line by line. The disclosure check leaves them out. */
  published: line(20_000),
  /** Whether the agent who submitted a version of a template is refused its approval. */
  fourEyesApproval: z.boolean().default(false),
  /** Whether devices and mails that notify agents say the subjects of cases: never those of restricted cases and confidential teams. */
  subjectsInNotifications: z.boolean().default(false),
  /** A mail that answers one of a case, and whose sender cannot be verified, opens a case and suggests that one, or joins it with a mark. */
  unauthenticatedMail: z.enum(['suggest', 'thread']).default('suggest'),
  /** A session ends when its agent has done nothing for this time, and in any case some days after it was opened (ASVS 5.0 § 7.3). */
  sessionIdleMinutes: z.number().int().min(15).max(1440).default(480),
  sessionDays: z.number().int().min(1).max(30).default(7),
  /** How long a secret of a service account may be good, at most. */
  serviceSecretDays: z.number().int().min(1).max(730).default(365),
});
export type Organisation = z.infer<typeof Organisation>;
