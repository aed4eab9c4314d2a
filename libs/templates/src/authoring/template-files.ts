import { isFileOfKnownTemplate, parameters, type Principal } from '@guichet/access';
import type { Attachment, TemplateContent } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { wrongField, newId } from '@guichet/platform';

type Files = TemplateContent['attachments'];

/**
 * Turns the agent's own uploads into files of the template, which the purge of unused uploads keeps; files that the
 * template had already stay its own, and those of another one that they know may be shared. Returns the files as they are stored, whatever the request states about them.
 */
export async function adoptFiles(tx: Tx, who: Principal, wanted: Files): Promise<Files> {
  if (wanted.length === 0) return [];
  const ids = wanted.map(({ id }) => id);
  const { values, bind } = parameters(ids, who.id);
  const rows = await tx.query<Files[number]>(
    `select id, name, type, size from attachment a
     where id = any($1::uuid[]) and entry_id is null and state = 'ready' and (uploaded_by = $2 or ${isFileOfKnownTemplate('a', who, bind)}) for update`,
    values,
  );
  if (rows.length !== new Set(ids).size) throw wrongField('content.attachments', 'no-such-upload');
  await tx.query(`update attachment set of_template = true where id = any($1::uuid[])`, [ids]);
  return ids.map((id) => rows.find((row) => row.id === id)!);
}

/** Releases files that no version uses any more, so that the purge can delete them. */
export async function freeFiles(tx: Tx, files: Files): Promise<void> {
  await tx.query(
    `update attachment a set of_template = false where a.id = any($1::uuid[]) and not exists (
       select 1 from template_version v where v.content -> 'attachments' @> jsonb_build_array(jsonb_build_object('id', a.id)))`,
    [files.map(({ id }) => id)],
  );
}

/**
 * Copies the files of a template as uploads of the agent who uses it, because each reply keeps its own files. Returns
 * the copies in the order of `ids`.
 */
export async function copyFiles(
  tx: Tx,
  who: Principal,
  { files, ids }: { files: Files; ids: readonly string[] },
): Promise<Map<string, Attachment>> {
  const wanted = ids.filter((id) => files.some((file) => file.id === id));
  const copies = new Map<string, Attachment>();
  for (const id of wanted) {
    const copy = newId();
    const [row] = await tx.query<Attachment>(
      `insert into attachment (id, digest, name, type, size, inline, uploaded_by, created_at, state)
       select $2, digest, name, type, size, false, $3, $4, 'ready' from attachment where id = $1 and of_template
       returning id, name, type, size, inline, state`,
      [id, copy, who.id, tx.now],
    );
    if (row) copies.set(id, row);
  }
  return copies;
}
