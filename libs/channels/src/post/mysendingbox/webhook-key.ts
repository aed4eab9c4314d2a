import { createHmac } from 'node:crypto';
import { sameSecret } from '../../kit/compare-secrets.js';
import type { RawRequest } from '../../raw-request.js';
import type { MySendingBoxConfig } from './config.js';

/** What the webhook address ends in: MySendingBox signs nothing, so only who was given this address can call it. */
const keyOf = ({ apiKey }: MySendingBoxConfig): string =>
  createHmac('sha256', apiKey).update('webhook mysendingbox').digest('hex');

export const webhookSuffix = (config: MySendingBoxConfig): string => `?key=${keyOf(config)}`;

/** Did MySendingBox call? By the key in the address, which only it was given. */
export function verify({ headers }: RawRequest, config: MySendingBoxConfig): boolean {
  const url = headers[':url'] ?? '';
  const key = URL.canParse(url) ? new URL(url).searchParams.get('key') : null;
  return key !== null && sameSecret(key, keyOf(config));
}
