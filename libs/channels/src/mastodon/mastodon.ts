import type { Channel } from '../channel.js';
import { icon } from './icon.js';
import { texts } from './texts.js';
import { messageRendering } from '../kit/phone-message-rendering.js';
import { check } from './check-account.js';
import { MastodonConfig, secrets } from './config.js';
import { deliver } from './deliver.js';
import { identify } from './handles.js';
import { listen } from './poll-notifications.js';
import { fetchMedia } from './fetch-media.js';
import { parse } from './parse.js';

const MB = 1024 * 1024;
const image = (type: string) => ({ type: `image/${type}`, maxBytes: 16 * MB });
const film = (type: string) => ({ type, maxBytes: 40 * MB });

/** The Mastodon channel: posts that mention an account, public or not, and direct posts as replies. */
export const mastodon = {
  kind: 'mastodon',
  icon,
  weight: 2,
  // A post has 500 characters, of which some are needed to mention the account.
  rendering: { ...messageRendering(440), gap: '\n', levels: ['short'] },
  config: MastodonConfig,
  secrets,
  texts: [texts],
  capabilities: {
    html: false,
    subject: false,
    // A reply has at most ten posts.
    maxText: 4500,
    textUnit: 'characters',
    attachments: {
      maxCount: 4,
      maxTotalBytes: 80 * MB,
      // Every instance accepts these types; documents are sent as links.
      types: [
        ...['jpeg', 'png', 'gif', 'webp'].map(image),
        ...['video/mp4', 'video/webm', 'audio/mpeg', 'audio/ogg'].map(film),
      ],
    },
    receipts: 'none',
    typing: false,
    reactions: true,
    edits: true,
    canInitiate: true,
    replyWindowHours: null,
    templatesAfterWindow: false,
    confidential: false,
    recipients: 'one',
    recorded: false,
  },

  // Only the instance knows the name of the account.
  addresses: () => [],
  identify,
  // An instance remembers the key of a post for an hour.
  repeatableForSeconds: 50 * 60,
  // A new post opens a new case; a reply to a post continues its case.
  isConversation: false,
  hasOriginalFile: false,
  retrySeconds: [5, 15, 30, 60, 300, 900, 1800, 3600, 7200, 7200, 14_400, 14_400, 14_400],
  undoSeconds: (config) => config.undoSeconds,
  parse,
  listen,
  fetch: fetchMedia,
  deliver,
  test: check,
} satisfies Channel<MastodonConfig>;
