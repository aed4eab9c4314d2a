import { z } from 'zod';
import { PostMessage } from './post-message.js';
import { Id, Instant, WholeListQuery } from './primitives.js';

/**
 * Why a sender is blocked. `abusive`: their sendings are abusive by number or by being repeated or systematic (CRPA, article
 * L. 112-11), which they were informed once, where they could be.
 */
export const BlockReason = z.enum(['spam', 'abusive']);
export type BlockReason = z.infer<typeof BlockReason>;

/** A sender whose messages become spam: they are kept, and nobody is notified of them. */
export const BlockedSender = z.object({
  id: Id,
  kind: z.enum(['address', 'domain']),
  /** A mail address or phone number in its one spelling, or a domain, which includes those below it. */
  value: z.string(),
  reason: BlockReason,
  note: z.string(),
  by: z.string(),
  at: Instant,
  /** When the sender was informed; null where they were not. They are informed once, however often they are blocked. */
  informedAt: Instant.nullable(),
  /** Who has taken the sender off the list; null while they are on it. */
  ended: z.object({ by: z.string(), at: Instant }).nullable(),
});
export type BlockedSender = z.infer<typeof BlockedSender>;

/** `GET /blocked-senders?caseId=`: those whose messages are in a case. The whole list is for who may list senders. */
export const BlockedSenderQuery = WholeListQuery.extend({ caseId: Id.optional() });
export type BlockedSenderQuery = z.infer<typeof BlockedSenderQuery>;

/** `POST /blocked-senders` */
export const BlockSender = z.strictObject({
  /** An address, or a domain such as `example.org`. */
  value: z.string().trim().min(3).max(320),
  reason: BlockReason.default('spam'),
  note: z.string().trim().max(500).default(''),
  /** The case from which the sender is blocked, whose timeline then says so. Agents block only who writes in a case. */
  caseId: Id.optional(),
  /** By which approved template the sender is informed, in this case. Whoever was informed before is not informed again. */
  inform: PostMessage.optional(),
});
export type BlockSender = z.infer<typeof BlockSender>;
