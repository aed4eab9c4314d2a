import { parameters, type Scope } from '@guichet/access';
import type { Reader } from '@guichet/database';
import { termOf, type KnownWord, type Term } from './search-terms.js';
import { stockOf, type Stock } from './time-windows.js';

/** So many words that begin alike are counted: one that begins more words than these is frequent anyway. */
const COUNTED = 500;
/** So many of them, the most frequent ones, are looked for where they are many. */
const KNOWN = 40;
/** So many words that look alike are compared. */
const ALIKE = 60;

/** The words as they are looked for, with how frequent each is. Index `search_word_beginning`. */
export async function termsOf(reader: Reader, words: readonly string[]): Promise<Term[]> {
  if (words.length === 0) return [];
  const rows = await reader.query<KnownWord & { typed: string }>(
    `select k.word as typed, k.folded, k.stem, coalesce(b.entries, 0)::int as entries, coalesce(b.words[:${KNOWN}], '{}') as words
     from (select word, n, folded(word) as folded, folded((ts_lexize('french_stem', lower(word)))[1]) as stem
       from unnest($1::text[]) with ordinality u(word, n)) k
     cross join lateral (select case when length(k.stem) > 2 and starts_with(k.folded, k.stem) then k.stem else k.folded end as beginning) p
     cross join lateral (
       select sum(s.entries) as entries, array_agg(s.word order by s.entries desc) as words from (
         select word, entries from search_word where word ~>=~ p.beginning and word ~<~ (p.beginning || chr(1114111)) limit ${COUNTED}) s) b
     order by k.n`,
    [words],
  );
  return rows.map(({ typed, ...known }) => termOf(typed, known));
}

/** So many of the newest entries, or files, tell how many there are in a time. */
const RECENT = 1000;

/** How many entries and files there are. */
export interface Stocks {
  /** In how many entries words were counted. */
  all: number;
  /** null: there are few. */
  entries: Stock | null;
  files: Stock | null;
  /** How large a part of all cases may be seen, at a guess. */
  seen: number;
}

const idsOf = (table: string, id: string): string =>
  `(select json_build_object('newest', max(${id}::text), 'earlier', min(${id}::text), 'rows', count(*), 'oldest', (select ${id} from ${table} order by ${id} limit 1),
     'total', (select reltuples from pg_class where oid = '${table}'::regclass))
    from (select ${id} from ${table} order by ${id} desc limit ${RECENT}) n)`;

/** Less is not told from nothing. */
const LEAST_SEEN = 0.0001;

/** Indexes `entry_words_pkey` and `attachment_text_pkey`. */
export async function stocksOf(reader: Reader, visible: Scope): Promise<Stocks> {
  type Ids = { newest: string; earlier: string; oldest: string; rows: number; total: number };
  const { values, bind } = parameters();
  const [row] = await reader.query<{ all: number; entries: Ids; files: Ids; seen: number }>(
    `select coalesce((select entries from search_word where word = ''), 0) as all,
       ${idsOf('entry_words', 'entry_id')} as entries, ${idsOf('attachment_text', 'attachment_id')} as files,
       (select coalesce(sum(delta) filter (where ${visible.sqlCounted(bind)}), 0)::float8 / greatest(sum(delta), 1) from case_count) as seen`,
    values,
  );
  const stock = (ids: Ids) => (ids.rows < RECENT ? null : stockOf(ids, RECENT));
  const { all, entries, files, seen } = row!;
  return { all, entries: stock(entries), files: stock(files), seen: Math.max(LEAST_SEEN, seen) };
}

/** Words that look like one, with how frequent they are. Index `search_word_alike`, by trigrams. */
export const wordsLike = (reader: Reader, word: string): Promise<{ word: string; entries: number }[]> =>
  reader.query(
    `select word, entries from search_word where word % $1 and word <> $1
     order by similarity(word, $1) desc, entries desc limit ${ALIKE}`,
    [word],
  );
