import { z } from 'zod';
import { Id } from './primitives.js';

/**
 * Signs in a message that its sender is no person, or wants no automatic answer (RFC 3834). They are read with the message, as its
 * headers are not kept beside it.
 */
export const Unanswerable = z.enum([
  'automatic-reply',
  'mailing-list',
  'bulk-mail',
  'robot',
  'no-reply-address',
  'null-sender',
  'asked-for-none',
  'own-mail', // a message that we sent ourselves, by its signed loop header
]);
export type Unanswerable = z.infer<typeof Unanswerable>;

/** Why a message was not sent that would have been sent by itself. The console has its own words for each. */
export const SuppressionReason = z.enum([
  ...Unanswerable.options,
  'no-sender', // nobody, or several
  'own-address',
  'spam',
  'forged',
  'quarantined', // an agent took it from the quarantine
  'third-party',
  'recorded',
  'imported',
  'too-old',
  'opted-out',
  'daily-limit',
  'loop', // as many automatic messages in an hour as only two machines exchange
  'template-unusable',
  'no-route',
]);
export type SuppressionReason = z.infer<typeof SuppressionReason>;

/** The template of one case type; null: its cases get no acknowledgement. */
export const CaseTypeAcknowledgement = z.strictObject({ caseTypeId: Id, templateId: Id.nullable() });

/** `PUT /channels/:id/acknowledgement`: which approved templates acknowledge what citizens send to a channel account. */
export const SaveAcknowledgement = z.strictObject({
  enabled: z.boolean(),
  /** The one for all case types that have none of their own. */
  templateId: Id.nullable(),
  /** The one that is sent instead while the team is closed, by its hours and holidays; null: the same as when it is open. */
  closedTemplateId: Id.nullable(),
  caseTypes: z.array(CaseTypeAcknowledgement).max(200).default([]),
});
export type SaveAcknowledgement = z.infer<typeof SaveAcknowledgement>;

/** Why a template cannot be sent by itself now. */
export const TemplateFault = z.object({
  templateId: Id,
  key: z.string().nullable(),
  /** Null: it is of a sector that one does not know. */
  title: z.string().nullable(),
  /** `withdrawn`: no version is approved and valid today. `incomplete`: it says what only an agent knows, or a setting that is empty. */
  fault: z.enum(['withdrawn', 'incomplete']),
  /** What is missing, by the labels of its variables. */
  missing: z.array(z.string()),
});
export type TemplateFault = z.infer<typeof TemplateFault>;

/** `GET /acknowledgements`: what acknowledges the messages to one channel account that can send. */
export const Acknowledgement = SaveAcknowledgement.extend({
  channelAccountId: Id,
  /** Its messages are talked about at once, as in a chat: only those that come while the team is closed are acknowledged. */
  onlyWhenClosed: z.boolean(),
  /** Its templates that cannot be sent any more. Messages that would be acknowledged by one of these are not. */
  faults: z.array(TemplateFault),
});
export type Acknowledgement = z.infer<typeof Acknowledgement>;

/** `GET /acknowledgements/templates`: a template that is in use, and what keeps it from being sent without an agent. */
export const AutomaticTemplate = z.object({
  id: Id,
  key: z.string().nullable(),
  title: z.string(),
  /** The labels of what only an agent could fill in, or of empty settings of the organisation. Empty: it can be chosen. */
  missing: z.array(z.string()),
});
export type AutomaticTemplate = z.infer<typeof AutomaticTemplate>;
