import type { Attachment, MessageEntry } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import type { BlobStore } from '@guichet/platform';

/** A file of a message as a list names it. */
export interface ListedFile extends Pick<Attachment, 'name' | 'type'> {
  /** In bytes; null: that is not known. */
  size: number | null;
  /** SHA-256 of the content as it came; null: it never came. */
  digest: string | null;
  state: Attachment['state'] | 'purged';
}

type StoredRow = Pick<Attachment, 'id' | 'state'> & { digest: string | null };

/** The files of a message as they are now. Whoever reads the message may know them, but not always get the content. */
export async function listedFiles(
  { reader, blobs }: { reader: Reader; blobs: BlobStore },
  { attachments }: Pick<MessageEntry, 'attachments'>,
): Promise<ListedFile[]> {
  if (attachments.length === 0) return [];
  const rows = await reader.query<StoredRow>(`select id, digest, state from attachment where id = any($1)`, [
    attachments.map(({ id }) => id),
  ]);
  const stored = new Map(rows.map((row) => [row.id, row]));
  return Promise.all(
    attachments.map(async ({ id, name, type, size }) => {
      const { digest = null, state = 'purged' } = stored.get(id) ?? {};
      const isGone = state === 'ready' && (digest === null || !(await blobs.has(digest)));
      return { name, type, size, digest, state: isGone ? ('purged' as const) : state };
    }),
  );
}

/** The letter as which a message was sent, named so; none where it did not leave on paper. */
export async function listedLetter(
  { blobs }: { blobs: BlobStore },
  { delivery }: MessageEntry,
  named: (pages: number) => string,
): Promise<ListedFile[]> {
  const letter = delivery?.letter;
  if (!letter) return [];
  const state = (await blobs.has(letter.sha256)) ? 'ready' : 'purged';
  return [{ name: named(letter.pages), type: '', size: null, digest: letter.sha256, state }];
}
