import { z } from 'zod';
import type { Cursor } from '../../channel.js';
import type { ImapConfig } from '../config.js';

const FolderPosition = z.object({
  uidValidity: z.string(),
  /** All UIDs up to this one were read. */
  lastUid: z.int().min(0),
  /** The first UID that came after connecting; those below are old. */
  firstUid: z.int().min(0),
  /** Where the mailbox is read since a date: the first UID that came after connecting; those below arrived before. */
  liveUid: z.int().min(0).optional(),
  /** When the newest message arrived that was there when the folder was connected, by the clock of its server; null: none was. */
  oldUntil: z.string().nullable(),
  /** The UIDs mean something else than they did then, so that only the time of a message says whether it is old. */
  isRenumbered: z.boolean(),
});
export type FolderPosition = z.infer<typeof FolderPosition>;

/** Where a message of the history stands in the order of time, folder and UID. */
const HistoryKey = z.object({ at: z.number(), folder: z.string(), uid: z.number() });
export type HistoryKey = z.infer<typeof HistoryKey>;

const HistoryPosition = z.object({
  isDone: z.boolean(),
  taken: z.int(),
  total: z.int(),
  /** The last one that was taken. */
  last: HistoryKey.nullable(),
  /** Those that the server could not give, which count as taken. */
  missing: z.array(z.object({ folder: z.string(), uid: z.number() })).optional(),
  /** Why it is not read now, as a reason. */
  fault: z.string().optional(),
});

const FolderCount = z.object({
  folder: z.string(),
  /** How many messages of it the server has since it was connected, how many of them are here, and the UIDs of the others. */
  onServer: z.int(),
  here: z.int(),
  missing: z.array(z.int()),
  /** How many had been missing and were fetched then. */
  fetched: z.int(),
});
export type FolderCount = z.infer<typeof FolderCount>;

/**
 * The position in a mailbox. The \Seen flag is not used, because people read the mailbox too.
 */
export const MailboxPosition = z.object({
  /** By which settings new was divided from old; others divide it anew. */
  start: z.string(),
  folders: z.record(z.string(), FolderPosition),
  history: HistoryPosition.nullable(),
  /** When it was last compared with the server; at first, when it was connected. */
  count: z.object({ at: z.string(), folders: z.array(FolderCount) }),
});
export type MailboxPosition = z.infer<typeof MailboxPosition>;

const startOf = ({ start, since }: ImapConfig): string => (start === 'since' ? `since ${since}` : start);

/**
 * Reads a stored position. After other settings, what was read is known, but the past is divided anew: what is taken twice
 * is known by its digest.
 */
export function positionOf(cursor: Cursor | null, imap: ImapConfig): MailboxPosition {
  const start = startOf(imap);
  const known = MailboxPosition.safeParse(cursor).data;
  const fresh = { start, folders: {}, history: null, count: { at: new Date().toISOString(), folders: [] } };
  if (!known) return fresh;
  if (known.start === start) return known;
  return { ...known, start, folders: imap.start === 'since' ? {} : pastOf(known.folders), history: null };
}

/** What lay in the folders when they were connected is old again, also where a date has divided it until now. */
const pastOf = (folders: MailboxPosition['folders']): MailboxPosition['folders'] =>
  Object.fromEntries(
    Object.entries(folders).map(([path, { liveUid, ...folder }]) => {
      const firstUid = liveUid ?? folder.firstUid;
      return [path, { ...folder, firstUid, lastUid: Math.max(folder.lastUid, firstUid - 1) }];
    }),
  );
