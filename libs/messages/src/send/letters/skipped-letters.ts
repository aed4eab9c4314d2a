import { parameters, scope, type Principal } from '@guichet/access';
import type { DeliveryStatus, SkippedLetter, SkippedLetters } from '@guichet/contracts';
import { isoTime, type Reader } from '@guichet/database';
import { CAN_BE_PRINTED, LAST_PRINT } from './letter-conditions-and-anonymity.js';

interface LetterRow {
  entryId: string;
  recipient: string;
  state: DeliveryStatus;
  canBePrinted: boolean;
  by: string | null;
  at: string | null;
}

const WHY: Readonly<Partial<Record<DeliveryStatus, SkippedLetter['why']>>> = {
  sent: 'posted',
  delivered: 'posted',
  canceled: 'canceled',
  blocked: 'blocked',
};

/**
 * Says of letters that were left out, in their order, to whom they are and why. Of those in whose cases the agent may not answer it
 * says as little as of what does not exist. Index `delivery_pkey`.
 */
export async function skippedLetters(
  { query }: Pick<Reader, 'query'>,
  who: Principal,
  entryIds: readonly string[],
): Promise<SkippedLetters> {
  if (entryIds.length === 0) return { skipped: [], unknown: 0 };
  const { values, bind } = parameters(entryIds);
  const rows = await query<LetterRow>(
    `select d.entry_id as "entryId", split_part(e.data -> 'to' -> 0 ->> 'value', E'\\n', 1) as recipient, d.state,
       ${CAN_BE_PRINTED} as "canBePrinted", p.printed_by_name as by, ${isoTime('p.printed_at')} as at
     from delivery d join kept_letter k on k.entry_id = d.entry_id join timeline_entry e on e.id = d.entry_id
     join cases c on c.id = d.case_id ${LAST_PRINT}
     where d.entry_id = any($1::uuid[]) and ${scope(who, 'case.reply').sql('c', bind)}`,
    values,
  );
  const found = new Map(rows.map((row) => [row.entryId, row]));
  const skipped = entryIds.flatMap((id) => found.get(id) ?? []).map(skippedLetter);
  return { skipped, unknown: entryIds.length - skipped.length };
}

function skippedLetter({ entryId, recipient, state, canBePrinted, by, at }: LetterRow): SkippedLetter {
  if (canBePrinted) return { entryId, recipient, why: 'printed', by, at };
  // One that names somebody who is anonymous is as good as blocked.
  const why = state === 'to-print' ? 'blocked' : (WHY[state] ?? 'not-waiting');
  return { entryId, recipient, why, by: null, at: null };
}
