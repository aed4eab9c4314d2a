/** A file that stood in a text, between `begin 644 name` and `end`. */
export interface EncodedFile {
  name: string;
  content: Uint8Array;
}

/** The largest number of files that are taken out of one text, and of lines that are tried. What exceeds it stays in the text. */
const MAX_FILES = 100;
const MAX_TRIES = 1000;
const BEGIN = /begin [0-7]{3,4}(?: ([^\n]{0,255}))?\n/y;

/**
 * Returns a text without its uuencoded files, and the files. What only looks like a file, or has no end, stays in the text.
 * It takes linear time, as no line of a file can be the first line of another one.
 */
export function withoutEncodedFiles(text: string): { text: string; files: EncodedFile[] } {
  const files: EncodedFile[] = [];
  let kept = '';
  let rest = 0;
  let tries = 0;
  for (let at = nextBegin(text, 0); at >= 0 && files.length < MAX_FILES; at = nextBegin(text, at)) {
    if ((tries += 1) > MAX_TRIES) break;
    BEGIN.lastIndex = at;
    const begin = BEGIN.exec(text);
    const file = begin && decode(text, at + begin[0].length);
    if (file) {
      files.push({ name: (begin[1] ?? '').trim(), content: file.content });
      kept += text.slice(rest, at);
      rest = file.end;
    }
    at = file?.end ?? at + 1;
  }
  return { text: kept + text.slice(rest), files };
}

function nextBegin(text: string, from: number): number {
  for (let at = text.indexOf('begin ', from); at >= 0; at = text.indexOf('begin ', at + 1))
    if (at === 0 || text[at - 1] === '\n') return at;
  return -1;
}

/** Returns the content of a part whose transfer encoding is uuencode; the bytes as they are where it is not. */
export function fromUuencode(body: Buffer): Uint8Array {
  const text = body.toString('latin1').replaceAll('\r\n', '\n');
  return withoutEncodedFiles(text).files[0]?.content ?? body;
}

/** Decodes lines up to `end`, whose first character says how many bytes the line has. Returns null where a line is none. */
function decode(text: string, from: number): { content: Uint8Array; end: number } | null {
  let out = Buffer.alloc(4096);
  let size = 0;
  for (let at = from; at < text.length;) {
    const newLine = text.indexOf('\n', at);
    const end = newLine < 0 ? text.length : newLine;
    // Some programs end a file without a line of length 0.
    if (text.startsWith('end', at) && end - at <= 4) return { content: out.subarray(0, size), end: end + 1 };
    if (out.length < size + 64) out = Buffer.concat([out], 2 * out.length);
    const length = end - at > 90 ? -1 : decodeLine(text.slice(at, end), out.subarray(size));
    if (length < 0) return null;
    size += length;
    at = end + 1;
  }
  return null;
}

/** Returns the number of bytes that were written to `out`, which has room for 64; -1 where the line is not of a file. */
function decodeLine(line: string, out: Buffer): number {
  if (line === '') return 0;
  const size = valueAt(line, 0);
  const length = Math.ceil(size / 3) * 4;
  // Servers remove spaces at the end of a line, where a space stands for zero, and some programs add a checksum.
  if (size < 0 || line.length > length + 3 || line.length < Math.min(2, length)) return -1;
  for (let i = 1, at = 0; at < size; i += 4, at += 3) {
    const [a, b, c, d] = [valueAt(line, i), valueAt(line, i + 1), valueAt(line, i + 2), valueAt(line, i + 3)];
    if (a < 0 || b < 0 || c < 0 || d < 0) return -1;
    out[at] = (a << 2) | (b >> 4);
    if (at + 1 < size) out[at + 1] = (b << 4) | (c >> 2);
    if (at + 2 < size) out[at + 2] = (c << 6) | d;
  }
  return size;
}

/** Returns the six bits of a character, which are zero beyond the end of a line; -1 where it is not of the alphabet. */
function valueAt(line: string, i: number): number {
  const code = i < line.length ? line.charCodeAt(i) : 0x20;
  return code < 0x20 || code > 0x60 ? -1 : (code - 0x20) & 63;
}
