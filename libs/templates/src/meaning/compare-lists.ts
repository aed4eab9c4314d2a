import type { Language } from '@guichet/contracts';
import type { ConceptDifference } from './compare-concepts.js';
import { areAlike, stemsOf } from './stems.js';

const AND: Record<Language, string> = { fr: 'et|ainsi que|ou', en: 'and|as well as|or|&' };
/** An item is a thing with some words that describe it, and no clause. */
const MOST_WORDS = 6;
const FEWEST_ITEMS = 3;

/** Days and months are compared as dates, whichever way they are said. */
const DAY_OR_MONTH = /(?<!\p{L})(?:\p{L}{3,6}days?|(?:lun|mar|mercre|jeu|vendre|same)dis?|dimanches?|jan\p{L}*|f[eé][bv]\p{L}*|mar(?:ch|s)|avril|april|mai|may|jui\p{L}*|june?|july?|ao[uû]t|august|sept\p{L}*|oct\p{L}*|nov\p{L}*|d[eé]c\p{L}*)(?!\p{L})/iu; // prettier-ignore

/** The lists of a text: three or more things in a row, the last after an `and`. */
function listsIn(text: string, language: Language): string[][] {
  const last = new RegExp(`,? (?:${AND[language]}) `, 'u');
  return text.split(/[.!?;:](?:\s|$)|\n/).flatMap((sentence) => {
    const parts = sentence.split(', ');
    const end = parts.findIndex((part, n) => n > 0 && last.test(` ${part}`));
    if (end < 0) return [];
    const [before, after] = ` ${parts[end]!}`.split(last);
    // The first item stands behind the verb that it belongs to, and the last before what follows the list.
    const items = [...parts.slice(0, end), before!, after!].map((part) => part.trim()).filter((part) => part !== '');
    const first = items[0]!
      .split(' ')
      .slice(-MOST_WORDS / 2)
      .join(' ');
    const others = items.slice(1).map((item) => item.split(' '));
    if (items.length < FEWEST_ITEMS || others.slice(0, -1).some((words) => words.length > MOST_WORDS)) return [];
    return [[first, ...others.map((words) => words.slice(0, MOST_WORDS).join(' '))]];
  });
}

/** Compares the lists of a full text with a short one: who names two things of a list must name them all. Pure. */
export function compareLists(full: string, short: string, language: Language): ConceptDifference[] {
  const said = stemsOf(short, language);
  const isSaid = (item: string) => {
    const stems = stemsOf(item, language);
    return (
      stems.length === 0 ||
      /\d/.test(item) ||
      DAY_OR_MONTH.test(item) ||
      stems.some((stem) => said.some((other) => areAlike(stem, other)))
    );
  };
  return listsIn(full, language).flatMap((items) => {
    const missing = items.filter((item) => !isSaid(item));
    const isNamed = items.length - missing.length >= 2;
    return missing.length > 0 && isNamed ? [{ about: 'noun', full: missing, short: [] }] : [];
  });
}
