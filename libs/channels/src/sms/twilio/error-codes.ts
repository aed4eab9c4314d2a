import { reason, type Code } from './texts.js';

/** The code of an error after which a person receives nothing more until they send START. */
export const UNSUBSCRIBED = 21610;

/** What agents can act upon. https://www.twilio.com/docs/api/errors */
const REASONS: Record<number, Code> = {
  20003: 'credentials-refused',
  20005: 'account-inactive',
  20404: 'not-found',
  20429: 'too-fast',
  21211: 'not-a-number',
  21212: 'sender-invalid',
  21214: 'not-a-number',
  21217: 'not-a-number',
  21265: 'not-a-number',
  21266: 'own-number',
  21408: 'country-not-allowed',
  21602: 'empty',
  21603: 'no-sender',
  21604: 'no-recipient',
  21606: 'sender-cannot-text',
  21608: 'trial-account',
  21609: 'callback-unreachable',
  21610: 'unsubscribed',
  21611: 'queue-full',
  21612: 'sender-recipient',
  21614: 'no-sms',
  21617: 'too-long',
  21656: 'template-refused',
  21659: 'sender-not-ours',
  21703: 'service-empty',
  21704: 'service-empty',
  21705: 'no-service',
  30001: 'queue-full',
  30002: 'suspended',
  30003: 'phone-unreachable',
  30004: 'blocked',
  30005: 'no-such-phone',
  30006: 'landline',
  30007: 'filtered',
  30008: 'network-silent',
  30009: 'part-lost',
  30010: 'too-expensive',
  30011: 'network-refuses',
  30017: 'network-overloaded',
  30022: 'network-rate',
  30023: 'day-limit',
  30034: 'us-registration',
  30036: 'expired',
  30410: 'network-timeout',
  30450: 'fraud',
  63016: 'whatsapp-window',
  63018: 'network-rate',
};

/** No message gets through, whatever is sent. */
const OF_ACCOUNT = new Set([20003, 20005, 30002]);

export const isOfAccount = (code: number | undefined): boolean => code !== undefined && OF_ACCOUNT.has(code);

/** Another attempt may succeed, whatever the status of the response. */
const RETRYABLE = new Set([14107, 20429, 21611, 30001]);

export const isRetryable = (status: number, code: number | undefined): boolean =>
  status === 429 || status >= 500 || (code !== undefined && RETRYABLE.has(code));

/** Why Twilio refused or did not deliver a message: our text for its code, else its own words. */
export function reasonOf(code: number | undefined, said?: string): string {
  const words = said?.replace(/\.$/, '');
  if (code === undefined) return words || reason('no-reason');
  const known = REASONS[code];
  if (known) return reason(known, { code });
  return words ? reason('said', { said: words, code }) : reason('no-reason-code', { code });
}
