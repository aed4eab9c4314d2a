import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RawRequest } from '../raw-request.js';

/** Both ways: `X-Guichet-Signature: t=<seconds since 1970>,v1=<hex of HMAC-SHA256(secret, "<t>.<body>")>`. */
export const SIGNATURE_HEADER = 'x-guichet-signature';

/** A call that was recorded is worth nothing later: seconds by which the clocks of the two may differ. */
const TOLERANCE_SECONDS = 300;

const mac = (secret: string, seconds: number, body: Uint8Array | string): Buffer =>
  createHmac('sha256', secret).update(`${seconds}.`).update(body).digest();

export function sign(secret: string, body: Uint8Array | string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return `t=${seconds},v1=${mac(secret, seconds, body).toString('hex')}`;
}

export function isSigned({ headers, body, receivedAt }: RawRequest, secret: string): boolean {
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(headers[SIGNATURE_HEADER] ?? '');
  if (!match) return false;
  const seconds = Number(match[1]);
  const isFresh = Math.abs(receivedAt.getTime() / 1000 - seconds) <= TOLERANCE_SECONDS;
  return timingSafeEqual(mac(secret, seconds, body), Buffer.from(match[2]!, 'hex')) && isFresh;
}
