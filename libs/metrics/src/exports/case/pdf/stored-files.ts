import type { Attachment, MessageEntry } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import type { BlobStore } from '@guichet/platform';

/** A file of a message as a list names it. */
export interface ListedFile extends Pick<Attachment, 'name' | 'type' | 'size'> {
  /** SHA-256 of the content as it came; null: it never came. */
  digest: string | null;
  state: Attachment['state'] | 'purged';
}

/** The files of a message with their digests. Whoever reads the message may know them, but not always get the content. */
export async function listedFiles(
  { reader, blobs }: { reader: Reader; blobs: BlobStore },
  { attachments }: MessageEntry,
): Promise<ListedFile[]> {
  if (attachments.length === 0) return [];
  const rows = await reader.query<{ id: string; digest: string | null }>(
    `select id, digest from attachment where id = any($1)`,
    [attachments.map(({ id }) => id)],
  );
  const digests = new Map(rows.map(({ id, digest }) => [id, digest]));
  return Promise.all(
    attachments.map(async ({ id, name, type, size, state }) => {
      const digest = digests.get(id) ?? null;
      const isGone = state === 'ready' && (digest === null || !(await blobs.has(digest)));
      return { name, type, size, digest, state: isGone ? 'purged' : state };
    }),
  );
}
