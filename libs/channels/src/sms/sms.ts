import type { Channel } from '../channel.js';
import { check } from './check.js';
import { secrets, SmsConfig } from './config.js';
import { deliver } from './deliver.js';
import { identify, party, reaches } from './handles.js';
import { fetchMedia } from './media.js';
import { parse } from './parse.js';
import { listen } from './reconcile.js';
import { verify, webhookSuffix } from './webhook.js';

/** SMS by Twilio, and MMS where a phone can send them. */
export const sms = {
  kind: 'sms',
  title: 'SMS',
  config: SmsConfig,
  secrets,
  capabilities: {
    html: false,
    subject: false,
    // Three messages of the longest kind: nobody wants to read, or pay for, more.
    maxText: 4800,
    textUnit: 'sms',
    // MMS leave from numbers of the United States and Canada alone; a link can be opened by every phone.
    attachments: null,
    receipts: 'per-message',
    typing: false,
    reactions: false,
    edits: false,
    canInitiate: true,
    replyWindowHours: null,
    templatesAfterWindow: false,
    confidential: false,
    recipients: 'one',
    recorded: false,
  },

  addresses: ({ from, messagingServiceSid }) => [party(from ?? messagingServiceSid ?? '')].flatMap((own) => own ?? []),
  identify,
  reaches,
  repeatableForSeconds: 0,
  conversation: true,
  original: false,
  retrySeconds: [5, 15, 30, 60, 300, 900, 1800, 3600, 7200, 7200],
  undoSeconds: (config) => config.undoSeconds,
  verify,
  // Twilio wants its own XML; an empty answer says that there is nothing to do.
  acknowledgement: { status: 200, headers: { 'content-type': 'text/xml' }, body: '<Response/>' },
  webhookSuffix,
  parse,
  listen,
  fetch: fetchMedia,
  deliver,
  test: check,
} satisfies Channel<SmsConfig>;
