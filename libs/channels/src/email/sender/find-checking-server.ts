import type { ImapFlow } from 'imapflow';
import type { EmailConfig } from '../config.js';
import { claimedSender, type ClaimedSender } from './trusted-server-results.js';
import { registeredDomain } from './authentication-verdict.js';

/** The newest messages that are looked at: a server that checks senders writes its results into all that it takes in. */
const LOOKED_AT = 50;
/** Fewer messages, or those of one domain alone, may have been written by one person, results and all. */
const ENOUGH = 3;
const ENOUGH_DOMAINS = 2;

/** The name of a host, as the setting takes it. */
const HOST = /^[^\s/@:]{1,253}$/;

/** The server that checks the senders of `seen` of `of` messages. */
export interface CheckingServer {
  server: string;
  seen: number;
  of: number;
}

/**
 * The server whose results stand on top of the newest messages of the folder that is open, or of no folder where it is empty; only
 * headers are read. Rejects where the server does not give them.
 */
export async function findCheckingServer(
  client: Pick<ImapFlow, 'fetchAll'>,
  { exists, config }: { exists: number; config: EmailConfig },
): Promise<CheckingServer | null> {
  if (exists === 0) return null;
  const fetched = await client.fetchAll(`${Math.max(1, exists - LOOKED_AT + 1)}:${exists}`, {
    headers: ['authentication-results', 'from'],
  });
  const claims = fetched.flatMap(({ headers }) => (headers ? [claimedSender(headers)] : []));
  return checkingServer(claims, config.inbound.trustedServer);
}

/**
 * The server that has most probably put its results on top of these messages: of at least half of them, of three and of senders of
 * two domains. Whoever sends mail may claim a name on top of theirs, but not on that of others. A
 * server that is `trusted` already counts wherever it is seen.
 */
export function checkingServer(claims: readonly ClaimedSender[], trusted?: string): CheckingServer | null {
  const named = Map.groupBy(claims, ({ server }) => server ?? '');
  const domainsOf = (some: readonly ClaimedSender[]) =>
    new Set(some.flatMap(({ from }) => (from === null ? [] : [registeredDomain(from)])));
  const of = claims.length;
  if (trusted !== undefined) {
    const seen = named.get(trusted.toLowerCase())?.length ?? 0;
    return seen > 0 ? { server: trusted, seen, of } : null;
  }
  const [found] = [...named]
    .filter(([server]) => HOST.test(server))
    .filter(([, its]) => its.length >= ENOUGH && 2 * its.length >= of && domainsOf(its).size >= ENOUGH_DOMAINS)
    .toSorted(([, one], [, other]) => other.length - one.length);
  return found ? { server: found[0], seen: found[1].length, of } : null;
}
