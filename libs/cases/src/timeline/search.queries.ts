import { parameters, scope, type Bind, type Principal, type Scope } from '@guichet/access';
import { e164Beginning } from '@guichet/channels';
import type { SearchFilter, SearchHit } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { parseSearch } from './parse-search.js';
import { caseFilters, entryFilters, entryFiltersOfCase } from './search-filters.js';
import { SUMMARY_JOINS, summaryColumns, toSummary, type SummaryRow } from '../inbox/case-summary.queries.js';

/** How many entries a text filter looks at, newest first. */
const CANDIDATES = 2000;
/** So many of the newest entries are read one by one before the index is asked for all. */
const RECENT = 5000;

/** The words a person typed, all of them wanted, the last letters of each still open: `'inscription':* & 'ecole':*`. */
function tsqueryOf(q: string): string | null {
  const words = q.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}@._+-]*/gu) ?? [];
  const lexemes = words
    .slice(0, 12)
    .map((word) => word.replace(/[^\p{L}\p{N}]+$/u, ''))
    .filter(Boolean);
  return lexemes.length === 0 ? null : lexemes.map((word) => `'${word}':*`).join(' & ');
}

const REFERENCE = /^(?:GCH-)?(?:\d{4}-)?0*(\d{1,9})$/i;

/** A reference in any of its spellings: whole, without prefix, or only the number. */
function referencePattern(q: string): string | null {
  const whole = /^GCH-\d{4}-\d+$/i.test(q);
  if (whole) return q.toUpperCase();
  const match = REFERENCE.exec(q);
  return match ? `%-${match[1]!.padStart(6, '0')}` : null;
}

/** A pattern of the telephone numbers that begin as somebody has typed, in whatever spelling. */
function numberPattern(q: string): string | null {
  const beginning = e164Beginning(q);
  return beginning === undefined ? null : `${beginning}%`;
}

/**
 * SQL: the newest cases of a scope in which an address takes part whose value is like the pattern. Indexes `handle_beginning`,
 * `case_participant_handle`.
 */
const casesOfAddress = (visible: Scope, bind: Bind, { pattern, most }: { pattern: string; most: number }): string =>
  `select c.id as "caseId", h.value from handle h join case_participant p on p.handle_id = h.id join cases c on c.id = p.case_id
   where h.value like ${pattern} and ${visible.sql('c', bind)} order by c.id desc limit ${most}`;

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

async function numberedCases(reader: Reader, visible: Scope, number: string): Promise<{ caseId: string }[]> {
  const { values, bind } = parameters(number);
  return reader.query(casesOfAddress(visible, bind, { pattern: '$1', most: CANDIDATES }), values);
}

/** SQL condition on `cases` for the text filter of the inbox. */
export async function casesMatching(
  reader: Reader,
  { q, bind, ...among }: Among & { q: string; bind: Bind },
): Promise<string> {
  const [reference, number] = [referencePattern(q.trim()), numberPattern(q)];
  const query = tsqueryOf(q);
  const byReference = reference ? `reference like ${bind(reference)}` : 'false';
  const found = query ? await matches(reader, { query, ...among, limit: CANDIDATES }) : [];
  const numbered = number ? await numberedCases(reader, among.visible, number) : [];
  const ids = new Set([...found, ...numbered].map(({ caseId }) => caseId));
  return ids.size > 0 ? `(id = any(${bind([...ids])}::uuid[]) or ${byReference})` : byReference;
}

/**
 * One box for everything: words of any entry (accents and endings do not matter), an address, a file name, a reference, a telephone
 * number in any spelling.
 * Only what the agent may see is looked at, and of spam the reference only.
 */
export async function search(
  reader: Reader,
  who: Principal,
  { q, limit }: { q: string; limit: number },
): Promise<SearchHit[]> {
  const visible = scope(who, 'case.read');
  const { words, filters } = parseSearch(q);
  if (filters.some(({ isKnown }) => !isKnown)) return [];
  const query = tsqueryOf(words);
  if (words === '' && filters.length > 0) return newestOf(reader, who, { filters, limit });
  const spam = filters.some(({ operator, value }) => operator === 'status' && value === 'spam') ? 'only' : 'without';
  const found = query ? await matches(reader, { query, visible, filters, spam, limit: limit * 4 }) : [];
  const { values, bind } = parameters(
    who.id,
    query,
    filters.length === 0 ? referencePattern(q.trim()) : null,
    limit,
    found.map(({ caseId }) => caseId),
    found.map(({ entryId }) => entryId),
    found.map(({ position }) => position),
    filters.length === 0 ? numberPattern(q) : null,
  );
  const hits = await reader.query<HitRow>(hitsSql(visible, bind), values);
  return hits.map((row) => ({
    case: toSummary(row),
    entryId: row.entryId,
    position: row.position,
    snippet: row.headline ? piecesOf(row.headline) : [{ text: row.address ?? row.reference, hit: true }],
  }));
}

/** The newest cases of which the filters hold, where no word is looked for. */
async function newestOf(
  reader: Reader,
  who: Principal,
  { filters, limit }: { filters: readonly SearchFilter[]; limit: number },
): Promise<SearchHit[]> {
  const visible = scope(who, 'case.read');
  const { values, bind } = parameters(who.id);
  const isOfSpam = filters.some(({ operator, value }) => operator === 'status' && value === 'spam');
  const conditions = [
    isOfSpam ? 'true' : `c.status <> 'spam'`,
    visible.sql('c', bind),
    caseFilters(filters, bind),
    entryFiltersOfCase(filters, bind) ?? 'true',
  ];
  const rows = await reader.query<SummaryRow>(
    `with top as (select c.id as case_id from cases c where ${conditions.join(' and ')} order by c.last_entry_at desc, c.id desc limit ${limit})
     select ${summaryColumns(visible, bind)} from top join cases c on c.id = top.case_id ${SUMMARY_JOINS}
     order by c.last_entry_at desc, c.id desc`,
    values,
  );
  return rows.map((row) => ({ case: toSummary(row), entryId: null, position: null, snippet: [] }));
}

interface HitRow extends SummaryRow {
  entryId: string | null;
  position: number | null;
  headline: string | null;
  /** The telephone number by which it was found. */
  address: string | null;
}

/**
 * The statement of `search`: `$1` the agent, `$2` the words, `$3` a pattern of references, `$4` how many cases, `$5`–`$7` the
 * entries that were found, `$8` a pattern of telephone numbers.
 */
const hitsSql = (visible: Scope, bind: Bind): string =>
  `with found as (
       (select c.id as case_id, null::uuid as entry_id, null::int as position, 0 as rank, c.id as at, null as address from cases c
        where $3::text is not null and c.reference like $3 and ${visible.sql('c', bind)} limit 20)
       union all
       (select a."caseId", null, null, 0, a."caseId", a.value from (${casesOfAddress(visible, bind, { pattern: '$8', most: CANDIDATES })}) a
        join cases c on c.id = a."caseId" where $8::text is not null and c.status <> 'spam' order by c.id desc limit $4)
       union all
       select case_id, entry_id, position, 1, entry_id, null from unnest($5::uuid[], $6::uuid[], $7::int[]) m(case_id, entry_id, position)
     ), ranked as (
       select distinct on (case_id) case_id, entry_id, position, rank, at, address from found order by case_id, rank, at desc
     ), top as (select * from ranked order by rank, at desc limit $4)
     select ${summaryColumns(visible, bind)}, top.entry_id as "entryId", top.position, top.address,
       case when e.id is not null then ts_headline('guichet', left(
         concat_ws(' · ', e.data ->> 'subject', e.data -> 'from' ->> 'name', e.data -> 'from' ->> 'value', e.data ->> 'text',
           (select string_agg(s ->> 'text', '') from jsonb_array_elements(e.data -> 'segments') s),
           (select string_agg(f ->> 'name', ', ') from jsonb_array_elements(e.data -> 'attachments') f)), 20000),
         to_tsquery('guichet', $2), E'StartSel=\\x02, StopSel=\\x03, MaxWords=24, MinWords=10, MaxFragments=1') end as headline
     from top join cases c on c.id = top.case_id ${SUMMARY_JOINS} left join timeline_entry e on e.id = top.entry_id
     order by top.rank, top.at desc`;

/** `before \x02hit\x03 after` → pieces. */
function piecesOf(headline: string): { text: string; hit: boolean }[] {
  return headline
    .split('\u0002')
    .flatMap((part, index) => {
      if (index === 0) return [{ text: part, hit: false }];
      const [hit = '', ...rest] = part.split('\u0003');
      return [
        { text: hit, hit: true },
        { text: rest.join(''), hit: false },
      ];
    })
    .filter(({ text }) => text !== '');
}
