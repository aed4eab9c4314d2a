import { z } from 'zod';
import { Day } from './calendars.js';
import { ChannelKind } from './channels.js';
import { Handle } from './citizens.js';
import { DeliveryStatus } from './deliveries.js';
import { DisclosureFinding } from './disclosure-check.js';
import { Id, Instant, Language, Line } from './primitives.js';
import { StartSideConversation } from './side-conversations.js';

/** How one of the two messages of a transmission stands. */
const Side = z.object({ status: DeliveryStatus, reason: z.string().nullable() });

/**
 * A request that came to the wrong administration was passed on to the competent one, and the citizen told so: it is done once both
 * messages have left.
 */
export const Transmission = z.object({
  id: Id,
  authority: z.string(),
  contact: z.string(),
  /** The day that the citizen is told. */
  passedOn: Day,
  by: z.string(),
  at: Instant,
  /** Null: one of the messages has not left, or has not arrived. */
  doneAt: Instant.nullable(),
  /** The message to the administration, in a side conversation; null: the request was handed over otherwise, by post for example. */
  forward: Side.extend({ sideConversationId: Id, messageId: Id }).nullable(),
  /** The message to the citizen. */
  notice: Side.extend({ entryId: Id }),
});
export type Transmission = z.infer<typeof Transmission>;

const Forward = z.discriminatedUnion('how', [
  StartSideConversation.omit({ acknowledged: true }).extend({ how: z.literal('mail') }),
  /** The agents hand it over by other means, on this day: today where none is named. */
  z.strictObject({ how: z.literal('outside'), on: Day.optional() }),
]);

/** `POST /cases/:id/transmissions/preview`: both messages are made, and neither is sent. */
export const PreviewTransmission = z.strictObject({
  /** The competent administration, as the citizen is told of it. */
  authority: Line(200),
  /** How the citizen reaches it. */
  contact: z.string().trim().max(300).default(''),
  forward: Forward,
  /** By which account the citizen is told, and where; by default as a reply to them goes. */
  channelAccountId: Id.optional(),
  to: z.array(z.string().trim().min(1).max(320)).min(1).max(50).optional(),
  language: Language.optional(),
});
export type PreviewTransmission = z.infer<typeof PreviewTransmission>;

const Acknowledged = z.array(z.string().max(400)).max(100).default([]);

/** `POST /cases/:id/transmissions`. What was found in either message is acknowledged for that one alone. */
export const PostTransmission = PreviewTransmission.extend({
  /** Whether the case is closed once both messages have left; else it waits. */
  closes: z.boolean().default(true),
  acknowledged: z.strictObject({ forward: Acknowledged, notice: Acknowledged }).default({ forward: [], notice: [] }),
});
export type PostTransmission = z.infer<typeof PostTransmission>;

const PreviewedMessage = z.object({
  channel: ChannelKind,
  channelName: z.string(),
  to: z.array(Handle),
  subject: z.string(),
  text: z.string(),
  /** What the disclosure check found in it. */
  findings: z.array(DisclosureFinding),
});

export const TransmissionPreview = z.object({
  /** `quoted` stands below its text. */
  forward: PreviewedMessage.extend({ quoted: z.string() }).nullable(),
  notice: PreviewedMessage,
});
export type TransmissionPreview = z.infer<typeof TransmissionPreview>;

/** The administrations to which colleagues have passed requests on, in the cases that the agent sees: the latest first. */
export const Authorities = z.object({
  items: z.array(z.object({ authority: z.string(), contact: z.string(), to: z.array(Handle) })),
});
export type Authorities = z.infer<typeof Authorities>;
