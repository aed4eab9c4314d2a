import { bytesOf } from '../decode-charset.js';
import type { Part } from '../mime-tree.js';

const CMS = /^application\/(?:x-)?pkcs7-mime$/;
/** The object identifiers of content types of CMS (RFC 5652), as they stand at the beginning of a file. */
const KINDS: readonly (readonly [string, CmsKind])[] = [
  ['06092a864886f70d010702', 'signed'],
  ['06092a864886f70d010703', 'encrypted'],
  ['060b2a864886f70d0109100117', 'encrypted'],
  ['060b2a864886f70d0109100109', 'compressed'],
];

export type CmsKind = 'signed' | 'encrypted' | 'compressed';

/**
 * Returns what a part of S/MIME holds, or undefined where it is none. Its content decides, as programs leave `smime-type` out
 * and some servers call the file `application/octet-stream` (RFC 8551 § 3.9).
 */
export function cmsKindOf(part: Part): CmsKind | undefined {
  const { value, params } = part.contentType.parsed;
  const name = part.contentDisposition.parsed.params['filename'] ?? params['name'] ?? '';
  const isNamed = value === 'application/octet-stream' && /\.p7m$/i.test(name);
  if (!CMS.test(value) && !isNamed) return undefined;
  // Certificates alone are a file.
  if (/certs-only/i.test(params['smime-type'] ?? '')) return undefined;
  const head = Buffer.from(bytesOf(part).subarray(0, 40)).toString('hex');
  const found = KINDS.find(([oid]) => head.includes(oid));
  if (found || isNamed) return found?.[1];
  const declared = params['smime-type'] ?? '';
  return /signed/i.test(declared) ? 'signed' : /compressed/i.test(declared) ? 'compressed' : 'encrypted';
}
