import { isAscii } from 'node:buffer';
import {
  createMessage,
  readCleartextMessage,
  readKeys,
  readSignature,
  verify,
  type KeyID,
  type PublicKey,
  type Signature,
  type VerifyMessageResult,
} from 'openpgp';
import { addrSpec } from '../addresses.js';
import { cleanLine } from '../../kit/clean-text.js';
import { isSender, judged, unjudged, type Judgement, type SignedMail } from './signature-verdict.js';

/** Keys that others have signed ten thousand times, and such, are not read. */
const MAX_KEY_BYTES = 64 * 1024;
const MAX_SIGNATURE_BYTES = 64 * 1024;
const MAX_KEYS = 3;
/** The library verifies all signatures of a mail, though only the first counts. */
const MAX_SIGNATURES = 4;

/** What a mail says of its keys. */
export interface PgpContext extends SignedMail {
  /** The keys that came with the mail, armored or not. */
  keys: readonly Uint8Array[];
  /** The key of an Autocrypt header, and the address for which it is; the key itself need not name one. */
  autocrypt: { address: string; key: Uint8Array } | null;
}

/** Judges a signature that stands beside what it signs (RFC 3156 § 5). Never throws. */
export async function judgePgp(content: Uint8Array, file: Uint8Array, context: PgpContext): Promise<Judgement> {
  if (file.byteLength > MAX_SIGNATURE_BYTES) return unjudged('openpgp', 'too-large');
  try {
    const signature = await readOneSignature(file);
    const message = await createMessage({ binary: content });
    return await judge(signature.getSigningKeyIDs(), context, (verificationKeys, date) =>
      verify({ message, signature, verificationKeys, date, format: 'binary' }),
    );
  } catch {
    return unjudged('openpgp', 'damaged');
  }
}

function readOneSignature(file: Uint8Array): Promise<Signature> {
  const text = Buffer.from(file).toString('latin1');
  const isArmored = text.includes('-----BEGIN PGP');
  return isArmored ? readSignature({ armoredSignature: text }) : readSignature({ binarySignature: file });
}

/** Judges a signed text (RFC 9580 § 7) and returns it without its armor. Throws where it cannot be read. */
export async function judgeCleartext(
  source: string,
  context: PgpContext,
): Promise<{ judgement: Judgement; text: string }> {
  const message = await readCleartextMessage({ cleartextMessage: source });
  const text = message.getText();
  const judgement = await judge(message.getSigningKeyIDs(), context, (verificationKeys, date) =>
    verify({ message, verificationKeys, date }),
  );
  // The library takes all text for UTF-8: whether text in another charset was altered, cannot be said.
  const isUnsure = judgement.state === 'altered' && !isAscii(Buffer.from(text));
  return { judgement: isUnsure ? { ...judgement, state: 'unjudged', cause: 'unsupported' } : judgement, text };
}

type Verify = (keys: PublicKey[], date: Date) => Promise<Pick<VerifyMessageResult, 'signatures'>>;

/** Judges by the keys that came with the mail: there are no others. The first signature counts. */
async function judge(keyIds: readonly KeyID[], context: PgpContext, check: Verify): Promise<Judgement> {
  const [keyId] = keyIds;
  if (!keyId) return unjudged('openpgp', 'damaged');
  if (keyIds.length > MAX_SIGNATURES) return unjudged('openpgp', 'too-large');
  const key = (await keysOf(context)).find((one) => one.getKeys(keyId).length > 0);
  if (!key) return judged('openpgp', 'key-unknown', { fingerprint: keyId.toHex() });
  const own = await signedBy(key, context);
  const at = context.at;
  const { signatures } = await check([key], at);
  const [first] = signatures;
  if (!first) return unjudged('openpgp', 'damaged', own);
  const signedAt = (await first.signature).packets[0]?.created?.toISOString() ?? null;
  const known = { ...own, signedAt };
  try {
    await first.verified;
  } catch (error) {
    return refused(error instanceof Error ? error.message : '', known);
  }
  const until = await key.getExpirationTime();
  if (until instanceof Date && until < at) return judged('openpgp', 'expired', known);
  return judged('openpgp', isSender(context, addressesOf(key, context)) ? 'key-enclosed' : 'other-address', known);
}

/** The library tells why it refuses a signature only by its words. */
function refused(message: string, known: Pick<Judgement, 'signer' | 'fingerprint' | 'signedAt'>): Judgement {
  if (/digest did not match|verification failed/i.test(message)) return judged('openpgp', 'altered', known);
  if (/expired/i.test(message)) return judged('openpgp', 'expired', known);
  return unjudged('openpgp', /insecure|shorter than|forbidden/i.test(message) ? 'weak' : 'unsupported', known);
}

async function keysOf({ keys, autocrypt }: PgpContext): Promise<PublicKey[]> {
  const files = [...keys, ...(autocrypt ? [autocrypt.key] : [])]
    .filter(({ byteLength }) => byteLength <= MAX_KEY_BYTES)
    .slice(0, MAX_KEYS);
  const read = await Promise.all(files.map(readSome));
  return read.flat().slice(0, MAX_KEYS);
}

/** What cannot be read is no key. */
async function readSome(file: Uint8Array): Promise<PublicKey[]> {
  const text = Buffer.from(file).toString('latin1');
  try {
    const isArmored = text.includes('-----BEGIN PGP');
    const keys = await (isArmored ? readKeys({ armoredKeys: text }) : readKeys({ binaryKeys: file }));
    return keys.map((key) => key.toPublic());
  } catch {
    return [];
  }
}

async function signedBy(key: PublicKey, context: PgpContext): Promise<Pick<Judgement, 'signer' | 'fingerprint'>> {
  const [address = ''] = addressesOf(key, context);
  const [id = ''] = key.getUserIDs();
  const name = cleanLine(id.replace(/<[^<>]*>\s*$/, ''), 200);
  return { signer: { name: name === address ? '' : name, address }, fingerprint: key.getFingerprint() };
}

/** The addresses that a key names, or that a header names for it; in lower case. */
function addressesOf(key: PublicKey, { autocrypt }: PgpContext): string[] {
  const named = key.getUserIDs().map((id) => /<([^<>]+)>\s*$/.exec(id)?.[1] ?? id);
  return [...named, ...(autocrypt ? [autocrypt.address] : [])]
    .slice(0, 20)
    .flatMap((address) => addrSpec(address.trim()) ?? []);
}
