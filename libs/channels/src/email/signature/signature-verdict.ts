import type { MessageSignature, SignatureState, UnjudgedCause } from '@guichet/contracts';

/** What is known of a mail beside its signature. */
export interface SignedMail {
  /** The addresses of its sender, in lower case; several where it is not clear who wrote it. */
  senders: readonly string[];
  /** The time at which certificates and keys must have been valid. */
  at: Date;
}

/** A judged signature; `partial` is known by who has found it. */
export type Judgement = Omit<MessageSignature, 'partial'>;

type Known = Partial<Pick<Judgement, 'signer' | 'issuer' | 'fingerprint' | 'signedAt'>>;

export const judged = (kind: Judgement['kind'], state: SignatureState, known: Known = {}): Judgement => ({
  ...{ kind, state, cause: null, signer: null, issuer: null, fingerprint: null, signedAt: null },
  ...known,
});

export const unjudged = (kind: Judgement['kind'], cause: UnjudgedCause, known: Known = {}): Judgement => ({
  ...judged(kind, 'unjudged', known),
  cause,
});

/** A signature counts for its sender only where the mail has one. */
export const isSender = ({ senders }: SignedMail, addresses: readonly string[]): boolean =>
  senders.length === 1 && addresses.includes(senders[0]!);

/** Returns the text with the line ends that are signed (RFC 8551 § 3.1.1, RFC 3156 § 5), which servers may have changed. */
export function withNetworkLineEnds(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let missing = 0;
  for (let at = text.indexOf(0x0a); at >= 0; at = text.indexOf(0x0a, at + 1)) if (text[at - 1] !== 0x0d) missing += 1;
  if (missing === 0) return bytes;
  const out = Buffer.allocUnsafe(text.length + missing);
  let size = 0;
  for (let from = 0; from < text.length;) {
    const at = text.indexOf(0x0a, from);
    const end = at < 0 ? text.length : at;
    size += text.copy(out, size, from, end);
    if (at < 0) break;
    if (out[size - 1] !== 0x0d || end === from) out[size++] = 0x0d;
    out[size++] = 0x0a;
    from = at + 1;
  }
  return new Uint8Array(out.buffer, out.byteOffset, size);
}
