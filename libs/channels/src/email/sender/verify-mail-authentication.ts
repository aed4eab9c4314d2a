import type { Authentication } from '@guichet/contracts';
import { authenticate, type ARCResult, type AuthenticateResult, type DNSResolver } from 'mailauth';
import { claimedFindings, resultOf } from './parse-authentication-results.js';
import { verdictOfServer } from './trusted-server-results.js';
import { authenticationOf, type Findings } from './authentication-verdict.js';

/** A mail as it was received, and what is known of the way by which it came. */
export interface JudgedMail {
  raw: Uint8Array;
  /** The address of the server that sent it; null where that is one of ours. */
  remote: string | null;
  helo: string;
  /** Empty: the null sender. */
  mailFrom: string;
  /** The name (authserv-id) of the server whose `Authentication-Results` count; null: the mail is checked here. */
  trustedServer: string | null;
  /** Forwarders whose seals (ARC) count. */
  trustedSealers: readonly string[];
}

/** Judges who wrote a mail. Names are asked of `resolver`, which rejects with the codes of `node:dns`. */
export async function judgeMail(mail: JudgedMail, resolver: DNSResolver): Promise<Authentication> {
  const { raw, remote, helo, mailFrom, trustedServer, trustedSealers } = mail;
  if (trustedServer !== null) return verdictOfServer(raw, trustedServer);
  const judged = await authenticate(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), {
    resolver,
    sender: mailFrom,
    helo,
    ...(remote === null ? {} : { ip: remote }),
    // Only for a header that nobody reads.
    mta: 'localhost',
    disableBimi: true,
    // As the standards have it: what is only nearly a signature proves nothing.
    strict: true,
  });
  return authenticationOf(findingsOf(judged, { isSpfChecked: remote !== null, trustedSealers }), 'checked');
}

function findingsOf(
  { spf, dkim, dmarc, arc }: AuthenticateResult,
  { isSpfChecked, trustedSealers }: { isSpfChecked: boolean; trustedSealers: readonly string[] },
): Findings {
  const from = (dmarc && dmarc.status.header?.from?.toLowerCase()) || null;
  return {
    from,
    spf: isSpfChecked && spf ? { result: resultOf(spf.status.result), domain: spf.domain } : null,
    dkim: dkim.results.map(({ status, signingDomain }) => ({
      result: resultOf(status.result),
      domain: signingDomain ?? null,
    })),
    dmarc: dmarc ? resultOf(dmarc.status.result) : 'none',
    arc: arc ? resultOf(arc.status.result) : 'none',
    isVouchedFor: from !== null && arc !== false && isVouchedFor(arc, { from, trustedSealers }),
  };
}

/**
 * Whether the first forwarder found a mail genuine. Everybody who sealed it must be trusted: a later one may have changed it
 * (RFC 8617 § 7.2).
 */
function isVouchedFor(
  { status, chain, authenticationResults }: ARCResult,
  { from, trustedSealers }: { from: string; trustedSealers: readonly string[] },
): boolean {
  // The chain is `false` where there is none, whatever the types of the library say.
  const [first] = chain || [];
  if (status.result !== 'pass' || !chain || !first) return false;
  const isTrusted = (sealer: unknown) =>
    typeof sealer === 'string' &&
    trustedSealers.some((one) => sealer.toLowerCase() === one || sealer.toLowerCase().endsWith(`.${one}`));
  if (!chain.every((set) => isTrusted(set['arc-seal']?.parsed?.d?.value))) return false;
  // Those of the newest set are moved out of it by the library.
  const claimed = chain.length === 1 ? authenticationResults : first['arc-authentication-results']?.parsed;
  if (!claimed) return false;
  const found: Findings = { from, ...claimedFindings(claimed, from), isVouchedFor: false };
  return authenticationOf(found, 'trusted-server').verdict === 'authenticated';
}
