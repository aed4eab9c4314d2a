import { hash } from 'node:crypto';
import type { Language } from '@guichet/contracts';
import { lazyPerLanguage } from '../meaning/lazy-value-per-language.js';
import { thingsIn } from '../meaning/promised-concepts.js';
import { foldAccents, saysSomething, stem } from '../meaning/stems.js';
import { PatternIndex } from '../meaning/pattern-index.js';
import { wordPattern } from '../meaning/words/word-patterns.js';
import { ACTIONS } from './words/actions.js';

/** Words by the name of what they say, as sources of `wordPattern`. */
export type WordsByLanguage = Record<string, Record<Language, string>>;

/** A name of what words say, and the pattern that finds them. */
export type NamedPattern = readonly [name: string, pattern: RegExp];

/** Makes patterns of words, by language. */
export const patternsOf = (words: WordsByLanguage): Readonly<Record<Language, PatternIndex<NamedPattern>>> =>
  lazyPerLanguage((language) => {
    const patterns = Object.entries(words).map(([name, sources]): NamedPattern => [
      name,
      wordPattern(sources[language]),
    ]);
    return new PatternIndex(patterns.map((one) => [one[1], one]));
  });
const ACTION_PATTERNS = patternsOf(ACTIONS);

/** Returns the patterns of which a text has words. */
const foundIn = (plain: string, patterns: PatternIndex<NamedPattern>): NamedPattern[] =>
  patterns.in(plain).filter(([, pattern]) => plain.search(pattern) !== -1);
/** Returns the names of the patterns of which a text has words. */
export const namesIn = (plain: string, patterns: PatternIndex<NamedPattern>): string[] =>
  foundIn(plain, patterns).map(([name]) => name);
/** Puts spaces in a place of a text, so that all other places stay. */
export const blank = (text: string, { start, end }: { start: number; end: number }): string =>
  text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);

/** Things that an answer is about. */
const TOPICAL = new Set(['document', 'service']);
/** Words that say nothing of what a sentence is about. */
const EMPTY = new Set('actuellement uniquement seulement seul seule aucun aucune obligatoire obligatoirement necessaire gratuit gratuite plus moins depuis desormais egalement must need needs only currently now also one may free required within apres avant lors ainsi partir dossier demande file annee annees ans jours jour mois semaine semaines year years month months week weeks day days lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday delai doit doivent faut premier premiere pouvez peut pouvoir disposez disposer dispose beneficiez beneficie contre rien ainsi celui celle toute tous well even bout issue terme echeance passe passee partie exclusivement ligne compris comprise comprises inclus incluse exige exigee exigees conseille conseillee facultatif facultative payant payante possible impossible interdit interdite autorise autorisee included excluded required optional compulsory allowed chaque each every'.split(' ')); // prettier-ignore

/**
 * Returns what a clause is about: actions (`@collect`), documents and services (`#passport`), which are the same in every
 * language, and its other words (`fr:cart`).
 */
export function tokensOf(text: string, language: Language): string[] {
  let plain = foldAccents(text);
  const actions = foundIn(plain, ACTION_PATTERNS[language]);
  for (const [, pattern] of actions) plain = plain.replace(pattern, (found) => ' '.repeat(found.length));
  const things = thingsIn(plain, language).filter(({ category }) => TOPICAL.has(category));
  for (const place of things) plain = blank(plain, place);
  const words = wordsIn(plain).filter((word) => saysSomething(word, language) && !EMPTY.has(word));
  return [
    ...new Set([
      ...actions.map(([action]) => `@${action}`),
      ...things.map(({ key }) => `#${key}`),
      ...words.map((word) => tokenOf(word, language)),
    ]),
  ];
}

const wordsIn = (plain: string): string[] => plain.match(/\p{L}{3,}/gu) ?? [];
const tokenOf = (word: string, language: Language): string => `${language}:${hiddenWord(stem(word, language))}`;

/** Returns the tokens that the words of a text have, whatever they say. */
export const wordTokens = (text: string, language: Language): string[] =>
  wordsIn(foldAccents(text)).map((word) => tokenOf(word, language));

/** A verb and its noun begin alike: `nettoyer`, `nettoyage`. */
const LETTERS = 6;
/** Words are kept as hashes, so that the index of what was said has nobody's name. */
const hiddenWord = (word: string): string => hash('sha1', word.slice(0, LETTERS)).slice(0, 7);

export const isAction = (token: string): boolean => token.startsWith('@');
