import { isAscii, isUtf8 } from 'node:buffer';
import type { Part } from './mime-tree.js';

/** Charsets that senders declare although they send UTF-8. Real Latin-1 text practically never is valid multi-byte UTF-8. */
export const MISTAKEN =
  /^(?:|utf-?8|us-ascii|ascii|iso-8859-1|iso-8859-15|latin1|windows-1252|8bit|unknown(?:-8bit)?|default)$/;
const ALIASES: Record<string, string> = {
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  ks_c_5601: 'euc-kr',
  uhc: 'euc-kr',
  cp950: 'big5',
  'iso-8859-8-i': 'iso-8859-8',
  'iso-8859-8-e': 'iso-8859-8',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
};
const decoders = new Map<string, TextDecoder | null>();
/** By the name of the encoding, of which there are few. */
const strictDecoders = new Map<string, TextDecoder>();

/** Decodes the text of a part from the charset that it declares or really has. Bytes that cannot be decoded become U+FFFD. */
export function textOf(part: Part): string {
  const { charset = '', format = '', delsp = '' } = part.contentType.parsed.params;
  const text = decodeBytes(
    bytesOf(part),
    charset
      .trim()
      .toLowerCase()
      .replace(/^["']|["']$/g, ''),
  ).replace(/\r\n?/g, '\n');
  return /^flowed$/i.test(format) ? part.decodeFlowedText(text, /^yes$/i.test(delsp)) : text;
}

export function bytesOf(part: Part): Uint8Array {
  const { content } = part;
  return content === null ? new Uint8Array(0) : content instanceof Uint8Array ? content : new Uint8Array(content);
}

/** Decodes bytes from the charset that is declared, in lower case, or that they really have. */
export function decodeBytes(bytes: Uint8Array, charset: string): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  if (utf16) return decoder(utf16)!.decode(bytes);
  if (MISTAKEN.test(charset))
    return decoder(isUtf8(bytes) ? 'utf-8' : charset === 'iso-8859-15' ? charset : 'windows-1252')!.decode(bytes);
  if (/^(?:unicode-1-1-)?utf-?7$/.test(charset))
    return fromUtf7(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
  const known = knownDecoder(charset);
  const mistaken = !known || (isUtf8(bytes) && !isAscii(bytes) && !isDecodable(bytes, charset));
  return (mistaken ? decoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252')! : known).decode(bytes);
}

/** Returns whether all bytes have a meaning in a charset; false for a charset that is not known. */
export function isDecodable(bytes: Uint8Array, charset: string): boolean {
  const known = knownDecoder(charset);
  if (!known) return false;
  let strict = strictDecoders.get(known.encoding);
  if (!strict) strictDecoders.set(known.encoding, (strict = new TextDecoder(known.encoding, { fatal: true })));
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const knownDecoder = (charset: string): TextDecoder | null =>
  decoder(charset) ??
  decoder(
    ALIASES[charset] ??
      ALIASES[charset.replace(/^x-|^cs/, '')] ??
      charset.replace(/^x-/, '').replace(/^cp-?(\d+)$/, 'windows-$1'),
  );

function decoder(label: string): TextDecoder | null {
  let known = decoders.get(label);
  if (known !== undefined) return known;
  try {
    known = new TextDecoder(label);
  } catch {
    known = null;
  }
  // Senders can invent any number of charsets, so the cache of decoders must not grow without a limit.
  if (decoders.size < 200) decoders.set(label, known);
  return known;
}

/** Decodes UTF-7 (RFC 2152). Browsers do not support it, because it can hide HTML; here the text is sanitised after it is decoded. */
function fromUtf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_, base64: string) => {
    if (base64 === '') return '+';
    const bytes = Buffer.from(base64, 'base64');
    return bytes
      .subarray(0, bytes.length & ~1)
      .swap16()
      .toString('utf16le');
  });
}
