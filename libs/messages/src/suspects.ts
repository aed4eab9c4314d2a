import { addressesIn } from '@guichet/citizens';
import type { Handle } from '@guichet/contracts';

/** A number that names somebody or something of theirs. */
export interface NamedNumber {
  /** As it is written. */
  text: string;
  /** Letters and digits alone: its one spelling. */
  value: string;
  /** How else it may have been written down. */
  spellings: string[];
}

/** A page of ours that an answer leads to. Whether we have made it is not known here. */
export interface NamedLink {
  to: 'answers' | 'files';
  /** Its last part. */
  token: string;
}

/** What an answer names that may be somebody else's. */
export interface Suspects {
  references: string[];
  links: NamedLink[];
  addresses: Handle[];
  numbers: NamedNumber[];
}

/** The beginning of an answer is enough to see by whom it was meant: nobody pastes a file after fifty pages. */
const LOOKED_AT = 60_000;
const MOST = 30;

const REFERENCE = /(?<![\p{L}\d])GCH-\d{4}-\d{6,}(?!\d)/giu;
/** Of an answer, or of a file: each has a name and its signature. */
const OUR_LINK = /\/portal\/(answers|files)\/([a-z2-7]{26}\.[a-z2-7]{16}|[\da-f-]{36}\.[\da-z]{1,8}\.[a-z2-7]{8,64})/g;
const LINK = /\bhttps?:\/\/\S+/giu;
const MAIL = /\S+@\S+/gu;
const PHONE = /(?<![\p{L}\d.])(?:\+|00)\d(?:[ .()/-]{0,2}\d){6,14}(?!\d)|(?<![\p{L}\d.])0\d(?:[ .-]?\d\d){4}(?!\d)/gu;
const AMOUNT = /(?<![\p{L}\d])\d[\d .]{0,20}(?:,\d{1,4})?\s?(?:€|euros?\b|EUR\b|%)/giu;
const DATE = /(?<![\d])(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?!\d)/gu;
/** Years of a school or a budget, and laws and decrees: `2026/2027`, `2019-1018`, `L2121-29`. */
const PUBLIC = /(?<![\p{L}\d])(?:(?:19|20)\d\d[-/](?:\d{4}|\d{1,2})|[LRDA]\*?\d+(?:-\d+)+)(?![\p{L}\d])/gu;

export function suspectsIn(...written: string[]): Suspects {
  const looked = written.map((one) => one.slice(0, LOOKED_AT)).join('\n');
  const links = [...looked.matchAll(OUR_LINK)].map(([, to, token]) => ({ to, token }) as NamedLink);
  // Nothing that we look for is so long without a space; a file pasted as letters is, and would be looked through for ages.
  let text = looked.replace(/[\u00a0\u202f]/g, ' ').replace(/\S{255,}/g, ' ');
  /** Takes what it finds away, so that nothing is found twice. */
  const take = (pattern: RegExp, isOne: (found: string) => boolean = () => true): string[] => {
    const found: string[] = [];
    text = text.replace(pattern, (match: string) => (isOne(match) ? (found.push(match), ' ') : match));
    return found;
  };
  const references = take(REFERENCE).map((reference) => reference.toUpperCase());
  take(LINK);
  const ibans = takeIbans();
  const nirs = take(NIR, isNir);
  // As these two begin like telephone numbers, they had to go first.
  const addresses = addressesIn(text);
  for (const pattern of [MAIL, AMOUNT, DATE, PUBLIC, PHONE]) take(pattern);
  const numbers = [
    ...ibans,
    ...nirs.map(nirOf),
    ...take(SPACED, hasDigits(9)).map(numberOf),
    ...take(TOKEN, isNumber).map(numberOf),
  ];
  return {
    references: [...new Set(references)].slice(0, MOST),
    links: [...new Map(links.map((link) => [link.token, link])).values()].slice(0, MOST),
    addresses,
    numbers: [...new Map(numbers.map((number) => [number.value, number])).values()].slice(0, MOST),
  };

  function takeIbans(): NamedNumber[] {
    const found: NamedNumber[] = [];
    text = text.replace(IBAN, (match: string) => {
      const length = lengths.get(match.slice(0, 2).toUpperCase());
      const written = length === undefined ? undefined : beginningWith(match, length);
      if (!written || !isIban(plain(written))) return match;
      found.push(ibanOf(written));
      return ` ${match.slice(written.length)}`;
    });
    return found;
  }
}

/** Letters and digits alone. */
export const plain = (text: string): string => text.replace(/[^\p{L}\d]/gu, '').toUpperCase();

const hasDigits = (count: number) => (text: string) => text.replace(/\D/g, '').length >= count;

const SPACED = /(?<![\p{L}\d.,])\d{1,5}(?: \d{2,5}){2,}(?![\p{L}\d])/gu;
const TOKEN = /(?<![\p{L}\d])[\p{L}\d]+(?:[-/_][\p{L}\d]+)*(?![\p{L}\d])/gu;
const PLATE = /^[A-Z]{2}-?\d{3}-?[A-Z]{2}$/;

/** Eight digits, or what is written as a number is: capitals and digits. A word with a year is none. */
function isNumber(token: string): boolean {
  if (hasDigits(8)(token)) return true;
  return PLATE.test(token) || (hasDigits(5)(token) && /\p{Lu}/u.test(token) && !/\p{Ll}/u.test(token));
}

const numberOf = (text: string): NamedNumber => ({
  text,
  value: plain(text),
  spellings: [...new Set([text, text.replace(/[ -]/g, '')])],
});

// ISO 13616: two letters of a country, two digits that check it, and the account; in groups of four, or in one.
const IBAN = /(?<![\p{L}\d])[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]){11,30}/gu;
const lengths = new Map(
  'AD24 AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GI23 GR27 HR21 HU28 IE22 IS26 IT27 LI21 LT20 LU20 LV21 MC27 MT31 NL18 NO15 PL28 PT25 RO24 SE24 SI19 SK24 SM27 VA22'
    .split(' ')
    .map((one) => [one.slice(0, 2), Number(one.slice(2))]),
);

/** The beginning of a text that has so many letters and digits; undefined: it has fewer. */
function beginningWith(text: string, count: number): string | undefined {
  for (let end = count; end <= text.length; end += 1)
    if (plain(text.slice(0, end)).length === count) return text.slice(0, end);
  return undefined;
}

/** ISO 7064, MOD 97-10. */
function isIban(value: string): boolean {
  const digits = [...value.slice(4), ...value.slice(0, 4)].map((letter) => Number.parseInt(letter, 36)).join('');
  return BigInt(digits) % 97n === 1n;
}

const ibanOf = (text: string): NamedNumber => {
  const value = plain(text);
  return { text, value, spellings: [value, value.replace(/(.{4})(?=.)/g, '$1 ')] };
};

// The number of the French social security: sex, year, month, department, commune, order; its key may be missing.
const NIR =
  /(?<![\p{L}\d])[1-478] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[ABab]) ?\d{3} ?\d{3}(?: ?\d{2})?(?![\p{L}\d])/gu;

const keyOf = (nir: string): string => {
  const digits = nir.slice(0, 13).replace('2A', '19').replace('2B', '18');
  return String(97n - (BigInt(digits) % 97n)).padStart(2, '0');
};

const isNir = (text: string): boolean => {
  const value = plain(text);
  return value.length === 13 || value.slice(13) === keyOf(value);
};

const nirOf = (text: string): NamedNumber => {
  const value = plain(text).slice(0, 13);
  const groups = /^(.)(..)(..)(..)(...)(...)$/.exec(value)!.slice(1);
  return { text, value, spellings: [value, value + keyOf(value), groups.join(' ')] };
};
