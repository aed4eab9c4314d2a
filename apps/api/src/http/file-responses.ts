import type { Readable } from 'node:stream';
import { dispositionFor } from '@guichet/platform';
import type { FastifyReply } from 'fastify';

/** What a handler of a file returns. */
export interface FileReply {
  content: Uint8Array | Readable;
  type: string;
  /** `Content-Disposition`. */
  disposition: string;
  /** Bytes, where they are known before. */
  size?: number;
  /** `Content-Security-Policy`, where it is not that of foreign content. */
  policy?: string;
}

const FOREIGN_CONTENT = "default-src 'none'; sandbox";
/** The policy of a document that we have made ourselves: Safari shows no PDF in a sandbox. */
const OWN_CONTENT = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

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
  policy: OWN_CONTENT,
});

/**
 * Sends foreign content so that a browser runs nothing of it, whatever it is: `sandbox` puts it into an origin of its own,
 * and `nosniff` keeps the browser from taking it for another type.
 */
export async function sendFile(
  reply: FastifyReply,
  { content, type, disposition, size, policy = FOREIGN_CONTENT }: FileReply,
): Promise<void> {
  if (size !== undefined) reply.header('Content-Length', size);
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
