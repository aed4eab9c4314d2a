import { languageModel } from './language-detection-model.js';
import { wordsIn } from './word-index.js';

/** Scripts that only one of these languages uses. */
const BY_SCRIPT: [RegExp, string][] = [
  [/\p{Script=Armenian}/u, 'hy'],
  [/\p{Script=Georgian}/u, 'ka'],
  [/\p{Script=Tamil}/u, 'ta'],
  [/\p{Script=Bengali}/u, 'bn'],
  [/\p{Script=Greek}/u, 'el'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Gurmukhi}/u, 'pa'],
  [/\p{Script=Ethiopic}/u, 'am'],
  [/\p{Script=Gujarati}/u, 'gu'],
  [/\p{Script=Telugu}/u, 'te'],
];

/** Frequent French words, as `wordsIn` gives them, that none of the other languages shares. */
const FRENCH = new Set(
  'vous nous pour avec dans une qui votre notre cette sont depuis est suis aux leur mon mes merci bonjour je les etes avez'.split(
    ' ',
  ),
);
/** So many different ones of them, and such a part of all words, make a text French without the model, which is slow. */
const FRENCH_WORDS = 4;
const FRENCH_SHARE = 0.15;

/** How many characters are read: more make no language more certain, and cost as much again. */
const READ = 240;
const LATIN = /^\p{Script=Latin}*$/u;
const WORDS = 3;

/** Returns the language as ISO 639-1, or null where it is not certain, as for names, numbers or two words. */
export async function detectLanguage(text: string): Promise<string | null> {
  const read = text.slice(0, READ);
  const words = wordsIn(read).filter((word) => !/\p{N}/u.test(word));
  const letters = words.join('').slice(0, 200);
  if (!LATIN.test(letters)) for (const [script, language] of BY_SCRIPT) if (mostly(script, letters)) return language;
  if (words.length < WORDS) return null;
  if (isFrench(words)) return 'fr';
  return languageModel.detect(read);
}

function isFrench(words: readonly string[]): boolean {
  const found = words.filter((word) => FRENCH.has(word));
  return new Set(found).size >= FRENCH_WORDS && found.length >= words.length * FRENCH_SHARE;
}

/** Whether a quarter of the letters are of this script: Japanese text has more Chinese characters than its own. */
function mostly(script: RegExp, letters: string): boolean {
  if (!script.test(letters)) return false;
  const signs = [...letters];
  return signs.filter((sign) => script.test(sign)).length * 4 >= signs.length;
}
