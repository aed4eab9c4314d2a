import { parameters, scope } from '@guichet/access';
import { healthTopicsIn } from './health-in-text.js';
import type { CheckContext } from './disclosure-check.queries.js';
import { personalKeysIn } from './personal-values-in-text.js';
import { plainSigns, wordsOf } from './normalise-text.js';

/** What the citizen of a case has written, as far as a reply may repeat it. */
export interface WordsOfCitizen {
  /** The keys of the values that they wrote. */
  keys: ReadonlySet<string>;
  /** All words that they wrote, and those of their names, folded. */
  words: ReadonlySet<string>;
  /** The topics of health that they raised. */
  topics: ReadonlySet<string>;
}

/** The newest entries of this case, and of other ones of its person, that are read: older ones are found by the index of values. */
const OF_CASE = 60;
const OF_PERSON = 20;
/** The number of characters of each that are read. */
const CHARACTERS = 20_000;

/** SQL expression: what the author of the entry `e` wrote. What they quote is what others wrote. */
export const writtenIn = `concat_ws(E'\\n', e.data ->> 'subject', e.data ->> 'text',
  (select string_agg(s.value ->> 'text', '') from jsonb_array_elements(e.data -> 'segments') s where s.value ->> 'kind' <> 'quoted'))`;

/** SQL expression: the names of the files of the entry `e`, as an array of JSON. */
export const filesOf = `jsonb_path_query_array(e.data, '$.attachments[*].name')`;

/** Reads what the citizen wrote in this case and in others of their own. Index `timeline_entry_position`, `cases_citizen`. */
export async function wordsOfCitizen({ reader, who, item: { id, rootId } }: CheckContext): Promise<WordsOfCitizen> {
  const { values, bind } = parameters(id, rootId);
  const inbound = `e.kind = 'message' and e.direction = 'in'`;
  const columns = `left(${writtenIn}, ${CHARACTERS}) as text, ${filesOf} as files`;
  const names = `(select coalesce(jsonb_agg(name), '[]') from (
    select c.citizen_name as name union select h.name from case_participant p join handle h on h.id = p.handle_id where p.case_id = c.id) n)`;
  const rows = await reader.query<{ text: string; files: string[] }>(
    `(select ${columns} from timeline_entry e where e.case_id = $1 and ${inbound} order by e.position desc limit ${OF_CASE})
     union all (select ${columns} from citizen z join cases c on c.citizen_id = z.id join timeline_entry e on e.case_id = c.id
       where z.root_id = $2 and c.id <> $1 and ${inbound} and ${scope(who, 'case.read').sql('c', bind)} order by e.at desc limit ${OF_PERSON})
     union all select '', ${names} from cases c where c.id = $1`,
    values,
  );
  return wordsIn(rows);
}

function wordsIn(rows: readonly { text: string; files: readonly string[] }[]): WordsOfCitizen {
  const texts = rows.map(({ text }) => text);
  const names = rows.flatMap(({ files }) => files);
  const all = plainSigns([...texts, ...names].join('\n'));
  const searched = [...texts.map((text) => ({ text })), ...names.map((text) => ({ text, isFileName: true }))];
  return {
    keys: new Set(searched.flatMap(personalKeysIn)),
    words: new Set(wordsOf(all)),
    topics: healthTopicsIn(all),
  };
}
