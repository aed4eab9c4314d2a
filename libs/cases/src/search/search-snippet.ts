import { phoneNumbersIn } from '@guichet/channels';
import type { SearchHit } from '@guichet/contracts';
import { folded, type Term } from './search-terms.js';

type Pieces = SearchHit['snippet'];

const BEFORE = 60;
const AFTER = 140;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/**
 * The part of a text in which most of the words are, with these marked; its beginning where none is, as a word may stand
 * in another spelling.
 * Postgres would take milliseconds for each text.
 */
export function textAroundWords(text: string, terms: readonly Term[]): Pieces {
  const found = placesOf(text, terms);
  const start = bestStart(found);
  const [from, to] = [Math.max(0, start - BEFORE), start + AFTER];
  const shown = found.filter((hit) => hit.from >= from && hit.to <= to);
  return piecesOf(text, { from: wholeWord(text, from), to: Math.min(text.length, to) }, shown);
}

interface Place {
  from: number;
  to: number;
  /** The number of the word that is there. */
  term: number;
}

/** Where the words stand, in any form; addresses and numbers as they were typed. */
function placesOf(text: string, terms: readonly Term[]): Place[] {
  const words = [...text.matchAll(WORD)].flatMap(({ 0: word, index }) => {
    const plain = folded(word);
    const term = terms.findIndex(
      ({ exact, beginnings }) => exact.includes(plain) || beginnings.some((beginning) => plain.startsWith(beginning)),
    );
    return term === -1 ? [] : [{ from: index, to: index + word.length, term }];
  });
  const others = terms.flatMap((wanted, term) => {
    if (wanted.isWord) return [];
    const asNumber = wanted.number ? numberPlaces(text, wanted.number.e164) : [];
    return [...asNumber, ...literalPlaces(text, wanted.typed)].map((place) => ({ ...place, term }));
  });
  return withoutOverlaps([...words, ...others].sort((a, b) => a.from - b.from || b.to - a.to));
}

type Span = Pick<Place, 'from' | 'to'>;

const numberPlaces = (text: string, wanted: string): Span[] =>
  phoneNumbersIn(text).filter(({ e164 }) => e164 === wanted);

function literalPlaces(text: string, typed: string): Span[] {
  const places: Span[] = [];
  const [inText, wanted] = [text.toLowerCase(), typed.toLowerCase()];
  for (let at = inText.indexOf(wanted); at !== -1; at = inText.indexOf(wanted, at + wanted.length))
    places.push({ from: at, to: at + wanted.length });
  return places;
}

/** Of places in their order, those that do not begin within another one. */
function withoutOverlaps(places: readonly Place[]): Place[] {
  let end = 0;
  return places.filter(({ from, to }) => {
    if (from < end) return false;
    end = to;
    return true;
  });
}

/** Where the words begin that stand nearest to each other. */
function bestStart(found: readonly Place[]): number {
  let best = { from: 0, terms: 0 };
  for (const [n, { from }] of found.entries()) {
    const near = found.slice(n, n + 20).filter((hit) => hit.from < from + AFTER);
    const terms = new Set(near.map(({ term }) => term)).size;
    if (terms > best.terms) best = { from, terms };
  }
  return best.from;
}

/** The next beginning of a word, so that none is cut. */
const wholeWord = (text: string, from: number): number =>
  from === 0 ? 0 : from + (/^\S*\s+/.exec(text.slice(from, from + 30))?.[0].length ?? 0);

function piecesOf(
  text: string,
  { from, to }: { from: number; to: number },
  hits: readonly { from: number; to: number }[],
): Pieces {
  const pieces: Pieces = [];
  let at = from;
  for (const hit of hits.filter((one) => one.from >= from)) {
    pieces.push({ text: text.slice(at, hit.from), hit: false }, { text: text.slice(hit.from, hit.to), hit: true });
    at = hit.to;
  }
  pieces.push({ text: text.slice(at, to), hit: false });
  return pieces
    .map((piece) => ({ ...piece, text: piece.text.replace(/\s+/g, ' ') }))
    .filter((piece) => piece.text !== '');
}
