import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { Unparsable } from '../channel-error.js';
import type { RawRequest, RawResponse } from '../raw-request.js';
import { readable } from '../kit/lenient-lists.js';
import { sameSecret } from '../kit/compare-secrets.js';
import type { AppConfig } from './app-settings.js';

/** `GET ?hub.mode=subscribe&hub.verify_token=…&hub.challenge=…`: whoever knows the token gets the challenge back. */
export function handshake(request: RawRequest, { verifyToken }: AppConfig): RawResponse | undefined {
  if (request.headers[':method'] !== 'GET') return undefined;
  const query = new URL(request.headers[':url'] ?? '', 'http://localhost').searchParams;
  const challenge = query.get('hub.challenge') ?? '';
  const isMeta = query.get('hub.mode') === 'subscribe' && sameSecret(query.get('hub.verify_token') ?? '', verifyToken);
  // A challenge is a number; nothing else is ever sent back to whoever asks.
  if (!isMeta || !/^\d{1,32}$/.test(challenge)) return undefined;
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: challenge };
}

/** `X-Hub-Signature-256`: HMAC of the bytes as they came. JSON that was read and written again has others. */
export function verify({ headers, body }: RawRequest, { appSecret }: AppConfig): boolean {
  return sameSecret(headers['x-hub-signature-256'] ?? '', signature(body, appSecret));
}

const signature = (body: Uint8Array, appSecret: string): string =>
  `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;

const Entry = z.looseObject({ id: z.coerce.string().catch('') });
const Envelope = z.object({ entry: z.array(z.unknown()) });

/** The entries of a call, each of which is read for itself: what is odd in one of them loses no other. */
export function entriesOf({ body }: RawRequest): z.infer<typeof Entry>[] {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(body).toString('utf8'));
  } catch (error) {
    throw new Unparsable('unparsable', 'The payload is no JSON.', { cause: error });
  }
  const envelope = Envelope.safeParse(json);
  if (!envelope.success) throw new Unparsable('unparsable', 'The payload has no entries.', { cause: envelope.error });
  return readable(envelope.data.entry, Entry);
}

/** Whom a call tells of, each once; nobody where it cannot be read. */
export function addressedIn(request: RawRequest, addressesOf: (entry: z.infer<typeof Entry>) => string[]): string[] {
  try {
    return [...new Set(entriesOf(request).flatMap(addressesOf))];
  } catch (error) {
    if (error instanceof Unparsable) return [];
    throw error;
  }
}
