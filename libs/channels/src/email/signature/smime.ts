import { X509Certificate } from 'node:crypto';
import { fromBER, type BaseBlock } from 'asn1js';
import { Certificate, ContentInfo, SignedData, SignedDataVerifyError, type SignerInfo } from 'pkijs';
import type { UnjudgedCause } from '@guichet/contracts';
import { addrSpec } from '../addresses.js';
import { cleanLine } from '../../kit/clean-text.js';
import { isForMail, isVouchedFor } from './certificate-chain.js';
import { isSender, judged, unjudged, type Judgement, type SignedMail } from './signature-verdict.js';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const SIGNING_TIME = '1.2.840.113549.1.9.5';
const SHA1 = '1.3.14.3.2.26';
const MD5 = '1.2.840.113549.2.5';
const COMMON_NAME = '2.5.4.3';
const ORGANISATION = '2.5.4.10';
const MAIL_ADDRESS = '1.2.840.113549.1.9.1';
const ALTERNATIVE_NAMES = '2.5.29.17';

/** A mail of 30 MB in pieces of a kilobyte, as OpenSSL writes it, and no more. */
const LIMITS = { maxDepth: 60, maxNodes: 30_000, maxContentLength: 40 * 1024 * 1024 };

/** A signature has one signer, rarely two. */
const MAX_SIGNERS = 4;

export interface SignedContent {
  judgement: Judgement;
  /** What the file itself holds; null where it holds only the signature, or cannot be read. */
  content: Uint8Array | null;
}

/** What is needed beside the file of a signature. */
export interface CmsContext extends SignedMail {
  /** What is signed, where it stands beside the signature; null where the file holds it. */
  detached: Uint8Array | null;
  /** The issuers to trust, by default those of this house. */
  trusted?: readonly X509Certificate[];
}

/** Reads and judges signed data of S/MIME (RFC 5652, RFC 8551). Never throws. */
export async function judgeCms(file: Uint8Array, context: CmsContext): Promise<SignedContent> {
  let signed: SignedData;
  try {
    signed = signedDataOf(file);
  } catch {
    return { judgement: unjudged('smime', 'damaged'), content: null };
  }
  const inner = contentOf(signed);
  // What is shown is what must be signed: a copy inside of the signature could be another text.
  if (context.detached) delete signed.encapContentInfo.eContent;
  return { judgement: await judgeWhole(signed, context.detached ?? inner, context), content: inner };
}

async function judgeWhole(signed: SignedData, data: Uint8Array | null, context: CmsContext): Promise<Judgement> {
  try {
    return data ? await judgeAll(signed, data, context) : unjudged('smime', 'damaged');
  } catch {
    // A certificate that one library reads and the other one does not.
    return unjudged('smime', 'damaged');
  }
}

function signedDataOf(file: Uint8Array): SignedData {
  const info = new ContentInfo({ schema: parsed(file) });
  if (info.contentType !== SIGNED_DATA) throw new Error('This is no signed data.');
  return new SignedData({ schema: info.content });
}

function parsed(file: Uint8Array): BaseBlock {
  const { result, offset } = fromBER(new Uint8Array(file), LIMITS);
  if (offset < 0) throw new Error(result.error);
  return result;
}

function contentOf({ encapContentInfo: { eContent } }: SignedData): Uint8Array | null {
  if (!eContent) return null;
  try {
    return new Uint8Array(eContent.getValue());
  } catch {
    return null;
  }
}

/** With several signers the least favourable judgement counts. */
async function judgeAll(signed: SignedData, data: Uint8Array, context: CmsContext): Promise<Judgement> {
  const { length } = signed.signerInfos;
  if (length === 0 || length > MAX_SIGNERS) return unjudged('smime', length === 0 ? 'damaged' : 'too-large');
  let worst: Judgement | undefined;
  for (let n = 0; n < length; n += 1) {
    const judgement = await judgeSigner(signed, n, { ...context, data });
    if (!worst || ORDER.indexOf(judgement.state) > ORDER.indexOf(worst.state)) worst = judgement;
  }
  return worst!;
}

const ORDER: readonly Judgement['state'][] = [
  'valid',
  'other-address',
  'expired',
  'issuer-unknown',
  'unjudged',
  'altered',
];

async function judgeSigner(
  signed: SignedData,
  n: number,
  context: CmsContext & { data: Uint8Array },
): Promise<Judgement> {
  const info = signed.signerInfos[n]!;
  const signedAt = signingTime(info);
  const { certificate, failed } = await verified(signed, n, context.data);
  if (!certificate) return unjudged('smime', 'no-certificate', { signedAt: signedAt?.toISOString() ?? null });
  const known = { ...namesOf(certificate), signedAt: signedAt?.toISOString() ?? null };
  if (failed === 'altered') return judged('smime', 'altered', known);
  if (failed) return unjudged('smime', failed, known);
  const x509 = nativeOf(certificate);
  const whole = { ...known, fingerprint: x509.fingerprint256.replaceAll(':', '').toLowerCase() };
  if (isWeak(info, x509)) return unjudged('smime', 'weak', whole);
  const isCurrent = [context.at, signedAt].every((time) => !time || isValidAt(x509, time));
  const sent = (signed.certificates ?? []).flatMap((one) => (one instanceof Certificate ? [nativeOf(one)] : []));
  // An issuer is asked for at a time when the certificate was valid; whether it still is, is told apart.
  const at = isCurrent ? context.at : x509.validToDate;
  const vouched = await isVouchedFor(x509, sent, { at, ...(context.trusted && { trusted: context.trusted }) });
  if (!vouched) return judged('smime', 'issuer-unknown', whole);
  if (!isForMail(x509)) return unjudged('smime', 'not-for-mail', whole);
  if (!isCurrent) return judged('smime', 'expired', whole);
  return judged('smime', isSender(context, addressesOf(certificate)) ? 'valid' : 'other-address', whole);
}

interface Verified {
  certificate: Certificate | null;
  failed: 'altered' | UnjudgedCause | null;
}

async function verified(signed: SignedData, signer: number, data: Uint8Array): Promise<Verified> {
  try {
    const result = await signed.verify({ signer, data: new Uint8Array(data).buffer, extendedMode: true });
    return { certificate: result.signerCertificate ?? null, failed: result.signatureVerified ? null : 'altered' };
  } catch (error) {
    if (!(error instanceof SignedDataVerifyError)) return { certificate: null, failed: 'damaged' };
    // The library tells a wrong digest from an algorithm that it does not know only by its words.
    const isAltered = error.message.includes("digest doesn't match");
    return { certificate: error.signerCertificate, failed: isAltered ? 'altered' : 'unsupported' };
  }
}

function signingTime({ signedAttrs }: SignerInfo): Date | null {
  const attribute = signedAttrs?.attributes.find(({ type }) => type === SIGNING_TIME);
  const value: unknown = (attribute?.values[0] as { toDate?: () => Date } | undefined)?.toDate?.();
  return value instanceof Date && !Number.isNaN(value.getTime()) ? value : null;
}

/** Collisions of SHA-1 and short keys let others make a signature. */
function isWeak({ digestAlgorithm }: SignerInfo, { publicKey }: X509Certificate): boolean {
  const { algorithmId } = digestAlgorithm;
  const bits = publicKey.asymmetricKeyDetails?.modulusLength;
  return algorithmId === SHA1 || algorithmId === MD5 || (bits !== undefined && bits < 2048);
}

const isValidAt = ({ validFromDate, validToDate }: X509Certificate, time: Date): boolean =>
  validFromDate <= time && time <= validToDate;

const nativeOf = (certificate: Certificate): X509Certificate =>
  new X509Certificate(Buffer.from(certificate.toSchema().toBER()));

type Names = Certificate['subject'];
const valueIn = ({ typesAndValues }: Names, wanted: string): string => {
  const value: unknown = typesAndValues.find(({ type }) => String(type) === wanted)?.value.valueBlock.value;
  return typeof value === 'string' ? cleanLine(value, 200) : '';
};

function namesOf(certificate: Certificate): Pick<Judgement, 'signer' | 'issuer'> {
  const { subject, issuer } = certificate;
  const name = valueIn(subject, COMMON_NAME);
  const [address = ''] = addressesOf(certificate);
  return {
    signer: { name: name === address ? '' : name, address },
    issuer: valueIn(issuer, COMMON_NAME) || valueIn(issuer, ORGANISATION) || null,
  };
}

/** The addresses that a certificate names, in lower case. */
function addressesOf({ subject, extensions }: Certificate): string[] {
  const names: unknown = extensions?.find(({ extnID }) => extnID === ALTERNATIVE_NAMES)?.parsedValue;
  const listed = (names as { altNames?: { type: number; value: unknown }[] } | undefined)?.altNames ?? [];
  return [...listed.flatMap(({ type, value }) => (type === 1 ? String(value) : [])), valueIn(subject, MAIL_ADDRESS)]
    .slice(0, 20)
    .flatMap((address) => addrSpec(cleanLine(address, 320)) ?? []);
}
