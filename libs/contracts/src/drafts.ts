import { z } from 'zod';
import { Id, Instant, Language } from './primitives.js';
import { LONGEST_ADDRESS, MOST_ADDRESSES } from './recipient-limits.js';
import { TemplateUse } from './reply-provenance.js';

const Addresses = z.array(z.string().max(LONGEST_ADDRESS)).max(MOST_ADDRESSES);

/** To whom a reply is to go, once the agent has changed what the case proposes. */
export const DraftEnvelope = z.strictObject({
  channelAccountId: Id.optional(),
  to: Addresses,
  cc: Addresses,
  /** Who is to get it without the others knowing. */
  bcc: Addresses,
  subject: z.string().max(250).optional(),
});
export type DraftEnvelope = z.infer<typeof DraftEnvelope>;

/** How much of each sentence is kept in a draft, and of how many: enough to know them again. */
export const ownSentenceLimits = { characters: 100, sentences: 100 } as const;

export const DraftMode = z.enum(['reply', 'note']).default('reply');
export type DraftMode = z.infer<typeof DraftMode>;

export const Draft = z.strictObject({
  /** A reply and a note of one agent in one case are two drafts. */
  mode: DraftMode,
  text: z.string().max(500_000),
  html: z.string().max(1_000_000).nullable().default(null),
  attachmentIds: z.array(Id).max(20).default([]),
  /** Those of the attachments that are to leave as links, though the channel takes files. */
  asLinkIds: z.array(Id).max(20).optional(),
  /** The route by which the reply was to be sent. */
  via: z.strictObject({ channelAccountId: Id, to: z.string().max(320) }).nullish(),
  envelope: DraftEnvelope.nullish(),
  template: TemplateUse.nullish(),
  /** The language that was chosen for a reply without a template, in which it is signed. */
  language: Language.optional(),
  /** The beginnings of the agent's own sentences that are in another language than the reply, whose language was changed. */
  ownSentences: z
    .array(z.strictObject({ language: Language, text: z.string().max(ownSentenceLimits.characters) }))
    .max(ownSentenceLimits.sentences)
    .optional(),
  /** The agents whom a note mentions, each with what stands for them behind an `@` in its text. */
  mentions: z
    .array(z.strictObject({ id: Id, label: z.string().max(300) }))
    .max(50)
    .default([]),
});

export type Draft = z.infer<typeof Draft>;

/**
 * When the draft was saved that is to be replaced, as `updatedAt` says; `nothing`: there was none. A draft that was saved since, as in another
 * window, is not replaced, but refused with `draft-saved-elsewhere`. Without it, any draft is replaced.
 */
export const DraftToReplace = z.strictObject({ replaces: z.union([Instant, z.literal('nothing')]).optional() });
export type DraftToReplace = z.infer<typeof DraftToReplace>;

/** Which draft is to be deleted: that of the reply, or that of the note. */
export const DraftToDelete = DraftToReplace.extend({ mode: DraftMode });

/** When a draft was saved; null: it was empty, and there is none. */
export const DraftSaved = z.strictObject({ updatedAt: Instant.nullable() });
export type DraftSaved = z.infer<typeof DraftSaved>;

export const SavedDraft = Draft.extend({ updatedAt: Instant }).nullable();
export type SavedDraft = z.infer<typeof SavedDraft>;
