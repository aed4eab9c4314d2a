import { z } from 'zod';
import { Id, Instant, Language } from './primitives.js';
import { BlockVersionIds } from './shared-blocks.js';
import { LONGEST_ADDRESS, MOST_ADDRESSES } from './recipient-limits.js';
import { TemplateValues } from './template-variables-and-rendering.js';

const Addresses = z.array(z.string().trim().min(1).max(LONGEST_ADDRESS)).max(MOST_ADDRESSES);

const NewMessage = z.strictObject({
  channelAccountId: Id.optional(),
  to: Addresses.min(1).optional(),
  cc: Addresses.optional(),
  /** Who gets it without the others knowing. */
  bcc: Addresses.optional(),
  subject: z.string().trim().max(250).optional(),
  /** It may be left out with `templateId`: the text is then the template's. */
  text: z.string().max(500_000).default(''),
  html: z.string().max(1_000_000).optional(),
  attachmentIds: z.array(Id).max(20).default([]),
  /** Those of the attachments that leave as links, though the channel takes files: they are too large for it together. */
  asLinkIds: z.array(Id).max(20).optional(),
  sendAt: Instant.optional(),
  /** The message is blocked until an agent decides, when the citizen writes before it is sent. */
  cancelIfCitizenReplies: z.boolean().optional(),
  templateId: Id.optional(),
  /** The number of the template's version that the agent has read; by default the approved one is used. */
  templateNumber: z.number().int().optional(),
  /** The versions of its blocks that the agent has read; by default those in use. */
  templateBlocks: BlockVersionIds.optional(),
  language: Language.optional(),
  /** The values that the agent has filled in, by the names of their variables. */
  values: TemplateValues.optional(),
  replyPageId: Id.optional(),
  /** The turn of a shared draft in which it was written: the draft is shared no more once it is sent. */
  sharedTurnId: Id.optional(),
  /** Keys of the findings that the agent has acknowledged. Every reply is checked, and refused for any other finding; without it, for each. */
  acknowledged: z.array(z.string().max(400)).max(100).optional(),
  /**
   * A message approved by the provider, which may be sent when its window for free text is closed. `text` is then made from it.
   * It takes no files but the one that it begins with; those of `templateId` stay out where `text` is given.
   */
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
