import { addressesIn } from '@guichet/citizens';
import type { Handle } from '@guichet/contracts';
import { healthIn, healthInFileName, type HealthStatement } from './health-in-text.js';
import { takeIdentifiers, type Identifier } from './identifiers-in-text.js';
import { linesWithValues } from './lines-with-possible-personal-values.js';
import { keysOfName, namesIn, namesInFileName } from './names-in-text.js';
import { streetAddressesIn } from './street-addresses-in-text.js';
import { digitsIn, plain, plainSigns } from './normalise-text.js';

/** A value that identifies a person or something of theirs. */
export interface PersonalValue {
  kind: 'plate' | 'number' | 'street' | 'name' | 'family-name' | 'email' | 'phone' | Identifier['kind'];
  /** The value as it is written in the text. */
  text: string;
  /** The keys under which it is looked up: the same however it is spelt. */
  keys: string[];
  /** Of a name: its words, folded. */
  words?: string[];
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
  values: PersonalValue[];
  health: HealthStatement[];
}

/** The number of characters that are searched, which is about fifty pages. */
const SEARCHED_CHARACTERS = 60_000;
/** The largest number of references, links, names or other values that are reported. */
const MAX_CANDIDATES = 30;

const REFERENCE = /(?<![\p{L}\d])GCH ?[-./_]? ?\d{4} ?[-./_]? ?\d{6,}(?!\d)/giu;
/** A link to a reply or a file: its token is an id and a signature. */
const OUR_LINK = /\/portal\/(replies|files)\/([a-z2-7]{26}\.[a-z2-7]{16}|[\da-f-]{36}\.[\da-z]{1,8}\.[a-z2-7]{8,64})/g;
const LINK = /\bhttps?:\/\/\S+/giu;
/** How an address is written where it must not be found: `zoe [at] citizen.test`. */
const HIDDEN_AT = /\s*[[({]\s*(?:at|arobase|a)\s*[\])}]\s*|\s+arobase\s+/giu;
const HIDDEN_DOT = /\s*[[({]\s*(?:point|dot)\s*[\])}]\s*/giu;
const MAIL = /\S+@\S+/gu;
const PHONE =
  /(?<![\p{L}\d.])(?:\+|00)\d(?:[ .()/-]{0,2}\d){6,14}(?!\d)|(?<![\p{L}\d.])0\d(?:[ ./-]?\d\d){4}(?!\d)|(?<![\p{L}\d.])0 ?8\d\d(?:[ .]?\d{3}){2}(?!\d)/gu;
const AMOUNT = /(?<![\p{L}\d])\d[\d .]{0,20}(?:,\d{1,4})?\s?(?:€|euros?\b|EUR\b|%)/giu;
const DATE = /(?<![\d])(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?!\d)/gu;
/** School and budget years, laws and decrees are public: `2026/2027`, `2019-1018`, `L2121-29`. */
const PUBLIC = /(?<![\p{L}\d])(?:(?:19|20)\d\d[-/](?:\d{4}|\d{1,2})|[LRDA]\*?\d+(?:-\d+)+)(?![\p{L}\d])/gu;
/** Number plates of France since 2009, and before. */
const PLATE =
  /(?<![\p{L}\d])(?:[A-HJ-NP-TV-Z]{2}[ .-]?\d{3}[ .-]?[A-HJ-NP-TV-Z]{2}|\d{2,4}[ .-]?[A-HJ-NP-TV-Z]{2,3}[ .-]?(?:\d{2}|2[AB]))(?![\p{L}\d])/giu;

/** A text that is searched: that of a message or a file, or the name of a file. */
export interface SearchedText {
  text: string;
  isFileName?: boolean;
}

/** Finds references, links, addresses and other values in a text, each once. Whose they are is for the caller to look up. */
export function disclosureCandidates(searched: SearchedText): DisclosureCandidates {
  // Links of ours may be part of what is too long to be searched for anything else.
  const links = [...plainSigns(searched.text.slice(0, SEARCHED_CHARACTERS)).matchAll(OUR_LINK)].map(
    ([, page, token]) => ({ page, token }) as NamedLink,
  );
  const text = textToSearch(searched);
  const rest = new RemainingText(text);
  const references = rest.take(REFERENCE).map(referenceOf);
  rest.take(LINK);
  const { addresses, values } = numbersIn(rest);
  const words = text.replace(LINK, ' ').replace(MAIL, ' ');
  const names = searched.isFileName ? namesInFileName(words) : namesIn(words);
  return {
    references: unique(references, (reference) => reference),
    links: unique(links, ({ token }) => token),
    addresses,
    values: [
      ...unique(values, ({ keys }) => keys.join()),
      ...names.map(({ kind, key, text: name, words: of }) => ({
        kind,
        text: name,
        keys: [`${kind}:${key}`],
        words: of,
      })),
    ],
    health: searched.isFileName ? healthInFileName(words) : healthIn(text),
  };
}

/**
 * The text as it is searched, or only what `narrow` leaves of it. Nothing that we look for is so long without a space: a file that was
 * pasted as text is, and would take very long to search.
 */
function textToSearch({ text, isFileName }: SearchedText, narrow = (whole: string) => whole): string {
  const plainText = narrow(withoutHiding(plainSigns(text.slice(0, SEARCHED_CHARACTERS)))).replace(LONG_RUN, ' ');
  return isFileName ? plainText.replace(/_/g, ' ') : plainText;
}

const LONG_RUN = /(?<!\S)\S{255,}/g;

/** Most texts have neither brackets nor that word, and need not be searched for what may be within them. */
const withoutHiding = (text: string): string =>
  /[[({]|arobase/i.test(text) ? text.replace(HIDDEN_AT, '@').replace(HIDDEN_DOT, '.') : text;

const referenceOf = (text: string): string => text.replace(/^\D*(\d{4})\D*(\d+)$/u, 'GCH-$1-$2');

const unique = <Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] =>
  [...new Map(items.map((item) => [keyOf(item), item])).values()].slice(0, MAX_CANDIDATES);

/** Finds all that has digits. Each is taken out of the text, so that nothing is found twice. */
function numbersIn(rest: RemainingText): Pick<DisclosureCandidates, 'addresses' | 'values'> {
  // IBANs and NIRs start like telephone numbers, so they are taken before the addresses.
  const identifiers = rest.takeIdentifiers();
  const addresses = addressesIn(rest.text);
  if (rest.text.includes('@')) rest.take(MAIL);
  for (const pattern of [AMOUNT, DATE, PUBLIC, PHONE]) rest.take(pattern);
  const streets = streetAddressesIn(rest.text);
  const plates = rest.take(PLATE);
  const hasNumbers = digitsIn(rest.text) >= FEWEST_DIGITS;
  const numbers = hasNumbers ? [...rest.take(SPACED, hasDigits(9)), ...rest.take(TOKEN, isNumber)] : [];
  return {
    addresses,
    values: [
      ...identifiers.map(({ kind, text, value }) => ({ kind, text, keys: [`${kind}:${value}`] })),
      ...streets.map(({ text, keys }) => ({ kind: 'street' as const, text, keys: keys.map((key) => `street:${key}`) })),
      ...plates.map((text) => ({ kind: 'plate' as const, text, keys: [`number:${plain(text)}`] })),
      ...numbers.map((text) => ({ kind: 'number' as const, text, keys: [`number:${plain(text)}`] })),
    ],
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

  takeIdentifiers(): Identifier[] {
    const { identifiers, rest } = takeIdentifiers(this.text);
    this.text = rest;
    return identifiers;
  }
}

/** A number that is no telephone number, plate or the like has as many digits at least. */
const FEWEST_DIGITS = 5;

const hasDigits = (count: number) => (text: string) => digitsIn(text) >= count;

const SPACED = /(?<![\p{L}\d.,])\d{1,5}(?: \d{2,5}){2,}(?![\p{L}\d])/gu;
const TOKEN = /(?<![\p{L}\d])[\p{L}\d]+(?:[-/_][\p{L}\d]+)*(?![\p{L}\d])/gu;

/** Returns whether a token is a reference number: eight digits, or capitals with digits. A word with a year is none. */
function isNumber(token: string): boolean {
  if (hasDigits(8)(token)) return true;
  return hasDigits(FEWEST_DIGITS)(token) && /\p{Lu}/u.test(token) && !/\p{Ll}/u.test(token);
}

/** The key of an address in the index of values. */
export const addressKey = ({ type, value }: Handle): string => `${type}:${value}`;

/** Returns the keys of the numbers and addresses that a text names, each once. Neither names nor words of health are among them. */
export function personalKeysIn(searched: SearchedText): string[] {
  const rest = new RemainingText(textToSearch(searched, linesWithValues));
  rest.take(REFERENCE);
  rest.take(LINK);
  const { addresses, values } = numbersIn(rest);
  return [...new Set([...addresses.map(addressKey), ...values.flatMap(({ keys }) => keys)])];
}

/** Returns the keys of somebody's name. */
export function personalKeysOfName(name: string): string[] {
  const { names, families } = keysOfName(plainSigns(name));
  return [...names.map((key) => `name:${key}`), ...families.map((key) => `family-name:${key}`)];
}
