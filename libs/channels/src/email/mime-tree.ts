import PostalMime, { type Header } from 'postal-mime';
import { marked } from './mark-raw-bytes.js';
import { fromUuencode } from './decode-uuencode.js';

/** A node of the MIME tree of postal-mime. Its tree is not part of its public types, so its version is pinned (4.0.0). */
export interface Part {
  childNodes: Part[];
  depth: number;
  state: 'header' | 'body' | 'finished';
  contentType: { value: string; parsed: Structured; multipart: string | false };
  contentTransferEncoding: { encoding: string };
  contentDisposition: { parsed: Structured };
  contentId?: string;
  headers: Header[];
  content: ArrayBuffer | Uint8Array | null;
  contentDecoder: Decoder | null;
  feed(line: Uint8Array): void;
  decodeFlowedText(text: string, deleteSpaces: boolean): string;
  parseStructuredHeader(value: string): Structured;
  parentNode?: Part;
  /** Where a part of a multipart stands in the original, with its headers: what a signature covers. `end` is null for the last part. */
  span?: { start: number; end: number | null };
}

interface Structured {
  value: string;
  params: Record<string, string>;
}

interface Decoder {
  update(line: Uint8Array): void;
  finalize(): Uint8Array | Promise<ArrayBuffer>;
}

interface Internals {
  root: Part;
  currentNode: Part;
  boundaries: { value: Uint8Array; node: Part }[];
  buf: ArrayBuffer;
  av: Uint8Array;
  readPos: number;
  readLine(): { bytes: Uint8Array; done: boolean };
  processLine(line: Uint8Array, isFinal: boolean): Promise<void>;
  finalize(): Promise<void>;
}

const Parser = PostalMime as unknown as new (options: { maxHeadersSize: number }) => Internals;

/** The limits on depth, number and length. What exceeds them is left in the original and counted. */
export const limits = { depth: 100, parts: 1000, headerBytes: 1024 * 1024, headerLineBytes: 128 * 1024 } as const;

export interface Tree {
  root: Part;
  /** The number of parts that were left out. Headers beyond their limit count as one. */
  hidden: number;
}

/**
 * Reads the MIME tree of a message. Lines are driven from here rather than by postal-mime's own loop: it awaits each
 * line, refuses the whole message at its limits, and joins every body line by line.
 */
export async function readTree(raw: Uint8Array): Promise<Tree> {
  const parser = new Parser({ maxHeadersSize: 4 * limits.headerBytes });
  const isOwn = raw.byteOffset === 0 && raw.byteLength === raw.buffer.byteLength;
  parser.buf = (isOwn ? raw.buffer : raw.slice().buffer) as ArrayBuffer;
  parser.av = new Uint8Array(parser.buf);
  const whole = Buffer.from(parser.buf);
  parser.readPos = 0;

  let parts = 1;
  let hidden = 0;
  let headerBytes = 0;
  while (parser.readPos < parser.av.length) {
    const start = parser.readPos;
    const { bytes } = parser.readLine();
    const node = parser.currentNode;
    const dashes = bytes.length > 2 && bytes[0] === 0x2d && bytes[1] === 0x2d;
    if (parts >= limits.parts && dashes && parser.boundaries.some(({ value }) => opensPart(bytes, value))) hidden += 1;
    if (hidden > 0) continue;

    if (dashes && parser.boundaries.length > 0) {
      await parser.processLine(bytes, false);
      if (parser.currentNode !== node && parser.currentNode.state === 'header') {
        parts += 1;
        beginSpan(parser, start);
      }
    } else if (node.state === 'body') {
      // Only a line that begins with two dashes may end a body: what comes before the next one is taken at once.
      const next = whole.indexOf('\n--', parser.readPos - 1);
      parser.readPos = next < 0 ? whole.length : next + 1;
      (node.contentDecoder as Slice).update(bytes, start, parser.readPos);
    } else if (bytes.length === 0 || endsHeader(bytes, parser)) {
      node.feed(bytes.subarray(0, 0));
      enterBody(parser, node);
    } else if ((headerBytes += bytes.length) <= limits.headerBytes)
      node.feed(marked(bytes.subarray(0, limits.headerLineBytes)));
  }
  await parser.finalize();
  return { root: parser.root, hidden: hidden + (headerBytes > limits.headerBytes ? 1 : 0) };
}

/** Notes where a part begins, and where the one before it ended: the line break before a boundary belongs to the boundary. */
function beginSpan({ currentNode, readPos, av }: Internals, boundary: number): void {
  currentNode.span = { start: readPos, end: null };
  const before = currentNode.parentNode?.childNodes.at(-2)?.span;
  if (!before) return;
  let end = boundary;
  if (av[end - 1] === 0x0a) end -= 1;
  if (end < boundary && av[end - 1] === 0x0d) end -= 1;
  before.end = Math.max(before.start, end);
}

/** A line of white space continues a header; but when no header follows, an editor has indented the blank line. */
function endsHeader(line: Uint8Array, parser: Internals): boolean {
  if (line.some((byte) => byte !== 0x20 && byte !== 0x09)) return false;
  const next = Buffer.from(parser.buf, parser.readPos, Math.min(200, parser.av.length - parser.readPos)).toString(
    'latin1',
  );
  return !/^(?:[!-9;-~]+[ \t]*:|[ \t])/.test(next);
}

function opensPart(line: Uint8Array, boundary: Uint8Array): boolean {
  if (line.length < boundary.length + 2) return false;
  for (let i = 0; i < boundary.length; i += 1) if (line[i + 2] !== boundary[i]) return false;
  return !(line[boundary.length + 2] === 0x2d && line[boundary.length + 3] === 0x2d);
}

/** Reads a Content-Type whose parameters are not separated by semicolons, as in `multipart/mixed boundary="b"`. */
function separateParameters({ boundaries }: Internals, node: Part): void {
  const { contentType } = node;
  const { value, params } = contentType.parsed;
  const isMultipart = value.startsWith('multipart/');
  if (!/^[^\s,]+[\s,]/.test(value) && (!isMultipart || params.boundary || !/boundary/i.test(contentType.value))) return;
  const separated = contentType.value
    .slice(0, 2000)
    .replace(/[\s,](?=(?:boundary|charset|name|format|delsp|protocol|report-type)[ \t]*=)/gi, ';');
  const parsed = node.parseStructuredHeader(separated);
  if (!/^[\w.+-]+\/[\w.+-]+$/.test(parsed.value)) return;
  contentType.parsed = parsed;
  contentType.multipart = isMultipart ? parsed.value.slice('multipart/'.length) : false;
  const { boundary } = parsed.params;
  if (isMultipart && boundary) boundaries.push({ value: Buffer.from(boundary), node });
}

function enterBody(parser: Internals, node: Part): void {
  separateParameters(parser, node);
  if (node.contentType.multipart && node.depth >= limits.depth && parser.boundaries.at(-1)?.node === node)
    parser.boundaries.pop();
  node.contentDecoder = new Slice(parser.av, node.contentTransferEncoding.encoding);
}

/** Decodes the body of a part from its section of the original, which avoids a copy of each line and keeps the line ends. */
class Slice implements Decoder {
  private start = -1;
  private end = -1;
  private readonly raw: Uint8Array;
  private readonly encoding: string;

  constructor(raw: Uint8Array, encoding: string) {
    this.raw = raw;
    this.encoding = encoding;
  }

  update(line: Uint8Array, from = line.byteOffset, to = from + line.byteLength): void {
    if (this.start < 0) this.start = from;
    this.end = to;
  }

  finalize(): Uint8Array {
    if (this.start < 0) return new Uint8Array(0);
    let end = this.end;
    // The line break before a boundary belongs to the boundary (RFC 2046 § 5.1.1).
    if (end > this.start && this.raw[end - 1] === 0x0a) end -= 1;
    if (end > this.start && end < this.end && this.raw[end - 1] === 0x0d) end -= 1;
    const body = Buffer.from(this.raw.buffer, this.start, end - this.start);
    if (/base64/.test(this.encoding)) return fromBase64(body);
    if (/quoted-printable/.test(this.encoding)) return fromQuotedPrintable(body);
    if (/uue/.test(this.encoding)) return fromUuencode(body);
    return body;
  }
}

/** Decodes Base64. Node's decoder skips white space and invalid characters, but stops at padding, and some senders pad every line. */
function fromBase64(body: Buffer): Uint8Array {
  const text = body.toString('latin1');
  const padding = text.indexOf('=');
  if (padding < 0 || !/=\s*[A-Za-z0-9+/]/.test(text.slice(padding))) return Buffer.from(text, 'base64');
  return Buffer.concat(text.split(/=+/).map((piece) => Buffer.from(piece, 'base64')));
}

/** Decodes quoted-printable (RFC 2045 § 6.7). What is not a valid escape stays as it is. */
function fromQuotedPrintable(body: Buffer): Uint8Array {
  const out = Buffer.allocUnsafe(body.length);
  let size = 0;
  for (let i = 0; i < body.length; i += 1) {
    const byte = body[i]!;
    if (byte === 0x3d) {
      const high = nibble(body[i + 1]);
      const low = nibble(body[i + 2]);
      if (high >= 0 && low >= 0) {
        out[size++] = high * 16 + low;
        i += 2;
        continue;
      }
      let next = i + 1;
      while (body[next] === 0x20 || body[next] === 0x09 || body[next] === 0x0d) next += 1;
      if (next >= body.length || body[next] === 0x0a) {
        i = next;
        continue;
      }
    }
    out[size++] = byte;
  }
  return out.subarray(0, size);
}

function nibble(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte & 0x5f;
  return letter >= 0x41 && letter <= 0x46 ? letter - 55 : -1;
}
