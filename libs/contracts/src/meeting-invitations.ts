import { z } from 'zod';
import { Weekday } from './calendars.js';

/**
 * When a meeting begins or ends: a moment (ISO 8601 in UTC), a whole day (`2026-11-05`), or a time of the place where it is,
 * whose zone nobody has said (`2026-11-05T14:00`).
 */
export const InvitationTime = z.object({ kind: z.enum(['moment', 'day', 'local']), time: z.string() });
export type InvitationTime = z.infer<typeof InvitationTime>;

/** How a meeting repeats, as far as a sentence can say it. */
export const Recurrence = z.object({
  every: z.enum(['day', 'week', 'month', 'year']),
  /** 1 or more: every second week is 2. */
  interval: z.number().int(),
  /** The days of a week, where the rule names them. */
  weekdays: z.array(Weekday),
  /** How often it takes place in all, or until when; null: without an end. */
  count: z.number().int().nullable(),
  until: InvitationTime.nullable(),
  /** The rule says more than this, such as "on the last Friday"; the file has it. */
  partial: z.boolean(),
});
export type Recurrence = z.infer<typeof Recurrence>;

/** What an invited person answers. */
export const InvitationAnswer = z.enum(['accepted', 'declined', 'tentative']);
export type InvitationAnswer = z.infer<typeof InvitationAnswer>;

/** What a mail says of a meeting, in a part `text/calendar` (RFC 5545, RFC 5546). All of it is the sender's word. */
export const Invitation = z.object({
  /** An invitation, its cancellation, the answer of an invited person, or an event that is only made known. */
  method: z.enum(['request', 'cancel', 'reply', 'publish']),
  summary: z.string(),
  start: InvitationTime,
  end: InvitationTime.nullable(),
  location: z.string(),
  organizer: z.object({ name: z.string(), address: z.string() }).nullable(),
  recurrence: Recurrence.nullable(),
  /** Of a `reply`: who answered, and what. */
  answer: z.object({ name: z.string(), status: InvitationAnswer }).nullable(),
  /** By which the messages on one meeting are known, with the organiser; empty where the file names none. */
  uid: z.string().default(''),
  /** How often the organiser has changed the meeting. */
  sequence: z.number().int().default(0),
  /** Of a series, the one meeting that it is about; null: all of them. */
  recurrenceId: InvitationTime.nullable().default(null),
  /** Of a `request`: our address that is invited, as the file writes it. Null: nobody here can answer. */
  attendee: z.string().nullable().default(null),
});
export type Invitation = z.infer<typeof Invitation>;

/** `POST /cases/:id/messages/:entryId/answer`. */
export const AnswerInvitation = z.strictObject({ status: InvitationAnswer });
export type AnswerInvitation = z.infer<typeof AnswerInvitation>;
