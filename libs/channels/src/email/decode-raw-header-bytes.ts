import { isAscii, isUtf8 } from 'node:buffer';
import { decodeBytes, isDecodable, MISTAKEN } from './decode-charset.js';
import { RAW_BYTES as BASE } from './mark-raw-bytes.js';
import type { Part } from './mime-tree.js';

const RAW = /[\uF780-\uF7FF]/;
const RUN = /[\uF780-\uF7FF]+/g;
const ESCAPE = '\u001B';
const UNUSUAL = /[\u0080-\uFFFF]|=\?iso-2022/i;
const ENCODED_WORD = /(=\?[^?\s]{1,80}\?[bq]\?[^?]*\?=)/i;

/** Returns the charset that the body of a message declares, for the parts of its header that declare none; empty where there is none. */
export function charsetOf(root: Part): string {
  for (let part: Part | undefined = root; part; part = part.childNodes[0]) {
    const charset = part.contentType.parsed.params.charset?.trim().toLowerCase();
    if (charset) return charset;
  }
  return '';
}

/**
 * Returns the value of a header field with the bytes that `marked` has kept decoded. Encoded words stay encoded, as the structure
 * of the field must be read first; what is wrong in them is put right, so that nothing is decoded twice.
 */
export function restored(value: string, charset: () => string): string {
  if (!UNUSUAL.test(value) && !value.includes(ESCAPE)) return value;
  return value
    .split(ENCODED_WORD)
    .map((piece, index) => (index % 2 === 0 ? restoredText(piece, charset) : restoredWord(piece)))
    .join('');
}

function restoredText(text: string, charset: () => string): string {
  if (RAW.test(text)) {
    const bytes = bytesOfText(text);
    return bytes ? decodedRun(bytes, charset()) : text.replace(RUN, (run) => decodedRun(bytesOfText(run)!, charset()));
  }
  // ISO-2022-JP has no bytes above 127, and is told by its escapes.
  return text.includes(ESCAPE) && /^iso-2022/.test(charset()) && isAscii(Buffer.from(text))
    ? decodeBytes(Buffer.from(text), charset())
    : text;
}

/** Returns null where the text has other characters than bytes that were kept and ASCII. */
function bytesOfText(text: string): Buffer | null {
  const bytes = Buffer.alloc(text.length);
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= 0x80 && (code < BASE + 0x80 || code > BASE + 0xff)) return null;
    bytes[i] = code < 0x80 ? code : code - BASE;
  }
  return bytes;
}

function decodedRun(bytes: Buffer, charset: string): string {
  // Charsets in which ASCII has another meaning could make an address of what is none.
  const usable = charset !== '' && !/^(?:utf-?(?:7|16|32)|iso-2022|unicode)/.test(charset) ? charset : '';
  if (isUtf8(bytes) || (!MISTAKEN.test(usable) && isDecodable(bytes, usable))) return decodeBytes(bytes, usable);
  const text = bytes.toString('utf8');
  const whole = text.replaceAll('\uFFFD', '');
  // A name in UTF-8 that was cut in the middle of a character.
  return text.length - whole.length <= 1 && /[^\0-\u007F]/.test(whole) ? whole : decodeBytes(bytes, usable);
}

function restoredWord(word: string): string {
  const [, charset = '', encoding = '', text = ''] = /^=\?([^?]*)\?([bq])\?([^?]*)\?=$/i.exec(word) ?? [];
  const isQuoted = encoding.toLowerCase() === 'q';
  const bytes = isQuoted
    ? text.replace(/[\uF780-\uF7FF]/g, (raw) => `=${(raw.charCodeAt(0) - BASE).toString(16).toUpperCase()}`)
    : text;
  return `=?${isUtf8Word(charset, isQuoted, bytes) ? 'utf-8' : charset}?${encoding}?${bytes}?=`;
}

/** Returns whether a word is in UTF-8 whatever it says: it has characters that were read as UTF-8 already, or bytes that its charset does not have. */
function isUtf8Word(charset: string, isQuoted: boolean, text: string): boolean {
  const escaped = isQuoted && /=[89a-f][0-9a-f]/i.test(text);
  if (/[^\0-\u007F]/.test(text)) return isQuoted && !escaped;
  return /^iso-2022/i.test(charset) && (isQuoted ? escaped : !isAscii(Buffer.from(text, 'base64')));
}
