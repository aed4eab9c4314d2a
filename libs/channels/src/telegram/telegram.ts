import type { Channel } from '../channel.js';
import { icon } from './icon.js';
import { texts } from './texts.js';
import { messageRendering } from '../kit/phone-message-rendering.js';
import { fetchFile } from './api-client.js';
import { check } from './check-account.js';
import { botIdOf, secrets, TelegramConfig } from './config.js';
import { deliver } from './deliver.js';
import { identify } from './handles.js';
import { parse, verify } from './parse.js';

/** A bot of Telegram, in its chats with single persons. */
export const telegram = {
  kind: 'telegram',
  icon,
  weight: 2,
  rendering: messageRendering(2000),
  config: TelegramConfig,
  secrets,
  texts: [texts],
  capabilities: {
    html: false,
    subject: false,
    // Four messages of the longest kind.
    maxText: 16_000,
    textUnit: 'characters',
    attachments: {
      maxCount: 10,
      maxTotalBytes: 100 * 1024 * 1024,
      types: [{ type: '', maxBytes: 50 * 1024 * 1024 }],
    },
    receipts: 'failures',
    typing: false,
    reactions: true,
    edits: true,
    // Nobody is written to who has not begun.
    canInitiate: false,
    replyWindowHours: null,
    templatesAfterWindow: false,
    confidential: false,
    recipients: 'one',
    recorded: false,
  },

  addresses: (config) => [{ type: 'account', value: `telegram:${botIdOf(config)}`, verified: true }],
  identify,
  repeatableForSeconds: 0,
  isConversation: true,
  hasOriginalFile: false,
  retrySeconds: [2, 10, 30, 60, 300, 900, 1800, 3600, 7200, 7200, 14_400, 14_400],
  undoSeconds: (config) => config.undoSeconds,
  verify,
  parse,
  fetch: fetchFile,
  deliver,
  test: check,
} satisfies Channel<TelegramConfig>;
