import { scope, type Principal, type Scope } from '@guichet/access';
import { casesOfMergedNames } from '@guichet/citizens';
import type { SearchCorrection, SearchHit, SearchQuery } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { readFieldFilters } from '../fields/resolve-field-filters.queries.js';
import { parseSearch } from './parse-search.js';
import { hitsOf, namedHits, newestHits } from './case-hits.queries.js';
import { stocksOf, termsOf } from './lexicon.queries.js';
import { loosen, type Counted, type Loosened } from './loosen-search.js';
import { levelsOf } from './match-levels.queries.js';
import { matchesOf, withoutDoubles } from './find-matching-entries-and-files.js';
import type { Among } from './matching-entries-and-files.queries.js';
import { casesByReferenceOrNumber } from './cases-by-reference-or-number.queries.js';
import { referencePattern } from './reference-and-number-patterns.js';
import { newerFirst, rankCases, type RankedCase } from './rank-cases.js';
import { numberTermOf, typedWords, type Term } from './search-terms.js';
import { underSurvivors } from './surviving-cases.queries.js';

/** So many of the newest entries that hold all words are ranked. */
export const RANKED = 88;
/** With fewer cases than these, cases are shown that lack a word. */
const FEW = 5;
const NONE: ReadonlySet<string> = new Set();

/** What a search finds, and which words it took for others. */
export interface Found {
  hits: SearchHit[];
  corrections: SearchCorrection[];
}

type Wanted = Pick<SearchQuery, 'q' | 'limit'> & Partial<Pick<SearchQuery, 'order'>>;

/**
 * One box for everything: words of any entry and of the texts of its files (accents, endings and typos do not matter), an address,
 * a file name, a reference, a telephone number in any spelling. By relevance, the words that are rare count most, and so do those
 * that stand in the subject, in the name, or together. A case that was merged is found under the one that it went into, and one of a person who was merged also by the name of the other. Only what the agent may see is looked at, and of spam the reference only.
 */
export const search = (reader: Reader, who: Principal, wanted: Wanted): Promise<Found> =>
  searchIn(reader, { who, visible: scope(who, 'case.read') }, wanted);

/** As `search`, among these cases alone. */
export async function searchIn(
  reader: Reader,
  { who, visible }: { who: Principal; visible: Scope },
  { q, limit, order }: Wanted,
): Promise<Found> {
  const { words, filters: typed } = parseSearch(q);
  const reading = { query: reader.query, now: reader.now, who, visible };
  if (typed.some(({ isKnown }) => !isKnown)) return { hits: [], corrections: [] };
  const filters = await readFieldFilters(reader, typed);
  if (words === '' && filters.length > 0)
    return { hits: await newestHits(reading, { filters, limit }), corrections: [] };
  const isSpam = filters.some(({ operator, value }) => operator === 'status' && value === 'spam');
  const among: Among = { visible, filters, spam: isSpam ? 'only' : 'without' };
  const [named, merged, terms, stocks] = await Promise.all([
    filters.length === 0 ? casesByReferenceOrNumber(reader, visible, { q, limit }) : null,
    filters.length === 0 ? casesOfMergedNames(reader, visible, words) : [],
    wantedTerms(reader, words),
    stocksOf(reader, visible),
  ]);
  const looked = await lookFor(reader, among, { terms, stocks, isName: named !== null });
  const ranked = wholeFirst(
    rankCases(await levelsOf(reader, looked.matches, looked.terms), { terms: looked.terms, all: stocks.all }),
  );
  const ordered = order === 'newest' ? newestFirst(ranked) : ranked;
  const [byName, byMergedName] = await Promise.all([namedHits(reading, named ?? []), namedHits(reading, merged)]);
  const namedIds = new Set(byName.map((hit) => hit.case.id));
  const folding = {
    isNarrowed: filters.length > 0,
    byReference: referencePattern(q.trim()) === null ? NONE : namedIds,
  };
  const firstHits = async (count: number): Promise<SearchHit[]> => {
    const byWords = await hitsOf(reading, ordered.slice(0, count), looked.terms);
    const found = [...byName, ...byWords.filter((hit) => !namedIds.has(hit.case.id))];
    const foundIds = new Set(found.map((hit) => hit.case.id));
    return underSurvivors(reading, [...found, ...byMergedName.filter((hit) => !foundIds.has(hit.case.id))], folding);
  };
  const first = await firstHits(limit);
  // Several of them may stand under one case: only then are more of them read.
  const hits = first.length < limit && ordered.length > limit ? await firstHits(ordered.length) : first;
  return { hits: hits.slice(0, limit), corrections: looked.corrections };
}

/** A telephone number is one word, whatever its spelling. */
async function wantedTerms(reader: Reader, words: string): Promise<Term[]> {
  const number = numberTermOf(words);
  return number ? [number] : termsOf(reader, typedWords(words));
}

/** Entries with all the words; where those are few, and no number was typed, also such as have some of them. */
async function lookFor(
  reader: Reader,
  among: Among,
  { terms, stocks, isName }: Counted & { isName: boolean },
): Promise<Loosened> {
  const matches = await matchesOf(reader, among, { terms, limit: RANKED, stocks });
  const isEnough = new Set(matches.map(({ caseId }) => caseId)).size >= FEW;
  if (isEnough || isName || !terms.some(({ isWord }) => isWord)) return { terms, matches, corrections: [] };
  const loosened = await loosen(reader, among, { terms, stocks, matches });
  return { ...loosened, matches: withoutDoubles([...matches, ...loosened.matches]) };
}

/** Cases that lack a word are shown where none has them all: whoever has typed one more wants fewer. */
function wholeFirst(ranked: readonly RankedCase[]): readonly RankedCase[] {
  const whole = ranked.filter(({ missing }) => missing.length === 0);
  return whole.length > 0 ? whole : ranked;
}

const newestFirst = (ranked: readonly RankedCase[]): RankedCase[] => ranked.toSorted(newerFirst);
