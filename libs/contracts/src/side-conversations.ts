import { z } from 'zod';
import { Attachment } from './attachments.js';
import { Handle } from './citizens.js';
import { Delivery } from './deliveries.js';
import { Flag } from './message-flags.js';
import { Id, Instant } from './primitives.js';

/** `waiting`: for the people who were asked · `answered`: it is our turn · `closed`: nothing more is expected. */
export const SideConversationState = z.enum(['waiting', 'answered', 'closed']);
export type SideConversationState = z.infer<typeof SideConversationState>;

/** A message of a side conversation. Neither the citizen nor what is written to them ever contains it. */
export const SideMessage = z.object({
  id: Id,
  direction: z.enum(['in', 'out']),
  at: Instant,
  /** The agent who wrote it, or the name of the sender. */
  author: z.string(),
  from: Handle.nullable(),
  to: z.array(Handle),
  cc: z.array(Handle),
  /** What was written, without what a mail program has quoted. */
  text: z.string(),
  /** What was quoted below it; empty where nothing was. */
  quoted: z.string(),
  attachments: z.array(Attachment),
  flags: z.array(Flag),
  delivery: Delivery.nullable(),
});
export type SideMessage = z.infer<typeof SideMessage>;

/** A correspondence about a case with somebody else than its citizen: another service, an elected official, a contractor. */
export const SideConversation = z.object({
  id: Id,
  subject: z.string(),
  recipients: z.array(Handle),
  state: SideConversationState,
  /** Since when it is in this state. */
  since: Instant,
  startedBy: z.string(),
  /** Oldest first. */
  messages: z.array(SideMessage),
});
export type SideConversation = z.infer<typeof SideConversation>;

export const SideConversations = z.object({ items: z.array(SideConversation) });

const content = {
  text: z.string().trim().min(1).max(500_000),
  /** Files that the agent has uploaded. */
  attachmentIds: z.array(Id).max(20).default([]),
  /** Files of this case that are sent on. */
  forwardedIds: z.array(Id).max(20).default([]),
  /** Keys of the findings that the agent has acknowledged. */
  acknowledged: z.array(z.string().max(400)).max(100).default([]),
};

/** `POST /cases/:id/side-conversations`. What is quoted stands below the text, as the case has it when the message is written. */
export const StartSideConversation = z.strictObject({
  to: z.array(z.string().trim().min(1).max(320)).min(1).max(20),
  subject: z.string().trim().min(1).max(250),
  ...content,
  quote: z
    .discriminatedUnion('what', [
      z.strictObject({ what: z.literal('nothing') }),
      z.strictObject({ what: z.literal('message'), entryId: Id }),
      /** All messages that were exchanged with the citizen; no note. */
      z.strictObject({ what: z.literal('history') }),
    ])
    .default({ what: 'nothing' }),
});
export type StartSideConversation = z.infer<typeof StartSideConversation>;

export const PostSideMessage = z.strictObject(content);
export type PostSideMessage = z.infer<typeof PostSideMessage>;

export const UpdateSideConversation = z.strictObject({ isClosed: z.boolean() });
export type UpdateSideConversation = z.infer<typeof UpdateSideConversation>;

/** Whom colleagues have asked before, in the cases that the agent sees: the latest first. */
export const SideRecipients = z.object({ items: z.array(Handle) });
