import { z } from 'zod';
import { Authentication } from './sender-authentication.js';
import { ChannelKind } from './channels.js';
import { Id, Instant, PageQuery } from './primitives.js';

/** Why an envelope could not become an entry. */
export const QuarantineReason = z.enum([
  'unparsable',
  'too-slow',
  'too-big',
  'unmatched-bounce', // `detail` contains the addresses that it is about
  'unmatched-automatic',
  'two-audiences', // found in a mailbox: it leads both to a citizen's correspondence and to a side conversation
  'complaint', // `detail` as of a bounce
  'channel-gone',
  'address-unknown', // `detail` contains the address
  'failed-repeatedly',
]);
export type QuarantineReason = z.infer<typeof QuarantineReason>;

/** Why an agent discarded an envelope. */
export const DiscardReason = z.enum(['spam', 'automatic', 'noted', 'duplicate', 'other']);
export type DiscardReason = z.infer<typeof DiscardReason>;

/** What an agent decided on an envelope in quarantine, as it is stored. */
export interface QuarantineDecision {
  how: 'opened' | 'attached' | 'discarded';
  agentId: Id;
  by: string;
  at: Instant;
  reason: DiscardReason | null;
  note: string;
  caseId: Id | null;
}

/** `POST /quarantine/:id/discard` */
export const DiscardEnvelope = z.strictObject({ reason: DiscardReason, note: z.string().trim().max(500).default('') });
export type DiscardEnvelope = z.infer<typeof DiscardEnvelope>;

/** The case in which the message of an envelope is now. */
export const CaseOfEnvelope = z.object({ caseId: Id, reference: z.string() });
export type CaseOfEnvelope = z.infer<typeof CaseOfEnvelope>;

/** `state`: those still to be decided, or those that agents have discarded. */
export const QuarantineQuery = PageQuery.extend({
  cursor: Id.optional(),
  state: z.enum(['quarantined', 'discarded']).default('quarantined'),
});
export type QuarantineQuery = z.infer<typeof QuarantineQuery>;

export const QuarantinedEnvelope = z.object({
  id: Id,
  channelAccountId: Id.nullable(),
  channelName: z.string().nullable(),
  channel: ChannelKind.nullable(),
  receivedAt: Instant,
  from: z.string().nullable(),
  to: z.array(z.string()),
  subject: z.string().nullable(),
  size: z.number().int(),
  reason: QuarantineReason,
  detail: z.string(),
  attempts: z.number().int(),
  /** Who has discarded it; null while it is still to be decided. */
  discarded: z.object({ by: z.string(), at: Instant, reason: DiscardReason, note: z.string() }).nullable(),
});
export type QuarantinedEnvelope = z.infer<typeof QuarantinedEnvelope>;

/** What is in an envelope, as plain text without anything that could be run or fetched. */
export const QuarantinePreview = z.object({
  /** Null where it cannot be read. */
  text: z.string().nullable(),
  attachments: z.array(z.object({ name: z.string(), type: z.string() })),
  /** Who really wrote it; null where nobody checks. */
  authentication: Authentication.nullable(),
});
export type QuarantinePreview = z.infer<typeof QuarantinePreview>;
