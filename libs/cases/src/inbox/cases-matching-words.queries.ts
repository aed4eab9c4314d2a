import { parameters, type Bind, type Scope } from '@guichet/access';
import { hasNumber } from '@guichet/citizens';
import type { SearchFilter } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { casesOfAddress, referencePattern } from '../search/reference-and-number-patterns.js';
import { caseFilters, entryFilters } from '../search/search-filters.js';
import { formsQuery, numberTermOf } from '../search/search-terms.js';

/** How many entries a text filter looks at, newest first. */
const CANDIDATES = 2000;
/** So many of the newest entries are read one by one before the index is asked for all. */
const RECENT = 5000;

/**
 * The words a person typed, all of them wanted, the last letters of each still open: `'inscription':* & 'ecole':*`. A telephone number is one
 * word, whatever its spelling.
 */
function tsqueryOf(q: string): string | null {
  const number = numberTermOf(q);
  if (number) return formsQuery(number);
  const words = q.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}@._+-]*/gu) ?? [];
  const lexemes = words
    .slice(0, 12)
    .map((word) => word.replace(/[^\p{L}\p{N}]+$/u, ''))
    .filter(Boolean);
  return lexemes.length === 0 ? null : lexemes.map((word) => `'${word}':*`).join(' & ');
}

/** In which cases entries are looked for: those of a scope, without spam, in it alone, or in all. */
interface Among {
  visible: Scope;
  spam?: 'without' | 'only' | 'with';
  filters?: readonly SearchFilter[];
}

const STATUSES = { without: `c.status <> 'spam' and `, only: `c.status = 'spam' and `, with: '' };

interface Match {
  caseId: string;
  entryId: string;
  position: number;
}

const narrowed = (filters: readonly SearchFilter[], bind: Bind): string =>
  [caseFilters(filters, bind), entryFilters(filters, 'w.entry_id', bind)].filter(Boolean).join(' and ');

/** Entries in a scope among these words, in this order, of spam, of all else or of both; `$1` is what is looked for, `$2` how many. */
const matching =
  (words: string, order: string) =>
  ({ visible, spam = 'without', filters = [] }: Among, bind: Bind): string =>
    `select m.case_id as "caseId", m.entry_id as "entryId", e.position from (
     select w.entry_id, w.case_id from ${words} w join cases c on c.id = w.case_id
     where w.search @@ to_tsquery('guichet', $1) and ${STATUSES[spam]}${visible.sql('c', bind)} and ${narrowed(filters, bind)} order by ${order} desc limit $2) m
   join timeline_entry e on e.id = m.entry_id order by m.entry_id desc`;
const amongRecent = matching(`(select * from entry_words order by entry_id desc limit ${RECENT})`, 'w.entry_id');
// As text, in which order no index is: else the walk through all entries would look cheap.
const amongAll = matching('entry_words', 'w.entry_id::text');

/**
 * Entries that hold the words, newest first. No statistics tell how frequent the beginning of a word is, so the planner
 * is not left to guess: a frequent one is found among the newest entries (primary key, whose ids are in time order); one
 * that is rare there has few matches in all, so the index `entry_words_search` lists them and they are sorted.
 */
async function matches(
  reader: Reader,
  { query, limit, ...among }: Among & { query: string; limit: number },
): Promise<Match[]> {
  const find = (statement: typeof amongAll): Promise<Match[]> => {
    const { values, bind } = parameters(query, limit);
    return reader.query<Match>(statement(among, bind), values);
  };
  const recent = await find(amongRecent);
  return recent.length === limit ? recent : find(amongAll);
}

async function numberedCases(reader: Reader, visible: Scope, q: string): Promise<{ caseId: string }[]> {
  const { values, bind } = parameters();
  const condition = hasNumber('h', q, bind);
  return condition ? reader.query(casesOfAddress(visible, bind, { condition, most: CANDIDATES }), values) : [];
}

/** SQL condition on `cases` for the text filter of the inbox. */
export async function casesMatching(
  reader: Reader,
  { q, bind, ...among }: Among & { q: string; bind: Bind },
): Promise<string> {
  const reference = referencePattern(q.trim());
  const query = tsqueryOf(q);
  const byReference = reference ? `reference like ${bind(reference)}` : 'false';
  const found = query ? await matches(reader, { query, ...among, limit: CANDIDATES }) : [];
  const numbered = await numberedCases(reader, among.visible, q);
  const ids = new Set([...found, ...numbered].map(({ caseId }) => caseId));
  return ids.size > 0 ? `(id = any(${bind([...ids])}::uuid[]) or ${byReference})` : byReference;
}
