/** Words for either side of a pair of contraries, as sources of `wordPattern`. */
export interface Contraries {
  yes: string;
  no: string;
}

/** Words for each of several things, as sources of `wordPattern`. */
export type Things = Record<string, string>;

const END = '(?!\\p{L})';

/**
 * Makes a pattern of words that are parted by `|`: `refus` finds each word that begins so, `clos_` that word alone, also before a lookahead. Groups and
 * lookarounds may be used in them.
 */
export const wordPattern = (source: string): RegExp =>
  new RegExp(
    `(?<!\\p{L})(?:${alternatives(source)
      .map((word) => word.replaceAll('_', END) + (word.endsWith('_') ? '' : '\\p{L}*'))
      .join('|')})`,
    'gu',
  );

/** Splits at each `|` that is in no group. */
function alternatives(source: string): string[] {
  const found = [''];
  let depth = 0;
  for (const letter of source) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (letter === '|' && depth === 0) found.push('');
    else found[found.length - 1] += letter;
  }
  return found;
}
