import { z } from 'zod';
import { Id, Instant } from './primitives.js';

/** The most letters that are printed or marked in one go. */
const MOST = 200;

/** A file that goes into the envelope with a letter. */
export const Enclosure = z.object({ id: Id, name: z.string(), size: z.number().int() });
export type Enclosure = z.infer<typeof Enclosure>;

/** Who printed a letter last, and when. */
export const Printed = z.object({ by: z.string(), at: Instant });
export type Printed = z.infer<typeof Printed>;

/** A reply on paper that is not posted. */
const WaitingLetter = z.object({
  entryId: Id,
  caseId: Id,
  reference: z.string(),
  subject: z.string(),
  team: z.string(),
  /** The lines of the envelope. */
  recipient: z.array(z.string()),
  /** Who wrote it, and since when it waits. */
  by: z.string(),
  at: Instant,
});

/** A reply that waits to be printed and posted. */
export const LetterToPrint = WaitingLetter.extend({
  pages: z.number().int(),
  enclosures: z.array(Enclosure),
  printed: Printed.nullable(),
});
export type LetterToPrint = z.infer<typeof LetterToPrint>;

/** A letter that was to be printed and is not any more, until an agent decides on it; `printed`, where it was before. */
export const BlockedLetter = WaitingLetter.extend({ reason: z.string().nullable(), printed: Printed.nullable() });
export type BlockedLetter = z.infer<typeof BlockedLetter>;

/** `GET /letters/to-print`: the oldest first. */
export const LettersToPrint = z.object({ items: z.array(LetterToPrint), blocked: z.array(BlockedLetter) });
export type LettersToPrint = z.infer<typeof LettersToPrint>;

/** `POST /letters/print`: these letters are printed, in this order. With `again` also those that were printed before. */
export const PrintLetters = z.strictObject({
  entryIds: z.array(Id).min(1).max(MOST),
  again: z.boolean().default(false),
});
export type PrintLetters = z.infer<typeof PrintLetters>;

/**
 * A letter that was left out, and why: it was `printed` or `posted` already, was `canceled`, is `blocked`, or waits for something else
 * (`not-waiting`).
 */
export const SkippedLetter = z.object({
  entryId: Id,
  /** The name on the envelope. */
  recipient: z.string(),
  why: z.enum(['printed', 'posted', 'canceled', 'blocked', 'not-waiting']),
  /** Who printed it, and when. */
  by: z.string().nullable(),
  at: Instant.nullable(),
});
export type SkippedLetter = z.infer<typeof SkippedLetter>;

/** What was left out. `unknown`: so many are no letters, or none for this agent. */
export const SkippedLetters = z.object({ skipped: z.array(SkippedLetter), unknown: z.number().int() });
export type SkippedLetters = z.infer<typeof SkippedLetters>;

/** The letters that are printed now, by a print whose file is `GET /letters/prints/:id` (null: it has none), and those that are not. */
export const LettersPrinted = SkippedLetters.extend({ printId: Id.nullable(), printed: z.array(Id) });
export type LettersPrinted = z.infer<typeof LettersPrinted>;

/** `GET /letters/prints/:id`: with `bothSides`, each letter begins on a sheet of its own. */
export const PrintQuery = z.strictObject({ bothSides: z.literal('true').optional() });
export type PrintQuery = z.infer<typeof PrintQuery>;

/** `POST /letters/posted`: they were brought to the post on that day. */
export const PostedLetters = z.strictObject({ entryIds: z.array(Id).min(1).max(MOST), on: z.iso.date() });
export type PostedLetters = z.infer<typeof PostedLetters>;

/** How many letters were marked as posted, and which ones stay as they are. */
export const MarkedLetters = SkippedLetters.extend({ marked: z.number().int() });
export type MarkedLetters = z.infer<typeof MarkedLetters>;

/** Why the post brought a letter back. */
export const ReturnReason = z.enum(['unknown-at-address', 'incomplete-address', 'not-collected', 'refused']);
export type ReturnReason = z.infer<typeof ReturnReason>;

/** `POST /cases/:id/messages/:entryId/returned`. */
export const ReturnedLetter = z.strictObject({ why: ReturnReason });
export type ReturnedLetter = z.infer<typeof ReturnedLetter>;

/** `POST /cases/:id/letter/measure`: how long the letter of a reply would be. */
export const LetterMeasure = z.object({ pages: z.number().int() });
export type LetterMeasure = z.infer<typeof LetterMeasure>;
