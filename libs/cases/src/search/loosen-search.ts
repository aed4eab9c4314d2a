import type { SearchCorrection } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { termsOf, wordsLike, type Stocks } from './lexicon.queries.js';
import { matchesOf } from './find-matching-entries-and-files.js';
import type { FoundMatch } from './match-levels.queries.js';
import type { Among } from './matching-entries-and-files.queries.js';
import { similarWords } from './similar-words.js';
import { folded, type Term } from './search-terms.js';

/** Fewer matches of a word are few: another one may have been meant. */
const FEW = 3;
/** So many words that may have been meant are looked for. */
const TRIED = 4;
/** The word that is proposed is so many times as frequent as the one that was typed. */
const FREQUENT_TIMES = 20;
/** Of a question in whole sentences, only the words that tell most are looked for one by one. */
const TELLING = 6;
const MATCHES_PER_WORD = 88;

/** What is looked for instead, and what was found by it. */
export interface Loosened {
  terms: readonly Term[];
  matches: FoundMatch[];
  corrections: SearchCorrection[];
}

/** The words, and how many entries there are. */
export interface Counted {
  terms: readonly Term[];
  stocks: Stocks;
}

interface Tried {
  term: Term;
  matches: FoundMatch[];
  correction?: SearchCorrection;
}

/**
 * Looks for each word by itself, where few entries hold them all: cases that have most of them are found, also where one message has
 * one word and another the other. A word that finds nothing is taken for a typo of one that does. Only what may be seen is
 * looked at, so that no word is proposed that stands in hidden cases alone.
 */
export async function loosen(
  reader: Reader,
  among: Among,
  { terms, stocks, matches: whole }: Counted & { matches: FoundMatch[] },
): Promise<Loosened> {
  const find: Find = async (...wanted) =>
    wanted.length === 1 && terms.length === 1 && wanted[0] === terms[0]
      ? whole
      : matchesOf(reader, among, { terms: wanted, limit: MATCHES_PER_WORD, stocks });
  const telling = terms.toSorted((a, b) => a.entries - b.entries).slice(0, TELLING);
  const tried = await Promise.all(
    terms.map(async (term): Promise<Tried> =>
      telling.includes(term) ? tryWord(reader, find, term) : { term, matches: [] },
    ),
  );
  const meant = tried.map(({ term }) => term);
  const isCorrected = meant.length > 1 && meant.some((term, n) => term !== terms[n]);
  const together = isCorrected ? await find(...meant) : [];
  return {
    terms: meant,
    matches: [...together, ...tried.flatMap(({ matches }) => matches)],
    corrections: tried.flatMap(({ correction }) => correction ?? []),
  };
}

type Find = (...terms: Term[]) => Promise<FoundMatch[]>;

async function tryWord(reader: Reader, find: Find, term: Term): Promise<Tried> {
  const matches = await find(term);
  if (matches.length >= FEW || !term.isWord) return { term, matches };
  const word = folded(term.typed);
  const near = similarWords(word, await wordsLike(reader, word)).slice(0, TRIED);
  for (const other of await termsOf(reader, near)) {
    if (matches.length > 0 && other.entries < FREQUENT_TIMES * (term.entries + 1)) continue;
    const found = await find(other);
    if (found.length === 0) continue;
    const correction = { typed: term.typed, meant: other.typed, isUsed: matches.length === 0 };
    return correction.isUsed ? { term: other, matches: found, correction } : { term, matches, correction };
  }
  return { term, matches };
}
