import type { Reader } from '@guichet/database';
import { termOf, type KnownWord, type Term } from './search-terms.js';

/** So many words that begin alike are counted: one that begins more words than these is frequent anyway. */
const COUNTED = 500;
/** So many words that look alike are compared. */
const ALIKE = 60;

/** The words as they are looked for, with how frequent each is. Index `search_word_beginning`. */
export async function termsOf(reader: Reader, words: readonly string[]): Promise<Term[]> {
  if (words.length === 0) return [];
  const rows = await reader.query<KnownWord & { typed: string }>(
    `select k.word as typed, k.folded, k.stem, (
       select coalesce(sum(b.entries), 0)::int from (
         select s.entries from search_word s where s.word ~>=~ p.beginning and s.word ~<~ (p.beginning || chr(1114111)) limit ${COUNTED}) b) as entries
     from (select word, n, folded(word) as folded, folded((ts_lexize('french_stem', lower(word)))[1]) as stem
       from unnest($1::text[]) with ordinality u(word, n)) k
     cross join lateral (select case when length(k.stem) > 2 and starts_with(k.folded, k.stem) then k.stem else k.folded end as beginning) p
     order by k.n`,
    [words],
  );
  return rows.map(({ typed, ...known }) => termOf(typed, known));
}

/** In how many entries words were read. */
export async function entriesRead(reader: Reader): Promise<number> {
  const [row] = await reader.query<{ entries: number }>(`select entries from search_word where word = ''`);
  return row?.entries ?? 0;
}

/** Words that look like one, with how frequent they are. Index `search_word_alike`, by trigrams. */
export const wordsLike = (reader: Reader, word: string): Promise<{ word: string; entries: number }[]> =>
  reader.query(
    `select word, entries from search_word where word % $1 and word <> $1
     order by similarity(word, $1) desc, entries desc limit ${ALIKE}`,
    [word],
  );
