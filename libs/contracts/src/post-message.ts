import { z } from 'zod';
import { Id, Instant, Language } from './primitives.js';
import { TemplateValues } from './template-rendering.js';

const NewMessage = z.strictObject({
  channelAccountId: Id.optional(),
  to: z.array(z.string().trim().min(1).max(320)).min(1).max(50).optional(),
  cc: z.array(z.string().trim().min(1).max(320)).max(50).optional(),
  subject: z.string().trim().max(250).optional(),
  /** May be left out with `templateId`: then it is what the template says. */
  text: z.string().max(500_000).default(''),
  html: z.string().max(1_000_000).optional(),
  attachmentIds: z.array(Id).max(20).default([]),
  sendAt: Instant.optional(),
  /** It is blocked, and waits for an agent, when the citizen writes before it is sent. */
  cancelIfCitizenReplies: z.boolean().optional(),
  templateId: Id.optional(),
  /** The version that was read; by default the approved one. */
  templateNumber: z.number().int().optional(),
  language: Language.optional(),
  /** What was filled in, by variable. */
  values: TemplateValues.optional(),
  replyPageId: Id.optional(),
  /** Keys of the findings that the agent has acknowledged. With it, any other finding of a check refuses the reply. */
  acknowledged: z.array(z.string().max(400)).max(100).optional(),
  /** A message approved by the provider, for when its window is closed. `text` is then made from it. */
  providerTemplate: z
    .strictObject({
      name: z.string().max(512),
      language: z.string().max(20),
      values: z.array(z.string().trim().min(1).max(1024)).max(20),
    })
    .optional(),
});

type NewMessage = z.infer<typeof NewMessage>;

/** `POST /cases/:id/messages`. The account may also be named by `channelId`, a shorter name for `channelAccountId`. */
export const PostMessage = NewMessage.extend({ channelId: Id.optional() }).transform(
  ({ channelId, ...message }): NewMessage =>
    channelId === undefined ? message : { channelAccountId: channelId, ...message },
);

export type PostMessage = z.infer<typeof PostMessage>;
