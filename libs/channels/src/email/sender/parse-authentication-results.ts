import type { AuthenticationResult } from '@guichet/contracts';
import type { DomainResult, Findings } from './authentication-verdict.js';

/** One result of a field `Authentication-Results`, as `mailauth` reads it: `dkim=pass header.d=town.example`. */
interface ClaimedResult {
  value?: unknown;
  result?: unknown;
  header?: Record<string, unknown>;
  smtp?: Record<string, unknown>;
}

/** A field `Authentication-Results` (RFC 8601), or the one of a seal (RFC 8617), as `mailauth` reads it. */
export type ClaimedResults = Readonly<Record<string, unknown>>;

const RESULTS: Readonly<Record<string, AuthenticationResult>> = {
  ...{ pass: 'pass', fail: 'fail', softfail: 'softfail', neutral: 'neutral', none: 'none', policy: 'policy' },
  ...{ temperror: 'temperror', temperr: 'temperror', permerror: 'permerror', permerr: 'permerror', hardfail: 'fail' },
};

/** The word for a result; what is none of RFC 8601 says nothing. */
export const resultOf = (word: unknown): AuthenticationResult =>
  (typeof word === 'string' && RESULTS[word.toLowerCase()]) || 'none';

const domainOf = (...claims: unknown[]): string | null => {
  const claim = claims.find((one) => typeof one === 'string' && one !== '') as string | undefined;
  return claim?.slice(claim.lastIndexOf('@') + 1).toLowerCase() || null;
};

const entries = (claimed: unknown): ClaimedResult[] =>
  (Array.isArray(claimed) ? claimed : [claimed]).filter(
    (one): one is ClaimedResult => typeof one === 'object' && one !== null,
  );

const wordOf = ({ value, result }: ClaimedResult): AuthenticationResult => resultOf(value ?? result);

/** What another server says that its checks have found of a mail by `from`. A policy of another domain is no policy of this one. */
export function claimedFindings(
  claimed: ClaimedResults,
  from: string | null,
): Pick<Findings, 'dkim' | 'dmarc' | 'arc'> & { spf: DomainResult } {
  const [spf] = entries(claimed.spf);
  const [dmarc] = entries(claimed.dmarc);
  const [arc] = entries(claimed.arc);
  const policyOf = dmarc && domainOf(dmarc.header?.from);
  return {
    spf: spf
      ? { result: wordOf(spf), domain: domainOf(spf.smtp?.mailfrom, spf.smtp?.helo) }
      : { result: 'none', domain: null },
    dkim: entries(claimed.dkim).map((one) => ({
      result: wordOf(one),
      domain: domainOf(one.header?.d, one.header?.i),
    })),
    dmarc: dmarc && (policyOf === null || policyOf === from) ? wordOf(dmarc) : 'none',
    arc: arc ? wordOf(arc) : 'none',
  };
}
