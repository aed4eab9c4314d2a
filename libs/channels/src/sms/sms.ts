import { channelWithProviders } from '../kit/channel-with-providers.js';
import { identify, reaches } from './handles.js';
import { icon } from './icon.js';
import * as providers from './providers.js';
import { texts } from './texts.js';

/** Text messages of the telephone network. Accounts that name no provider are Twilio's. */
export const sms = channelWithProviders(
  {
    kind: 'sms',
    icon,
    weight: 2,
    // Each part is paid for.
    rendering: { html: false, subject: false, strong: 'none', gap: '\n', levels: ['short'], most: { parts: 4 } },
    texts: [texts],
    capabilities: {
      html: false,
      subject: false,
      // Three messages of the longest kind: a citizen would not read more, and each part is paid for.
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

    identify,
    reaches,
    repeatableForSeconds: 0,
    isConversation: true,
    hasOriginalFile: false,
    retrySeconds: [5, 15, 30, 60, 300, 900, 1800, 3600, 7200, 7200],
    undoSeconds: ({ undoSeconds }: { undoSeconds: number }) => undoSeconds,
  },
  providers,
  'twilio',
);
