import type { Channel } from '../channel.js';
import { icon } from './icon.js';
import { texts } from './texts.js';
import { texts as metaTexts } from '../meta/texts.js';
import { messageRendering } from '../kit/phone-message-rendering.js';
import { appSecrets } from '../meta/app-settings.js';
import { Graph } from '../meta/graph-client.js';
import { handshake, verify } from '../meta/webhook-verification-and-entries.js';
import { check } from './check-account.js';
import { MessengerConfig } from './config.js';
import { deliver } from './deliver.js';
import { identify, pageHandle, personIdFor } from './handles.js';
import { addressed, parse } from './parse.js';
import { profile } from './fetch-profile.js';

/** Messenger of a Facebook page. */
export const messenger = {
  kind: 'messenger',
  icon,
  weight: 2,
  rendering: messageRendering(1500),
  config: MessengerConfig,
  secrets: appSecrets,
  texts: [texts, metaTexts],
  capabilities: {
    html: false,
    subject: false,
    // Meta takes 2,000; longer ones go in parts.
    maxText: 10_000,
    textUnit: 'characters',
    // Each is a message of its own.
    attachments: { maxCount: 10, maxTotalBytes: 100_000_000, types: [{ type: '', maxBytes: 25_000_000 }] },
    receipts: 'watermark',
    typing: false,
    reactions: true,
    edits: true,
    canInitiate: false,
    // A day for everything, and a week for what a person answers (HUMAN_AGENT).
    replyWindowHours: 7 * 24,
    templatesAfterWindow: false,
    confidential: false,
    recipients: 'one',
    recorded: false,
  },

  addresses: ({ pageId }) => [pageHandle(pageId)],
  identify,
  reaches: (handle, { pageId }) => personIdFor(handle, pageId) !== undefined,
  repeatableForSeconds: 0,
  isConversation: true,
  hasOriginalFile: false,
  // Two days; an answer that is older comes too late for a conversation.
  retrySeconds: [5, 15, 30, 60, 300, 900, 3600, 3600, 7200, ...new Array<number>(10).fill(4 * 3600)],
  undoSeconds: (config) => config.undoSeconds,
  handshake,
  verify,
  addressed,
  parse,
  // A signed address of Meta's file server, which knows nothing of tokens.
  fetch: (source, config, io) => new Graph(io, config).download(source, 'as-it-is'),
  profile,
  deliver,
  test: check,
} satisfies Channel<MessengerConfig>;
