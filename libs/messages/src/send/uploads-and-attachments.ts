import { allow, isFileOfKnownTemplate, parameters, scope, type Bind, type Principal } from '@guichet/access';
import {
  attachmentLimits,
  reasonWords,
  type Attachment as AttachmentShape,
  type Capabilities,
} from '@guichet/contracts';
import { Attachment, type Tx, type Reader } from '@guichet/database';
import { assertUnlocked } from '../files/give-locked-file-to-admin.js';
import type { VirusScanner } from '../files/virus-scanner.js';
import { conflict, Failure, fileName, sniffType, wrongField, type BlobStore, newId } from '@guichet/platform';

/** What `storeUpload` needs: the content is stored before the row is written. */
export interface UploadContext {
  who: Principal;
  blobs: BlobStore;
  scanner?: VirusScanner;
  write: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;
}

/**
 * Stores an upload. It belongs to no message until one claims it.
 *
 * @throws Failure `not-permitted`; `invalid-request` for a file that is empty or infected; `too-large`; `conflict` while no scanner
 *   responds
 */
export async function storeUpload(
  { who, blobs, scanner, write }: UploadContext,
  file: { name: string; type: string; content: Uint8Array },
): Promise<AttachmentShape> {
  allow(who, 'case.reply');
  if (file.content.byteLength === 0) throw wrongField('file', 'file-empty');
  if (file.content.byteLength > attachmentLimits.maxBytes) {
    const data = { megabytes: megabytes(attachmentLimits.maxBytes) };
    throw new Failure('too-large', { detail: reasonWords('file-too-large', data), reason: 'file-too-large', data });
  }
  const scanned = await scanner?.scan(file.content);
  if (scanned?.state === 'locked') throw wrongField('file', 'file-infected', { signature: scanned.scan!.detail });
  // Nothing is sent that nobody has looked into; who waits a moment can upload it again.
  if (scanned?.state === 'waiting') throw conflict('file-not-scanned');
  const [{ digest, size }, type] = await Promise.all([blobs.put(file.content), sniffType(file.content, file.type)]);
  const row = {
    id: newId(),
    digest,
    name: fileName(file.name),
    type,
    size,
    inline: false,
    state: 'ready' as const,
    ...(scanned?.scan && { scan: scanned.scan }),
  };
  await write((tx) =>
    tx.repo(Attachment).insert({ ...row, entryId: null, caseId: null, uploadedBy: who.id, createdAt: tx.now }),
  );
  const { digest: _, ...shape } = row;
  return shape;
}

/**
 * An attachment of a case that the agent may see, of a template that they know, or an upload of their own.
 *
 * @throws Failure `not-found`; `conflict` for a file that is infected or was not scanned yet
 */
export async function attachmentFor(reader: Reader, who: Principal, id: string): Promise<StoredFile> {
  const { values, bind } = parameters(id, who.id);
  const [row] = await reader.query<StoredFile & Pick<Attachment, 'state'>>(
    `select a.id, a.digest, a.name, a.type, a.size, a.inline, a.state from attachment a left join cases c on c.id = a.case_id
     where a.id = $1 and a.state in ('ready', 'waiting', 'locked') and ((c.id is not null and ${scope(who, 'case.read').sql('c', bind)}) or (c.id is null and (a.uploaded_by = $2 or ${isInSharedDraft(who, bind)} or ${isFileOfKnownTemplate('a', who, bind)})))`,
    values,
  );
  if (!row) throw new Failure('not-found');
  assertUnlocked(row.state);
  return row;
}

/** SQL: the upload `a` is in a draft that its writer shares with those who see its case. Few drafts are shared at a time. */
const isInSharedDraft = (who: Principal, bind: Bind): string => `exists (
  select 1 from shared_draft s join cases sc on sc.id = s.case_id
  where s.sent_entry_id is null and s.writer_id = a.uploaded_by and a.entry_id is null and a.side_message_id is null
    and s.content -> 'attachmentIds' ? a.id::text and ${scope(who, 'case.read').sql('sc', bind)})`;

const megabytes = (bytes: number): number => Math.floor(bytes / 1024 / 1024);

/** A file whose content is in the blob store. */
export type StoredFile = Pick<Attachment, 'id' | 'name' | 'type' | 'size' | 'inline'> & { digest: string };

/**
 * Refuses more files, or larger ones, than a channel takes, before anything is written.
 *
 * @throws Failure `invalid-request`
 */
export function assertWithinLimits(
  attachments: readonly Pick<AttachmentShape, 'size'>[],
  { attachments: limits }: Pick<Capabilities, 'attachments'>,
): void {
  if (attachments.length === 0) return;
  if (!limits) throw wrongField('attachmentIds', 'no-files-here');
  if (attachments.length > limits.maxCount)
    throw wrongField('attachmentIds', 'too-many-files', { max: limits.maxCount });
  if (attachments.reduce((total, { size }) => total + size, 0) > limits.maxTotalBytes)
    throw wrongField('attachmentIds', 'files-too-large', { megabytes: megabytes(limits.maxTotalBytes) });
}

/**
 * Deletes uploads that no message has claimed within a day and no draft keeps.
 *
 * @returns the digests of their contents, which may not be in use any more
 */
export async function deleteUnusedUploads(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ digest: string | null }>(
    `delete from attachment a where entry_id is null and side_message_id is null and not of_template and created_at < $1::timestamptz - interval '1 day'
       and not exists (select 1 from draft d where d.content -> 'attachmentIds' ? a.id::text)
       and not exists (select 1 from shared_draft s where s.sent_entry_id is null and (s.content -> 'attachmentIds' ? a.id::text or s.previous -> 'attachmentIds' ? a.id::text))
     returning digest`,
    [tx.now],
  );
  return rows.flatMap(({ digest }) => digest ?? []);
}

/** Removes those of these contents from the blob store that no attachment, no envelope and no letter uses. */
export async function removeOrphanedContent(
  reader: Reader,
  blobs: BlobStore,
  digests: readonly string[],
): Promise<void> {
  const rows = await reader.query<{ digest: string }>(
    `select distinct w.digest from unnest($1::text[]) w(digest)
     where not exists (select 1 from attachment a where a.digest = w.digest) and not exists (select 1 from envelope e where e.blob = w.digest)
       and not exists (select 1 from kept_letter k where k.digest = w.digest)`,
    [digests],
  );
  for (const { digest } of rows) await blobs.remove(digest);
}

/**
 * Locks uploads for a message that is about to be written. They must be the agent's own and belong to no message yet.
 *
 * @throws Failure `invalid-request`, with the path of the id
 */
export async function claimUploads(tx: Tx, who: Principal, ids: readonly string[]): Promise<AttachmentShape[]> {
  if (ids.length === 0) return [];
  const rows = await tx.query<AttachmentShape>(
    `select id, name, type, size, inline, state, scan from attachment where id = any($1::uuid[]) and entry_id is null and side_message_id is null and uploaded_by = $2 for update`,
    [ids, who.id],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id, n) => {
    const row = byId.get(id);
    if (!row) throw wrongField(`attachmentIds.${n}`, 'no-such-upload');
    return row;
  });
}

/** Makes claimed uploads the attachments of an entry. */
export async function attachUploads(
  tx: Tx,
  { entryId, caseId }: { entryId: string; caseId: string },
  ids: readonly string[],
): Promise<void> {
  if (ids.length > 0) await tx.repo(Attachment).update([...ids], { entryId, caseId });
}

/**
 * The files of a message that was canceled are uploads of whoever goes on writing it, as they were before it was sent. They are kept for
 * another day, until its draft is saved, however long ago they were uploaded.
 */
export async function giveUploadsBack(
  tx: Tx,
  { entryId, keeperId }: { entryId: string; keeperId: string },
): Promise<void> {
  await tx
    .repo(Attachment)
    .update({ entryId }, { entryId: null, caseId: null, uploadedBy: keeperId, createdAt: tx.now });
}
