import type { Readable } from 'node:stream';
import { dispositionFor, type ByteRange } from '@guichet/platform';
import type { FastifyReply } from 'fastify';
import { parse } from 'range-parser';

/** What a handler of a file returns. */
export interface FileReply {
  content: Uint8Array | Readable;
  type: string;
  /** `Content-Disposition`. */
  disposition: string;
  /** Bytes of the whole file, where they are known before. */
  size?: number;
  /** The part of the file that `content` is. Undefined: it is the whole file. */
  range?: ByteRange;
  /** `Content-Security-Policy`, where it is not that of foreign content. */
  policy?: string;
}

const FOREIGN_CONTENT = "default-src 'none'; sandbox";
/**
 * The policy of a PDF. No browser but Firefox shows one in a sandbox. Its viewer is no page of our origin and knows nothing of
 * it, and with `nosniff` bytes that are no PDF are no page either.
 */
const PDF_CONTENT = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/** Bytes that a browser saves and never opens by itself. */
export const download = (name: string, content: Uint8Array | Readable): FileReply => ({
  content,
  type: 'application/octet-stream',
  disposition: dispositionFor(name),
});

/** A PDF that we have made ourselves and that a browser may show. */
export const ownPdf = (name: string, content: Uint8Array): FileReply => ({
  content,
  type: 'application/pdf',
  disposition: dispositionFor(name, 'inline'),
  policy: PDF_CONTENT,
});

/**
 * A file of somebody else's that the console shows in place: a picture, a PDF, a sound or a film. Whoever opens its address by
 * itself sees it in a sandbox or, a PDF, in the viewer of the browser.
 */
export const shown = (
  name: string,
  file: Pick<FileReply, 'content' | 'type' | 'range'> & { size: number },
): FileReply => ({
  ...file,
  disposition: dispositionFor(name, 'inline'),
  ...(file.type === 'application/pdf' ? { policy: PDF_CONTENT } : {}),
});

/**
 * Returns the part of a file that a `Range` header asks for, as players do that jump to a moment. Several parts, and what is
 * malformed or beyond the file, are answered by the whole file (RFC 9110 § 14.2).
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | undefined {
  if (header === undefined) return undefined;
  const { code, type, ranges } = parse(size, header);
  return code === 0 && type === 'bytes' && ranges.length === 1 ? ranges[0] : undefined;
}

/**
 * Sends foreign content so that a browser runs nothing of it, whatever it is: `sandbox` puts it into an origin of its own,
 * and `nosniff` keeps the browser from taking it for another type.
 */
export async function sendFile(
  reply: FastifyReply,
  { content, type, disposition, size, range, policy = FOREIGN_CONTENT }: FileReply,
): Promise<void> {
  if (range) {
    reply.status(206).header('Content-Range', `bytes ${range.start}-${range.end}/${size}`);
    reply.header('Content-Length', range.end - range.start + 1);
  } else if (size !== undefined) reply.header('Content-Length', size).header('Accept-Ranges', 'bytes');
  // Older browsers know no `frame-ancestors`, by which a PDF is allowed into a frame of the console.
  if (policy === PDF_CONTENT) reply.header('X-Frame-Options', 'SAMEORIGIN');
  await reply
    .header('Content-Type', type)
    .header('Content-Disposition', disposition)
    .header('Content-Security-Policy', policy)
    .header('X-Content-Type-Options', 'nosniff')
    .header('Cross-Origin-Resource-Policy', 'same-origin')
    .header('Cache-Control', 'private, no-store')
    .send(
      content instanceof Uint8Array ? Buffer.from(content.buffer, content.byteOffset, content.byteLength) : content,
    );
}
