import { z } from 'zod';
import { Attachment } from './attachments.js';
import { ChannelKind } from './channels.js';
import { Evidence, Handle } from './citizens.js';
import { Id, Instant, Language } from './primitives.js';
import { Because } from './routing.js';
import { CaseStatus, SlaTimerKind, SlaThreshold, Priority } from './status.js';
import { Provenance, TemplateUse } from './provenance.js';
import { TemplateValues } from './template-rendering.js';

export const Actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('agent'), id: Id, name: z.string() }),
  z.object({ kind: z.literal('citizen'), id: Id, name: z.string() }),
  z.object({ kind: z.literal('system'), name: z.string() }),
]);
export type Actor = z.infer<typeof Actor>;

/**
 * `scheduled`: inside its undo delay, or to be sent later. `canceled`: taken back before it was sent. `blocked`: waits for an
 * agent's decision. `queued`: due. `unknown`: the process died while sending, so it may have been sent.
 */
export const DeliveryStatus = z.enum([
  'scheduled',
  'canceled',
  'blocked',
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'failed',
  'unknown',
]);
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

export const Delivery = z.object({
  status: DeliveryStatus,
  reason: z.string().nullable(),
  at: Instant,
  /** When a scheduled message is sent, or a queued one is tried again. */
  dueAt: Instant.nullable(),
  attempts: z.number().int(),
  /** Where one message had several recipients and they fared differently. */
  recipients: z.array(z.object({ address: z.string(), status: DeliveryStatus, reason: z.string().nullable() })),
  /** It is blocked, and waits for an agent, when the citizen writes before it is sent. */
  cancelIfCitizenReplies: z.boolean().default(false),
});
export type Delivery = z.infer<typeof Delivery>;

/** Something unusual that the agent should know about a message. */
/** What the console says of a message in its own words. */
export const OwnFlag = z.enum([
  'automatic', // an auto-reply, a list or bulk mail, a no-reply sender
  'third-party', // sent by somebody who was not part of the case
  'several-senders',
  'no-sender',
  'date-odd', // the claimed date is before 1970 or in the future
  'text-only-fallback', // the HTML was too large or too deep to be shown safely
  'parts-hidden', // beyond a cap: see `hiddenParts`, the original has them all
  'text-differs', // the text and the HTML version say different things
  'encrypted',
  'signed',
  'recorded', // written down by an agent: a call, a visit, a letter
  'public', // the citizen wrote where everybody can read it
  'continued', // a copy by another channel of what the citizen has not seen
  'survey', // asks how it went
  'not-shown', // of a kind that we cannot show: the words say what it was
]);
export type OwnFlag = z.infer<typeof OwnFlag>;

/** What is said of a message: in the console's own words, or by a code of its channel's texts (see `reasonText`). */
export const Flag = z.union([OwnFlag, z.templateLiteral([z.string(), '.', z.string()])]);
export type Flag = z.infer<typeof Flag>;

const common = {
  id: Id,
  caseId: Id,
  /** 1, 2, 3… within the case, without gaps. */
  position: z.number().int(),
  /** The `version` of the case with which it came to lie there: higher than the one that was read, it is new to the reader. */
  caseVersion: z.number().int(),
  at: Instant,
  actor: Actor,
};

export const MessageEntry = z.object({
  ...common,
  kind: z.literal('message'),
  direction: z.enum(['in', 'out']),
  channel: ChannelKind,
  channelAccountId: Id,
  from: Handle.nullable(),
  to: z.array(Handle),
  cc: z.array(Handle),
  subject: z.string().nullable(),
  /** The whole plain text. Empty string: the message has none, and the screen says so. */
  text: z.string(),
  /** How `text` divides, in order; joined, the pieces equal `text`. */
  segments: z.array(z.object({ kind: z.enum(['visible', 'signature', 'quoted']), text: z.string() })),
  /**
   * Sanitised. Remote images are `<img data-remote="n">` without `src`: `GET /cases/:caseId/entries/:id/images/n`
   * fetches one when the agent asks. Inline images have `src="/api/v1/attachments/<id>?inline=1"`. A quoted tail is
   * inside `<div data-quoted>`.
   */
  html: z.string().nullable(),
  remoteImages: z.number().int(),
  attachments: z.array(Attachment),
  /** As the sender claims, never used for order; null: none, or unreadable. */
  claimedAt: Instant.nullable(),
  flags: z.array(Flag),
  hiddenParts: z.number().int(),
  /** Inbound: the original can be downloaded at `GET /cases/:caseId/entries/:id/original`. */
  hasOriginal: z.boolean(),
  delivery: Delivery.nullable(),
  /** Set where the message lies in another case than it came to, and the reader may see that one. */
  movedFrom: z.object({ caseId: Id, reference: z.string() }).nullable().default(null),
  /** The template that an answer was made from. */
  provenance: Provenance.nullable().default(null),
});
export type MessageEntry = z.infer<typeof MessageEntry>;

export const NoteEntry = z.object({
  ...common,
  kind: z.literal('note'),
  text: z.string(),
  mentions: z.array(Id),
});

/** When it happened, as the provider says. */
const reportedAt = Instant.nullable();

/** Another case that a activity tells of; null for whoever may not see it. */
const otherCase = { caseId: Id.nullable(), reference: z.string().nullable() };

/** What happened to the case itself, told in one line. */
export const ActivityEntry = z.object({
  ...common,
  kind: z.literal('activity'),
  activity: z.discriminatedUnion('type', [
    z.object({ type: z.literal('opened') }),
    z.object({ type: z.literal('status'), from: CaseStatus, to: CaseStatus, snoozeUntil: Instant.nullable() }),
    z.object({
      type: z.literal('assigned'),
      from: z.string().nullable(),
      to: z.string().nullable(),
      toId: Id.nullable(),
      because: Because.optional(),
    }),
    z.object({
      type: z.literal('team'),
      from: z.string(),
      to: z.string(),
      because: Because.optional(),
    }),
    /** Rules that a new case went through, by their names, and what they made of it. */
    z.object({
      type: z.literal('routed'),
      rules: z.array(z.string()),
      team: z.string().nullable(),
      caseType: z.string().nullable(),
      priority: Priority.nullable(),
      tags: z.array(z.string()),
    }),
    z.object({ type: z.literal('case-type'), from: z.string().nullable(), to: z.string().nullable() }),
    z.object({ type: z.literal('language'), from: z.string().nullable(), to: z.string().nullable() }),
    /** A target is near, or missed. */
    z.object({ type: z.literal('sla-threshold'), timer: SlaTimerKind, threshold: SlaThreshold, dueAt: Instant }),
    /** The citizen was asked how it went. */
    z.object({ type: z.literal('survey-sent'), channel: ChannelKind }),
    z.object({ type: z.literal('priority'), from: z.string(), to: z.string() }),
    z.object({ type: z.literal('tags'), added: z.array(z.string()), removed: z.array(z.string()) }),
    z.object({ type: z.literal('subject'), from: z.string(), to: z.string() }),
    /** A mail that claims to belong to another case without proof. */
    z.object({ type: z.literal('link-suggested'), ...otherCase, reason: z.string() }),
    z.object({ type: z.literal('linked'), ...otherCase }),
    z.object({ type: z.literal('link-dismissed'), ...otherCase }),
    /** A provider's word on one of our messages. */
    z.object({
      type: z.literal('receipt'),
      entryId: Id,
      status: DeliveryStatus,
      recipient: z.string().nullable(),
      reason: z.string().nullable(),
    }),
    z.object({ type: z.literal('canceled'), entryId: Id }),
    /** `emoji` null: taken back. `by` is who did it. */
    z.object({ type: z.literal('reaction'), entryId: Id, emoji: z.string().nullable(), by: z.string(), reportedAt }),
    /** What the sender made of their message afterwards. */
    z.object({ type: z.literal('edited'), entryId: Id, text: z.string(), reportedAt }),
    z.object({ type: z.literal('deleted'), entryId: Id, reportedAt }),
    /** The citizen said STOP, or START again, on one channel account. */
    z.object({
      type: z.literal('consent'),
      channel: ChannelKind,
      address: z.string(),
      given: z.boolean(),
      word: z.string(),
    }),
    /** Entries that went to another case, or came from one, and the way back. */
    z.object({
      type: z.literal('moved'),
      moveId: Id,
      how: z.enum(['moved', 'split', 'merged']),
      direction: z.enum(['out', 'in']),
      ...otherCase,
      count: z.number().int(),
    }),
    z.object({ type: z.literal('move-undone'), moveId: Id, ...otherCase }),
    /** The case is about somebody else than it seemed. */
    z.object({ type: z.literal('citizen'), from: z.string().nullable(), to: z.string() }),
    /** Two persons are one, or are two again. Names as they were. */
    z.object({
      type: z.literal('citizen-merged'),
      mergeId: Id,
      name: z.string(),
      other: z.string(),
      reason: z.string(),
    }),
    z.object({ type: z.literal('citizen-unmerged'), mergeId: Id, name: z.string(), other: z.string() }),
    /** Two persons are not one, whatever suggests it; or may be, after all. */
    z.object({ type: z.literal('citizen-distinct'), name: z.string(), other: z.string() }),
    z.object({ type: z.literal('citizen-distinct-undone'), name: z.string(), other: z.string() }),
    z.object({ type: z.literal('citizen-renamed'), from: z.string(), to: z.string() }),
    /** An address is the person's, or is not. */
    z.object({ type: z.literal('handle-added'), address: z.string(), evidence: Evidence }),
    z.object({ type: z.literal('handle-detached'), address: z.string(), reason: z.string() }),
  ]),
});

export const Entry = z.discriminatedUnion('kind', [MessageEntry, NoteEntry, ActivityEntry]);
export type Entry = z.infer<typeof Entry>;
export type NoteEntry = z.infer<typeof NoteEntry>;
export type ActivityEntry = z.infer<typeof ActivityEntry>;
export type Activity = ActivityEntry['activity'];

export const TimelineQuery = z.object({
  after: z.coerce.number().int().min(0).optional(),
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type TimelineQuery = z.infer<typeof TimelineQuery>;

/** `nextCursor` is the position to pass as `after` (or `before`, when that was given). */
export const Timeline = z.object({ items: z.array(Entry), nextCursor: z.string().nullable(), total: z.number().int() });
export type Timeline = z.infer<typeof Timeline>;

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

export const PostNote = z.strictObject({
  text: z.string().trim().min(1).max(50_000),
  mentions: z.array(Id).max(50).default([]),
});
export type PostNote = z.infer<typeof PostNote>;

export const Draft = z.object({
  mode: z.enum(['reply', 'note']).default('reply'),
  text: z.string().max(500_000),
  html: z.string().max(1_000_000).nullable().default(null),
  attachmentIds: z.array(Id).max(20).default([]),
  /** By which way it was being written. */
  via: z.object({ channelAccountId: Id, to: z.string().max(320) }).nullish(),
  template: TemplateUse.nullish(),
});
export type Draft = z.infer<typeof Draft>;
export const SavedDraft = Draft.extend({ updatedAt: Instant }).nullable();
export type SavedDraft = z.infer<typeof SavedDraft>;
