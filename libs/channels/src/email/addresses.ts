import { domainToASCII } from 'node:url';
import { decodeWords } from 'postal-mime';
import { cleanLine } from '../kit/clean-text.js';
import { addressesInDisplayName, type ClaimedAddress } from './addresses-in-display-name.js';

/** A mailbox of an address header. `address` is null where the header holds no addr-spec for it. */
export interface Mailbox {
  name: string;
  address: string | null;
  /** The addresses of others that the name contains; absent where it contains none. */
  claims?: ClaimedAddress[];
}

const MAX_MAILBOXES = 500;

const ATOM = /^[\p{L}\p{N}\p{M}\p{S}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}\p{M}\p{S}!#$%&'*+/=?^_`{|}~-]+)*$/u;

const QUOTED_LOCAL = /^"(?:[^"\\\p{Cc}]|\\[^\p{Cc}])+"$/u;

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Returns the normalised form of an addr-spec (RFC 5322 § 3.4.1, RFC 6531): in lower case, with the domain in ASCII. Returns
 * undefined where the text is not one. Nothing is guessed from an encoded word, a quoted string or a comment.
 */
export function addrSpec(text: string): string | undefined {
  const at = text.lastIndexOf('@');
  if (at < 1 || text.length > 320) return undefined;
  const local = text.slice(0, at);
  const quoted = local.startsWith('"');
  if (!(quoted ? QUOTED_LOCAL : ATOM).test(local) || /=\?[^?]*\?[bq]\?/i.test(local)) return undefined;
  if (Buffer.byteLength(local) > 64) return undefined;
  const domain = hostName(text.slice(at + 1));
  return domain && domain.length + local.length < 254 ? `${local.toLowerCase()}@${domain}` : undefined;
}

/** The domain of a normalised address. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

function hostName(text: string): string | undefined {
  if (!/^[\p{L}\p{N}\p{M}.\-\u00B7\u200C\u200D]+$/u.test(text)) return undefined;
  const ascii = domainToASCII(text.toLowerCase());
  const labels = ascii.split('.');
  return ascii.length <= 253 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1)!)
    ? ascii
    : undefined;
}

/**
 * Returns the mailboxes of an address header, which must not be decoded yet: encoded words are display text only, so they are
 * decoded after the structure is known (RFC 2047 § 5).
 */
export function mailboxes(header: string): Mailbox[] {
  const found: Mailbox[] = [];
  let words = '';
  let inside: string | null = null;
  let comment = '';
  let quotedName = false;

  const finish = () => {
    const unbracketed = words.trim();
    if (inside !== null || unbracketed !== '' || comment !== '') {
      const address = addrSpec(inside === null ? (quotedName ? '' : unbracketed) : inside.trim()) ?? null;
      const name = inside === null && address ? comment : unbracketed || comment;
      if (address || /\S/.test(unbracketed) || inside !== null) found.push({ ...displayName(name, address), address });
    }
    words = '';
    inside = null;
    comment = '';
    quotedName = false;
  };

  for (let i = 0; i < header.length && found.length < MAX_MAILBOXES; i += 1) {
    const char = header[i]!;
    if (char === '"') {
      const end = closing(header, i, '"');
      const quoted = header.slice(i + 1, end);
      // Quoted local parts are real (`"a b"@example.org`): keep the quotes where an @ follows.
      if (inside !== null) inside += header.slice(i, end + 1);
      else if (header[end + 1] === '@') words += header.slice(i, end + 1);
      else {
        words += quoted.replace(/\\(.)/gs, '$1');
        quotedName = true;
      }
      i = end;
    } else if (char === '(' && inside === null) {
      const end = closingComment(header, i);
      comment = header.slice(i + 1, end);
      i = end;
    } else if (char === '<') {
      const end = header.indexOf('>', i);
      // With two addresses in one mailbox, it is not clear which one is meant.
      const content: string = inside === null ? header.slice(i + 1, end < 0 ? undefined : end) : '';
      inside = content.replace(/\([^()]*\)/g, '');
      i = end < 0 ? header.length : end;
    } else if (char === ',' || char === ';') finish();
    else if (char === ':' && inside === null) {
      // The name of a group (`undisclosed-recipients:;`) is not an address.
      words = '';
      comment = '';
      quotedName = false;
    } else words += char;
  }
  finish();
  return found;
}

function closing(text: string, from: number, quote: string): number {
  for (let i = from + 1; i < text.length; i += 1) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === quote) return i;
  }
  return text.length;
}

function closingComment(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i += 1) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === '(') depth += 1;
    else if (text[i] === ')' && (depth -= 1) === 0) return i;
  }
  return text.length;
}

/** A display name that contains another address could mislead the agent, so it is not shown: what it claims is told instead. */
function displayName(raw: string, address: string | null): Pick<Mailbox, 'name' | 'claims'> {
  const name = cleanLine(decodeWords(raw), 200).replace(/^'(.*)'$/, '$1');
  const said = name.match(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/)?.[0]?.toLowerCase();
  const claims = addressesInDisplayName(name, address, addrSpec);
  const isHidden = (said !== undefined && said !== address) || claims.some(({ isPlain }) => isPlain);
  return { name: isHidden || name === address ? '' : name, ...(claims.length > 0 ? { claims } : {}) };
}
