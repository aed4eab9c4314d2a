import { parameters, scope, type Principal } from '@guichet/access';
import type { LettersPrinted, PrintLetters } from '@guichet/contracts';
import { LetterPrint, type Reader, type Tx } from '@guichet/database';
import { Failure, type BlobStore, newId } from '@guichet/platform';
import { joinLetters } from '@guichet/templates';
import { CAN_BE_PRINTED, LAST_PRINT } from './letter-conditions-and-anonymity.js';
import { skippedLetters } from './skipped-letters.js';

interface LetterRow {
  entryId: string;
  caseId: string;
  teamId: string;
  wasPrinted: boolean;
}

/**
 * Records that an agent prints letters, in the given order, so that nobody else prints them as well: those that were printed before
 * are left out, unless they are wanted `again`. Index `kept_letter_pkey`.
 *
 * @returns the print, by which its file can be had, and the letters that were left out, with the reason
 */
export async function printLetters(tx: Tx, who: Principal, { entryIds, again }: PrintLetters): Promise<LettersPrinted> {
  const asked = [...new Set(entryIds)];
  const ready = await lettersReady(tx, who, asked);
  const toPrint = asked.flatMap((id) => ready.find((row) => row.entryId === id && (again || !row.wasPrinted)) ?? []);
  const printId = newId();
  const by = { printedAt: tx.now, printedById: who.id, printedByName: who.name };
  await tx
    .repo(LetterPrint)
    .insert(toPrint.map(({ entryId }, position) => ({ id: printId, position, entryId, ...by })));
  for (const { entryId, caseId, teamId } of toPrint)
    tx.publish('letter.printed', { entryId, printId }, { caseId, teamIds: [teamId] });
  const printed = toPrint.map(({ entryId }) => entryId);
  const others = asked.filter((id) => !printed.includes(id));
  return { printId: printed.length > 0 ? printId : null, printed, ...(await skippedLetters(tx, who, others)) };
}

/** The letters that can be printed, of those that are asked for. Two agents who print at the same time wait for each other. */
async function lettersReady(tx: Tx, who: Principal, entryIds: readonly string[]): Promise<LetterRow[]> {
  await tx.query(`select 1 from kept_letter where entry_id = any($1::uuid[]) order by entry_id for update`, [entryIds]);
  const { values, bind } = parameters(entryIds);
  // A statement of its own, as one sees what was committed before it began.
  return tx.query<LetterRow>(
    `select d.entry_id as "entryId", c.id as "caseId", c.team_id as "teamId", p.printed_at is not null as "wasPrinted"
     from delivery d join kept_letter k on k.entry_id = d.entry_id join cases c on c.id = d.case_id ${LAST_PRINT}
     where d.entry_id = any($1::uuid[]) and ${CAN_BE_PRINTED} and ${scope(who, 'case.reply').sql('c', bind)}`,
    values,
  );
}

/**
 * The letters of a print as one PDF, in its order, as far as they still wait to be posted. A single one is the very file that is kept.
 * Indexes `letter_print_pkey`, `kept_letter_pkey`.
 *
 * @throws Failure `not-found` where none of them does, or the agent may answer for none
 */
export async function printedFile(
  { reader, who, blobs }: { reader: Reader; who: Principal; blobs: BlobStore },
  { printId, bothSides }: { printId: string; bothSides: boolean },
): Promise<Uint8Array> {
  const { values, bind } = parameters(printId);
  const rows = await reader.query<{ digest: string; pages: number }>(
    `select k.digest, k.pages from letter_print p join kept_letter k on k.entry_id = p.entry_id
     join delivery d on d.entry_id = p.entry_id join cases c on c.id = d.case_id
     where p.id = $1 and ${CAN_BE_PRINTED} and ${scope(who, 'case.reply').sql('c', bind)} order by p.position`,
    values,
  );
  const letters: { pdf: Uint8Array; pages: number }[] = [];
  for (const { digest, pages } of rows) letters.push({ pdf: await blobs.read(digest), pages });
  const [first] = letters;
  if (!first) throw new Failure('not-found');
  return letters.length === 1 ? first.pdf : joinLetters(letters, { bothSides });
}
