import { eld } from 'eld/extrasmall';
import { wordsIn } from './words.js';

/** What a French town meets. More would only be mistaken for one of these. */
const MET =
  'fr en ar es pt de it nl pl ro ru uk tr zh vi fa sq hy ka ta bn el ja ko ur hi he sr bg cs hu sk hr ku th pa am gu te'.split(
    ' ',
  );

/** Scripts that one language alone is written in, among those. */
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

/** Characters. The beginning of a message tells its language. */
const READ = 500;
const WORDS = 3;

const detector = eld.newInstance();
detector.setLanguageSubset(MET);
detector.enableTextCleanup(true);

/** ISO 639-1, where it is sure: names, numbers and two words alone tell nothing. */
export function languageOf(text: string): string | null {
  const read = text.slice(0, READ);
  const words = wordsIn(read).filter((word) => !/\p{N}/u.test(word));
  const letters = words.join('').slice(0, 200);
  for (const [script, language] of BY_SCRIPT) if (mostly(script, letters)) return language;
  if (words.length < WORDS) return null;
  const found = detector.detect(read);
  return found.isReliable() ? found.language : null;
}

/** A quarter: Japanese has more signs of Chinese than of its own. */
function mostly(script: RegExp, letters: string): boolean {
  if (!script.test(letters)) return false;
  const signs = [...letters];
  return signs.filter((sign) => script.test(sign)).length * 4 >= signs.length;
}
