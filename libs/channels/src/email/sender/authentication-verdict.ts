import type { Authentication, AuthenticationResult } from '@guichet/contracts';
import { getDomain } from 'tldts';

/** The result of one check, and the domain for which it holds. */
export interface DomainResult {
  result: AuthenticationResult;
  domain: string | null;
}

/** What the checks of a mail have found. */
export interface Findings {
  /** The domain of the one author; null where the mail has none or several. */
  from: string | null;
  /** Null: the server that sent the mail is hidden behind one of ours, so that SPF has nothing to check. */
  spf: DomainResult | null;
  /** One for each signature. */
  dkim: readonly DomainResult[];
  /** `none`: the domain of the author publishes no policy. */
  dmarc: AuthenticationResult;
  arc: AuthenticationResult;
  /** Whether a forwarder that we trust has sealed that the mail was genuine when it came there. */
  isVouchedFor: boolean;
}

/** The domain that is registered: `mail.town.example` belongs to `town.example`. */
export const registeredDomain = (domain: string): string =>
  getDomain(domain, { allowPrivateDomains: true }) ?? domain.toLowerCase();

const isAligned = (from: string, { domain }: DomainResult): boolean =>
  domain !== null && registeredDomain(domain) === registeredDomain(from);

/** Of several signatures, one of the author's domain that holds counts first, then any of that domain, then any. */
function signatureOf({ from, dkim }: Findings): DomainResult {
  const own = from === null ? [] : dkim.filter((signature) => isAligned(from, signature));
  const best = (some: readonly DomainResult[]) =>
    some.find(({ result }) => result === 'pass') ?? some.find(({ result }) => result === 'temperror') ?? some[0];
  return best(own.filter(({ result }) => result === 'pass')) ?? best(dkim) ?? { result: 'none', domain: null };
}

/**
 * What follows from the checks of a mail. A policy (DMARC, RFC 9989) decides where there is one, whatever it asks for; elsewhere a
 * signature or a server of the author's domain stands for a mail, and a server that the domain excludes speaks against it.
 */
export function authenticationOf(findings: Findings, source: Authentication['source']): Authentication {
  const { from, spf, dmarc, arc } = findings;
  return {
    verdict: verdictOf(findings),
    domain: from,
    spf: spf?.result ?? 'none',
    dkim: signatureOf(findings).result,
    // Without SPF a policy is judged by half: what fails so is `unknown`, and doubted.
    dmarc,
    arc,
    source,
    warnings: [],
  };
}

function verdictOf({ from, spf, dkim, dmarc, isVouchedFor }: Findings): Authentication['verdict'] {
  if (from === null) return 'unauthenticated';
  if (dmarc === 'pass' || isVouchedFor) return 'authenticated';
  const speaking = [...dkim, ...(spf ? [spf] : [])].filter((one) => isAligned(from, one));
  if (dmarc !== 'fail' && speaking.some(({ result }) => result === 'pass')) return 'authenticated';
  if (dmarc === 'temperror' || speaking.some(({ result }) => result === 'temperror')) return 'unknown';
  if (spf === null) return 'unknown';
  if (dmarc === 'fail' || (spf.result === 'fail' && isAligned(from, spf))) return 'failed';
  return 'unauthenticated';
}

/** Of a mail that nobody has checked. */
export const unchecked: Authentication = {
  verdict: 'unknown',
  domain: null,
  spf: 'none',
  dkim: 'none',
  dmarc: 'none',
  arc: 'none',
  source: 'checked',
  warnings: [],
};

/** Of a mail that could not be checked, because the check failed or took too long. */
export const uncheckable: Authentication = { ...unchecked, spf: 'temperror', dkim: 'temperror', dmarc: 'temperror' };

/** Of a mail with more signatures than anybody reads. No check of ours finds a chain of seals to be `permerror`. */
export const overSigned: Authentication = { ...unchecked, dkim: 'permerror', arc: 'permerror' };
