import { parameters, type Bind, type Scope } from '@guichet/access';
import { caseStatuses, type SearchFilter } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { caseFilters, entryFilters } from '../timeline/search-filters.js';
import { allQuery, FREQUENT_BEGINNING, quickQuery, type Term } from './search-terms.js';

/** Words that are in more entries than these are frequent: an index would list them all. */
const FREQUENT = 2000;
/** So many matches leave nothing to look for elsewhere: they are more cases than are shown. */
const ENOUGH = 40;
/** So many of the newest cases are looked through for frequent words, by how frequent they are; a case has some entries. */
const [FEWEST_CASES, MOST_CASES, ENTRIES_PER_CASE] = [40, 500, 4];
/** So many entries, and files, are taken from the index before it is asked who may see them: of a frequent word, the oldest ones. */
const SOME = { entries: 1500, files: 500 };
/** Where that has found fewer than these, so many are taken: of a word that is frequent, but not in what the agent may see. */
const FEW = 10;
const NEARLY_ALL = { entries: 300_000, files: 50_000 };
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
  /** How many entries, and a part as many files, at most. */
  limit: number;
  /** How many entries there are, as far as their words were counted. */
  all: number;
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
  const some =
    leastOf(wanted) <= FREQUENT
      ? await ofRareWords(reader, among, wanted)
      : await ofFrequentWords(reader, among, wanted);
  return some.length >= FEW ? some : byIndex(reader, among, { ...wanted, from: NEARLY_ALL });
}

const ofRareWords = (reader: Reader, among: Among, wanted: Wanted): Promise<Match[]> =>
  byIndex(reader, among, { ...wanted, from: { ...SOME, entries: NEARLY_ALL.entries } });

async function ofFrequentWords(reader: Reader, among: Among, wanted: Wanted): Promise<Match[]> {
  // Where the newest cases will hardly do, both are asked at once.
  const isRather = casesFor(wanted) === MOST_CASES && leastOf(wanted) <= FREQUENT_BEGINNING;
  const atOnce = isRather ? byIndex(reader, among, wanted) : null;
  const [newest, others] = await Promise.all([inNewestCases(reader, among, wanted), atOnce]);
  return newest.length >= ENOUGH ? newest : [...newest, ...(others ?? (await byIndex(reader, among, wanted)))];
}

/** In how many entries the rarest of the words is. */
const leastOf = ({ terms }: Wanted): number => Math.min(...terms.map(({ entries }) => entries));

/** In so many cases there are enough entries with all the words, were they spread evenly. */
function casesFor({ terms, all }: Wanted): number {
  const share = terms.reduce((product, { entries }) => product * Math.min(1, entries / Math.max(1, all)), 1);
  return Math.round(Math.min(MOST_CASES, Math.max(FEWEST_CASES, ENOUGH / share / ENTRIES_PER_CASE)));
}

/** The teams of whose cases the newest are read; null: the newest of all are, as there is no index of those of an assignee. */
function teamsOf({ visible }: Among, bind: Bind): string | null {
  const { teamIds, assigned } = visible.extent;
  return teamIds && teamIds.length > 0 && assigned === 'none' ? visible.sqlTeams(bind) : null;
}

/** Indexes `cases_team` and `cases_status`, `timeline_entry_position`, `entry_words_pkey`, `attachment_entry`, `attachment_text_pkey`. */
async function inNewestCases(reader: Reader, among: Among, wanted: Wanted): Promise<Match[]> {
  const { values, bind } = parameters(allQuery(wanted.terms), wanted.limit);
  const most = bind(casesFor(wanted));
  const statuses = among.spam === 'only' ? ['spam'] : caseStatuses.filter((status) => status !== 'spam');
  const teams = teamsOf(among, bind);
  // By `coalesce`, the index of words is kept from listing the frequent word.
  return reader.query<Match>(
    `with q as materialized (select to_tsquery('guichet', $1) as words), newest as materialized (
       select c.id, c.last_entry_at from unnest(${bind(statuses)}::text[]) s(status) ${teams ? `cross join ${teams} t(id)` : ''} cross join lateral (
         select c.id, c.last_entry_at from cases c
         where c.status = s.status ${teams ? 'and c.team_id = t.id' : ''} and ${conditionsOf(among, bind)}
         order by c.last_entry_at desc, c.id desc limit ${most}::int) c
       order by c.last_entry_at desc, c.id desc limit ${most}::int), entries as materialized (
       select e.case_id, e.id, e.position from newest n join timeline_entry e on e.case_id = n.id)
     (select e.case_id as "caseId", e.id as "entryId", e.position, null::uuid as "fileId"
      from q, entries e join entry_words w on w.entry_id = e.id
      where coalesce(w.search @@ q.words, false) and ${entryConditions(among, 'w.entry_id', bind)} order by e.id desc limit $2)
     union all
     (select e.case_id, e.id, e.position, a.id from q, entries e join attachment a on a.entry_id = e.id join attachment_text f on f.attachment_id = a.id
      where coalesce(f.search @@ q.words, false) and a.state = 'ready' and ${entryConditions(among, 'a.entry_id', bind)}
      order by e.id desc limit $2 / ${FILES_PER_ENTRIES})`,
    values,
  );
}

/** Indexes `entry_words_search` and `attachment_text_search`. */
async function byIndex(
  reader: Reader,
  among: Among,
  { terms, limit, from = SOME }: Wanted & { from?: typeof SOME },
): Promise<Match[]> {
  const { values, bind } = parameters(from === NEARLY_ALL ? allQuery(terms) : quickQuery(terms), limit);
  const conditions = conditionsOf(among, bind);
  // As text, in which order no index of files is: else the walk through all of them would look cheap.
  return reader.query<Match>(
    `select m.case_id as "caseId", m.entry_id as "entryId", e.position, m.file_id as "fileId" from (
       (select w.case_id, w.entry_id, null::uuid as file_id from (
          select * from entries_with(to_tsquery('guichet', $1), ${bind(from.entries)}::int) order by entry_id desc) w
        join cases c on c.id = w.case_id
        where ${conditions} and ${entryConditions(among, 'w.entry_id', bind)} order by w.entry_id desc limit $2)
       union all
       (select a.case_id, a.entry_id, a.id from files_with(to_tsquery('guichet', $1), ${bind(from.files)}::int) f
        join attachment a on a.id = f.attachment_id join cases c on c.id = a.case_id
        where a.state = 'ready' and a.entry_id is not null and ${conditions} and ${entryConditions(among, 'a.entry_id', bind)}
        order by f.attachment_id::text desc limit $2 / ${FILES_PER_ENTRIES})) m
     join timeline_entry e on e.id = m.entry_id`,
    values,
  );
}
