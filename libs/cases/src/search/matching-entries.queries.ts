import { parameters, type Bind, type Scope } from '@guichet/access';
import { caseStatuses, type SearchFilter } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { caseFilters, entryFilters } from '../timeline/search-filters.js';
import { allQuery, type Term } from './search-terms.js';

/** So many of the newest cases are looked through for words that are frequent. */
const NEWEST_CASES = 1000;
/** So many matches there leave nothing to look for elsewhere. */
const ENOUGH = 60;
/** Words that are in more entries than these are frequent: an index would list them all. */
const FREQUENT = 4000;
/** So many entries, and files, are taken from the index before it is asked who may see them: of some word, the oldest ones. */
const MOST_ENTRIES = 20_000;
const MOST_FILES = 3000;
/** A text is longer than a message. */
const FILES_PER_ENTRIES = 4;

/** In which cases entries are looked for: those of a scope, without spam or in it alone. */
export interface Among {
  visible: Scope;
  spam: 'without' | 'only';
  filters: readonly SearchFilter[];
}

/** An entry in which words are, or a file of it. */
export interface Match {
  caseId: string;
  entryId: string;
  position: number;
  fileId: string | null;
}

interface Wanted {
  terms: readonly Term[];
  /** How many entries, and how many files, at most. */
  limit: number;
}

/** SQL conditions on the case `c`. */
const conditionsOf = ({ visible, spam, filters }: Among, bind: Bind): string =>
  `c.status ${spam === 'only' ? '=' : '<>'} 'spam' and ${visible.sql('c', bind)} and ${caseFilters(filters, bind)}`;

const entryConditions = ({ filters }: Among, id: string, bind: Bind): string =>
  entryFilters(filters, id, bind) ?? 'true';

/**
 * Entries and files that hold all the words, newest first. Frequent words are found in the newest cases of the scope; what is
 * rare there has few matches in all, so that the index lists them. Before a file is shown, it must be one that can be opened.
 */
export async function matchesOf(reader: Reader, among: Among, wanted: Wanted): Promise<Match[]> {
  if (wanted.terms.length === 0) return [];
  if (Math.min(...wanted.terms.map(({ entries }) => entries)) > FREQUENT) {
    const newest = await inNewestCases(reader, among, wanted);
    return newest.length >= ENOUGH ? newest : [...newest, ...(await byIndex(reader, among, wanted))];
  }
  return byIndex(reader, among, wanted);
}

/** The teams of whose cases the newest are read; null: the newest of all are, as there is no index of those of an assignee. */
function teamsOf({ visible }: Among, bind: Bind): string | null {
  const { teamIds, assigned } = visible.extent;
  return teamIds && teamIds.length > 0 && assigned === 'none' ? visible.sqlTeams(bind) : null;
}

/** Indexes `cases_team` and `cases_status`, `timeline_entry_position`, `entry_words_pkey`, `attachment_entry`, `attachment_text_pkey`. */
async function inNewestCases(reader: Reader, among: Among, { terms, limit }: Wanted): Promise<Match[]> {
  const { values, bind } = parameters(allQuery(terms), limit);
  const statuses = among.spam === 'only' ? ['spam'] : caseStatuses.filter((status) => status !== 'spam');
  const teams = teamsOf(among, bind);
  return reader.query<Match>(
    `with q as materialized (select to_tsquery('guichet', $1) as words), newest as materialized (
       select c.id, c.last_entry_at from unnest(${bind(statuses)}::text[]) s(status) ${teams ? `cross join ${teams} t(id)` : ''} cross join lateral (
         select c.id, c.last_entry_at from cases c
         where c.status = s.status ${teams ? 'and c.team_id = t.id' : ''} and ${conditionsOf(among, bind)}
         order by c.last_entry_at desc, c.id desc limit ${NEWEST_CASES}) c
       order by c.last_entry_at desc, c.id desc limit ${NEWEST_CASES}), entries as materialized (
       select e.case_id, e.id, e.position from newest n join timeline_entry e on e.case_id = n.id)
     (select e.case_id as "caseId", e.id as "entryId", e.position, null::uuid as "fileId"
      from q, entries e join entry_words w on w.entry_id = e.id
      where w.search @@ q.words and ${entryConditions(among, 'w.entry_id', bind)} order by e.id desc limit $2)
     union all
     (select e.case_id, e.id, e.position, a.id from q, entries e join attachment a on a.entry_id = e.id join attachment_text f on f.attachment_id = a.id
      where f.search @@ q.words and a.state = 'ready' and ${entryConditions(among, 'a.entry_id', bind)}
      order by e.id desc limit $2 / ${FILES_PER_ENTRIES})`,
    values,
  );
}

/** Indexes `entry_words_search` and `attachment_text_search`. */
async function byIndex(reader: Reader, among: Among, { terms, limit }: Wanted): Promise<Match[]> {
  const { values, bind } = parameters(allQuery(terms), limit);
  const conditions = conditionsOf(among, bind);
  return reader.query<Match>(
    `select m.case_id as "caseId", m.entry_id as "entryId", e.position, m.file_id as "fileId" from (
       (select w.case_id, w.entry_id, null::uuid as file_id from entries_with(to_tsquery('guichet', $1), ${MOST_ENTRIES}) w
        join cases c on c.id = w.case_id
        where ${conditions} and ${entryConditions(among, 'w.entry_id', bind)} order by w.entry_id desc limit $2)
       union all
       (select a.case_id, a.entry_id, a.id from files_with(to_tsquery('guichet', $1), ${MOST_FILES}) f
        join attachment a on a.id = f.attachment_id join cases c on c.id = a.case_id
        where a.state = 'ready' and a.entry_id is not null and ${conditions} and ${entryConditions(among, 'a.entry_id', bind)}
        order by a.id desc limit $2 / ${FILES_PER_ENTRIES})) m
     join timeline_entry e on e.id = m.entry_id`,
    values,
  );
}
