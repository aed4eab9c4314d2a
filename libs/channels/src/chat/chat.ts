import type { Channel } from '../channel.js';
import { icon } from './icon.js';
import { reason, texts } from './texts.js';
import { messageRendering } from '../kit/phone-message-rendering.js';
import { ChatConfig, secrets } from './config.js';
import { parse } from './parse.js';

/** The longest text of one message, and the limits of its files. */
export const chatLimits = { maxText: 10_000, maxFiles: 10, maxFileBytes: 25 * 1024 * 1024 } as const;

const VISITOR = /^visitor:[\w-]{22}$/;
/** The address of a visitor whom the host page has identified: the account, and the user id of the page. */
const SUBJECT = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}:.{1,200}$/su;

/**
 * The chat on the web pages of the organisation. Its provider is our own gateway, so it calls no provider and receives
 * no webhook.
 */
export const chat = {
  kind: 'chat',
  icon,
  weight: 4,
  rendering: messageRendering(2000),
  config: ChatConfig,
  secrets,
  texts: [texts],
  capabilities: {
    html: false,
    subject: false,
    maxText: chatLimits.maxText,
    textUnit: 'characters',
    attachments: { maxCount: chatLimits.maxFiles, maxTotalBytes: 4 * chatLimits.maxFileBytes, types: null },
    receipts: 'per-message',
    typing: true,
    reactions: false,
    edits: false,
    canInitiate: false,
    replyWindowHours: null,
    templatesAfterWindow: false,
    confidential: true,
    recipients: 'one',
    recorded: false,
    namesAuthor: true,
  },

  addresses: () => [],
  identify(address) {
    const value = address.trim();
    if (VISITOR.test(value)) return { type: 'visitor', value, verified: true };
    return SUBJECT.test(value) ? { type: 'subject', value, verified: true } : undefined;
  },
  // The widget recognises a message that it already has by its id.
  repeatableForSeconds: Infinity,
  isConversation: true,
  hasOriginalFile: false,
  retrySeconds: [1, 5, 30, 120],
  undoSeconds: (config) => config.undoSeconds,
  mailUnseenAfterMinutes: ({ continueByMail, mailAfterMinutes }) => (continueByMail ? mailAfterMinutes : null),
  embed: (channelAccountId, publicUrl) =>
    `<script src="${publicUrl}/widget.js" data-channel="${channelAccountId}" async></script>`,
  parse,
  // The visitor can see a reply as soon as it counts as sent; the gateway is notified of that and pushes it.
  deliver: ({ externalId }) => Promise.resolve({ externalId, refused: [], response: 'kept for the visitor' }),
  test: ({ allowedOrigins, identitySecret }) =>
    Promise.resolve([
      {
        name: reason('websites'),
        ok: allowedOrigins.length > 0,
        detail: allowedOrigins.join(', ') || reason('no-website'),
      },
      {
        name: reason('identity'),
        ok: true,
        detail: reason(identitySecret ? 'identity-signed' : 'identity-none'),
      },
    ]),
} satisfies Channel<ChatConfig>;
