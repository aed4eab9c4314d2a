import { createDecipheriv, createECDH, hkdfSync, randomBytes, type ECDH } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Emulator } from './emulator.js';

interface Pushed {
  /** Of the browser. */
  path: string;
  ttl: string | undefined;
  urgency: string | undefined;
  topic: string | undefined;
  authorization: string;
  /** What the browser reads of it. */
  message: Record<string, unknown>;
}

/** A browser with keys of its own, as `PushManager.subscribe` gives them to its page. */
interface Browser {
  ecdh: ECDH;
  auth: Buffer;
}

/** A push service with its browsers, which decrypt what comes as RFC 8291 has it. Behind a name of its own, as it would be by https. */
export class PushServiceEmulator extends Emulator<Pushed> {
  readonly host = 'push.example.org';
  /** What it says to the next messages; `retryAfter` in seconds. */
  answer: { status: number; retryAfter?: number } = { status: 201 };
  private readonly browsers = new Map<string, Browser>();

  /** Registers a browser and returns its subscription. */
  subscribe(): { endpoint: string; keys: { p256dh: string; auth: string } } {
    const ecdh = createECDH('prime256v1');
    const p256dh = ecdh.generateKeys('base64url');
    const auth = randomBytes(16);
    const path = `/push/${this.browsers.size + 1}`;
    this.browsers.set(path, { ecdh, auth });
    return { endpoint: `https://${this.host}${path}`, keys: { p256dh, auth: auth.toString('base64url') } };
  }

  /** Connects to this service for whoever asks for its name, by https alone. */
  readonly io = {
    fetch: (url: string, init: RequestInit): Promise<Response> => {
      const { protocol, host, pathname } = new URL(url);
      if (protocol !== 'https:' || host !== this.host) throw new Error(`${url} is none of this service.`);
      return fetch(`${this.url}${pathname}`, init);
    },
  };

  protected async serve(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    const { status, retryAfter } = this.answer;
    const browser = this.browsers.get(request.url ?? '');
    if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
    if (!browser || status !== 201) return void response.writeHead(browser ? status : 404).end();
    const { ttl, urgency, topic } = request.headers as Record<string, string | undefined>;
    const message = JSON.parse(decrypt(body, browser)) as Record<string, unknown>;
    const authorization = request.headers.authorization ?? '';
    this.deliver({ path: request.url!, ttl, urgency, topic, authorization, message });
    response.writeHead(201).end();
  }
}

/** One record of `aes128gcm` (RFC 8188), of which the key follows from both pairs of keys and the secret (RFC 8291, section 3.4). */
function decrypt(body: Buffer, { ecdh, auth }: Browser): string {
  const salt = body.subarray(0, 16);
  const sender = body.subarray(21, 21 + body[20]!);
  const sealed = body.subarray(21 + sender.length);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), sender]);
  const secret = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(sender), auth, info, 32));
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12));
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  // A two, and zeros, end the last record.
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8');
}
