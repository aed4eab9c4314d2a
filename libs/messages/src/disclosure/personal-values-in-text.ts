import { addressesIn } from '@guichet/citizens';
import type { Handle } from '@guichet/contracts';

/** A number that identifies a person or something of theirs. */
export interface NamedNumber {
  /** The number as it is written in the text. */
  text: string;
  /** The normalised number: its letters and digits only. */
  value: string;
  /** The other ways in which it may be written. */
  spellings: string[];
}

/** A link to one of our pages. Whether we have made it is not checked here. */
export interface NamedLink {
  page: 'replies' | 'files';
  /** The last part of the link. */
  token: string;
}

/** The values in a message that may belong to another person. */
export interface DisclosureCandidates {
  references: string[];
  links: NamedLink[];
  addresses: Handle[];
  numbers: NamedNumber[];
}

/** The number of characters that are searched, which is about fifty pages. */
const SEARCHED_CHARACTERS = 60_000;
/** The largest number of references, links or numbers that are reported. */
const MAX_CANDIDATES = 30;

const REFERENCE = /(?<![\p{L}\d])GCH-\d{4}-\d{6,}(?!\d)/giu;
/** A link to a reply or a file: its token is an id and a signature. */
const OUR_LINK = /\/portal\/(replies|files)\/([a-z2-7]{26}\.[a-z2-7]{16}|[\da-f-]{36}\.[\da-z]{1,8}\.[a-z2-7]{8,64})/g;
const LINK = /\bhttps?:\/\/\S+/giu;
const MAIL = /\S+@\S+/gu;
const PHONE = /(?<![\p{L}\d.])(?:\+|00)\d(?:[ .()/-]{0,2}\d){6,14}(?!\d)|(?<![\p{L}\d.])0\d(?:[ .-]?\d\d){4}(?!\d)/gu;
const AMOUNT = /(?<![\p{L}\d])\d[\d .]{0,20}(?:,\d{1,4})?\s?(?:€|euros?\b|EUR\b|%)/giu;
const DATE = /(?<![\d])(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?!\d)/gu;
/** School and budget years, laws and decrees are public: `2026/2027`, `2019-1018`, `L2121-29`. */
const PUBLIC = /(?<![\p{L}\d])(?:(?:19|20)\d\d[-/](?:\d{4}|\d{1,2})|[LRDA]\*?\d+(?:-\d+)+)(?![\p{L}\d])/gu;

/** Finds references, links, addresses and numbers in these texts, each once. Whose they are is for the caller to look up. */
export function disclosureCandidates(...texts: string[]): DisclosureCandidates {
  const searched = texts.map((text) => text.slice(0, SEARCHED_CHARACTERS)).join('\n');
  const links = [...searched.matchAll(OUR_LINK)].map(([, page, token]) => ({ page, token }) as NamedLink);
  // Nothing that we look for is so long without a space. A file that was pasted as text is, and would take very long to search.
  const rest = new RemainingText(searched.replace(/[\u00a0\u202f]/g, ' ').replace(/\S{255,}/g, ' '));
  const references = rest.take(REFERENCE).map((reference) => reference.toUpperCase());
  rest.take(LINK);
  // IBANs and NIRs start like telephone numbers, so they are taken before the addresses.
  const identifiers = [...rest.takeIbans(), ...rest.take(NIR, isNir).map(nirOf)];
  const addresses = addressesIn(rest.text);
  for (const pattern of [MAIL, AMOUNT, DATE, PUBLIC, PHONE]) rest.take(pattern);
  const numbers = [...rest.take(SPACED, hasDigits(9)), ...rest.take(TOKEN, isNumber)].map(numberOf);
  const unique = <Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] =>
    [...new Map(items.map((item) => [keyOf(item), item])).values()].slice(0, MAX_CANDIDATES);
  return {
    references: unique(references, (reference) => reference),
    links: unique(links, ({ token }) => token),
    addresses,
    numbers: unique([...identifiers, ...numbers], ({ value }) => value),
  };
}

/** A text from which what was found is removed, so that nothing is found twice. */
class RemainingText {
  constructor(public text: string) {}

  take(pattern: RegExp, isOne: (found: string) => boolean = () => true): string[] {
    const found: string[] = [];
    this.text = this.text.replace(pattern, (match: string) => (isOne(match) ? (found.push(match), ' ') : match));
    return found;
  }

  /** The pattern of an IBAN may match more than the IBAN: what follows it stays in the text. */
  takeIbans(): NamedNumber[] {
    const found: NamedNumber[] = [];
    this.text = this.text.replace(IBAN, (match: string) => {
      const length = lengths.get(match.slice(0, 2).toUpperCase());
      const written = length === undefined ? undefined : beginningWith(match, length);
      if (!written || !isIban(plain(written))) return match;
      found.push(ibanOf(written));
      return ` ${match.slice(written.length)}`;
    });
    return found;
  }
}

/** Returns the letters and digits of a text. */
export const plain = (text: string): string => text.replace(/[^\p{L}\d]/gu, '').toUpperCase();

const hasDigits = (count: number) => (text: string) => text.replace(/\D/g, '').length >= count;

const SPACED = /(?<![\p{L}\d.,])\d{1,5}(?: \d{2,5}){2,}(?![\p{L}\d])/gu;
const TOKEN = /(?<![\p{L}\d])[\p{L}\d]+(?:[-/_][\p{L}\d]+)*(?![\p{L}\d])/gu;
const PLATE = /^[A-Z]{2}-?\d{3}-?[A-Z]{2}$/;

/**
 * Returns whether a token is a reference number: eight digits, or capitals with digits. A word with a year is none.
 */
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

/** Returns the beginning of a text that contains a number of letters and digits; undefined where it has fewer. */
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
