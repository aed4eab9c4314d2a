import type { Language } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { attachmentIdOf, NOTHING_SENT, replyPageIdOf, type StoredFile } from '@guichet/messages';
import { Failure, type Keyring } from '@guichet/platform';

const MONTH_MS = 30 * 86_400_000;

/** A reply that is shown on a page of its own. */
export interface LinkedReply {
  language: Language;
  subject: string;
  /** Sanitised when the reply was written. */
  html: string;
  sentAt: Date;
  /** The files that go with it, in the order in which they were added. */
  files: LinkedReplyFile[];
}

export interface LinkedReplyFile {
  id: string;
  name: string;
  size: number;
}

/**
 * The reply that a link names. It is shown from when the reply begins to be sent, for a month; a letter, from when it is drawn, as the
 * link stands in it; what has no delivery, at once. Throws `not-found` where the link is none of ours, not yet or no longer valid.
 */
export async function findLinkedReply(reader: Reader, keyring: Keyring, token: string): Promise<LinkedReply> {
  const id = replyPageIdOf(keyring, token);
  const [reply] = id
    ? await reader.query<Omit<LinkedReply, 'files'> & { entryId: string }>(
        `select p.entry_id as "entryId", p.language, p.subject, p.html, coalesce(d.sent_at, d.started_at, e.at) as "sentAt"
         from reply_page p join timeline_entry e on e.id = p.entry_id left join delivery d on d.entry_id = p.entry_id
         where p.id = $1 and (d.entry_id is null or d.state in ('sending', 'to-print', 'handed-over', 'sent', 'delivered', 'read', 'unknown')
           or (d.state in ('queued', 'failed') and not ${NOTHING_SENT}))`,
        [id],
      )
    : [];
  if (!reply || reply.sentAt.getTime() + MONTH_MS <= reader.now.getTime()) throw new Failure('not-found');
  const { entryId, ...shown } = reply;
  return { ...shown, files: await filesOf(reader, entryId) };
}

/** Images within the text are no files of their own, and a file that is not checked yet is not given out. */
const filesOf = (reader: Reader, entryId: string): Promise<LinkedReplyFile[]> =>
  reader.query<LinkedReplyFile>(
    `select id, name, size from attachment where entry_id = $1 and state = 'ready' and not inline order by id`,
    [entryId],
  );

/** The file that a link names; whoever holds the link may have it. Throws `not-found` where the link is not valid. */
export async function findLinkedFile(reader: Reader, keyring: Keyring, token: string): Promise<StoredFile> {
  const id = attachmentIdOf(keyring, token, reader.now);
  const [row] = id
    ? await reader.query<StoredFile>(
        `select id, digest, name, type, size, inline from attachment where id = $1 and entry_id is not null and state = 'ready'`,
        [id],
      )
    : [];
  if (!row) throw new Failure('not-found');
  return row;
}
