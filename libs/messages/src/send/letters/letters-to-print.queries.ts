import { parameters, scope, type Principal } from '@guichet/access';
import type { BlockedLetter, LettersToPrint, LetterToPrint } from '@guichet/contracts';
import { isoTime, type Reader } from '@guichet/database';
import { CAN_BE_PRINTED, IS_BLOCKED, LAST_PRINT, PRINTED } from './letter-conditions-and-anonymity.js';

/** More are shown once some of them are posted. */
const MOST = 200;

/** A letter as it is read: the lines of its envelope are one text. */
type Row<Letter extends { recipient: string[] }> = Omit<Letter, 'recipient'> & { address: string };

const LETTER = `d.entry_id as "entryId", c.id as "caseId", k.reference, coalesce(nullif(e.data ->> 'subject', ''), c.subject) as subject,
  t.name as team, e.data -> 'to' -> 0 ->> 'value' as address, e.actor_name as by, ${isoTime('d.changed_at')} as at`;
const LETTERS = `from delivery d join kept_letter k on k.entry_id = d.entry_id join timeline_entry e on e.id = d.entry_id
  join cases c on c.id = d.case_id join team t on t.id = c.team_id`;

/**
 * The replies that wait to be printed, as far as the agent may answer in their cases, the oldest first, and those that are blocked
 * since. Indexes `delivery_to_print`, `delivery_blocked`.
 */
export async function lettersToPrint(reader: Reader, who: Principal): Promise<LettersToPrint> {
  const { values, bind } = parameters(MOST);
  const answered = scope(who, 'case.reply').sql('c', bind);
  const [items, blocked] = await Promise.all([
    reader.query<Row<LetterToPrint>>(
      `select ${LETTER}, k.pages, ${PRINTED} as printed,
         (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'size', a.size) order by a.id), '[]')
          from attachment a where a.entry_id = d.entry_id and not a.inline) as enclosures
       ${LETTERS} ${LAST_PRINT} where ${CAN_BE_PRINTED} and ${answered} order by d.entry_id limit $1`,
      values,
    ),
    reader.query<Row<BlockedLetter>>(
      `select ${LETTER}, case when d.state = 'to-print' then 'author-now-anonymous' else d.reason end as reason, ${PRINTED} as printed
       ${LETTERS} ${LAST_PRINT} where ${IS_BLOCKED} and ${answered} order by d.entry_id limit $1`,
      values,
    ),
  ]);
  return { items: items.map(withLines), blocked: blocked.map(withLines) };
}

const withLines = <Letter extends { address: string }>({ address, ...row }: Letter) => ({
  ...row,
  recipient: address.split('\n'),
});
