import type { Language } from '@guichet/contracts';
import type { ConceptDifference } from './compare-concepts.js';
import { isPlaceholder } from './promised-concepts.js';
import { areAlike, foldAccents, stemsOf } from './stems.js';

/** What begins a condition, and at most so much of it. */
const CONDITION: Record<Language, RegExp> = {
  fr: /(?<!\p{L})(?:si |s'(?=ils? )|des lors qu(?:e |')|a condition (?:qu(?:e |')|d(?:e |'))|sous reserve (?:qu(?:e |')|d(?:e |'))|pourvu qu(?:e |')|en cas d(?:e |'))([^.,;:\n]{3,60})/gu,
  en: /(?<!\p{L})(?:if|provided(?: that)?|as long as|subject to|unless|in case of) ([^.,;:\n]{3,60})/gu,
};

/** Who wishes something may say so in many words. */
const WISH = /^(?:voul|veu|souhai|desir|prefer|pouv|peu|want|wish|like|need|agree|accord)/;

/** Under which conditions a text says something, by their words. */
const conditionsIn = (text: string, language: Language): string[] =>
  [...foldAccents(text).matchAll(CONDITION[language])].map(({ 0: said, 1: clause, index }) =>
    text.slice(index + said.length - clause!.length, index + said.length).trim(),
  );

/** Conditions of the short text of which the full one, that has some too, has not one word: the one may be for another case. Pure. */
export function compareWordedConditions(full: string, short: string, language: Language): ConceptDifference[] {
  const theirs = conditionsIn(full, language);
  if (theirs.length === 0) return [];
  const known = stemsOf(full, language);
  const isOther = (clause: string) => {
    const [verb] = stemsOf(clause, language);
    return (
      verb !== undefined && !WISH.test(verb) && !isPlaceholder(verb) && !known.some((stem) => areAlike(stem, verb))
    );
  };
  const ours = conditionsIn(short, language).filter(isOther);
  return ours.length > 0 ? [{ about: 'conditional', full: theirs, short: ours }] : [];
}
