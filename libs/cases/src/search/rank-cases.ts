import { folded, type Term } from './search-terms.js';

/** An entry in which words are, or a file of it. */
export interface Match {
  caseId: string;
  entryId: string;
  fileId: string | null;
}

/** A match with how well it holds each of the words: 2 as it was typed, 1 in another form, 0 not at all. */
export interface ScoredMatch extends Match {
  levels: readonly number[];
  subject: string;
  citizenName: string;
}

/** A case with its best match, and which words it lacks. */
export interface RankedCase {
  match: Match;
  score: number;
  missing: readonly Term[];
}

/** Another form of a word, or a longer word that it begins, counts less than the word itself. */
const LEVELS = [0, 0.75, 1];
/** So much more counts a word of the subject or the name of a case, and words that stand in one message. */
const HEADED = 0.35;
const TOGETHER = 0.4;
/** A case that lacks more than this part of what the words weigh is no answer. */
const LEAST = 0.45;

/** The rarer a word, the more it tells. */
const weightOf = ({ entries }: Term, all: number): number => Math.log(1 + (all + 1) / (entries + 1));

interface Ranked {
  terms: readonly Term[];
  /** How many entries the words were counted in. */
  all: number;
}

/** Ranks the cases in which words were found, the best first, and of equals the newest. */
export function rankCases(matches: readonly ScoredMatch[], { terms, all }: Ranked): RankedCase[] {
  // A word that is nowhere tells no case from another.
  const isFound = terms.map((_, n) => matches.some(({ levels }) => levels[n]! > 0));
  const weights = terms.map((term, n) => (isFound[n] ? weightOf(term, all) : 0));
  const total = sum(weights);
  return [...Map.groupBy(matches, ({ caseId }) => caseId).values()]
    .map((own) => rankCase(own, { terms, weights, total }))
    .filter(({ score, missing }) => missing.length === 0 || score >= LEAST * total)
    .sort((a, b) => b.score - a.score || newerFirst(a, b));
}

/** The one whose match is newer comes first. */
export const newerFirst = ({ match: a }: RankedCase, { match: b }: RankedCase): number =>
  a.entryId < b.entryId ? 1 : a.entryId > b.entryId ? -1 : 0;

function rankCase(
  own: readonly ScoredMatch[],
  { terms, weights, total }: { terms: readonly Term[]; weights: readonly number[]; total: number },
): RankedCase {
  const valueOf = ({ levels }: ScoredMatch) => sum(levels.map((level, n) => LEVELS[level]! * weights[n]!));
  const byValue = own.toSorted((a, b) => valueOf(b) - valueOf(a) || Number(b.entryId > a.entryId) - 0.5);
  const [best] = byValue as [ScoredMatch];
  const head = wordsIn(`${best.subject} ${best.citizenName}`);
  const headed = terms.map((term) => head.some((word) => term.exact.includes(word) || begins(term, word)));
  const levels = terms.map((_, n) => Math.max(Number(headed[n]), ...own.map((match) => match.levels[n]!)));
  const covered = sum(levels.map((level, n) => LEVELS[level]! * weights[n]!));
  const inHead = sum(weights.map((weight, n) => (headed[n] ? weight : 0)));
  const together = total === 0 ? 0 : (covered * valueOf(best)) / total;
  const missing = terms.filter((_, n) => levels[n] === 0);
  return { match: best, missing, score: covered + HEADED * inHead + TOGETHER * together };
}

const begins = ({ beginnings }: Term, word: string): boolean => beginnings.some((one) => word.startsWith(one));
const wordsIn = (text: string): string[] => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
