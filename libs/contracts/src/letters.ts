import { z } from 'zod';
import { Id, Instant } from './primitives.js';

/** The most letters that are printed or marked in one go. */
const MOST = 200;

/** A file that goes into the envelope with a letter. */
export const Enclosure = z.object({ id: Id, name: z.string(), size: z.number().int() });
export type Enclosure = z.infer<typeof Enclosure>;

/** A reply that waits to be printed and posted. */
export const LetterToPrint = z.object({
  entryId: Id,
  caseId: Id,
  reference: z.string(),
  subject: z.string(),
  team: z.string(),
  /** The lines of the envelope. */
  recipient: z.array(z.string()),
  pages: z.number().int(),
  /** Who wrote it, and since when it waits. */
  by: z.string(),
  at: Instant,
  enclosures: z.array(Enclosure),
});
export type LetterToPrint = z.infer<typeof LetterToPrint>;

/** `GET /letters/to-print`: the oldest first. */
export const LettersToPrint = z.object({ items: z.array(LetterToPrint) });
export type LettersToPrint = z.infer<typeof LettersToPrint>;

/** `POST /letters/print`: these letters as one PDF, in this order. With `bothSides` each begins on a sheet of its own. */
export const PrintLetters = z.strictObject({
  entryIds: z.array(Id).min(1).max(MOST),
  bothSides: z.boolean().default(false),
});
export type PrintLetters = z.infer<typeof PrintLetters>;

/** `POST /letters/posted`: they were brought to the post on that day. */
export const PostedLetters = z.strictObject({ entryIds: z.array(Id).min(1).max(MOST), on: z.iso.date() });
export type PostedLetters = z.infer<typeof PostedLetters>;

/** How many letters were marked as posted: those that somebody else had marked or taken back before are not among them. */
export const MarkedLetters = z.object({ marked: z.number().int() });
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
