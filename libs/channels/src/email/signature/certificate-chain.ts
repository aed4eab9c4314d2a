import { X509Certificate } from 'node:crypto';
import { getCACertificates } from 'node:tls';
import { fromBER } from 'asn1js';
import { Certificate, CertificateChainValidationEngine } from 'pkijs';

/** Chains are short, and whoever sends certificates that sign each other in circles is not followed for long. */
const MAX_CERTIFICATES = 20;
const MAX_LENGTH = 6;
const MAX_CHECKS = 60;

const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';
const ANY_PURPOSE = '2.5.29.37.0';

let roots: X509Certificate[] | undefined;

/** The issuers that this house knows: those that come with Node, and those that `NODE_EXTRA_CA_CERTS` names. */
function knownIssuers(): X509Certificate[] {
  roots ??= [...getCACertificates('bundled'), ...getCACertificates('extra')].map((pem) => new X509Certificate(pem));
  return roots;
}

/** Returns whether a certificate may sign mail; that of a web server with the same issuer may not. */
export const isForMail = ({ keyUsage }: X509Certificate): boolean =>
  Array.isArray(keyUsage) && (keyUsage.includes(EMAIL_PROTECTION) || keyUsage.includes(ANY_PURPOSE));

/**
 * Returns whether an issuer that is known here vouches for a certificate, by certificates that came with it. Whether one of them
 * was revoked is not asked, as that needs the network.
 *
 * `trusted` are the known issuers, by default those of this house.
 */
export async function isVouchedFor(
  leaf: X509Certificate,
  sent: readonly X509Certificate[],
  { at, trusted = knownIssuers() }: { at: Date; trusted?: readonly X509Certificate[] },
): Promise<boolean> {
  const path = pathTo(leaf, sent.slice(0, MAX_CERTIFICATES), trusted);
  if (!path) return false;
  const [certificate, ...issuers] = path.map(toPkijs);
  const root = issuers.pop()!;
  // The names and lengths that an issuer permits are checked by the library, over the one path that was found.
  const engine = new CertificateChainValidationEngine({
    trustedCerts: [root],
    certs: [...issuers, certificate!],
    checkDate: at,
  });
  return (await engine.verify()).result;
}

/** Returns the certificates from one to a known issuer, which is the last. */
function pathTo(
  leaf: X509Certificate,
  sent: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
): X509Certificate[] | undefined {
  let checks = 0;
  const signs = (issuer: X509Certificate, of: X509Certificate): boolean =>
    of.checkIssued(issuer) && (checks += 1) <= MAX_CHECKS && of.verify(issuer.publicKey);
  const follow = (path: readonly X509Certificate[]): X509Certificate[] | undefined => {
    const last = path.at(-1)!;
    const root = trusted.find((one) => signs(one, last));
    if (root) return [...path, root];
    if (path.length >= MAX_LENGTH) return undefined;
    for (const issuer of sent) {
      if (path.some(({ fingerprint256 }) => fingerprint256 === issuer.fingerprint256)) continue;
      const found = issuer.ca && mayIssueForMail(issuer) && signs(issuer, last) ? follow([...path, issuer]) : undefined;
      if (found) return found;
    }
    return undefined;
  };
  return follow([leaf]);
}

const mayIssueForMail = (issuer: X509Certificate): boolean => !Array.isArray(issuer.keyUsage) || isForMail(issuer);

const toPkijs = ({ raw }: X509Certificate): Certificate =>
  new Certificate({ schema: fromBER(new Uint8Array(raw)).result });
