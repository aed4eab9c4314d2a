import type { Channel } from '../channel.js';
import { icon } from './icon.js';
import { texts } from './texts.js';
import { texts as metaTexts } from '../meta/texts.js';
import { messageRendering } from '../kit/phone-message-rendering.js';
import { appSecrets } from '../meta/app-settings.js';
import { handshake, verify } from '../meta/webhook-verification-and-entries.js';
import { check } from './check-account.js';
import { WhatsappConfig } from './config.js';
import { deliver, MAX_TEXT } from './deliver.js';
import { identify, ownHandle, recipient } from './handles.js';
import { fetchMedia } from './fetch-media.js';
import { addressed, parse } from './parse.js';

const MB = 1024 * 1024;
const types = (maxBytes: number, ...names: string[]) => names.map((type) => ({ type, maxBytes }));

/** WhatsApp by the Cloud API of Meta. */
export const whatsapp = {
  kind: 'whatsapp',
  icon,
  weight: 2,
  // WhatsApp takes 4,096 characters, of which a screen shows a part.
  rendering: { ...messageRendering(1500), strong: 'asterisks' },
  config: WhatsappConfig,
  secrets: appSecrets,
  texts: [texts, metaTexts],
  capabilities: {
    html: false,
    subject: false,
    maxText: MAX_TEXT,
    textUnit: 'characters',
    attachments: {
      // Each is a message of its own.
      maxCount: 10,
      maxTotalBytes: 100 * MB,
      types: [
        ...types(5 * MB, 'image/jpeg', 'image/png'),
        ...types(16 * MB, 'audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg', 'video/mp4', 'video/3gp'),
        ...types(
          100 * MB,
          'application/pdf',
          'text/plain',
          'application/msword',
          'application/vnd.ms-excel',
          'application/vnd.ms-powerpoint',
          'application/vnd.openxmlformats-officedocument.',
        ),
      ],
    },
    receipts: 'per-message',
    typing: false,
    reactions: true,
    edits: true,
    // With a template.
    canInitiate: true,
    replyWindowHours: 24,
    templatesAfterWindow: true,
    confidential: false,
    recipients: 'one',
    recorded: false,
  },

  addresses: ({ phoneNumberId }) => [ownHandle(phoneNumberId)],
  identify,
  reaches: (handle) => recipient(handle) !== undefined,
  templates: (config) => config.templates,
  repeatableForSeconds: 0,
  isConversation: true,
  hasOriginalFile: false,
  // A day: after that the window is closed, and the answer old.
  retrySeconds: [5, 15, 30, 60, 300, 900, 3600, 3600, 7200, 14_400, 14_400, 14_400, 14_400],
  undoSeconds: (config) => config.undoSeconds,
  handshake,
  verify,
  addressed,
  parse,
  fetch: fetchMedia,
  deliver,
  test: check,
} satisfies Channel<WhatsappConfig>;
