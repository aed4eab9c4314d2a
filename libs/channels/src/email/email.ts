import type { Channel } from '../channel.js';
import { addrSpec } from './addresses.js';
import { check } from './check.js';
import { EmailConfig, ownAddresses, secrets } from './config.js';
import { closePools, deliver } from './deliver.js';
import { listen } from './imap.js';
import { closeParsers, parse } from './parse.js';

/** Mail: received by SMTP or fetched by IMAP, sent by SMTP. */
export const email = {
  kind: 'email',
  title: 'Mail',
  config: EmailConfig,
  secrets,
  capabilities: {
    html: true,
    subject: true,
    maxText: null,
    // Base64 makes a third more of it; most servers take 25 to 35 MB in all.
    attachments: { maxCount: 20, maxTotalBytes: 18 * 1024 * 1024 },
    receipts: 'failures',
    typing: false,
    canInitiate: true,
    replyWindowHours: null,
  },

  addresses: (config) => ownAddresses(config).map((value) => ({ type: 'email', value, verified: true })),
  identify(address) {
    const value = addrSpec(address.trim());
    return value === undefined ? undefined : { type: 'email', value, verified: false };
  },
  // Receivers know a Message-ID that they have had, or show the copy beside it.
  repeatable: true,
  takesSmtp: (config) => config.inbound.smtp,
  undoSeconds: (config) => config.undoSeconds,
  parse,
  listen,
  deliver,
  test: check,
  async close() {
    closePools();
    await closeParsers();
  },
} satisfies Channel<EmailConfig>;
