import { hash } from 'node:crypto';
import type { Language } from '@guichet/contracts';
import { foldAccents, stem } from '../meaning/stems.js';
import type { Place } from './sentence-position.js';
import { blank } from './subject-tokens-of-clause.js';

/** A value of a sentence: as it is compared, or its kind alone where it is one person's own. */
export interface PlacedValue extends Place {
  value: string;
}

/** Words that a sentence may have or leave out, and say the same: neither a negation nor a condition, a direction, or who does it to whom. */
const EMPTY: Record<Language, Set<string>> = {
  fr: new Set(
    'l le la les un une d de du des c ce cet cette ces est sont etre sera seront a ont avoir avez avons etes ete que qu y en et bonjour merci'.split(' '),
  ),
  en: new Set(
    'the a an of this that these those is are be been being was were will has have had there and please hello thank'.split(' '),
  ),
}; // prettier-ignore

/** The words of an answer before its first comma that only greet: `Bonjour Madame Dupont,`. */
const GREETING =
  /^(?:(?:[Bb]onjour|BONJOUR|[Bb]onsoir|[Cc]h[eè]re?s?|[Mm]adame|[Mm]onsieur|[Dd]ear|[Hh]ello|[Hh]i)\s)+(?:\p{Lu}[\p{L}.’'-]*\s?){0,4},/u;

/**
 * Returns all that a sentence says, in its order: one hash of the stems of its words and its values. It is what tells whether two
 * sentences say the same where neither is read to the end. A paraphrase is another one: nothing of it is said to agree.
 */
export function sentenceFingerprint(text: string, language: Language, values: readonly PlacedValue[]): string {
  const rest = values.reduce(blank, text).replace(GREETING, (said) => ' '.repeat(said.length));
  const words = [...rest.matchAll(/[\p{L}\p{N}]+/gu)].flatMap(({ 0: word, index }) => {
    // `à` is a direction, `a` the verb.
    if (/^(?:à|aux?)$/iu.test(word)) return [{ start: index, said: 'à' }];
    return EMPTY[language].has(foldAccents(word)) ? [] : [{ start: index, said: stem(word, language) }];
  });
  const said = [...words, ...values.map(({ start, value }) => ({ start, said: `= ${value}` }))]
    .sort((a, b) => a.start - b.start)
    .map((one) => one.said);
  return hash('sha256', JSON.stringify(said)).slice(0, 16);
}
