import type { Stated } from '../statements-in-context.js';
import type { StatedBlock } from '../statements.js';
import { isHalfOpen, lasting, lastDayOf, partsOfDate } from './same-value.js';

/**
 * What may be read in two ways is read in the other one where a text says nothing that is the same at first sight. Only what is left
 * over on both sides is compared so: a number that is said in both texts cannot stand for anything else.
 */

const plainNumber = ({ kind, value, variable }: Stated): number | null =>
  kind === 'number' && variable === null && /^\d{1,6}(?:\.\d{1,2})?$/.test(value) ? Number(value) : null;

const NTH = /\d(?:st|nd|rd|th|er|e)$/;

/** `from nine to six` and `at 12.05` may be hours. */
function isHour(number: Stated, { kind, value }: Stated): boolean {
  const said = plainNumber(number);
  if (kind !== 'time' || said === null || !/^\d/.test(value)) return false;
  const [hours, minutes] = [Math.floor(said), Math.round((said % 1) * 100)];
  const [at, past] = [Number(value.slice(0, 2)), Number(value.slice(3, 5))];
  return hours < 25 && minutes === past && (hours > 12 && !value.endsWith('?') ? hours === at : hours % 12 === at % 12);
}

/** `9 or 10 euros` says the unit once; and `18 years old` is an age of 18. But `15 days` are none of another kind. */
function isCounted(number: Stated, { kind, text, value }: Stated): boolean {
  const said = plainNumber(number);
  const mayBe = (kind === 'duration' && (/^P[\d.]+[MY]$/.test(value) || NTH.test(number.text))) || kind === 'amount' || kind === 'percentage' || (kind === 'number' && / /.test(value));
  if (said === null || !mayBe) return false;
  const numbers = text.match(/\d+(?:[.,]\d+)?/g) ?? [];
  return numbers.length === 1 && Number(numbers[0].replace(',', '.')) === said;
} // prettier-ignore

/** The words of a length of time by its unit. */
const UNIT_WORDS: Record<string, RegExp> = { TM: /^min/, TH: /^(?:hour|heur|hr)/, D: /^(?:day|jour)/, W: /^(?:week|semain)/, M: /^(?:month|mois)/, Y: /^(?:year|ans?$|anne)/ }; // prettier-ignore

/** `ten of those hours` and `ten funded hours` are `10 hrs`. */
function isCountedApart(number: Stated, { kind, value }: Stated): boolean {
  const [, n, unit] = (kind === 'duration' && /^P(?=T?[\d.]+[A-Z]+$)(?:T(?=\d))?([\d.]+)([A-Z]+)$/.exec(value)) || [];
  const isOf = UNIT_WORDS[value.startsWith('PT') ? `T${unit}` : `${unit}`];
  return (
    n !== undefined && plainNumber(number) === Number(n) && number.after.slice(0, 4).some((word) => isOf?.test(word))
  );
}

/** `before 1 April` and `by 31 March`, `under 500` and `at most 499`. */
const LESS =
  /(?:(?<!\p{L})(?:(?<!\bon or )before|prior to|under|below|less than|fewer than|younger than|avant|moins de|n'ayant pas(?: encore)?|n'a pas encore|n'ont pas encore)(?: the age of| l'âge de| the| le| l')?(?: \p{L}{3,6}day| (?:lun|mar|mercre|jeu|vendre|same)di| dimanche)?|<)$/iu;
const MORE = /(?:(?<!\p{L})(?:after|over|above|more than|older than|exceeding|après|plus de)(?: the| le| l')?|>)$/iu;
const INCLUSIVE =
  /(?<!\p{L})(?:at (?:least|most)|minimum(?: of)?|min\.?|maximum(?: of)?|max\.?|up to|au (?:moins|plus|minimum|maximum))$/iu;
const NOT = /(?<!\p{L})(?:not?|n't|never|pas|jamais|nor) (?:\p{L}+ )?(?:\p{L}+ )?[\p{L}']+$/iu;

/** The way to the first number or day that a strict bound lets in: `under 500` is 499 at most. */
function stepOf({ boundedBy }: Stated): number {
  if (NOT.test(boundedBy)) return 0;
  return LESS.test(boundedBy) ? -1 : MORE.test(boundedBy) ? 1 : 0;
}

/** `over 17` is not `at least 17`. */
export const isStricter = (strict: Stated, other: Stated): boolean =>
  plainNumber(strict) !== null && stepOf(strict) !== 0 && INCLUSIVE.test(other.boundedBy);

function isBeside(strict: Stated, other: Stated): boolean {
  const step = stepOf(strict);
  if (step === 0 || strict.kind !== other.kind || stepOf(other) !== 0) return false;
  const [a, b] = [plainNumber(strict), plainNumber(other)];
  if (a !== null && b !== null) return a + step === b && Number.isInteger(a);
  const isLastMinute = strict.kind === 'time' && step < 0 && strict.value === '00:00' && other.value === '23:59';
  return isLastMinute || (strict.kind === 'date' && dayBeside(strict.value, step, other.value));
} // prettier-ignore

export function dayBeside(date: string, step: number, other: string): boolean {
  const [[year, rest], [otherYear, otherRest]] = [partsOfDate(date), partsOfDate(other)];
  if (!/^\d\d-\d\d$/.test(rest) || (year && otherYear && year !== otherYear)) return false;
  const [month, day] = rest.split('-').map(Number);
  const beside = new Date(Date.UTC(Number(year ?? otherYear ?? 2_001), month! - 1, day! + step)).toISOString();
  const isEnd = otherRest === `${beside.slice(5, 7)}-E` && Number(beside.slice(8, 10)) === lastDayOf(year ?? otherYear, Number(beside.slice(5, 7)));
  return beside.slice(5, 10) === otherRest || isEnd;
} // prettier-ignore

/** `le 13`, `the 5th of the following month`. */
function isDay(number: Stated, { kind, value }: Stated): boolean {
  const isNamed = NTH.test(number.text) || /(?<!\p{L})(?:les?|the|du|au)$/iu.test(number.boundedBy);
  return kind === 'date' && isNamed && plainNumber(number) === Number(/-\d\d-(\d\d)$/.exec(value)?.[1]);
}

/** `1/4` may be a quarter or the first of April. */
function isInFigures({ kind, text }: Stated, other: Stated): boolean {
  const [, day, month] = /^(\d{1,2})\/(\d{1,2})$/.exec(text) ?? [];
  if (day === undefined || month === undefined) return false;
  if (kind === 'percentage' && other.kind === 'date')
    return partsOfDate(other.value)[1] === `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return kind === 'date' && other.kind === 'percentage' && Math.abs((100 * Number(day)) / Number(month) - Number(other.value)) < 0.5;
} // prettier-ignore

/** In French, eight days are a week, and fifteen are two; a month and a half are six weeks. */
const DAYS_OF_WEEKS: Record<string, RegExp> = {
  P8D: /^1 semaine$/iu,
  P15D: /^2 semaines$/iu,
  'P1.5M': /^(?:6 semaines|45 jours)$/iu,
};
const isInWeeks = ({ kind, value }: Stated, other: Stated): boolean =>
  kind === 'duration' && other.kind === 'duration' && DAYS_OF_WEEKS[value]?.test(other.text) === true;

/**
 * Whether one of the other side is the first or the last that a strict bound lets in, or the contrary. A strict bound whose number both
 * texts say elsewhere is no number that is left: `fewer than eight … eight or more` and `up to 7 … 8+`.
 */
export const isNextTo = (fact: Stated, left: readonly Stated[], all: readonly Stated[]): boolean =>
  left.some((other) => isBeside(fact, other) || isBeside(other, fact)) ||
  (fact.bound !== null && all.some((strict) => strict.bound === fact.bound && isBeside(strict, fact)));

const READINGS = [isHour, isDay, isCounted, isCountedApart, isInFigures, isInWeeks];
const mayBeSame = (a: Stated, b: Stated): boolean => READINGS.some((reads) => reads(a, b) || reads(b, a));

/** A month is said by its first day and its last. */
function isWholeMonth(fact: Stated, others: readonly Stated[]): boolean {
  const [year, rest] = fact.kind === 'date' ? partsOfDate(fact.value) : [];
  const month = rest?.slice(0, 2);
  if (!month) return false;
  const has = (part: string) =>
    others.some(({ kind, value }) => {
      const [otherYear, otherRest] = kind === 'date' ? partsOfDate(value) : [];
      return otherRest === part && (!year || !otherYear || year === otherYear);
    });
  const last = `${month}-${lastDayOf(year, Number(month))}`;
  if (rest === month) return has(`${month}-01`) && has(last);
  return (rest === `${month}-01` || rest === last) && has(month);
}

/** `routes 4/7/11` looks like a day. */
const isListOf = ({ kind, text }: Stated, others: readonly Stated[]): boolean =>
  kind === 'date' && /^\d{1,2}(?:\/\d{1,2}){2}$/.test(text) &&
  text.split('/').every((part) => others.some(({ kind: other, value }) => other === 'number' && Number(value) === Number(part))); // prettier-ignore

/** What may be a word in the other text. */
const IN_WORDS: [(fact: Stated) => boolean, RegExp][] = [
  // `1 document` is one.
  [({ kind, value }) => kind === 'number' && value === '1', /(?<!\p{L})(?:une?|one|an?|single|seule?|once|each|every|per)(?!\p{L})/iu],
  [({ kind, value }) => kind === 'number' && value === '0', /(?<!\p{L})(?:no|none|nothing|aucune?|rien)(?!\p{L})/iu],
  [({ kind, value }) => kind === 'number' && value === '2', /(?<!\p{L})(?:couple|pair|paire|both|(?:toutes )?les deux)(?!\p{L})/iu],
  [({ kind, value }) => kind === 'percentage' && value === '50', /(?<!\p{L})(?:every (?:second|other|2nd)|half|halves?|halved|moiti[ée]|(?:demi|mi)[- ]\p{L}+)(?!\p{L})/iu],
  [({ kind, value }) => kind === 'percentage' && value === '100', /(?<!\p{L})(?:fully|entirely|wholly|completely|in full|int[ée]gral\p{L}*|enti[èe]rement|totalement|en totalité|en entier|la totalité|complètement)(?!\p{L})/iu],
  [({ kind, value }) => kind === 'percentage' && value === '25', /(?<!\p{L})(?:a quarter|un quart)(?!\p{L})/iu],
  [({ kind, value }) => kind === 'amount' && /^\w+ 0\.00$/.test(value), /(?<!\p{L})(?:free|nothing|no (?:charge|fee|cost)|gratuit(?:e?s?|és?|ement)|exonér\p{L}+|offerte?s?|sans frais|aucun frais|rien)(?!\p{L})/iu],
  // Noon itself stands as `zz`, as each fact does among the words.
  [({ kind, value }) => kind === 'time' && /^1[24]:00$/.test(value), /(?<!\p{L})(?:pause (?:de zz|méridienne|déjeuner)|heure du déjeuner)/iu],
  [({ kind, text }) => kind === 'duration' && /^24 ?h/i.test(text), /(?<!\p{L})(?:at any time|à toute heure)(?!\p{L})/iu],
  [({ kind, value }) => kind === 'duration' && lasting(value) === 'PT60M', /(?<!\p{L})(?:hourly|hours?|hr|h|heures?)(?!\p{L})/iu],
  [({ kind, value }) => kind === 'duration' && lasting(value) === 'P1D', /(?<!\p{L})(?:daily|days?|jours?|journée|quotidien\p{L}*)(?!\p{L})/iu],
  [({ kind, value }) => kind === 'duration' && lasting(value) === 'P7D', /(?<!\p{L})(?:weekly|weeks?|wk|pw|semaines?|hebdomadaire\p{L}*)(?!\p{L})/iu],
  [({ kind, value }) => kind === 'duration' && lasting(value) === 'P1M', /(?<!\p{L})(?:monthly|months?|mth|pcm|mois|mensuel\p{L}*)(?!\p{L})/iu],
  [({ kind, value }) => kind === 'duration' && lasting(value) === 'P3M', /(?<!\p{L})(?:quarter(?:ly|s)?|trimestr\p{L}+)(?!\p{L})/iu],
  [({ kind, value }) => kind === 'duration' && lasting(value) === 'P6M', /(?<!\p{L})(?:half-year(?:ly|s)?|semestr\p{L}+)(?!\p{L})/iu],
  [({ kind, value }) => kind === 'duration' && lasting(value) === 'P216M', /(?<!\p{L})(?:minors?|adults?|mineure?s?|majeure?s?|adultes?)(?!\p{L})/iu],
  [({ kind, value }) => kind === 'duration' && lasting(value) === 'P12M', /(?<!\p{L})(?:yearly|annual\p{L}*|years?|yr|p\.a|annum|(?:par|l'|un|chaque|tous les) ?ans?|année|annuel\p{L}*)(?!\p{L})/iu],
]; // prettier-ignore

/** `au km 5` of ten, and half-way. */
const HALFWAY = /(?<!\p{L})(?:mi-(?:parcours|chemin|course|distance|trajet)|half-?way)(?!\p{L})/iu;
function isHalfway({ kind, value, variable }: Stated, others: readonly StatedBlock[]): boolean {
  const [n, unit] = value.split(' ');
  if (kind !== 'number' || variable !== null || !others.some((block) => HALFWAY.test(block.words))) return false;
  return others.some(({ stated }) => stated.some((one) => one.value === [2 * Number(n), unit].join(' ').trim()));
}

const isInWords = (fact: Stated, others: readonly StatedBlock[]): boolean =>
  fact.variable === null &&
  IN_WORDS.some(([says, words]) => says(fact) && others.some((block) => words.test(block.words)));

/**
 * Whether a length of time, an amount or a share is a word in the other text, which its own text does not say besides: who leaves out a
 * deadline and speaks of opening hours has not said it. The approver is asked all the same.
 */
export const isWord = (fact: Stated, own: readonly StatedBlock[], others: readonly StatedBlock[]): boolean =>
  fact.kind !== 'number' && isInWords(fact, others) && (isNothing(fact) || !isInWords(fact, own));

const isNothing = ({ kind, value }: Stated): boolean => kind === 'amount' && /^\w+ 0\.00$/.test(value);

/** `for the calendar year 2027`, where the other text says days of it and of no other. */
export function isYearOf({ kind, value, variable }: Stated, others: readonly Stated[]): boolean {
  if (kind !== 'number' || variable !== null || !/^20\d\d$/.test(value)) return false;
  const years = others.flatMap((one) =>
    one.kind === 'date' && one.variable === null ? [partsOfDate(one.value)[0]] : [],
  );
  return years.length > 0 && years.every((year) => year === undefined || year === value) && years.includes(value);
}

/** A time of which one text leaves open whether it is before noon or after it, be it that it says the same hour elsewhere. */
export const isOtherHalf = (fact: Stated, left: readonly Stated[], all: readonly Stated[]): boolean =>
  fact.kind === 'time' &&
  [...left, ...all.filter(({ value }) => value.endsWith('?'))].some(
    (other) => other.kind === 'time' && isHalfOpen(fact.value, other.value),
  );

/** What is left over on one side, and all that the other side says. */
interface Side {
  left: readonly Stated[];
  blocks: readonly StatedBlock[];
}

/** Returns what one side says and the other does not, however it is read. Pure. */
export function unread(side: Side, other: Side): Stated[] {
  const all = other.blocks.flatMap(({ stated }) => stated);
  return side.left.filter(
    (fact) =>
      !other.left.some((one) => mayBeSame(fact, one)) &&
      !isWholeMonth(fact, all) &&
      !isListOf(fact, all) &&
      !(fact.kind === 'number' && isInWords(fact, other.blocks)) &&
      !isHalfway(fact, other.blocks),
  );
}
