import { sharedDomain } from './sender/shared-domain.js';
import { registeredDomain } from './sender/authentication-verdict.js';

/** An address that a display name contains, of somebody other than who bears the name. */
export interface ClaimedAddress {
  address: string;
  /** False for what reads like an address and is often meant otherwise: `Zoé @ ville.example`, `zoe@ville.example via List`. */
  isPlain: boolean;
}

/** More than any name contains; a name has 200 characters at most. */
const MAX_CLAIMS = 5;

const AT = /[@\uFF20\uFE6B]|[([{]\s*(?:at|arobase)\s*[)\]}]/iu;

/** What is not seen, or not told apart, by who reads a name: full-width letters, joiners, quotes. */
const asRead = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\p{Cf}\u034F\uFE00-\uFE0F'"`\u2018-\u201F\u00AB\u00BB\u2039\u203A]/gu, '')
    .replace(/\s*[([{]\s*(?:at|arobase)\s*[)\]}]\s*/giu, '@');

const ADDRESS = /(@?)([^\s<>(),;:@[\]{}]{1,64})(\s{0,9}@\s{0,9})([\p{L}\p{N}\p{M}.-]{1,253})(\s+via\s)?/giu;

const partsOf = (address: string): [local: string, domain: string] => {
  const at = address.lastIndexOf('@');
  return [address.slice(0, at), address.slice(at + 1)];
};

/** The person behind a local part, however they spell it: `Zoe.Martin+town` is `zoemartin`. */
const mailboxOf = (local: string): string => local.replace(/\+.*$/s, '').replace(/[^\p{L}\p{N}]/gu, '');

/** Whether two addresses are of the same house; where anybody may have an address, they must be of the same mailbox. */
function isSameSender(one: string, other: string): boolean {
  const [[local, domain], [otherLocal, otherDomain]] = [partsOf(one), partsOf(other)];
  if (registeredDomain(domain) !== registeredDomain(otherDomain)) return false;
  return sharedDomain(domain) === null || mailboxOf(local) === mailboxOf(otherLocal);
}

/**
 * The addresses in a display name that are not the sender's. `normalised` returns an addr-spec in its normalised form, and
 * undefined for what is none.
 */
export function addressesInDisplayName(
  name: string,
  address: string | null,
  normalised: (text: string) => string | undefined,
): ClaimedAddress[] {
  if (!AT.test(name)) return [];
  const claims = new Map<string, boolean>();
  for (const [, handle, local, at, domain, via] of asRead(name).matchAll(ADDRESS)) {
    const claimed = normalised(`${local}@${domain!.replace(/[^\p{L}\p{N}]+$/u, '')}`);
    if (!claimed?.split('@').at(-1)!.includes('.') || (address !== null && isSameSender(claimed, address))) continue;
    claims.set(claimed, claims.get(claimed) || (!handle && at === '@' && !via));
    if (claims.size === MAX_CLAIMS) break;
  }
  return [...claims].map(([one, isPlain]) => ({ address: one, isPlain }));
}
