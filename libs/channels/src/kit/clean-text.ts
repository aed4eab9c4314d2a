/**
 * Makes a string storable; every string of a payload goes through it. PostgreSQL stores neither NUL (in `text` and `jsonb`) nor lone
 * surrogates (in `jsonb`), so both become U+FFFD.
 */
export function clean(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  return wellFormed.includes('\0') ? wellFormed.replaceAll('\0', '\uFFFD') : wellFormed;
}

/** Control characters, and characters that reorder or hide text. In a name or a subject they could only deceive the reader. */
const INVISIBLE = /[\p{Cc}\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]+/gu;

/** Returns one line for display: storable, without control, bidi and zero-width characters, and with single spaces. */
export function cleanLine(text: string, max = 998): string {
  // Zero-width joiners are kept, as emoji need them; all other invisible characters are removed.
  const line = clean(text)
    .replace(INVISIBLE, (run) => (run === '\u200D' ? run : /[\p{Cc}\u2028\u2029]/u.test(run) ? ' ' : ''))
    .replace(/\s+/gu, ' ')
    .trim();
  return shortened(line, max);
}

/** Returns a line of `cleanLine` with at most so many characters. */
export const shortened = (line: string, max = 998): string =>
  line.length > max ? line.slice(0, max).toWellFormed() : line;
