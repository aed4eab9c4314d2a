import { monthsOf } from './days-in-words.js';

/** A leap year, for a day without its year: the 29th of February is one in some. */
const ANY_YEAR = 2028;

/** Not with a dot or a dash, which stand between hours, too. */
const FIGURES = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?(?!\d)/;

/** Whether words begin with a date that no calendar has, as the 31st of February. Pure. */
export function namesNoDay(words: string, isFrench: boolean): boolean {
  const months = monthsOf(isFrench);
  const name = `(${months.join('|')})\\.?(?!\\p{L})`;
  const year = '(?:,? (\\d{4}))?(?!\\d)';
  const placeOf = (month: string) => months.findIndex((one) => new RegExp(`^${one}$`, 'iu').test(month)) + 1;
  const written = words.replace(/^(?:le|au|on|the) /i, '');
  const [, day, month, ofYear] = FIGURES.exec(written) ?? [];
  if (day) return isMissing(Number(day), Number(month), ofYear);
  const behind = new RegExp(`^(\\d{1,2})(?:er|st|nd|rd|th)?(?: of)? ${name}${year}`, 'iu').exec(written);
  if (behind) return isMissing(Number(behind[1]), placeOf(behind[2]!), behind[3]);
  const before = new RegExp(`^${name} (\\d{1,2})(?:st|nd|rd|th)?${year}`, 'iu').exec(written);
  return before !== null && isMissing(Number(before[2]), placeOf(before[1]!), before[3]);
}

function isMissing(day: number, month: number, year: string | undefined): boolean {
  const of = year === undefined ? ANY_YEAR : Number(year.length === 2 ? `20${year}` : year);
  const date = new Date(of, month - 1, day);
  return date.getMonth() !== month - 1 || date.getDate() !== day;
}
