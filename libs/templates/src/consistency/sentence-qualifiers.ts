import type { Language } from '@guichet/contracts';
import { PatternIndex } from '../meaning/pattern-index.js';
import { foldAccents } from '../meaning/stems.js';
import { wordPattern } from '../meaning/words/word-patterns.js';
import { withoutNames } from './names-in-sentence.js';
import type { Mark, Place } from './sentence-position.js';
import { lazyPerLanguage } from '../meaning/lazy-value-per-language.js';
import { patternsOf, tokensOf, type NamedPattern } from './subject-tokens-of-clause.js';
import { QUALIFIERS, RATES } from './words/qualifiers.js';

/** Words of a sentence that say of whom, where, when or in which case it is true. */
export interface Scope extends Place {
  /** It is said of the whole sentence, as `In winter, …` and `… if you live in the town`; else of what stands beside it. */
  isOfAll: boolean;
  /** It says from when on or until when, as `after the notice`: many a sentence leaves that out. */
  isFrom: boolean;
  /** As `tokensOf` gives them, and the marks in it. */
  tokens: string[];
}

const QUALIFIER_PATTERNS = patternsOf(QUALIFIERS);
const EACH: Record<Language, string> = {
  fr: "(?:par|pour chaque|a chaque|chaque|/) ?|(?<=[€s\\d] )(?:a )?(?:la |le |l')(?! )",
  en: '(?:per|for each|each|every) |(?<=[€£\\d] )(?:an?|the) ',
};
const RATE_PATTERNS = lazyPerLanguage((language) => {
  const rates = Object.entries(RATES).map(([rate, words]): NamedPattern => [
    rate,
    new RegExp(`(?<!\\p{L})(?:${EACH[language]})(?:${wordPattern(words[language]).source})`, 'gu'),
  ]);
  return new PatternIndex(rates.map((one) => [one[1], one]));
});

const found = (plain: string, pattern: RegExp, token: string): Mark[] =>
  plain.search(pattern) === -1
    ? []
    : [...plain.matchAll(pattern)].map(({ index, 0: { length } }) => ({ token, start: index, end: index + length }));

/** Returns what qualifies in a sentence, and where. Pure. */
export function marksIn(text: string, language: Language): Mark[] {
  const plain = foldAccents(text);
  return QUALIFIER_PATTERNS[language].in(plain).flatMap(([key, pattern]) => found(plain, pattern, `^${key}`));
}

/** Returns for each of what values are said in a sentence, and where. Pure. */
export function ratesIn(text: string, language: Language): Mark[] {
  const plain = foldAccents(text);
  return RATE_PATTERNS[language].in(plain).flatMap(([rate, pattern]) => found(plain, pattern, `per ${rate}`));
}

const ADDRESSED =
  /^\s*(?:(?:bonjour|bonsoir|chere?s?|madame|monsieur|mesdames|messieurs|m\.|mme|mlle|dear|hello|hi|mr|mrs|ms)(?!\p{L})[^,!:]{0,40}[,!:]\s*|(?:oui|non|attention|malheureusement|rassurez-vous|en effet|en revanche|toutefois|cependant|pour (?:votre information|memoire|rappel)|a titre d'(?:exemple|information)|par ailleurs|yes|no|please note|unfortunately|however|for (?:your information|example))[,:]\s*)+/u;
const OPENS: Record<Language, RegExp> = {
  fr: /^(?:pour|en|dans|aux?|a la|a l'|a|si|s'il|lorsqu|quand|sans|avec|sous|hors|chez|sur|comme|concernant|s'agissant|quant|l'(?:ete|hiver)|le (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|week-end|matin|soir)|du|de)(?!\p{L})/u,
  en: /^(?:for|in|at|on|if|when|where|without|with|under|outside|as|concerning|regarding|during|unless|should)(?!\p{L})/u,
};
const OPENS_FROM: Record<Language, RegExp> = {
  fr: /^(?:apres|avant|des|depuis|passee?s?|au-dela|une fois|ensuite|a compter|a partir|pendant)(?!\p{L})/u,
  en: /^(?:after|before|from|since|once|until|by|within)(?!\p{L})/u,
};
const CONDITIONS: Record<Language, RegExp> = {
  fr: /(?<!\p{L})(?:si|s'il|s'ils|lorsqu(?:e|')|quand|des lors qu(?:e|')|sauf|hors|excepte|hormis|a moins|a condition|sous reserve|en cas|dans le cas|tant que|pour autant|uniquement (?:si|pour)|seulement (?:si|pour)|etant|pendant|durant)(?!\p{L})[^,;:()]{0,90}/gu,
  en: /(?<!\p{L})(?:if|when|unless|except|provided|as long as|in case|in the event|only (?:if|for|when)|where|during)(?!\p{L})[^,;:()]{0,90}/gu,
};
const PURPOSES: Record<Language, RegExp> = {
  fr: /(?<!\p{L})(?:pour|chez|avec|reserve(?:e|es|s)? aux?|destine(?:e|es|s)? aux?) (?!\p{L}+(?:er|ir|oir|re) |l'\p{L}+er)(?:(?! (?:jusqu|avant|apres|des|a partir|a compter|sur|dans|until|before|after|from|on)(?!\p{L}))[^,;:().\d]){3,60}/gu,
  en: /(?<!\p{L})(?:for|with|reserved for|meant for) (?!\p{L}+ing )(?:(?! (?:jusqu|avant|apres|des|a partir|a compter|sur|dans|until|before|after|from|on)(?!\p{L}))[^,;:().\d]){3,60}/gu,
};
const BEGINNINGS: Record<Language, RegExp> = {
  fr: /(?<!\p{L})(?:a compter d|a partir d|apres|avant|suivant(?!\p{L})) ?[^,;:()\d]{3,60}/gu,
  en: /(?<!\p{L})(?:after|before|starting|following|from) [^,;:()\d]{3,60}/gu,
};
const TO_DO: Record<Language, RegExp> = {
  fr: /^(?:pour|afin de|en vue de) (?:vous |l'|le |la |les |y |en )?\p{L}+(?:er|ir|oir|re)(?!\p{L})/u,
  en: /^(?:to|in order to|for) \p{L}+ing(?!\p{L})|^(?:to|in order to) \p{L}+/u,
};
/** What is true of all is not qualified. */
const OF_EVERYONE =
  /^(?:pour|chez|for|quand|when|si|if)? ?(?:tout|tous|toute|toutes|chaque|l'ensemble|chacun|n'importe|quelle? que|quels? que|vous (?:le )?(?:voulez|souhaitez)|you (?:like|wish|want)|all|every|everyone|any|each|whatever|whichever)(?!\p{L})/u;
/** Words of a condition or a beginning of which a sentence without them says the same. */
const LIGHT = new Set(
  'cas cadre endroit lieu moment exemple rappel suite compte raison effet principe cote ici niveau sein vue case moment etant sauf hors excepte hormis condition reserve lorsque pendant uniquement seulement except unless provided event only during example place information vous votre notre ville commune service services mairie question courant normal ordinaire general'.split(' '),
); // prettier-ignore

/** Returns what qualifies a sentence or a part of it. Pure. */
export function scopesOf(
  { text, masked, marks }: { text: string; masked: string; marks: readonly Mark[] },
  language: Language,
): Scope[] {
  const plain = foldAccents(text);
  const scopes: Scope[] = [];
  const add = (place: Place, how: Pick<Scope, 'isOfAll' | 'isFrom'>) => {
    const said = plain.slice(place.start, place.end);
    if (OF_EVERYONE.test(said)) return;
    const isIn = ({ start, end }: Place) => start >= place.start && end <= place.end;
    const all = [
      ...wordsIn(masked.slice(place.start, place.end), language),
      ...marks.filter(isIn).map(({ token }) => token),
    ];
    // `To apply, …` names a step of the matter, and no case.
    const tokens = TO_DO[language].test(said) ? all.filter((token) => /^[@^]/.test(token)) : all;
    if (tokens.length > 0) scopes.push({ ...place, ...how, tokens: [...new Set(tokens)] });
  };
  const begin = ADDRESSED.exec(plain)?.[0].length ?? 0;
  const opening = /^[^,:;]{3,90}(?=[,:] )/u.exec(plain.slice(begin))?.[0];
  if (opening !== undefined && OPENS_FROM[language].test(opening))
    add({ start: begin, end: begin + opening.length }, { isOfAll: true, isFrom: true });
  else if (opening !== undefined && OPENS[language].test(opening))
    add({ start: begin, end: begin + opening.length }, { isOfAll: true, isFrom: false });
  const each = (pattern: RegExp, how: Pick<Scope, 'isOfAll' | 'isFrom'>) => {
    for (const { index, 0: said } of plain.matchAll(pattern)) add({ start: index, end: index + said.length }, how);
  };
  each(CONDITIONS[language], { isOfAll: true, isFrom: false });
  each(PURPOSES[language], { isOfAll: false, isFrom: false });
  each(BEGINNINGS[language], { isOfAll: false, isFrom: true });
  return scopes;
}

function wordsIn(text: string, language: Language): string[] {
  const heavy = text.replace(/\p{L}+/gu, (word) => (LIGHT.has(foldAccents(word)) ? ' '.repeat(word.length) : word));
  return tokensOf(withoutNames(heavy), language);
}
