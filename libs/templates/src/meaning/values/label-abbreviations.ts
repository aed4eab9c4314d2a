import type { Stated } from '../statements-in-context.js';
import type { StatedBlock } from '../statements.js';

/** Days and months stand before numbers, too. */
const DATES = 'January|February|March|April|May|June|July|August|September|October|November|December|\\p{L}+day|Lundi|Mardi|Mercredi|Jeudi|Vendredi|Samedi|Dimanche'; // prettier-ignore

/** What a label may be short for, with any number or with one. */
function spelledOut({ kind, value, variable }: Stated, number: (n: string) => string): RegExp | null {
  const [, letters, n] = (kind === 'number' && variable === null && /^([A-Z]{1,3})(\d{1,2})$/.exec(value)) || [];
  if (n === undefined) return null;
  const names = [...letters!].map((letter) => `${letter}\\p{Ll}{2,}`).join(' ');
  const under = letters === 'U' ? '[Uu]nder' : `(?!${DATES})${names}`;
  return new RegExp(`(?<!\\p{L})(?:${under})[ -](?:${number(n)})s?(?![\\p{L}\\d])`, 'u');
}

const isIn = (pattern: RegExp | null, texts: readonly StatedBlock[]): boolean =>
  pattern !== null && texts.some(({ text }) => pattern.test(text));

/** `P1` stands for `Primary One`, and `KS2` for `Key Stage 2`. */
export const isLabelOf = (fact: Stated, others: readonly StatedBlock[]): boolean =>
  isIn(
    spelledOut(fact, (n) => (n === '1' ? '1|[Oo]ne|[Uu]ne?' : n)),
    others,
  );

/** `P2` is something else than `Primary One`. */
export const isOtherLabel = (fact: Stated, others: readonly StatedBlock[]): boolean =>
  isIn(
    spelledOut(fact, () => '\\d{1,2}|[Oo]ne|[Uu]ne?'),
    others,
  );
