import type { Channel } from '../channel.js';
import { icon } from './icon.js';
import { texts } from './texts.js';
import { download } from '../kit/download-file.js';
import { WebhookConfig, sourceOf } from './config.js';
import { check, deliver } from './deliver.js';
import { parse } from './parse.js';
import { isSigned, SIGNATURE_HEADER } from './signature.js';

/** Any other system, by signed JSON both ways: a channel without code of ours. */
export const webhook = {
  kind: 'webhook',
  icon,
  weight: 1,
  rendering: { html: false, subject: true, strong: 'none', gap: '\n\n', levels: ['full'], most: null },
  config: WebhookConfig,
  secrets: ['secret'],
  texts: [texts],
  capabilities: {
    html: false,
    subject: true,
    maxText: 100_000,
    textUnit: 'characters',
    attachments: { maxCount: 20, maxTotalBytes: 20 * 1024 * 1024, types: null },
    receipts: 'per-message',
    typing: false,
    reactions: true,
    edits: true,
    canInitiate: true,
    replyWindowHours: null,
    templatesAfterWindow: false,
    confidential: true,
    recipients: 'one',
    recorded: false,
  },

  addresses: (config) => [{ type: 'account', value: `webhook:${sourceOf(config)}`, verified: true }],
  identify(address) {
    const value = address.trim();
    return /^webhook:[a-z0-9.-]{1,253}\/\S.{0,199}$/.test(value)
      ? { type: 'account', value, verified: true }
      : undefined;
  },
  reaches: ({ type, value }, config) => type === 'account' && value.startsWith(`webhook:${sourceOf(config)}/`),
  repeatableForSeconds: Infinity,
  isConversation: true,
  hasOriginalFile: false,
  retrySeconds: [2, 10, 30, 60, 300, 900, 3600, 7200, 14_400, 14_400, 14_400, 14_400, 14_400],
  undoSeconds: (config) => config.undoSeconds,
  verify: (request, config) => isSigned(request, config.secret),
  // Its files may be inside.
  maxCallBytes: 36 * 1024 * 1024,
  callMark: ({ headers }) => headers[SIGNATURE_HEADER] ?? '',
  acknowledgement: () => ({ status: 202, headers: { 'content-type': 'application/json' }, body: '{"accepted":true}' }),
  parse,
  // Nothing of ours is shown to the server of a file.
  fetch: async (source, _config, io) => download(await io.fetch(source)),
  deliver,
  test: check,
} satisfies Channel<WebhookConfig>;
