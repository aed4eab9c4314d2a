import type { Channel } from '../channel.js';
import { icon } from './icon.js';
import { texts } from './texts.js';
import { addrSpec } from './addresses.js';
import { check } from './check-account.js';
import { EmailConfig, ownAddresses, secrets } from './config.js';
import { closePools, deliver } from './deliver.js';
import { listen } from './imap-mailbox.js';
import { closeParsers, parse } from './parse-in-worker.js';

/** Mail: received by SMTP or fetched by IMAP, sent by SMTP. */
export const email = {
  kind: 'email',
  icon,
  weight: 1,
  rendering: { html: true, subject: true, strong: 'none', gap: '\n\n', levels: ['full'], most: null },
  config: EmailConfig,
  secrets,
  texts: [texts],
  capabilities: {
    html: true,
    subject: true,
    maxText: null,
    textUnit: 'characters',
    // Base64 makes a third more of it; most servers take 25 to 35 MB in all.
    attachments: { maxCount: 20, maxTotalBytes: 18 * 1024 * 1024, types: null },
    receipts: 'failures',
    typing: false,
    reactions: false,
    edits: false,
    canInitiate: true,
    replyWindowHours: null,
    templatesAfterWindow: false,
    confidential: true,
    recipients: 'many',
    recorded: false,
  },

  addresses: (config) => ownAddresses(config).map((value) => ({ type: 'email', value, verified: true })),
  identify(address) {
    const value = addrSpec(address.trim());
    return value === undefined ? undefined : { type: 'email', value, verified: false };
  },
  // Receivers know a Message-ID that they have had, or show the copy beside it.
  repeatableForSeconds: Infinity,
  isConversation: false,
  hasOriginalFile: true,
  // RFC 5321 § 4.5.4.1: try again soon at first, then at intervals of hours, and give up after some five days.
  retrySeconds: [30, 120, 300, 900, 1800, 3600, 7200, ...new Array<number>(28).fill(4 * 3600)],
  acceptsSmtp: (config) => config.inbound.smtp,
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
