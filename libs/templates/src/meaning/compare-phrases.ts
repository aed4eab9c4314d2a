import type { Language } from '@guichet/contracts';
import type { ConceptDifference } from './compare-concepts.js';
import { isPlaceholder } from './promised-concepts.js';
import { areAlike, saysSomething, stem, stemsOf } from './stems.js';

const PHRASES = /[.!?:;]\s|\n/;
const SHORTEST = 4;

/** Words that only join others, or say when. */
const JOINING = /^(?:within|until|before|after|during|about|against|between|through|without|under|only|must|need|each|every|once|then|otherwise|else|sous|sans|avant|apres|après|pendant|entre|vers|contre|jusqu|selon|hors|uniquement|seulement|sinon|puis|chaque)$/iu; // prettier-ignore

/** Initials and short forms are no words of their own: `RDV`, `ref`. */
const isWord = (word: string): boolean => word.length >= SHORTEST && word !== word.toUpperCase() && !JOINING.test(word);

/**
 * Finds what only the short text speaks of: two words in a row of which the full one has no form, as `leaking gutters` where it is about
 * `nesting seagulls`. One such word is mostly another word for the same. Pure.
 */
export function comparePhrases(full: string, short: string, language: Language): ConceptDifference[] {
  const known = stemsOf(full, language);
  const isNew = (word: string) => {
    if (!isWord(word)) return false;
    const own = stem(word, language);
    return !known.some((one) => areAlike(one, own));
  };
  const added = short.split(PHRASES).flatMap((phrase) => {
    const words = (phrase.match(/\p{L}{3,}/gu) ?? []).filter(
      (word) => saysSomething(word, language) && !isPlaceholder(word),
    );
    return words.flatMap((word, n) =>
      n > 0 && isNew(words[n - 1]!) && isNew(word) ? [`${words[n - 1]} ${word}`] : [],
    );
  });
  return added.length > 0 ? [{ about: 'noun', full: [], short: added }] : [];
}
