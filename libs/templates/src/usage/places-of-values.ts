import type { Token } from './merge-tokens.js';

/** A token of a rendering: of the template's own words, or a whole value. */
export interface Known extends Token {
  isValue: boolean;
}

/** A rendering, a text that an agent has made of it, and where each token of the one is in the other, as far as it stands there in order. */
export interface Comparison {
  known: readonly Known[];
  mine: readonly Token[];
  matched: readonly (number | undefined)[];
}

/** A value of the rendering, and a place of the text where it may stand. */
interface Candidate {
  at: number;
  place: number;
}

/** What stands on one side of a value as it did in the rendering, within its sentence. */
interface Side {
  /** The template's own words and longer values, from the value outwards. */
  words: readonly string[];
  /** All of them, and the sentence ends there in both. */
  isComplete: boolean;
}

type Step = -1 | 1;
const STEPS: readonly Step[] = [-1, 1];
/** Few sentences have a word of so many letters by chance, other than `le` or `de`. */
const LONG = 4;
/** So many words in a row are no chance. */
const ROW = 3;
const isLong = (word: string | undefined) => word !== undefined && word.length >= LONG;
const isWord = ({ key }: Token) => /[\p{L}\p{N}]/u.test(key);
/** A first name beside a family name says nothing: whoever types the one types the other, too. */
const isTelling = (token: Known) => isWord(token) && (!token.isValue || token.text.includes(' '));

/** Whether a sentence, or a line of its own, ends on that side of a token. A list belongs to the words that announce it. */
function endsAt(tokens: readonly Token[], at: number, step: Step): boolean {
  if (!tokens[at + step]) return true;
  const { key, space } = tokens[step > 0 ? at : at - 1]!;
  return space.includes('\n') ? key !== ':' : space !== '' && /[.!?…]$/.test(key);
}

/** The word to which a token is joined without a space, with the sign between them: `/11` behind the `12` of `12/11`. */
function joinedTo(tokens: readonly Token[], at: number, step: Step): string {
  const isJoined = (n: number) => tokens[n + step] !== undefined && tokens[step > 0 ? n : n - 1]!.space === '';
  if (!isJoined(at)) return '';
  const next = tokens[at + step]!;
  if (isWord(next)) return next.key;
  const isInside = /^[.,/:'’-]$/.test(next.key) && isJoined(at + step) && isWord(tokens[at + 2 * step]!);
  return isInside ? next.key + tokens[at + 2 * step]!.key : '';
}

function sideOf({ known, mine }: Comparison, { at, place }: Candidate, step: Step): Side {
  const words: string[] = [];
  for (let n = 0; !endsAt(known, at + n, step); n += step) {
    const before = known[at + n + step]!;
    if (before.key !== mine[place + n + step]?.key) return { words, isComplete: false };
    if (isTelling(before)) words.push(before.key);
    if (endsAt(known, at + n + step, step)) return { words, isComplete: endsAt(mine, place + n + step, step) };
  }
  return { words, isComplete: endsAt(mine, place, step) };
}

/** Whether what comes before or behind a value in the rendering does so in the text, too. */
const isNextTo = ({ known, mine, matched }: Comparison, { at, place }: Candidate, step: Step) =>
  known[at + step] ? matched[at + step] === place + step : !mine[place + step];

/** In a sentence that the agent has changed, words on both sides. */
const isBetween = ({ words: left }: Side, { words: right }: Side) =>
  left.length > 0 && right.length > 0 && (left.length + right.length >= ROW || isLong(left[0]) || isLong(right[0]));

/** Several words in a row on one side; of what is no number, also one at the end of which, or behind which, the sentence ends. */
function isBeside(side: Side, other: Side, isNumber: boolean): boolean {
  const { words, isComplete } = side;
  if (words.length >= ROW || (words.length === ROW - 1 && isComplete && words.some(isLong))) return true;
  return !isNumber && isLong(words[0]) && (isComplete || (other.isComplete && other.words.length === 0));
}

/** The first and the last token of the sentence around a place. */
function sentenceAround(tokens: readonly Token[], at: number): readonly [from: number, to: number] {
  const [start, end] = STEPS.map((step) => {
    let n = at;
    while (!endsAt(tokens, n, step)) n += step;
    return n;
  });
  return [start!, end!];
}

/** Whether most of the sentence of a value is still in the sentence around a place. */
function isSentenceKept({ known, mine, matched }: Comparison, { at, place }: Candidate): boolean {
  const [start, end] = sentenceAround(known, at);
  const [from, to] = sentenceAround(mine, place);
  const words = [...known.keys()].slice(start, end + 1).filter((n) => n !== at && isTelling(known[n]!));
  const kept = words.filter((n) => matched[n] !== undefined && matched[n] >= from && matched[n] <= to);
  return 2 * kept.length > words.length;
}

/** Whether it is plain that a value of the rendering is what stands at a place, and not words of the agent that read the same. */
function isPlain(comparison: Comparison, candidate: Candidate): boolean {
  const { known, mine, matched } = comparison;
  const { at, place } = candidate;
  const isSplit = STEPS.some((step) => joinedTo(known, at, step) !== joinedTo(mine, place, step));
  if (isSplit) return false;
  const [left, right] = [sideOf(comparison, candidate, -1), sideOf(comparison, candidate, 1)];
  const count = left.words.length + right.words.length;
  const isNumber = !/\p{L}/u.test(known[at]!.key);
  const isNext = STEPS.map((step) => isNextTo(comparison, candidate, step));
  const isFound = matched[at] === place;
  if (left.isComplete && right.isComplete)
    return isFound ? count > 0 || isNext.every(Boolean) : count > (isNumber ? 1 : 0);
  if (!isFound && !isNext.some(Boolean)) return false;
  if (isBetween(left, right) || isBeside(left, right, isNumber) || isBeside(right, left, true)) return true;
  const isRow = [left, right].some(({ words }) => words.length === ROW - 1 && words.some(isLong));
  return isRow && !isNumber && isSentenceKept(comparison, candidate);
}

/**
 * Where the tokens of a rendering are in the text, but values only where it is plain that they are those: beside words of their sentence,
 * or with their whole sentence. Where it is in doubt, what stands there is the agent's. Pure.
 */
export function placesOfValues(comparison: Comparison): (number | undefined)[] {
  const { known, mine, matched } = comparison;
  const places = matched.map((place, at) =>
    place !== undefined && known[at]!.isValue && !isPlain(comparison, { at, place }) ? undefined : place,
  );
  const taken = new Set(places);
  const byKey = Map.groupBy(mine.keys(), (n) => mine[n]!.key);
  for (const [at, { isValue, key }] of known.entries()) {
    if (!isValue || places[at] !== undefined) continue;
    const free = (byKey.get(key) ?? []).filter((place) => !taken.has(place) && isPlain(comparison, { at, place }));
    if (free.length !== 1) continue;
    places[at] = free[0];
    taken.add(free[0]);
  }
  return places;
}
