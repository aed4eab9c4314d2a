import { parameters, type Bind, type Scope } from '@guichet/access';
import { caseStatuses, type SearchFilter } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { caseFilters, entryFilters } from './search-filters.js';
import { queriesOf, withHeads, withLevels, type FoundMatch } from './match-levels.queries.js';
import type { Seen } from './newest-matches.js';
import type { ScoredMatch } from './rank-cases.js';
import type { Term } from './search-terms.js';

/** So many entries of one case, the newest, are enough to rank it: else one that has hundreds would hide all others. */
const PER_CASE = 4;
/** So many of the newest cases of a scope are looked through for words that are frequent, but not in what the agent may see. */
const NEWEST_CASES = 500;
/** A text is so much longer than a message. */
export const FILES_PER_ENTRIES = 4;

/** In which cases entries are looked for: those of a scope, without spam or in it alone. */
export interface Among {
  visible: Scope;
  spam: 'without' | 'only';
  filters: readonly SearchFilter[];
}

/** Of more than this part of all cases, the teams tell too little. */
const MOST_SEEN = 0.5;

/**
 * The teams by which the index leaves out entries that are not to be seen; null: hardly any would be left out, or it cannot, as a case is
 * seen by its assignee, whom the index does not know.
 */
export function hintOf({ extent: { teamIds, assigned } }: Scope, seen: number): readonly string[] | null {
  return assigned === 'none' && seen <= MOST_SEEN ? teamIds : null;
}

/** What is looked up in an index. */
interface Lookup {
  terms: readonly Term[];
  /** The text of the `tsquery` by which the terms are looked for. */
  query: string;
  /** null: at any time. */
  keys: readonly number[] | null;
  /** See `hintOf`. */
  teams: readonly string[] | null;
  most: number;
  limit: number;
  /** Whether what is looked at comes with its words: among few, none need be read again for being ranked. */
  withWords: boolean;
}

/** SQL conditions on the case `c`. */
const conditionsOf = ({ visible, spam, filters }: Among, bind: Bind): string =>
  `c.status ${spam === 'only' ? '=' : '<>'} 'spam' and ${visible.sql('c', bind)} and ${caseFilters(filters, bind)}`;

const entryConditions = ({ filters }: Among, id: string, bind: Bind): string =>
  entryFilters(filters, id, bind) ?? 'true';

/** SQL conditions on the file `a`. */
const fileConditions = (among: Among, bind: Bind): string =>
  `a.state = 'ready' and a.entry_id is not null and ${entryConditions(among, 'a.entry_id', bind)}`;

const nthOfCase = (caseId: string, id: string): string =>
  `row_number() over (partition by ${caseId} order by ${id} desc) as nth`;

/** Indexes `entry_words_search`, `cases_reach` and `cases_pkey`, and without words `entry_words_pkey`. */
export const entriesWith = (reader: Reader, among: Among, lookup: Lookup): Promise<Seen<FoundMatch>> =>
  seen(reader, { ...lookup, ...among }, (bind, heads) => ({
    held: 'entries_held',
    words: 'entry_words w on w.entry_id = f.entry_id',
    found: `select h.case_id, h.entry_id, null::uuid as file_id, h.search as words${heads}
      from (select case_id, entry_id, search from (
        select *, ${nthOfCase('case_id', 'entry_id')} from held where ${entryConditions(among, 'held.entry_id', bind)}) n
        where nth <= ${PER_CASE} order by entry_id desc) h join cases c on c.id = h.case_id
      where ${conditionsOf(among, bind)} order by h.entry_id desc limit $3`,
  }));

/**
 * Indexes `attachment_text_search`, `attachment_pkey`, `cases_reach` and `cases_pkey`, and without words `attachment_text_pkey`. Whether a
 * file is one that is wanted stands with the file alone: it is read for those that may be shown, and before that only where their case has
 * so many that some are left out.
 */
export const filesWith = (reader: Reader, among: Among, lookup: Lookup): Promise<Seen<FoundMatch>> =>
  seen(reader, { ...lookup, ...among }, (bind, heads) => ({
    held: 'files_held',
    words: 'attachment_text w on w.attachment_id = f.file_id',
    found: `select a.case_id, a.entry_id, a.id as file_id, h.search as words${heads}
      from (select attachment_id, search from (
        select attachment_id, search, ${nthOfCase('case_id', 'attachment_id')} from (
          select *, count(*) over (partition by case_id order by attachment_id desc rows between unbounded preceding and unbounded following) as of_case
          from held) held
        where case when of_case <= ${PER_CASE} then true
          else (select ${fileConditions(among, bind)} from attachment a where a.id = held.attachment_id) end) n
        where nth <= ${PER_CASE} order by attachment_id desc) h join attachment a on a.id = h.attachment_id join cases c on c.id = a.case_id
      where ${fileConditions(among, bind)} and ${conditionsOf(among, bind)}
      order by h.attachment_id desc limit $3`,
  }));

/** SQL of a look: what the index has (`held`), what of it is wanted (`found`), and where the words of these (`f`) stand. */
interface Look {
  held: 'entries_held' | 'files_held';
  words: string;
  found: string;
}

/** Looks up what the index has, and what of it is wanted: rows `(case_id, entry_id, file_id, words)`. */
async function seen(
  reader: Reader,
  { terms, query, keys, teams, most, limit, withWords, ...among }: Lookup & Among,
  sqlOf: (bind: Bind, heads: string) => Look,
): Promise<Seen<FoundMatch>> {
  const { values, bind } = parameters(query, most, limit);
  // Where many are hidden, only of the others more of the case is read than what an index has.
  const isMostlySeen = teams !== null || among.visible.isWhole;
  const { held, words, found } = sqlOf(bind, isMostlySeen ? ', c.subject, c.citizen_name' : '');
  const wanted = withWords
    ? found
    : `select f.case_id, f.entry_id, f.file_id, w.search as words${isMostlySeen ? ', f.subject, f.citizen_name' : ''}
       from (${found}) f left join ${words}`;
  const rows = withWords ? `select * from ${held}_with_words` : `select *, null::tsvector as search from ${held}`;
  const answer = await reader.query<ScoredMatch & { looked: number | null }>(
    `with held as materialized (${rows}(to_tsquery('guichet', $1), ${bind(keys)}, ${bind(teams)}, $2)), ${queriesOf(terms, bind)}
     (select null::uuid as "caseId", null::uuid as "entryId", null::uuid as "fileId", null as subject, null as "citizenName", null::integer[] as levels,
        count(*)::int as looked from held)
     union all (select s.*, null from (${withLevels(isMostlySeen ? wanted : withHeads(wanted))}) s)`,
    values,
  );
  return {
    looked: answer.find(({ looked }) => looked !== null)?.looked ?? 0,
    found: answer.flatMap(({ looked, ...match }) => (looked === null ? [{ ...match, terms }] : [])),
  };
}

/** The teams of whose cases the newest are read; null: the newest of all are, as there is no index of those of an assignee. */
function teamsOf({ visible }: Among, bind: Bind): string | null {
  const { teamIds, assigned } = visible.extent;
  return teamIds && teamIds.length > 0 && assigned === 'none' ? visible.sqlTeams(bind) : null;
}

/** What is looked for in the newest cases: the queries for their entries and for their files; null: not at all. */
interface LookupOfCases {
  terms: readonly Term[];
  entries: string | null;
  files: string | null;
  limit: number;
}

/** Indexes `cases_team` and `cases_status`, `timeline_entry_position`, `entry_words_pkey`, `attachment_entry`, `attachment_text_pkey`. */
export async function inNewestCases(
  reader: Reader,
  among: Among,
  { terms, entries, files, limit }: LookupOfCases,
): Promise<FoundMatch[]> {
  if (entries === null && files === null) return [];
  const { values, bind } = parameters(entries, files, limit);
  const found = [
    ...(entries === null ? [] : [entriesOfCases(among, bind)]),
    ...(files === null ? [] : [filesOfCases(among, bind)]),
  ];
  const rows = await reader.query<ScoredMatch>(
    `with wanted as materialized (select to_tsquery('guichet', $1) as of_entries, to_tsquery('guichet', $2) as of_files), ${newestCases(among, bind)},
       entries as materialized (select e.case_id, e.id from newest n join timeline_entry e on e.case_id = n.id), ${queriesOf(terms, bind)}
     ${withLevels(withHeads(found.join(' union all ')))}`,
    values,
  );
  return rows.map((row) => ({ ...row, terms }));
}

/** SQL: the newest cases, as `newest`. */
function newestCases(among: Among, bind: Bind): string {
  const most = bind(NEWEST_CASES);
  const statuses = among.spam === 'only' ? ['spam'] : caseStatuses.filter((status) => status !== 'spam');
  const teams = teamsOf(among, bind);
  return `newest as materialized (
    select c.id, c.last_entry_at from unnest(${bind(statuses)}::text[]) s(status) ${teams ? `cross join ${teams} t(id)` : ''} cross join lateral (
      select c.id, c.last_entry_at from cases c
      where c.status = s.status ${teams ? 'and c.team_id = t.id' : ''} and ${conditionsOf(among, bind)}
      order by c.last_entry_at desc, c.id desc limit ${most}::int) c
    order by c.last_entry_at desc, c.id desc limit ${most}::int)`;
}

// By `coalesce`, the index of words is kept from listing the frequent word.
const entriesOfCases = (among: Among, bind: Bind): string =>
  `(select case_id, id as entry_id, null::uuid as file_id, search as words from (
     select e.case_id, e.id, w.search, ${nthOfCase('e.case_id', 'e.id')} from wanted, entries e join entry_words w on w.entry_id = e.id
     where coalesce(w.search @@ wanted.of_entries, false) and ${entryConditions(among, 'w.entry_id', bind)}) n
   where nth <= ${PER_CASE} order by id desc limit $3)`;
const filesOfCases = (among: Among, bind: Bind): string =>
  `(select case_id, entry_id, id as file_id, search as words from (
     select e.case_id, a.entry_id, a.id, f.search, ${nthOfCase('e.case_id', 'a.id')}
     from wanted, entries e join attachment a on a.entry_id = e.id join attachment_text f on f.attachment_id = a.id
     where coalesce(f.search @@ wanted.of_files, false) and a.state = 'ready' and ${entryConditions(among, 'a.entry_id', bind)}) n
   where nth <= ${PER_CASE} order by entry_id desc limit $3 / ${FILES_PER_ENTRIES})`;
