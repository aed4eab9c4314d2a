import type { Provider } from '../../channel.js';
import { party } from '../handles.js';
import { texts as smsTexts } from '../texts.js';
import { check } from './check-account.js';
import { secrets, TwilioConfig } from './config.js';
import { deliver } from './deliver.js';
import { fetchMedia } from './fetch-media.js';
import { parse } from './parse.js';
import { listen } from './poll-messages.js';
import { texts } from './texts.js';
import { verify, webhookSuffix } from './webhook-signature-and-fields.js';

/** SMS by Twilio, and MMS where a phone can send them. */
export const twilio = {
  id: 'twilio',
  config: TwilioConfig,
  secrets,
  texts: [texts, smsTexts],

  addresses: ({ from, messagingServiceSid }) => [party(from ?? messagingServiceSid ?? '')].flatMap((own) => own ?? []),
  verify,
  // Twilio expects its own XML; an empty response says that there is nothing to do.
  acknowledgement: () => ({ status: 200, headers: { 'content-type': 'text/xml' }, body: '<Response/>' }),
  webhookSuffix: () => webhookSuffix,
  parse,
  listen,
  fetch: fetchMedia,
  deliver,
  test: check,
} satisfies Provider<TwilioConfig>;
