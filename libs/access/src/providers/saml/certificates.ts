import { X509Certificate } from 'node:crypto';
import type { SigningCertificate } from '@guichet/contracts';

const RSA_BITS = 2048;
const PEM = /-----BEGIN CERTIFICATE-----([\w+/=\s]+?)-----END CERTIFICATE-----/g;

/** Why a certificate is not taken. */
export type WrongCertificate = 'not-a-certificate' | 'weak-certificate';

/**
 * Reads certificates as people paste them: PEM, one or several in a text, or the Base64 of metadata alone. Returns them as PEM of one
 * form, each once, or why one of them is not taken.
 */
export function readCertificates(texts: readonly string[]): string[] | WrongCertificate {
  const found = new Set<string>();
  for (const text of texts.filter((each) => each.trim() !== '')) {
    const parts = [...text.matchAll(PEM)].map((match) => match[1]!);
    for (const part of parts.length > 0 ? parts : [text]) {
      const certificate = certificateOf(part);
      if (!certificate) return 'not-a-certificate';
      if (!isStrong(certificate)) return 'weak-certificate';
      found.add(certificate.toString());
    }
  }
  return [...found];
}

function certificateOf(base64: string): X509Certificate | null {
  if (!/^[\w+/=\s]+$/.test(base64)) return null;
  try {
    return new X509Certificate(Buffer.from(base64, 'base64'));
  } catch {
    return null;
  }
}

/** The library checks signatures by RSA keys alone. */
function isStrong({ publicKey }: X509Certificate): boolean {
  const { modulusLength = 0 } = publicKey.asymmetricKeyDetails ?? {};
  return publicKey.asymmetricKeyType === 'rsa' && modulusLength >= RSA_BITS;
}

/** What is shown of a certificate, by which people compare it with that of the provider. */
export function shownCertificate(pem: string): SigningCertificate {
  const { subject, fingerprint256, validToDate } = new X509Certificate(pem);
  return {
    pem: pem.trim(),
    subject: subject.split('\n').reverse().join(', ').slice(0, 200),
    fingerprint: fingerprint256,
    endsAt: validToDate.toISOString(),
  };
}
