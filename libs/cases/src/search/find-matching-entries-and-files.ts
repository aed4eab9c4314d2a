import type { Reader } from '@guichet/database';
import type { Stocks } from './lexicon.queries.js';
import type { FoundMatch } from './match-levels.queries.js';
import {
  entriesWith,
  filesWith,
  FILES_PER_ENTRIES,
  hintOf,
  inNewestCases,
  type Among,
} from './matching-entries-and-files.queries.js';
import { newestOf, type Measure, type Newest } from './newest-matches.js';
import { entriesQuery, filesQuery, isRare, thoroughQuery, type Term } from './search-terms.js';

/** What is looked at of entries and of files: at least, for what is enough to be ranked, and at most. */
const ENTRIES = { least: 90, enough: 30, most: 6000 };
const FILES = { least: 32, enough: 8, most: 600 };
/** Of entries the index knows by their teams that nearly all may be seen; as it takes longer over each, fewer are looked at. */
const LEAST_OF_TEAMS = 60;
/** So much more is looked at than would do, were all spread evenly, and by what narrows a search. */
const [SPARE, NARROWED] = [1.7, 4];
/** Where fewer than these were found, so many entries and files are taken from the index, wherever they are in time. */
const FEW = 10;
const NEARLY_ALL = { entries: 300_000, files: 50_000 };
/** Of so many files and entries one has a word of which it is not known how frequent it is. */
const UNKNOWN_SHARE = 0.03;

interface Wanted {
  terms: readonly Term[];
  /** How many entries, and a part as many files, at most. */
  limit: number;
  stocks: Stocks;
}

/**
 * The newest entries and files that hold all the words, and few of each case. The index leaves out those of teams whose cases the
 * agent does not see (`hintOf`). Where what is newest of either is hardly ever what the agent may see, the newest cases of the agent
 * are looked through. Before a file is shown, it must be one that can be opened.
 */
export async function matchesOf(reader: Reader, among: Among, wanted: Wanted): Promise<FoundMatch[]> {
  if (wanted.terms.length === 0) return [];
  const { terms, limit, stocks } = wanted;
  const [entries, files] = await Promise.all([
    newestEntries(reader, among, wanted),
    newestFiles(reader, among, wanted),
  ]);
  const others = await inNewestCases(reader, among, {
    terms,
    entries: isSeldomSeen(entries, ENTRIES) ? entriesQuery(terms) : null,
    files: isSeldomSeen(files, FILES) ? filesQuery(terms) : null,
    limit,
  });
  const some = withoutDoubles([...entries.found, ...files.found, ...others]);
  if (some.length >= FEW) return some;
  const [query, teams] = [thoroughQuery(terms), hintOf(among.visible, stocks.seen)];
  const isDone = {
    entries: entries.isAll && (entries.isThorough || query === entriesQuery(terms)),
    files: files.isAll && (files.isThorough || query === filesQuery(terms)),
  };
  return withoutDoubles([...some, ...(await atAnyTime(reader, among, { terms, query, teams, limit, isDone }))]);
}

/** Whether what was found is little of what there is. */
const isSeldomSeen = ({ found, isAll }: Newest<FoundMatch>, { enough }: typeof ENTRIES): boolean =>
  !isAll && found.length < enough;

async function newestEntries(
  reader: Reader,
  among: Among,
  { terms, limit, stocks }: Wanted,
): Promise<Newest<FoundMatch>> {
  const teams = hintOf(among.visible, stocks.seen);
  const measure = teams
    ? measureOf({ ...ENTRIES, least: LEAST_OF_TEAMS }, among, 1)
    : measureOf(ENTRIES, among, stocks.seen);
  const share = entriesShare(terms, { all: stocks.all, isTold: among.visible.isWhole }) * (teams ? stocks.seen : 1);
  const isHidden = measure.guess > measure.most && share * stocks.all > measure.most;
  if (isHidden) return { found: [], isAll: false };
  const lookup = { terms, teams, most: measure.most, limit, withWords: true };
  const look = (keys: number[] | null, isThorough: boolean) =>
    entriesWith(reader, among, { ...lookup, keys, query: isThorough ? thoroughQuery(terms) : entriesQuery(terms) });
  return newestOf({ stock: stocks.entries, share, measure, look });
}

function newestFiles(reader: Reader, among: Among, { terms, limit, stocks }: Wanted): Promise<Newest<FoundMatch>> {
  const teams = hintOf(among.visible, stocks.seen);
  const measure = measureOf(FILES, among, teams ? 1 : stocks.seen);
  const share = filesShare(terms, { all: stocks.all, isTold: among.visible.isWhole }) * (teams ? stocks.seen : 1);
  const lookup = { terms, teams, most: measure.most, limit: Math.ceil(limit / FILES_PER_ENTRIES), withWords: true };
  const look = (keys: number[] | null, isThorough: boolean) =>
    filesWith(reader, among, { ...lookup, keys, query: isThorough ? thoroughQuery(terms) : filesQuery(terms) });
  return newestOf({ stock: stocks.files, share, measure, look });
}

/** How much is looked at, by how many of all cases may be seen. */
function measureOf({ least, enough, most }: typeof ENTRIES, { spam, filters }: Among, seen: number): Measure {
  const isNarrowed = spam === 'only' || filters.length > 0;
  return { guess: Math.max(least, ((isNarrowed ? NARROWED : 1) * SPARE * enough) / seen), enough, most };
}

/**
 * Of how many entries one has all the words, were they spread evenly. What is no word was not counted. `isTold`: how rare a rare word is
 * shortens what is read, which the time of an answer tells. It may to a reader of all teams, from whom at most restricted cases are hidden:
 * their words alone change it only where there are hundreds of such entries. To others such a word is as though in none.
 */
function entriesShare(terms: readonly Term[], { all, isTold }: { all: number; isTold: boolean }): number {
  const words = terms
    .filter(({ isWord }) => isWord)
    .map((term) => Math.min(1, ((isTold || !isRare(term) ? term.entries : 0) + 1) / (all + 1)));
  const share = words.reduce((product, one) => product * one, 1);
  return words.length < terms.length ? Math.min(share, UNKNOWN_SHARE) : share;
}

/**
 * As `entriesShare`; words of files were not counted, but what is frequent in entries is so in files. One that is rare in entries may be
 * in every file, and beside another one it costs less to find that it is not.
 */
function filesShare(terms: readonly Term[], { all, isTold }: { all: number; isTold: boolean }): number {
  const least = 1 / (all + 1);
  const isAllRare = terms.every(isRare);
  if (isAllRare && !isTold) return least;
  return terms
    .map((term) => {
      if (isRare(term) && !isAllRare) return 1;
      return term.isWord ? Math.min(1, FILES_PER_ENTRIES * (term.entries + 1) * least) : UNKNOWN_SHARE;
    })
    .reduce((product, one) => product * one, 1);
}

interface Thorough {
  terms: readonly Term[];
  query: string;
  teams: readonly string[] | null;
  limit: number;
  isDone: { entries?: boolean; files?: boolean };
}

async function atAnyTime(
  reader: Reader,
  among: Among,
  { terms, query, teams, limit, isDone }: Thorough,
): Promise<FoundMatch[]> {
  const lookup = { terms, query, keys: null, teams, withWords: false };
  const inEntries = { ...lookup, most: NEARLY_ALL.entries, limit };
  const inFiles = { ...lookup, most: NEARLY_ALL.files, limit: Math.ceil(limit / FILES_PER_ENTRIES) };
  const seen = await Promise.all([
    ...(isDone.entries ? [] : [entriesWith(reader, among, inEntries)]),
    ...(isDone.files ? [] : [filesWith(reader, among, inFiles)]),
  ]);
  return seen.flatMap(({ found }) => found);
}

/** Each entry, and each file, once. */
export const withoutDoubles = (matches: readonly FoundMatch[]): FoundMatch[] => [
  ...new Map(matches.map((match) => [match.fileId ?? match.entryId, match])).values(),
];
