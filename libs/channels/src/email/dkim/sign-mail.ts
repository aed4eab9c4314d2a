import { createHash, createPrivateKey, sign, type KeyObject } from 'node:crypto';
import { partsOf, relaxedBody, relaxedField } from './canonical-form.js';

/** A key by which a domain signs its mail. */
export interface DkimKey {
  domain: string;
  selector: string;
  /** PEM (PKCS #8), RSA or Ed25519. */
  privateKey: string;
}

/**
 * What is signed, once more often than a mail has it: nobody can add a second one, or one that was absent, without breaking the
 * signature (RFC 6376 § 8.15).
 */
const OVERSIGNED = [
  ...['From', 'Reply-To', 'To', 'Cc', 'Subject', 'Date', 'Message-ID', 'In-Reply-To', 'References'],
  ...['MIME-Version', 'Content-Type', 'List-Id', 'List-Unsubscribe', 'List-Unsubscribe-Post'],
];
/** What is signed where a mail has it. */
const SIGNED = ['Content-Transfer-Encoding', 'Auto-Submitted'];

/** Returns a mail with a signature by each of these keys in front (RFC 6376, RFC 8463), which relays that refold its lines leave valid. */
export function signMail(raw: Buffer, keys: readonly DkimKey[], now: Date): Buffer {
  if (keys.length === 0) return raw;
  const { fields, body } = partsOf(raw);
  const bodyHash = createHash('sha256').update(relaxedBody(body), 'latin1').digest('base64');
  const signed = signedFields(fields);
  const signatures = keys.map((key) => signatureOf(key, { ...signed, bodyHash, now }));
  return Buffer.concat([Buffer.from(signatures.map((field) => `${field}\r\n`).join(''), 'latin1'), raw]);
}

interface Signed {
  names: string[];
  /** Their canonical forms, in the order of the names. */
  forms: string[];
  bodyHash: string;
  now: Date;
}

function signedFields(fields: readonly string[]): Pick<Signed, 'names' | 'forms'> {
  const byName = Map.groupBy(fields.map(relaxedField), (field) => field.slice(0, field.indexOf(':')));
  // A verifier takes those of one name from the bottom up.
  const present = (name: string) => (byName.get(name.toLowerCase()) ?? []).toReversed();
  const signed = SIGNED.flatMap((name) => present(name).map(() => name));
  const names = [...OVERSIGNED.flatMap((name) => [...present(name).map(() => name), name]), ...signed];
  return { names, forms: [...OVERSIGNED, ...SIGNED].flatMap(present) };
}

function signatureOf({ domain, selector, privateKey }: DkimKey, { names, forms, bodyHash, now }: Signed): string {
  const key = createPrivateKey(privateKey);
  const seconds = Math.floor(now.getTime() / 1000);
  const unsigned = [
    `DKIM-Signature: v=1; a=${key.asymmetricKeyType}-sha256; c=relaxed/relaxed;`,
    ` d=${domain}; s=${selector}; t=${seconds};`,
    ...linesOf(` h=${names.join(':')};`, ':'),
    ` bh=${bodyHash};`,
    ' b=',
  ].join('\r\n');
  const toSign = [...forms, relaxedField(unsigned)].join('\r\n');
  return `${unsigned}${(signatureBytes(key, toSign).match(/.{1,70}/g) ?? []).join('\r\n ')}`;
}

/** Ed25519 signs the hash of what RSA signs (RFC 8463 § 3). */
const signatureBytes = (key: KeyObject, toSign: string): string => {
  const bytes = Buffer.from(toSign, 'latin1');
  const signature =
    key.asymmetricKeyType === 'ed25519'
      ? sign(null, createHash('sha256').update(bytes).digest(), key)
      : sign('sha256', bytes, key);
  return signature.toString('base64');
};

/** Folds a long value behind its separators, so that no line has more than 76 characters. */
function linesOf(text: string, separator: string): string[] {
  const lines = [''];
  for (const part of text.split(new RegExp(`(?<=${separator})`))) {
    if (lines.at(-1)!.length + part.length > 75) lines.push(' ');
    lines.push(`${lines.pop()}${part}`);
  }
  return lines;
}
