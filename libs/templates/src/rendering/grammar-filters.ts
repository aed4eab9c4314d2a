import type { Language } from '@guichet/contracts';

/** How values are spelled: in which language, and whether room is scarce. */
export interface Style {
  language: Language;
  short: boolean;
  /** What stands for variables that are still to be filled in, by their names; where it is not said, their labels. */
  placeholders?: Readonly<Record<string, string>> | undefined;
}

/** A value with the words that its language puts around it. Only `text` is the value: the words are the template's own. */
export interface Spelled {
  before: string;
  text: string;
  after: string;
}

/** A preposition that somebody has written with the value: they know best how their place is called. */
const DECLARED = /^(d[’']|de (?:la |l[’'])?|du |des )(?=\S)/i;
/** The article that a contraction hides: `du Mans` is of `Le Mans`. */
const HIDDEN: Record<string, string> = { 'du ': 'Le ', 'des ': 'Les ' };

/**
 * Names and words before which French does not elide although they begin with an `h`, a `y` or an `o`. Names of the
 * north-east by their endings, others one by one; whoever is not served by it writes `de …` with the value.
 */
const GERMANIC =
  /^h[^\s-]*(?:heim|hoffen|willer|hausen|house|ingue|felden|burg|b[oe]urg|bronn|stett|statt|matt)(?![^\s-])/;
const ASPIRATED =
  /^(?:ha(?:ie|lle|lte|meau|ndicape?e?|ngar|rcelement|sard|uteur|ute?|vre|ye|waii|mbourg|noi|novre|guenau|yange|tten)|h(?:oenheim|oerdt|onfleur|ouilles|ollande|ongrie|em|esingue|orbourg|uit|uitieme|eros|ierarchie|onduras|ong|elsinki)|yaounde|yemen|yutz|oui|onze|onzieme|ouistreham|ouagadougou)[sx]?(?![\p{L}\d])/u;
const VOWEL = /^[aeiouhy]/;

/** Without accents and ligatures, in lower case, for looking up only. */
const plain = (text: string): string =>
  text.toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae').normalize('NFD').replace(/\p{M}/gu, '');

function elides(text: string): boolean {
  const word = plain(text).replace(/^[«“"(]\s?/, '');
  if (!VOWEL.test(word) || ASPIRATED.test(word) || GERMANIC.test(word)) return false;
  // `d’Yvetot`, but `de Yaoundé`: before a vowel it is a consonant. `Yerres` is said as it was.
  return !/^y[aeiou]/.test(word) || /^yerres(?!\p{L})/u.test(word);
}

/** Puts `de` before a value as French says it: `d’Amiens`, `du Mans`, `des Ulis`, `de La Rochelle`. English says `of`. */
export function ofSomething(text: string, { language, short }: Style): Spelled {
  const declared = DECLARED.exec(text)?.[1];
  if (language === 'en') {
    if (declared === undefined) return { before: 'of ', text, after: '' };
    const article = HIDDEN[declared.toLowerCase()] ?? declared.replace(/^d(?:e |[’'])/i, '');
    return { before: 'of ', text: article + text.slice(declared.length), after: '' };
  }
  if (declared !== undefined) return { before: declared, text: text.slice(declared.length), after: '' };
  const article = /^(les?) (?=\S)/i.exec(text);
  if (article)
    return { before: article[1]!.length === 2 ? 'du ' : 'des ', text: text.slice(article[0].length), after: '' };
  // The letters of an SMS have a straight apostrophe only.
  const elided = short ? "d'" : 'd’';
  return { before: elides(text) ? elided : 'de ', text, after: '' };
}

const plurals = { fr: new Intl.PluralRules('fr'), en: new Intl.PluralRules('en') };

/** Puts a word behind a number, in the form that the number asks for: `1 jour`, `1,5 jour`, `3 jours`; `1 day`, `0 days`. */
export function countedThings(
  { count, text }: { count: number; text: string },
  [one, many]: readonly [string, string],
  style: Style,
): Spelled {
  const form = plurals[style.language].select(count);
  // French says `un million de signatures`, but `un million deux cent mille signatures`.
  const link = form === 'many' ? ofSomething(many, style).before : '';
  return { before: '', text, after: ` ${link}${form === 'one' ? one : many}` };
}

/** Words that have a capital at the beginning of a sentence only, whatever follows. */
const SMALL: Record<Language, RegExp> = {
  fr: /^(?:votre|vos|notre|nos|une?|cet?|cette|ces|son|sa|ses|leurs?|aux?|du|des|par|pour|en|sur|chez|d[’']|qu[’'])(?![\p{L}])/iu,
  en: /^(?:your|our|an?|the|this|that|these|those|his|her|its|their|by|for|in|on|at|to|with)(?!\p{L})/iu,
};
/** Names that English writes with a capital, and the word `I`. */
const CAPITALS_EN =
  /^(?:I|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December|English|French|European)(?!\p{L})/u;
/** An abbreviation keeps its stop. */
const ABBREVIATED =
  /(?:(?<!\p{L})(?:etc|cf|art|bd|av|no|tél|min|max|env|ex|M|Mr|Mrs|Dr|St|Co|Ltd)|\.\p{L}|(?<!\p{L})\p{L})\.$/u;

/**
 * Writes a value as it stands within a sentence: without the capital and the full stop of a sentence of its own. A name keeps
 * its capital where it can be seen that it is one: by a second capital (`CAF`, `iDOC`) or by the next word (`Zoé Martin`).
 */
export function inSentence(text: string, language: Language): string {
  const open = ABBREVIATED.test(text) ? text : text.replace(/(?<![.…])\.$/, '');
  const [first = ''] = /^[^\s’'-]+/.exec(open) ?? [];
  const isName =
    /\p{Lu}.*\p{Lu}|\d/u.test(first) ||
    /^\S+[ -]\p{Lu}/u.test(open) ||
    /^\p{Lu}[’']\p{Lu}/u.test(open) ||
    (language === 'en' && CAPITALS_EN.test(open));
  return isName && !SMALL[language].test(open)
    ? open
    : open.replace(/^\p{Lu}(?![.\p{Lu}])/u, (letter) => letter.toLocaleLowerCase(language));
}
