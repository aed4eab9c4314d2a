import { hash } from 'node:crypto';
import type { Language } from '@guichet/contracts';
import { foldAccents, stem } from '../meaning/stems.js';
import type { Place } from './sentence.js';
import { blank } from './topic-tokens.js';

/** A value of a sentence: as it is compared, or its kind alone where it is one person's own. */
export interface PlacedValue extends Place {
  value: string;
}

/** Words that a sentence may have or leave out, and say the same. Neither a negation nor a condition nor a direction is one. */
const EMPTY: Record<Language, Set<string>> = {
  fr: new Set(
    'l le la les un une d de du des c ce cet cette ces il elle ils elles on je nous vous se s votre vos notre nos son sa ses leur leurs est sont etre sera seront a ont avoir avez avons etes ete que qu y en et bonjour merci'.split(' '),
  ),
  en: new Set(
    'the a an of it its they he she we us you your our his her their this that these those is are be been being was were will has have had there and please hello thank'.split(' '),
  ),
}; // prettier-ignore

/** The words of an answer before its first comma that only greet: `Bonjour Madame Dupont,`. */
const GREETING =
  /^(?:(?:[Bb]onjour|BONJOUR|[Bb]onsoir|[Cc]h[eè]re?s?|[Mm]adame|[Mm]onsieur|[Dd]ear|[Hh]ello|[Hh]i)\s)+(?:\p{Lu}[\p{L}.’'-]*\s?){0,4},/u;

const hidden = (token: string): string => hash('sha1', token).slice(0, 8);

/**
 * Returns all that a sentence says, in its order: the stems of its words, hashed, so that nobody's name is kept, and its values. It is what
 * tells whether two sentences say the same where neither is read to the end.
 */
export function wordsInOrder(text: string, language: Language, values: readonly PlacedValue[]): string[] {
  const rest = values.reduce(blank, text).replace(GREETING, (said) => ' '.repeat(said.length));
  const words = [...rest.matchAll(/[\p{L}\p{N}]+/gu)].flatMap(({ 0: word, index }) => {
    // `à` is a direction, `a` the verb.
    if (/^(?:à|aux?)$/iu.test(word)) return [{ start: index, said: 'à' }];
    return EMPTY[language].has(foldAccents(word)) ? [] : [{ start: index, said: stem(word, language) }];
  });
  return [...words, ...values.map(({ start, value }) => ({ start, said: `= ${value}` }))]
    .sort((a, b) => a.start - b.start)
    .map(({ said }) => hidden(said));
}

/** Do two sentences say the same words and values, in one order, but for one stretch of it that may stand elsewhere? Pure. */
export function areSameWords(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  const from = a.findIndex((word, n) => word !== b[n]);
  if (from === -1) return true;
  const to = a.findLastIndex((word, n) => word !== b[n]) + 1;
  const [one, other] = [a.slice(from, to), b.slice(from, to)];
  // Two stretches beside each other are exchanged: what is a ring is turned.
  return one.some((_, n) => [...one.slice(n), ...one.slice(0, n)].every((word, m) => word === other[m]));
}
