import type { Channel } from '../channel.js';
import { messageRendering } from '../kit/phone-message-rendering.js';
import { appSecrets } from '../meta/app-settings.js';
import { Graph } from '../meta/graph-client.js';
import { texts as metaTexts } from '../meta/texts.js';
import { handshake, verify } from '../meta/webhook-verification-and-entries.js';
import { check } from './check-account.js';
import { InstagramConfig } from './config.js';
import { deliver } from './deliver.js';
import { accountHandle, identify, personIdFor } from './handles.js';
import { icon } from './icon.js';
import { addressed, parse } from './parse.js';
import { profile } from './fetch-profile.js';
import { texts } from './texts.js';

const MB = 1024 * 1024;
const types = (maxBytes: number, ...names: string[]) => names.map((type) => ({ type, maxBytes }));

/** Direct messages to a professional account of Instagram. */
export const instagram = {
  kind: 'instagram',
  icon,
  weight: 2,
  rendering: messageRendering(900),
  config: InstagramConfig,
  secrets: appSecrets,
  texts: [texts, metaTexts],
  capabilities: {
    html: false,
    subject: false,
    // Meta takes 1,000 bytes; longer ones go in parts.
    maxText: 5000,
    textUnit: 'characters',
    attachments: {
      // Each is a message of its own.
      maxCount: 10,
      maxTotalBytes: 100 * MB,
      types: [
        ...types(8 * MB, 'image/png', 'image/jpeg', 'image/gif'),
        ...types(
          25 * MB,
          'audio/aac',
          'audio/mp4',
          'audio/wav',
          'video/mp4',
          'video/ogg',
          'video/quicktime',
          'video/webm',
        ),
        ...types(25 * MB, 'application/pdf'),
      ],
    },
    // Seen, and no more: there is no word of what was delivered or failed.
    receipts: 'per-message',
    typing: false,
    reactions: true,
    edits: true,
    canInitiate: false,
    // A day for everything, and a week for what a person replies (HUMAN_AGENT).
    replyWindowHours: 7 * 24,
    templatesAfterWindow: false,
    confidential: false,
    recipients: 'one',
    recorded: false,
  },

  addresses: ({ accountId }) => [accountHandle(accountId)],
  identify,
  reaches: (handle, { accountId }) => personIdFor(handle, accountId) !== undefined,
  repeatableForSeconds: 0,
  isConversation: true,
  hasOriginalFile: false,
  // Two days; a reply that is older comes too late for a conversation.
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
} satisfies Channel<InstagramConfig>;
