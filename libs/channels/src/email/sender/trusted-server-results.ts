import type { Authentication } from '@guichet/contracts';
import parseResults from 'mailauth/lib/parse-dkim-headers.js';
import { mailboxes } from '../addresses.js';
import { claimedFindings, type ClaimedResults } from './parse-authentication-results.js';
import { authenticationOf, unchecked } from './authentication-verdict.js';

/** Exchange Online writes its results without a name, and takes away those that came with the mail. */
const NAMELESS = 'protection.outlook.com';

/** The header fields of a mail in their order, each as it was written. */
function fieldsOf(raw: Uint8Array): string[] {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('utf8', 0, 256 * 1024);
  const end = text.search(/\r?\n\r?\n/);
  return (end < 0 ? text : text.slice(0, end)).split(/\r?\n(?![ \t])/);
}

const bodyOf = (field: string): string => field.slice(field.indexOf(':') + 1);
const isNamed = (field: string, name: string): boolean => new RegExp(`^${name}[ \\t]*:`, 'i').test(field);

/** The domain of the one author of a mail; null where it has none or several. */
function authorDomain(fields: readonly string[]): string | null {
  const from = fields.filter((field) => isNamed(field, 'from'));
  const domains = new Set(
    from
      .flatMap((field) => mailboxes(bodyOf(field).replace(/\r?\n/g, '')))
      .map(({ address }) => address?.split('@').at(-1)),
  );
  const [domain] = domains;
  return from.length === 1 && domains.size === 1 ? (domain ?? null) : null;
}

/** The name (authserv-id) of the server that wrote a field; undefined where it wrote none. */
function serverOf(claimed: ClaimedResults): string | undefined {
  return typeof claimed.value === 'string' ? claimed.value.toLowerCase().split(/\s/)[0] : undefined;
}

/** Who says to have checked the sender of a mail, on top of it, and the domain of that sender. */
export interface ClaimedSender {
  /** Null where nobody says so, or without a name. */
  server: string | null;
  from: string | null;
}

/** The newest results that a mail bears. Those below are of servers further away, or of whoever has sent it. */
export function claimedSender(head: Uint8Array): ClaimedSender {
  const fields = fieldsOf(head);
  const newest = fields.find((field) => isNamed(field, 'authentication-results'));
  const server = newest === undefined ? undefined : serverOf(parseResults(newest).parsed);
  return { server: server ?? null, from: authorDomain(fields) };
}

/**
 * The verdict of a server in front of the mailbox, as it has written it into a mail (RFC 8601). Of several fields with its name only
 * the topmost counts: whoever sent the mail may have written those below. Unknown where there is none.
 */
export function verdictOfServer(raw: Uint8Array, server: string): Authentication {
  const fields = fieldsOf(raw);
  const wanted = server.toLowerCase();
  for (const field of fields) {
    if (!isNamed(field, 'authentication-results')) continue;
    const claimed = parseResults(field).parsed;
    const id = serverOf(claimed);
    if (id !== wanted && !(id === undefined && wanted === NAMELESS)) continue;
    const from = authorDomain(fields);
    return authenticationOf({ from, ...claimedFindings(claimed, from), isVouchedFor: false }, 'trusted-server');
  }
  return { ...unchecked, source: 'trusted-server' };
}
