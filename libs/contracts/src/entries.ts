import { z } from 'zod';
import { Attachment } from './attachments.js';
import { Authentication } from './sender-authentication.js';
import { ChannelKind } from './channels.js';
import { CitizenSummary, Handle } from './citizens.js';
import { Invitation } from './meeting-invitations.js';
import { Id, Instant } from './primitives.js';
import { Provenance } from './reply-provenance.js';
import { Delivery } from './deliveries.js';
import { Flag } from './message-flags.js';
import { MessageSignature } from './smime-and-openpgp-signatures.js';
import { SpamVerdict } from './spam-verdict.js';
import { SurveyScore } from './surveys.js';
import { entryFields } from './entry-fields.js';
import { ActivityEntry } from './activities.js';

export const MessageEntry = z.object({
  ...entryFields,
  kind: z.literal('message'),
  direction: z.enum(['in', 'out']),
  channel: ChannelKind,
  channelAccountId: Id,
  from: Handle.nullable(),
  to: z.array(Handle),
  cc: z.array(Handle),
  /** Who got it without the others knowing: agents alone see that. */
  bcc: z.array(Handle).optional(),
  subject: z.string().nullable(),
  /** The whole plain text. It is empty where the message has none, which the screen says. */
  text: z.string(),
  /** The pieces of `text` in their order; joined, they equal `text`. */
  segments: z.array(z.object({ kind: z.enum(['visible', 'signature', 'quoted']), text: z.string() })),
  /**
   * Sanitised. Remote images are `<img data-remote="n">` without `src`: `GET /cases/:caseId/entries/:id/images/n`
   * fetches one when the agent asks. Inline images have `src="/api/v1/attachments/<id>?inline=1"`. A quoted tail is
   * inside `<div data-quoted>`.
   */
  html: z.string().nullable(),
  remoteImages: z.number().int(),
  attachments: z.array(Attachment),
  /** The meeting that a mail is about. */
  invitation: Invitation.nullable().default(null),
  /** Who really wrote it; null where nobody checks. */
  authentication: Authentication.nullable().default(null),
  /** The signature inside a mail; null where there is none, or where nobody has judged it. */
  signature: MessageSignature.nullable().default(null),
  /** Who took it for spam; null where nobody did. */
  spam: SpamVerdict.nullable().default(null),
  /** The date that the sender claims, which never decides on the order; null where there is none that can be read. */
  claimedAt: Instant.nullable(),
  flags: z.array(Flag),
  /** The score of a message that is the response to a survey. */
  surveyScore: SurveyScore.nullable().default(null),
  hiddenParts: z.number().int(),
  /** Whether the original can be downloaded at `GET /cases/:caseId/entries/:id/original`; only messages that were received have one. */
  hasOriginal: z.boolean(),
  delivery: Delivery.nullable(),
  /** Set where the message was moved here from another case, and the reader may see that case. */
  movedFrom: z.object({ caseId: Id, reference: z.string() }).nullable().default(null),
  /** The citizen of the case from which the message was moved here; undefined: it was not, or that case has none. */
  citizen: CitizenSummary.optional(),
  /** Who wrote it as an agent says, where its flag is `sender-uncertain`; undefined: nobody has said it, or it was taken back. */
  senderNamed: z.object({ citizen: CitizenSummary, by: z.string(), at: Instant }).optional(),
  /** The template that a reply was made from. */
  provenance: Provenance.nullable().default(null),
  /** As whom its author was named to the citizen, where that was not by name. */
  signedAs: z.string().optional(),
  /** The colleagues who have written in its draft beside whoever sent it, by name: agents alone see that. */
  draftedBy: z.array(z.string()).optional(),
});

export type MessageEntry = z.infer<typeof MessageEntry>;

export const NoteEntry = z.object({
  ...entryFields,
  kind: z.literal('note'),
  /** As its author last left it; empty once they have removed it. */
  text: z.string(),
  mentions: z.array(Id),
  /** Its files, for colleagues alone; undefined: it has none. */
  attachments: z.array(Attachment).optional(),
  /** Its earlier wordings, oldest first, and when its author replaced or removed each. */
  earlier: z.array(z.object({ text: z.string(), mentions: z.array(Id), until: Instant })).optional(),
  /** When its author removed it. */
  removedAt: Instant.optional(),
  /** Set where one team has handed the case over to another with it: their names. */
  handover: z.object({ from: z.string(), to: z.string() }).optional(),
  /** The shared draft of a reply that it comments. */
  sharedDraftId: Id.optional(),
});

/** A note that was just added. `cannotSee`: those of its mentions who cannot see the case, and are not notified of it. */
export const AddedNote = NoteEntry.extend({ cannotSee: z.array(Id) });
export type AddedNote = z.infer<typeof AddedNote>;

export const Entry = z.discriminatedUnion('kind', [MessageEntry, NoteEntry, ActivityEntry]);
export type Entry = z.infer<typeof Entry>;

export type NoteEntry = z.infer<typeof NoteEntry>;
