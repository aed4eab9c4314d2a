import type { Language } from '@guichet/contracts';
import { lazyPerLanguage } from './lazy-value-per-language.js';
import { PatternIndex } from './pattern-index.js';
import { AFTER, BEFORE, type Found, type Spelling } from './spellings.js';
import { english, englishCompounds } from './spellings-en.js';
import { french } from './spellings-fr.js';
import { inEnglishDigits } from './values/english-numbers.js';
import { inFrenchDigits } from './values/french-numbers.js';
import { withWeekdaysOfMonths } from './values/weekdays-of-months.js';

/** Letters of other alphabets that look like Latin ones; they count as those where they stand among Latin letters. */
const LOOKALIKES: Record<string, string> = {
  а: 'a', в: 'b', е: 'e', к: 'k', м: 'm', н: 'h', о: 'o', р: 'p', с: 'c', т: 't', у: 'y', х: 'x', і: 'i', ј: 'j', ѕ: 's',
  А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', У: 'Y', Х: 'X', І: 'I', Ј: 'J', Ѕ: 'S',
  α: 'a', ο: 'o', ρ: 'p', ν: 'v', Α: 'A', Β: 'B', Ε: 'E', Η: 'H', Ι: 'I', Κ: 'K', Μ: 'M', Ν: 'N', Ο: 'O', Ρ: 'P', Τ: 'T',
  Χ: 'X', ı: 'i', ɑ: 'a', ɡ: 'g',
}; // prettier-ignore
const FOREIGN_LETTER = /[\p{Script=Cyrillic}\p{Script=Greek}ıɑɡ]/u;
/** Format characters, and fillers that have no width. */
const INVISIBLE = /\p{Cf}|\u034F|\u115F|\u1160|\u17B4|\u17B5/gu;

const asLatin = (word: string): string => {
  const latin = word.replace(/./gu, (letter) => LOOKALIKES[letter] ?? letter);
  return /[\p{Script=Latin}\d]/u.test(word) || !/[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(latin) ? latin : word;
};

/**
 * Returns a text in one spelling of what can be written in several: compatible characters (NFKC), letters that look alike,
 * invisible characters, apostrophes and dashes, numbers and times in words, and ranges of days. Pure.
 */
export function normaliseText(text: string, language: Language): string {
  const plain = text
    .replace(/(?<=(?<!\p{L})m)[²2](?!\p{L}|\d)/gu, 'ètres carrés')
    .replace(/(?<=(?<!\p{L})m)[³3](?!\p{L}|\d)/gu, 'ètres cubes')
    .replace(
      /(?:(\d{1,6})[ \u00A0\u202F]?)?([½¼¾⅓⅔])/gu,
      (_, whole: string | undefined, part: string) => `${whole ?? 0}.${DECIMALS[part]}`,
    )
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/\S+/gu, (word) => (FOREIGN_LETTER.test(word) ? asLatin(word) : word))
    .replace(/[\u2018\u2019\u02BC\u2032]/gu, "'")
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/\*\*/g, '')
    .replace(/[^\S\n]+/g, ' ');
  const inDigits = IN_DIGITS[language](COMPOUNDS[language].write(plain));
  return withWeekdaysOfMonths(SPELLINGS[language].write(inDigits), language);
}

/** Spellings in the order in which they are looked for, each in what those before it have made of a text. */
class Spellings {
  private readonly index: PatternIndex<Spelling>;

  constructor(private readonly all: readonly Spelling[]) {
    this.index = new PatternIndex(all.map((spelling) => [spelling[0], spelling]));
  }

  /** Returns a text in one spelling, by all from the one with this number on. */
  write(text: string, from = 0): string {
    for (const n of this.index.numbersIn(text)) {
      const said = n < from ? text : inSpelling(text, this.all[n]!);
      // What was written anew may be for another one that found nothing before.
      if (said !== text) return this.write(said, n + 1);
    }
    return text;
  }
}

const inSpelling = (text: string, [pattern, by]: Spelling): string =>
  typeof by === 'string'
    ? text.replace(pattern, by)
    : text.replace(pattern, (...found) => by(found as unknown as Found));

/** Signs of fractions, as the decimals of a number. */
const DECIMALS: Record<string, string> = { '½': '5', '¼': '25', '¾': '75', '⅓': '33', '⅔': '67' };

const SPELLINGS = lazyPerLanguage(
  (language) => new Spellings([...BEFORE, ...{ fr: french, en: english }[language](), ...AFTER]),
);
const COMPOUNDS = lazyPerLanguage((language) => new Spellings(language === 'en' ? englishCompounds() : []));
const IN_DIGITS: Record<Language, (text: string) => string> = { fr: inFrenchDigits, en: inEnglishDigits };
