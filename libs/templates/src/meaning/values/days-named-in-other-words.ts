import type { Stated } from '../statements-in-context.js';
import type { StatedBlock } from '../statements.js';
import { areAlike } from '../stems.js';
import { dayBeside } from './other-readings.js';
import { isHalfOpen, isSame, lastDayOf, partsOfDate } from './same-value.js';

const DAY_AFTER = /(?<!\p{L})(?:(?:day|night|evening|morning) after|(?:following|next) (?:day|night|evening|morning)|lendemain|jour (?:suivant|d'après))(?!\p{L})/iu; // prettier-ignore
const DAY_BEFORE = /(?<!\p{L})(?:(?:day|night|evening|morning) before|(?:previous|preceding) (?:day|night|evening|morning)|veille|jour (?:précédent|d'avant))(?!\p{L})/iu; // prettier-ignore
const WEEK = [1, 2, 3, 4, 5, 6];
const DAYS = 7;

/** A day that the other text calls the one before or after a day that both say, or by its weekday: `shut until 6 April; open again on Tuesday`. */
export function isCalledByNext(fact: Stated, own: readonly StatedBlock[], others: readonly StatedBlock[]): boolean {
  if (fact.kind !== 'date' || fact.variable !== null) return false;
  const says = (pattern: RegExp) => others.some(({ text }) => pattern.test(text));
  const steps = [...(says(DAY_AFTER) ? [1] : []), ...(says(DAY_BEFORE) ? [-1] : [])];
  return own.some(({ stated }) =>
    stated.some(
      (one) =>
        one.kind === 'date' &&
        isSaid(one, others) &&
        (steps.some((step) => dayBeside(one.value, step, fact.value)) || isNextWeekday(fact, one, others)),
    ),
  );
}

/** Is it the first day of its weekday after another, and does the other text name that weekday? A year tells which weekday it is. */
function isNextWeekday(fact: Stated, from: Stated, others: readonly StatedBlock[]): boolean {
  const [[year, day], [fromYear]] = [partsOfDate(fact.value), partsOfDate(from.value)];
  const isWithin = (way: 1 | -1) => WEEK.some((step) => dayBeside(from.value, way * step, fact.value));
  if (!(year ?? fromYear)) return false;
  const at = new Date(`${year ?? fromYear}-${day}T00:00Z`);
  const names = ['en', 'fr'].map((language) => at.toLocaleDateString(language, { weekday: 'long', timeZone: 'UTC' }));
  const says = (day: (name: string) => RegExp) => others.some(({ text }) => names.some((name) => day(name).test(text)));
  if (isWithin(-1) && says(isBefore)) return true;
  if (!isWithin(1)) return false;
  if (says(isOfThatWeek)) return true;
  const [own] = fact.before;
  if (own === undefined || !names.some((name) => areAlike(name.toLowerCase(), own))) return false;
  return others.some(({ days }) => days.some(({ value }) => areAlike(value, own)));
}

const isBefore = (weekday: string): RegExp =>
  new RegExp(`(?<!\\p{L})(?:${weekday} before|previous ${weekday}|${weekday} précédent)(?!\\p{L}| \\d)`, 'iu');

/** `the Friday of that week` is a day by itself. */
const isOfThatWeek = (weekday: string): RegExp =>
  new RegExp(`(?<!\\p{L})${weekday}(?: of (?:that|the same) week| de (?:cette|la même) semaine)(?!\\p{L})`, 'iu');

const daysNamed = (blocks: readonly StatedBlock[]): Set<string> =>
  new Set(blocks.flatMap(({ days }) => days.map(({ value }) => value)));

/** `the first two days of the week`, `the other two working days`, where the other text names them. */
export function isCountOfDays(fact: Stated, own: readonly StatedBlock[], others: readonly StatedBlock[]): boolean {
  const n = Number((fact.kind === 'duration' && fact.variable === null && /^P(\d)B?D$/.exec(fact.value)?.[1]) || NaN);
  const isOfWeek = /(?<!\p{L})(?:first|1st|last|other|remaining|premiers?|derniers?|autres?)$/iu.test(fact.boundedBy);
  if (!isOfWeek) return false;
  const named = daysNamed(own);
  return (
    daysNamed(others).difference(named).size === n ||
    (/other|remaining|autres?/iu.test(fact.boundedBy) && named.size + n === DAYS)
  );
}

/** `the May poll`, of which both texts say the day; and `May poll` at the beginning, where it is not read as a month. */
export function isMonthOfDay(fact: Stated, own: readonly StatedBlock[], others: readonly StatedBlock[]): boolean {
  const month = fact.kind === 'date' && fact.variable === null ? partsOfDate(fact.value)[1] : '';
  if (!/^\d\d$/.test(month)) return false;
  const isDayOfIt = (one: Stated) => one.kind === 'date' && partsOfDate(one.value)[1].startsWith(`${month}-`);
  return (
    own.some(({ stated }) => stated.some((one) => isDayOfIt(one) && isSaid(one, others))) ||
    (month === '05' && others.some(({ text }) => /(?:^|[.:;!?] )May \p{Ll}{3,}/u.test(text)))
  );
}

/** `throughout July and August`, where the other text says `1 July to 31 August`. */
function isThroughout([from, until]: readonly [string, string], month: string): boolean {
  const [[, first], [year, last]] = [partsOfDate(from), partsOfDate(until)];
  const isWhole = first.endsWith('-01') && last === `${last.slice(0, 2)}-${lastDayOf(year, Number(last.slice(0, 2)))}`;
  return isWhole && first.slice(0, 2) <= month && month <= last.slice(0, 2);
}

/** Months of a range that the other text says by their first and last days: `from the start of April to the end of October`. */
export function isEdgeOfMonths(fact: Stated, own: readonly StatedBlock[], others: readonly StatedBlock[]): boolean {
  const ranges = (blocks: readonly StatedBlock[]) =>
    blocks.flatMap(({ stated }) => stated.flatMap(({ kind, value, until }) => (kind === 'date' && until !== null ? [[value, until]] : [])));
  const isIn = (blocks: readonly StatedBlock[], month: string, end: 0 | 1) => ranges(blocks).some((range) => partsOfDate(range[end]!)[1] === month);
  const isEdge = (blocks: readonly StatedBlock[], part: string) => blocks.some(({ stated }) => stated.some(({ kind, value }) => kind === 'date' && partsOfDate(value)[1] === part));
  if (fact.kind !== 'date' || fact.variable !== null) return false;
  const [month, part] = partsOfDate(fact.value)[1].split('-');
  if (part === undefined && ranges(others).some((range) => isThroughout(range as [string, string], month!))) return true;
  if (part === undefined) return (isIn(own, month!, 0) && isEdge(others, `${month}-B`)) || (isIn(own, month!, 1) && isEdge(others, `${month}-E`));
  return (part === 'B' && isIn(others, month!, 0)) || (part === 'E' && isIn(others, month!, 1));
} // prettier-ignore

/** A time that leaves its half of the day open, and is said whole beside: `open 7am-10pm; still in the queue at 10?` */
export const isSaidWhole = (fact: Stated, own: readonly StatedBlock[], others: readonly StatedBlock[]): boolean =>
  fact.kind === 'time' &&
  fact.value.endsWith('?') &&
  own.some(({ stated }) =>
    stated.some((whole) => !whole.value.endsWith('?') && whole.kind === 'time' && isHalfOpen(whole.value, fact.value) && isSaid(whole, others)),
  ); // prettier-ignore

const isSaid = (fact: Stated, blocks: readonly StatedBlock[]): boolean =>
  blocks.some(({ stated }) => stated.some((one) => isSame(one, fact)));
