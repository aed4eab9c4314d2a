import { isUtf8 } from 'node:buffer';

/**
 * Bytes of a header that are not UTF-8 are kept as characters of the private use area until the charset of the body is known,
 * which is most likely theirs, too.
 */
export const RAW_BYTES = 0xf700;

/** Returns a line as UTF-8 (RFC 6532). What is not UTF-8 is marked, and `restored` decodes it. */
export function marked(line: Uint8Array): Uint8Array {
  if (isUtf8(line)) return line;
  const bytes = Buffer.from(line.buffer, line.byteOffset, line.byteLength);
  return Buffer.from(
    bytes.toString('latin1').replace(/[\u0080-\u00FF]/g, (byte) => String.fromCharCode(RAW_BYTES + byte.charCodeAt(0))),
  );
}
