import { z } from 'zod';

/** Who has judged a message: the mail server in front, by its header or its junk folder; the spam filter; or the block list. */
export const SpamSource = z.enum(['server', 'folder', 'filter', 'blocked-address', 'blocked-domain']);
export type SpamSource = z.infer<typeof SpamSource>;

/**
 * What was said of a message when it came.
 *
 * - `spam`: it opened a case that is spam.
 * - `suspected`: it was taken for spam, but belongs to a case by proof, where it is shown.
 * - `not-judged`: the spam filter did not respond, and the message did not wait for it.
 */
export const SpamVerdict = z.object({
  verdict: z.enum(['spam', 'suspected', 'not-judged']),
  source: SpamSource,
  /** The words of the server or of the filter, or the entry of the block list. */
  detail: z.string().max(300),
});
export type SpamVerdict = z.infer<typeof SpamVerdict>;
