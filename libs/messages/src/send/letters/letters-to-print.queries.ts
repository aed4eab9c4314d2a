import { NAME_OF_AUTHOR, parameters, scope, type Principal } from '@guichet/access';
import type { LetterToPrint, PrintLetters } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure, type BlobStore } from '@guichet/platform';
import { joinLetters } from '@guichet/templates';
import { CAN_BE_PRINTED } from './letters-of-anonymous.js';

/** More are shown once some of them are posted. */
const MOST = 200;

interface LetterRow extends Omit<LetterToPrint, 'at' | 'recipient'> {
  at: Date;
  address: string;
}

/** The replies that wait to be printed, as far as the agent may answer in their cases, the oldest first. Index `delivery_to_print`. */
export async function lettersToPrint(reader: Reader, who: Principal): Promise<{ items: LetterToPrint[] }> {
  const { values, bind } = parameters(MOST);
  const rows = await reader.query<LetterRow>(
    `select d.entry_id as "entryId", c.id as "caseId", k.reference, coalesce(nullif(e.data ->> 'subject', ''), c.subject) as subject,
       t.name as team, e.data -> 'to' -> 0 ->> 'value' as address, k.pages, ${NAME_OF_AUTHOR} as by, d.changed_at as at,
       (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'size', a.size) order by a.id), '[]')
        from attachment a where a.entry_id = d.entry_id and not a.inline) as enclosures
     from delivery d join kept_letter k on k.entry_id = d.entry_id join timeline_entry e on e.id = d.entry_id
     join cases c on c.id = d.case_id join team t on t.id = c.team_id
     where ${CAN_BE_PRINTED} and ${scope(who, 'case.reply').sql('c', bind)} order by d.entry_id limit $1`,
    values,
  );
  return {
    items: rows.map(({ at, address, ...row }) => ({ ...row, recipient: address.split('\n'), at: at.toISOString() })),
  };
}

/**
 * These letters as one PDF, in the given order. A single one is the very file that is kept.
 *
 * @throws Failure `not-found` where one of them is no letter to print that the agent may answer for
 */
export async function printedLetters(
  { reader, who, blobs }: { reader: Reader; who: Principal; blobs: BlobStore },
  { entryIds, bothSides }: PrintLetters,
): Promise<Uint8Array> {
  const { values, bind } = parameters(entryIds);
  const rows = await reader.query<{ entryId: string; digest: string; pages: number }>(
    `select k.entry_id as "entryId", k.digest, k.pages from kept_letter k join delivery d on d.entry_id = k.entry_id
     join cases c on c.id = d.case_id
     where k.entry_id = any($1::uuid[]) and ${CAN_BE_PRINTED} and ${scope(who, 'case.reply').sql('c', bind)}`,
    values,
  );
  const kept = new Map(rows.map((row) => [row.entryId, row]));
  const wanted = [...new Set(entryIds)].map((id) => kept.get(id));
  const letters: { pdf: Uint8Array; pages: number }[] = [];
  for (const letter of wanted) {
    if (!letter) throw new Failure('not-found');
    letters.push({ pdf: await blobs.read(letter.digest), pages: letter.pages });
  }
  return letters.length === 1 ? letters[0]!.pdf : joinLetters(letters, { bothSides });
}
