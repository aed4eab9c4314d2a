import type { Provider } from '../../channel.js';
import { ChannelError } from '../../channel-error.js';
import { texts as smsTexts } from '../texts.js';
import { verify } from './callback-url-and-verification.js';
import { check } from './check-account.js';
import { OvhcloudConfig, secrets } from './config.js';
import { deliver } from './deliver.js';
import { ownAddress } from './own-address-and-message-id.js';
import { parse } from './parse.js';
import { listen } from './poll-messages.js';
import { commonReason } from '../../kit/common-texts.js';
import { texts } from './texts.js';

/** SMS by OVHcloud: from a validated sender, or from a short number to which citizens can reply. */
export const ovhcloud = {
  id: 'ovhcloud',
  config: OvhcloudConfig,
  secrets,
  texts: [texts, smsTexts],

  addresses: (config) => [ownAddress(config)],
  verify,
  secretParameters: ['key'],
  // Delivery receipts come as the query of an address.
  callsByGet: () => true,
  parse,
  listen,
  // There are no MMS.
  fetch: () =>
    Promise.reject(new ChannelError(commonReason('file-not-fetched', { status: 404 }), { retryable: false })),
  deliver,
  test: check,
} satisfies Provider<OvhcloudConfig>;
