import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Types that are only pixels: the one kind of foreign content that a page of ours may show. */
export const SHOWN_INLINE = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

const FOREIGN_CONTENT = "default-src 'none'; sandbox";
/** What we have made ourselves: Safari shows no PDF in a sandbox. */
export const OWN_CONTENT = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/**
 * Foreign content: whatever it is, a browser runs nothing of it. `sandbox` puts it into an origin of its own, `nosniff`
 * keeps the browser from knowing better.
 */
export async function sendFile(
  reply: FastifyReply,
  { type, disposition, policy = FOREIGN_CONTENT }: { type: string; disposition: string; policy?: string },
  content: Uint8Array | Readable,
): Promise<void> {
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
