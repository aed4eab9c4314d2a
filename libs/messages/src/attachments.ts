import { randomUUIDv7 } from 'node:crypto';
import { teamsFor, type Principal } from '@guichet/access';
import { attachmentLimits, type Attachment as AttachmentShape, type Capabilities } from '@guichet/contracts';
import { Attachment, type Database, type Tx } from '@guichet/database';
import { Failure, fileName, sniffType, type BlobStore, type Keyring } from '@guichet/platform';
import { attachmentBehind } from './files-out.js';

/** Keeps an upload, loose until a message takes it. Its content is durable before its row. */
export async function storeUpload(
  blobs: BlobStore,
  who: Principal,
  file: { name: string; type: string; content: Uint8Array },
  write: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>,
): Promise<AttachmentShape> {
  teamsFor(who, 'case.reply');
  if (file.content.byteLength === 0)
    throw new Failure('invalid-request', { errors: [{ path: 'file', message: 'The file is empty.' }] });
  if (file.content.byteLength > attachmentLimits.maxBytes)
    throw new Failure('too-large', { detail: 'A file may have 25 MB at most.' });
  const [{ digest, size }, type] = await Promise.all([blobs.put(file.content), sniffType(file.content, file.type)]);
  const row = {
    id: randomUUIDv7(),
    digest,
    name: fileName(file.name),
    type,
    size,
    inline: false,
    state: 'ready' as const,
  };
  await write((tx) =>
    tx.repo(Attachment).insert({ ...row, entryId: null, caseId: null, uploadedBy: who.id, createdAt: tx.now }),
  );
  const { digest: _, ...shape } = row;
  return shape;
}

/** An attachment of a case that the agent may see, or a loose upload of their own. */
export async function attachmentFor(database: Database, who: Principal, id: string): Promise<StoredFile> {
  const [row] = await database.read<StoredFile>(
    `select a.id, a.digest, a.name, a.type, a.size, a.inline from attachment a left join cases c on c.id = a.case_id
     where a.id = $1 and a.state = 'ready' and ((c.id is not null and ($2::uuid[] is null or c.team_id = any($2))) or (c.id is null and (a.uploaded_by = $3 or a.of_template)))`,
    [id, teamsFor(who, 'case.read'), who.id],
  );
  if (!row) throw new Failure('not-found');
  return row;
}

/** A file whose content is in the blob store. */
export type StoredFile = Pick<Attachment, 'id' | 'name' | 'type' | 'size' | 'inline'> & { digest: string };

/** The file that a link of ours names; whoever holds the link may have it. */
export async function linkedFile(database: Database, keyring: Keyring, token: string): Promise<StoredFile> {
  const id = attachmentBehind(keyring, token, database.now());
  const [row] = id
    ? await database.read<StoredFile>(
        `select id, digest, name, type, size, inline from attachment where id = $1 and entry_id is not null and state = 'ready'`,
        [id],
      )
    : [];
  if (!row) throw new Failure('not-found');
  return row;
}

/** Refuses more files, or larger ones, than a channel takes: told before anything is written, not by a bounce. */
export function assertWithinLimits(
  attachments: readonly Pick<AttachmentShape, 'size'>[],
  { attachments: limits }: Pick<Capabilities, 'attachments'>,
): void {
  const refuse = (message: string) => {
    throw new Failure('invalid-request', { detail: message, errors: [{ path: 'attachmentIds', message }] });
  };
  if (attachments.length === 0) return;
  if (!limits) return refuse('This channel takes no files.');
  if (attachments.length > limits.maxCount) refuse(`At most ${limits.maxCount} files can be sent at once.`);
  if (attachments.reduce((total, { size }) => total + size, 0) > limits.maxTotalBytes)
    refuse(`All files together may have ${Math.floor(limits.maxTotalBytes / 1024 / 1024)} MB at most.`);
}

/** Uploads that no message took within a day and no draft waits with. Answers whose content may be named no more. */
export async function dropLooseUploads(tx: Tx): Promise<string[]> {
  const [rows] = (await tx.query(
    `delete from attachment a where entry_id is null and not of_template and created_at < $1::timestamptz - interval '1 day'
       and not exists (select 1 from draft d where d.content -> 'attachmentIds' ? a.id::text) returning digest`,
    [tx.now],
  )) as unknown as [{ digest: string | null }[]];
  return rows.flatMap(({ digest }) => digest ?? []);
}

/** Removes content that no row names. */
export async function removeUnnamed(database: Database, blobs: BlobStore, digests: readonly string[]): Promise<void> {
  const rows = await database.read<{ digest: string }>(
    `select distinct w.digest from unnest($1::text[]) w(digest)
     where not exists (select 1 from attachment a where a.digest = w.digest) and not exists (select 1 from envelope e where e.blob = w.digest)`,
    [digests],
  );
  for (const { digest } of rows) await blobs.remove(digest);
}

/** Uploads that are still loose and one's own; anything else is not there. */
export async function claimUploads(tx: Tx, who: Principal, ids: readonly string[]): Promise<AttachmentShape[]> {
  if (ids.length === 0) return [];
  const rows = await tx.query<AttachmentShape>(
    `select id, name, type, size, inline, state from attachment where id = any($1::uuid[]) and entry_id is null and uploaded_by = $2 for update`,
    [ids, who.id],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id, n) => {
    const row = byId.get(id);
    if (!row)
      throw new Failure('invalid-request', {
        errors: [{ path: `attachmentIds.${n}`, message: 'There is no such upload of yours.' }],
      });
    return row;
  });
}

export async function attachUploads(tx: Tx, entryId: string, caseId: string, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.repo(Attachment).update([...ids], { entryId, caseId });
}
