import { channelWithProviders } from '../kit/channel-with-providers.js';
import { identify, reaches } from './handles.js';
import { icon } from './icon.js';
import * as providers from './providers.js';
import { texts } from './texts.js';

const HOUR = 3600;

/**
 * Letters. What citizens send is recorded by agents; replies leave as a PDF that the organisation prints, or that a mailing
 * provider prints and posts. Accounts that name no provider print, as those do that came with the first recorded letter.
 */
export const post = channelWithProviders(
  {
    kind: 'post',
    icon,
    // A letter waits.
    weight: 1,
    rendering: 'letter',
    texts: [texts],
    capabilities: {
      html: false,
      subject: true,
      // About thirty pages.
      maxText: 60_000,
      textUnit: 'characters',
      // What goes into the envelope with it.
      attachments: {
        maxCount: 4,
        maxTotalBytes: 10 * 1024 * 1024,
        types: [{ type: 'application/pdf', maxBytes: 10 * 1024 * 1024 }],
        neverLinked: true,
      },
      receipts: 'per-message',
      typing: false,
      reactions: false,
      edits: false,
      canInitiate: true,
      replyWindowHours: null,
      templatesAfterWindow: false,
      confidential: true,
      recipients: 'one',
      recorded: true,
      paper: true,
    },

    identify,
    reaches,
    // MySendingBox knows a key again for 24 hours; one hour is for a slow last attempt.
    repeatableForSeconds: 23 * HOUR,
    isConversation: false,
    hasOriginalFile: false,
    retrySeconds: [60, 300, 900, HOUR, 3 * HOUR, 6 * HOUR],
    undoSeconds: ({ undoSeconds }: { undoSeconds: number }) => undoSeconds,
  },
  providers,
  'print',
);
