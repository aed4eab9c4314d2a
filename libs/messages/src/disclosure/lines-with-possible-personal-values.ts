import { mayHaveStreetAddress } from './street-addresses-in-text.js';
import { digitsIn } from './normalise-text.js';

/** The number of characters before a number that may say what it is (`identifiers-in-text.ts`). */
const CONTEXT = 80;
/** A number of the social security has fewer letters than this among its thirteen characters. */
const LONG_NUMBER = 12;
/** An amount whose unit is on the next line. */
const ENDS_WITH_NUMBER = /\d[ .]*$/;

/**
 * Returns the lines of a text in which a number, an address or a house may be found, with what is looked at around them. Most lines of a
 * letter have none, so that all of them need not be searched for each kind of value. Signs must be plain (`plainSigns`).
 */
export function linesWithValues(text: string): string {
  const lines = text.split('\n');
  const kept = new Set<number>();
  for (const [n, line] of lines.entries()) {
    if (!/[\d@]/.test(line) && !mayHaveStreetAddress(line)) continue;
    kept.add(n);
    if (ENDS_WITH_NUMBER.test(line)) kept.add(n + 1);
    if (digitsIn(line) >= LONG_NUMBER) for (const before of linesBefore(lines, n)) kept.add(before);
  }
  if (kept.size === lines.length) return text;
  // An empty line stands for what was left out: what was apart stays apart.
  return lines.flatMap((line, n) => (kept.has(n) ? [line] : kept.has(n - 1) ? [''] : [])).join('\n');
}

/** The lines that have the characters before a line, from the last one on. */
function linesBefore(lines: readonly string[], line: number): number[] {
  const before: number[] = [];
  for (let [n, length] = [line - 1, 0]; n >= 0 && length < CONTEXT; n -= 1) {
    before.push(n);
    length += lines[n]!.length + 1;
  }
  return before;
}
