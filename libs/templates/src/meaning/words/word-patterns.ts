import { alternatives } from '../pattern-source.js';

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
