import { AsYouType, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';

/**
 * The one spelling of a telephone number (ITU-T E.164), from how people write it: `06 39 98 12 07`, `0033 6…`, `tel:+33…`.
 * Undefined when it cannot be one by its length; whether it is assigned, only a call can tell.
 */
export function e164(text: string, defaultCountry: CountryCode = 'FR'): string | undefined {
  const plain = text
    .trim()
    .replace(/^tel:/i, '')
    // Mexican mobiles were dialled with a 1 from abroad until 2019; WhatsApp still writes it.
    .replace(/^(\+|00)521(?=\d{10}$)/, (_, prefix: string) => `${prefix}52`);
  const number = parsePhoneNumberFromString(plain, { defaultCountry, extract: false });
  return number?.isPossible() ? number.number : undefined;
}

/** With fewer digits, it would be the beginning, or the end, of too many. */
const FEWEST_DIGITS = 6;

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/**
 * How a telephone number begins in its one spelling, from as much of it as somebody has typed: `06 39 98` is how `+3363998…`
 * begins. Undefined where the text is no number, or less than six digits of one.
 */
export function e164Beginning(text: string, defaultCountry: CountryCode = 'FR'): string | undefined {
  const whole = e164(text, defaultCountry);
  if (whole !== undefined) return whole;
  if (!/^\+?[\d\s()./-]+$/.test(text.trim()) || digitsOf(text).length < FEWEST_DIGITS) return undefined;
  const typed = new AsYouType(defaultCountry);
  typed.input(text);
  return typed.getNumberValue();
}

/** The last digits of a telephone number, as `98 00 42` is said of `+33639980042`. Undefined where the text is none, a whole number, or less than six digits. */
export function e164Ending(text: string, defaultCountry: CountryCode = 'FR'): string | undefined {
  const digits = digitsOf(text);
  const isPart = /^[\d\s./-]+$/.test(text.trim()) && digits.length >= FEWEST_DIGITS;
  return isPart && e164(text, defaultCountry) === undefined ? digits : undefined;
}

/** A telephone number in a text: where it stands, and its one spelling. */
export interface NumberInText {
  from: number;
  to: number;
  e164: string;
}

/**
 * As they are dialled from abroad; as France writes them, in groups of any length; digits without any space. The parts of a number stand on one
 * line.
 */
const WRITTEN =
  /(?<![\p{L}\d+])(?:(?:\+|00)(?:[^\S\r\n]|[./()-]){0,3}[1-9](?:(?:[^\S\r\n]|[./()-]){0,3}\d){7,14}|0(?:[^\S\r\n]|[./-]){0,2}[1-9](?:(?:[^\S\r\n]|[./-]){0,2}\d){8}(?!\d)|[1-9]\d{8,14}(?!\d))/gu;
/** A list of numbers is cut off here. */
const MOST_IN_TEXT = 500;

/** The telephone numbers in a text, in any spelling. What only looks like one, such as the number of an invoice, is among them. */
export function phoneNumbersIn(text: string): NumberInText[] {
  const found: NumberInText[] = [];
  WRITTEN.lastIndex = 0;
  for (let match = WRITTEN.exec(text); match && found.length < MOST_IN_TEXT; match = WRITTEN.exec(text)) {
    const number = numberAt(match[0], match.index, text);
    if (!number) continue;
    found.push(number);
    WRITTEN.lastIndex = number.to;
  }
  return found;
}

/** The number that a piece of text begins with: behind it may stand groups of digits that are none of it, as those of an address. */
function numberAt(written: string, from: number, text: string): NumberInText | undefined {
  for (let end = written.length; end >= FEWEST_DIGITS; end = written.slice(0, end).search(/[^\d]+\d+$/)) {
    const part = written.slice(0, end);
    const isCut = /\d/.test(text[from + end] ?? '');
    const number = isCut ? undefined : e164(part.replace(/\s/g, ' '));
    if (number !== undefined) return { from, to: from + end, e164: number };
  }
  return undefined;
}
