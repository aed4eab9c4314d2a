import { z } from 'zod';
import { Instant } from './primitives.js';

/** One folder of a mailbox, as it was last compared with what is here. */
export const MailboxFolderCount = z.object({
  folder: z.string(),
  /** The messages that the server has since the mailbox was connected; with the history where that was imported. */
  onServer: z.number().int(),
  /** How many of them are here. */
  here: z.number().int(),
  /** How many were missing and were fetched then. */
  fetched: z.number().int(),
  /** The UIDs of those that are missing still, up to 100. */
  missing: z.array(z.number().int()),
});
export type MailboxFolderCount = z.infer<typeof MailboxFolderCount>;

/** How far the mailbox of an account was read. */
export const MailboxState = z.object({
  /** The import of what was there before; null where it is left on the server. */
  history: z
    .object({
      /** `failing`: the server gives nothing of it now; it is tried again. */
      state: z.enum(['running', 'failing', 'paused', 'done']),
      taken: z.number().int(),
      /** Null until the mailbox was listed. */
      total: z.number().int().nullable(),
      /** How many of those taken the server could not give, so that they are not here. */
      missing: z.number().int(),
    })
    .nullable(),
  /** The last count of a night; null before the first one. */
  count: z.object({ at: Instant, folders: z.array(MailboxFolderCount) }).nullable(),
});
export type MailboxState = z.infer<typeof MailboxState>;
