import type { Language } from '@guichet/contracts';

/** Most words have no letter that could have an accent. */
const BEYOND_ASCII = /[\u0080-\uFFFF]/;

/** Returns a text in lower case without accents, of the same length. */
export function foldAccents(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  const whole = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return whole.length === text.length ? whole : foldEach(text);
}

/** Letter by letter, as some have another length without their accents, and stay. */
const foldEach = (text: string): string =>
  [...text]
    .map((letter) => {
      const plain = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
      return plain.length === letter.length ? plain : letter;
    })
    .join('');

const FUNCTION_WORDS: Record<Language, Set<string>> = {
  fr: new Set(
    `a ai ainsi alors as au aucun aux avec avez avoir avons c ce ceci cela celle celles celui ces cet cette ceux chez ci comme d dans de depuis des donc dont du elle elles en encore est et etait ete etes etre eu eux fait faire faut il ils j je l la le les leur leurs lors lui m ma mais me mes moi mon n ne ni nos notre nous on ont or ou ou par parce pas pendant peu peut pour puis qu quand que quel quelle qui quoi s sa sans se sera seront ses si soit son sont sous sur ta te tes toi ton tous tout toute toutes tres tu un une va vers veuillez voici voila vos votre vous y merci bonjour madame monsieur cordialement svp bien aussi deja meme encore toujours`.split(
      ' ',
    ),
  ),
  en: new Set(
    `a an and any are as at be been being but by can could do does for from had has have he her here his how i if in into is it its just me my no not of on or our out she should so some such than that the their them then there these they this those to too up us very was we were what when where which who whom why will with would you your please thank thanks dear hello sincerely regards also already yet still`.split(
      ' ',
    ),
  ),
};

const ENDINGS: Record<Language, RegExp> = {
  fr: /(?:issements?|issons|issez|issent|ations?|ements?|ment|ees?|ions|iez|ent|ons|ez|er|ir|ra|rons|rez|ront|ite|ives?|ifs?|eurs?|euses?|aux|es?|s|x|e)$/,
  en: /(?:ations?|ments?|ings?|edly|ed|ies|es|ly|s|e|y)$/,
};

/** A word of a text: its stem, and whether it says something by itself. */
interface Word {
  stem: string;
  saysSomething: boolean;
}

/** The words that were read last, as written: a language has few, and texts say them again and again. Some 2 MB at most. */
const known: Record<Language, Map<string, Word>> = { fr: new Map(), en: new Map() };
const REMEMBERED = 10_000;
/** Longer ones are hardly said twice. */
const LONG = 40;

function readWord(word: string, language: Language): Word {
  const read = known[language].get(word);
  if (read) return read;
  const plain = foldAccents(word);
  const short = plain.length > 4 ? plain.replace(ENDINGS[language], '') : plain.replace(/[sx]$/, '');
  const made = {
    stem: (short.length < 3 ? plain : short).slice(0, 7),
    saysSomething: !FUNCTION_WORDS[language].has(plain),
  };
  if (word.length > LONG) return made;
  if (known[language].size >= REMEMBERED) known[language].clear();
  known[language].set(word, made);
  return made;
}

/** Returns the stem of a word: enough of it that its forms are one, and words of other meanings are seldom. */
export const stem = (word: string, language: Language): string => readWord(word, language).stem;

/** Does a word say something by itself? */
export const saysSomething = (word: string, language: Language): boolean => readWord(word, language).saysSomething;

/** Returns the stems of the words of a text that say something, in their order. */
export const stemsOf = (text: string, language: Language): string[] =>
  (text.match(/\p{L}+/gu) ?? [])
    .map((word) => readWord(word, language))
    .filter((word) => word.saysSomething)
    .map((word) => word.stem);

/** Words are alike if they begin alike, as forms of a verb and its noun do. */
export function areAlike(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  const alike = Math.max(4, Math.ceil(shorter * 0.6));
  return a === b || (shorter >= 4 && a.slice(0, alike) === b.slice(0, alike));
}
