import type { MessageSignature } from '@guichet/contracts';
import { addrSpec } from '../addresses.js';
import { bytesOf, textOf } from '../decode-charset.js';
import { readTree, type Part, type Tree } from '../mime-tree.js';
import { cmsKindOf } from './cms-kind.js';
import { unjudged, withNetworkLineEnds, type Judgement, type SignedMail } from './signature-verdict.js';
import type { PgpContext } from './openpgp.js';

const CMS_SIGNATURE = /^application\/(?:x-)?pkcs7-signature$/;
const PGP_SIGNATURE = 'application/pgp-signature';
const PGP_KEYS = 'application/pgp-keys';
const CLEARTEXT = '-----BEGIN PGP SIGNED MESSAGE-----';
const CLEARTEXT_END = '-----END PGP SIGNATURE-----';

/** What is larger is read, but its signature is not judged. */
const MAX_SIGNED_BYTES = 40 * 1024 * 1024;
const MAX_SIGNATURE_BYTES = 256 * 1024;
const MAX_CLEARTEXT = 1024 * 1024;
/** Signed content inside of signed content, as in a triple wrapping (RFC 2634), and not for ever. */
const MAX_WRAPPINGS = 3;

/** A mail as it is shown: signed content is in the place of the file that holds it. */
export interface SignedReading {
  root: Part;
  signature: MessageSignature | null;
  /** Parts that are a signature, and nothing that people read. */
  signatures: ReadonlySet<Part>;
  /** The number of parts that were left out, those of the signed content included. */
  hidden: number;
}

export interface Source extends SignedMail {
  raw: Uint8Array;
  /** The value of the Autocrypt header; empty where there is none. */
  autocrypt: string;
}

/** A part that is signed, in one of the ways in which mails are. */
interface Signed {
  part: Part;
  way: 'cms-beside' | 'pgp-beside' | 'cms-inside' | 'pgp-inside';
}

/**
 * Reads what is signed in a mail and judges its signature. The libraries are loaded with the first signed mail, as few are
 * signed. Keys and certificates are taken from the mail alone: nothing is fetched.
 */
export function readSigned({ root, hidden }: Tree, source: Source): Promise<SignedReading> {
  return unwrapped({ root, hidden, signature: null, signatures: new Set() }, source, MAX_WRAPPINGS);
}

/** Returns whether there is something that `readSigned` reads. */
export const isSigned = ({ root }: Tree): boolean => findSigned(root) !== undefined;

interface Reading extends SignedReading {
  signatures: Set<Part>;
}

async function unwrapped(reading: Reading, source: Source, left: number): Promise<SignedReading> {
  const found = left > 0 ? findSigned(reading.root) : undefined;
  if (!found) return reading;
  const isWhole = found.part === reading.root;
  if (found.way === 'cms-inside') {
    const { judgement, content } = await openCms(bytesOf(found.part), source);
    reading.signature ??= { ...judgement, partial: !isWhole };
    if (!content) return reading;
    const inner = await readTree(content);
    reading.hidden += inner.hidden;
    if (isWhole) reading.root = inner.root;
    else replace(found.part, inner.root);
    return unwrapped(reading, { ...source, raw: content }, left - 1);
  }
  const isBeside = found.way !== 'pgp-inside';
  const { judgement, partial } = isBeside
    ? await judgeBeside(reading, found, source)
    : await openCleartext(reading, found.part, source);
  // A file of which we could say nothing is kept for those who can.
  if (isBeside && judgement.state !== 'unjudged') reading.signatures.add(found.part.childNodes[1]!);
  reading.signature ??= { ...judgement, partial: partial || !isWhole };
  return reading;
}

function replace(part: Part, by: Part): void {
  const siblings = part.parentNode!.childNodes;
  siblings[siblings.indexOf(part)] = by;
  by.parentNode = part.parentNode!;
}

/** Finds the outermost signed part. Only what comes first is looked at: a signed file among others is a file. */
function findSigned(root: Part): Signed | undefined {
  for (let part: Part | undefined = root; part; part = part.childNodes[0]) {
    const way = wayOf(part);
    if (way) return { part, way };
  }
  return undefined;
}

function wayOf(part: Part): Signed['way'] | undefined {
  if (part.contentType.multipart === 'signed') {
    const type = part.childNodes[1]?.contentType.parsed.value ?? '';
    return CMS_SIGNATURE.test(type) ? 'cms-beside' : type === PGP_SIGNATURE ? 'pgp-beside' : undefined;
  }
  if (part.content === null || part.contentType.multipart) return undefined;
  if (part.contentType.parsed.value === 'text/plain')
    return contains(bytesOf(part), CLEARTEXT) ? 'pgp-inside' : undefined;
  return cmsKindOf(part) === 'signed' ? 'cms-inside' : undefined;
}

const contains = ({ buffer, byteOffset, byteLength }: Uint8Array, text: string): boolean =>
  Buffer.from(buffer, byteOffset, byteLength).includes(text);

async function openCms(
  file: Uint8Array,
  source: Source,
): Promise<{ judgement: Judgement; content: Uint8Array | null }> {
  if (file.byteLength > MAX_SIGNED_BYTES) return { judgement: unjudged('smime', 'too-large'), content: null };
  const { judgeCms } = await import('./smime.js');
  return judgeCms(file, { ...source, detached: null });
}

interface Judged {
  judgement: Judgement;
  partial: boolean;
}

/** Judges a `multipart/signed` (RFC 1847): its first part is signed by the second one, and any other is not signed. */
async function judgeBeside({ root }: Reading, { part, way }: Signed, source: Source): Promise<Judged> {
  const [content, signature] = part.childNodes;
  const partial = part.childNodes.length > 2;
  const kind = way === 'cms-beside' ? 'smime' : 'openpgp';
  const { start, end } = content!.span ?? { start: 0, end: null };
  if (end === null) return { judgement: unjudged(kind, 'damaged'), partial };
  const file = bytesOf(signature!);
  if (end - start > MAX_SIGNED_BYTES || file.byteLength > MAX_SIGNATURE_BYTES)
    return { judgement: unjudged(kind, 'too-large'), partial };
  const signed = withNetworkLineEnds(source.raw.subarray(start, end));
  if (kind === 'smime') {
    const { judgeCms } = await import('./smime.js');
    return { judgement: (await judgeCms(file, { ...source, detached: signed })).judgement, partial };
  }
  const { judgePgp } = await import('./openpgp.js');
  return { judgement: await judgePgp(signed, file, pgpContext(root, source)), partial };
}

/** Judges a signed text and, where all of the part is that text, shows it without its armor. */
async function openCleartext({ root }: Reading, part: Part, source: Source): Promise<Judged> {
  const text = textOf(part);
  const start = text.indexOf(CLEARTEXT);
  const end = text.indexOf(CLEARTEXT_END, start) + CLEARTEXT_END.length;
  const partial = text.slice(0, start).trim() !== '' || text.slice(end).trim() !== '';
  if (text.length > MAX_CLEARTEXT) return { judgement: unjudged('openpgp', 'too-large'), partial };
  try {
    const { judgeCleartext } = await import('./openpgp.js');
    const { judgement, text: signed } = await judgeCleartext(text.slice(start, end), pgpContext(root, source));
    if (!partial) {
      part.content = Buffer.from(signed);
      part.contentType.parsed.params = { charset: 'utf-8' };
    }
    return { judgement, partial };
  } catch {
    return { judgement: unjudged('openpgp', 'damaged'), partial };
  }
}

/** The keys that came with a mail: as files, or in the header (Autocrypt 1.1), where the address must be the sender's. */
function pgpContext(root: Part, { senders, at, autocrypt }: Source): PgpContext {
  const keys: Uint8Array[] = [];
  const visit = (part: Part): void => {
    if (part.contentType.parsed.value === PGP_KEYS && part.content) keys.push(bytesOf(part));
    part.childNodes.forEach(visit);
  };
  visit(root);
  const address = addrSpec(/(?:^|;)\s*addr\s*=\s*([^;\s]{3,320})/i.exec(autocrypt)?.[1] ?? '');
  const data = /(?:^|;)\s*keydata\s*=([^;]{1,100000})/i.exec(autocrypt)?.[1];
  const isOwn = address !== undefined && data !== undefined && senders.length === 1 && senders[0] === address;
  return { senders, at, keys, autocrypt: isOwn ? { address, key: Buffer.from(data, 'base64') } : null };
}
