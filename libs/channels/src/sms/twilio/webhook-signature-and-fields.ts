import type { OutboundMessage } from '../../outbound-message.js';
import type { RawRequest } from '../../raw-request.js';
import type { TwilioConfig } from './config.js';
import { twilioSdk } from './load-sdk.js';

/**
 * By default Twilio calls once, and only again where it could not connect. Five tries, whatever went wrong. It reads this
 * part of the address itself: it neither sends nor signs it.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export const webhookSuffix = '#rc=5&rp=all';

/** `X-Twilio-Signature`: HMAC-SHA1 of the public address and the sorted fields; of a body that is no form, its digest in the address. */
export function verify({ headers, body }: RawRequest, { authToken }: TwilioConfig): boolean {
  const url = headers[':url'];
  const signature = headers['x-twilio-signature'];
  if (!url || !signature || !URL.canParse(url)) return false;
  return new URL(url).searchParams.has('bodySHA256')
    ? twilioSdk().validateRequestWithBody(authToken, signature, url, Buffer.from(body).toString('utf8'))
    : twilioSdk().validateRequest(authToken, signature, url, formOf(body));
}

/** The fields of a form; one that is there several times is a list. */
export function formOf(body: Uint8Array): Record<string, string | string[]> {
  const form = new URLSearchParams(Buffer.from(body).toString('utf8'));
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name);
      return [name, values.length === 1 ? values[0]! : values];
    }),
  );
}

/** Where Twilio tells what becomes of a message. It names our message, as we may die before we learn its SID. */
export function callbackUrl(message: OutboundMessage, config: TwilioConfig): string | undefined {
  if (!message.callbackUrl) return undefined;
  const url = new URL(message.callbackUrl);
  // Twilio refuses the whole message for an address that it cannot call (21609); the poll tells instead.
  if (!config.apiBaseUrl && /^(?:localhost|127\.|\[::1\])/.test(url.hostname)) return undefined;
  url.searchParams.set('m', message.bounceToken);
  return `${url.href}${webhookSuffix}`;
}

/** The message of ours that a status call is about, as its address says. */
export const tokenIn = (url: string): string | null => (URL.canParse(url) ? new URL(url).searchParams.get('m') : null);
