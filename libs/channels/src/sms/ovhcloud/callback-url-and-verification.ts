import { createHmac } from 'node:crypto';
import type { RawRequest } from '../../raw-request.js';
import { sameSecret } from '../../kit/compare-secrets.js';
import type { OvhcloudConfig } from './config.js';

/** What our callback address ends in: OVHcloud signs nothing, so only who was given this address can call it. */
const keyOf = ({ applicationSecret, serviceName }: OvhcloudConfig): string =>
  createHmac('sha256', applicationSecret).update(`callback ${serviceName}`).digest('hex');

/** The address that OVHcloud is given for delivery receipts. */
export function callbackUrl(webhookUrl: string, config: OvhcloudConfig): string {
  const url = new URL(webhookUrl);
  url.searchParams.set('key', keyOf(config));
  return url.href;
}

/** Did OVHcloud call? By the key in the address, which only it was given. */
export function verify({ headers }: RawRequest, config: OvhcloudConfig): boolean {
  const url = headers[':url'] ?? '';
  const key = URL.canParse(url) ? new URL(url).searchParams.get('key') : null;
  return key !== null && sameSecret(key, keyOf(config));
}
