import type { Keyring } from '@guichet/platform';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** What a token proves: an answer in a case, one in a side conversation, or a report on a message of ours. */
export type AddressPurpose = 'reply' | 'side' | 'bounce';

/**
 * Returns a signed id of a row for the local part of an address: 26 characters of id, 16 of signature. Only we can
 * create a valid token, so a sender who uses one has received it from us.
 */
export function signAddressToken(keyring: Keyring, purpose: AddressPurpose, id: string): string {
  return encode(id) + keyring.sign(purpose, id);
}

/** Returns the id in a token of ours; null where the token has a wrong length, was altered, or was made for another purpose. */
export function idOfAddressToken(keyring: Keyring, purpose: AddressPurpose, token: string): string | null {
  if (!/^[a-z2-7]{42}$/.test(token)) return null;
  const id = decode(token.slice(0, 26));
  return id && keyring.verify(purpose, id, token.slice(26)) ? id : null;
}

/** Encodes a uuid as 26 characters whose case does not matter, as mail servers may change it. */
export function encode(id: string): string {
  let bits = BigInt(`0x${id.replaceAll('-', '')}`) << 2n;
  let text = '';
  for (let index = 0; index < 26; index += 1, bits >>= 5n) text = ALPHABET[Number(bits & 31n)]! + text;
  return text;
}

/** Returns the uuid that `encode` has encoded; null where the text is not one. */
export function decode(text: string): string | null {
  const bits = [...text].reduce((sum, letter) => (sum << 5n) | BigInt(ALPHABET.indexOf(letter)), 0n);
  if (bits & 3n) return null;
  const hex = (bits >> 2n).toString(16).padStart(32, '0');
  return hex.length === 32 ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null;
}
