import type { Stated } from '../placed-statements.js';
import type { StatedBlock } from '../statements.js';
import { areAlike } from '../stems.js';
import { dayBeside } from './other-readings.js';
import { isSame } from './same-value.js';

const DAY_BESIDE = /(?<!\p{L})(?:(?:day|night|evening|morning) (?:before|after)|(?:following|next|previous|preceding) (?:day|night|evening|morning)|lendemain|veille|jour (?:suivant|précédent|d'après|d'avant))(?!\p{L})/iu; // prettier-ignore

/** A day that the other text calls the one before or after a day that both say, or by its weekday: `shut until 6 April; open again on Tuesday`. */
export function isCalledByNext(fact: Stated, own: readonly StatedBlock[], others: readonly StatedBlock[]): boolean {
  if (fact.kind !== 'date') return false;
  const isBeside = others.some(({ text }) => DAY_BESIDE.test(text));
  const steps = isBeside ? [1, -1] : isWeekdayOf(fact, others) ? [1, 2, 3, 4, 5, 6] : [];
  return own.some(({ stated }) =>
    stated.some((one) => one.kind === 'date' && isSaid(one, others) && steps.some((step) => isDayBeside(one, step, fact))),
  );
} // prettier-ignore

const isDayBeside = (one: Stated, step: number, fact: Stated) => dayBeside(one.value, step, fact.value);

const isWeekdayOf = ({ before: [name] }: Stated, others: readonly StatedBlock[]): boolean =>
  name !== undefined && others.some(({ days }) => days.some(({ value }) => areAlike(value, name)));
const daysNamed = (blocks: readonly StatedBlock[]): Set<string> =>
  new Set(blocks.flatMap(({ days }) => days.map(({ value }) => value)));

/** `the first two days of the week`, where the other text names them. */
export function isCountOfDays(fact: Stated, own: readonly StatedBlock[], others: readonly StatedBlock[]): boolean {
  const n = Number((fact.kind === 'duration' && fact.variable === null && /^P(\d)B?D$/.exec(fact.value)?.[1]) || NaN);
  return daysNamed(others).difference(daysNamed(own)).size === n;
}

const isSaid = (fact: Stated, blocks: readonly StatedBlock[]): boolean =>
  blocks.some(({ stated }) => stated.some((one) => isSame(one, fact)));
