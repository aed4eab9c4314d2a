import { plain } from './normalise-text.js';

/** The number of a bank account or of the social security, which nobody but its owner may be sent. */
export interface Identifier {
  kind: 'iban' | 'nir';
  /** As it is written in the text. */
  text: string;
  /** An IBAN without its spaces; the thirteen characters of a NIR, without its key. */
  value: string;
}

/** Finds the IBANs, French account numbers and NIRs in a text. Returns them, and the text without them. */
export function takeIdentifiers(text: string): { identifiers: Identifier[]; rest: string } {
  const identifiers: Identifier[] = [];
  let rest = text;
  for (const [pattern, read] of READERS) {
    const search = new RegExp(pattern);
    let kept = '';
    let from = 0;
    for (let match = search.exec(rest); match !== null; match = search.exec(rest)) {
      const found = read(match[0], rest.slice(Math.max(0, match.index - CONTEXT), match.index));
      // What looks like a number and is none may reach into one.
      search.lastIndex = match.index + (found ? found.text.length : 1);
      if (!found) continue;
      identifiers.push(found);
      kept += `${rest.slice(from, match.index)} `;
      from = search.lastIndex;
    }
    rest = kept + rest.slice(from);
  }
  return { identifiers, rest };
}

/** The number of characters before a number that may say what it is. */
const CONTEXT = 80;

// ISO 13616: two letters of a country, two digits that check it, and the account; in groups, or in one.
const IBAN = /(?<![\p{L}\d])(?:[A-Za-z]{2}|[A-Z]{2}[ .-])\d{2}(?:[ .-]?[A-Za-z0-9]){11,30}/gu;
const lengths = new Map(
  'AD24 AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GI23 GR27 HR21 HU28 IE22 IS26 IT27 LI21 LT20 LU20 LV21 MA28 MC27 MT31 NL18 NO15 PL28 PT25 RO24 SE24 SI19 SK24 SM27 TN24 TR26 UA29 VA22'
    .split(' ')
    .map((one) => [one.slice(0, 2), Number(one.slice(2))]),
);

function readIban(match: string): Identifier | undefined {
  const length = lengths.get(match.slice(0, 2).toUpperCase());
  const text = length === undefined ? undefined : beginningWith(match, length);
  return text !== undefined && isIban(plain(text)) ? { kind: 'iban', text, value: plain(text) } : undefined;
}

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

// The account as French banks print it: bank, branch, account and key. Its IBAN is the same with `FR` and two digits before it.
const RIB = /(?<![\p{L}\d])\d{5}[ -]?\d{5}[ -]?[A-Za-z0-9]{11}[ -]?\d{2}(?![\p{L}\d])/gu;

function readRib(text: string): Identifier | undefined {
  const account = plain(text);
  const digits = account.replace(/[A-Z]/g, (letter) => String(ribDigit(letter)));
  if (BigInt(digits) % 97n !== 0n) return undefined;
  const check = 98n - (BigInt([...`${account}FR00`].map((letter) => Number.parseInt(letter, 36)).join('')) % 97n);
  return { kind: 'iban', text, value: `FR${String(check).padStart(2, '0')}${account}` };
}

/** The digit that stands for a letter in the key of a French account: A and J are 1, B, K and S are 2. */
const ribDigit = (letter: string): number => {
  const place = letter.charCodeAt(0) - 65;
  return place < 9 ? place + 1 : place < 18 ? place - 8 : place - 16;
};

// The number of the French social security: sex, year, month, department, commune, order; its key may be missing or in brackets.
const NIR =
  /(?<![\p{L}\d])[1-478][ .-]?\d{2}[ .-]?\d{2}[ .-]?(?:\d{2}|2[ABab])[ .-]?\d{3}[ .-]?\d{3}(?:[ .,-]{0,2}\(?(?:cl[ée]|key)?[ :]{0,2}\d{2}\)?)?(?![\p{L}\d])/giu;
const NIR_WORDS = /s[ée]cu|social|assur|nir\b|insee|caf\b|cl[ée]\b/iu;

const GROUPS = /^[12]([ .-])\d{2}\1\d{2}\1(?:\d{2}|2[ab])\1\d{3}\1\d{3}$/iu;

/**
 * With its key, a number proves itself. Without, it must be written as such a number is, or words must say what it is: thirteen digits
 * are also those of a label, a file or a barcode.
 */
function readNir(text: string, before: string): Identifier | undefined {
  const value = plain(text.replace(/cl[ée]|key/giu, ''));
  const number = value.slice(0, 13);
  if (value.length === 15) return value.slice(13) === keyOf(number) ? { kind: 'nir', text, value: number } : undefined;
  const month = Number(number.slice(3, 5));
  const isOrdinary = month >= 1 && month <= 12;
  const isWritten = isOrdinary && (GROUPS.test(text) || /^[12][\dab]{12}$/iu.test(text));
  const isPossible = isOrdinary || (month >= 20 && month <= 42) || month >= 50;
  return isWritten || (isPossible && NIR_WORDS.test(before)) ? { kind: 'nir', text, value: number } : undefined;
}

const keyOf = (nir: string): string => {
  const digits = nir.replace('2A', '19').replace('2B', '18');
  return String(97n - (BigInt(digits) % 97n)).padStart(2, '0');
};

const READERS = [
  [IBAN, readIban],
  [RIB, readRib],
  [NIR, readNir],
] as const;
