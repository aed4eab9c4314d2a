import type { ChannelIo } from '../../libs/channels/src/channel.js';
import { ChannelError } from '../../libs/channels/src/channel-error.js';
import type { OutboundMessage } from '../../libs/channels/src/outbound-message.js';

/** HTTP as the product gives it to channels, without restrictions on the host. */
export const io: ChannelIo = {
  resolve: async (host) => host,
  fetch: (url, init) =>
    fetch(url, { ...init, redirect: 'manual' }).catch((cause: unknown) => {
      throw new ChannelError('No answer', { retryable: true, uncertain: true, cause });
    }),
};

/** A reply as a channel receives it; a test overrides what matters to it. */
export const answer = (message: Pick<OutboundMessage, 'from' | 'to'> & Partial<OutboundMessage>): OutboundMessage => ({
  externalId: 'ours',
  cc: [],
  subject: '',
  text: '',
  html: null,
  references: [],
  replyToken: 'r'.repeat(42),
  bounceToken: 'b'.repeat(42),
  attachments: [],
  template: null,
  callbackUrl: null,
  automatic: false,
  parts: { sent: [], record: async () => undefined },
  ...message,
});

/** A file of a reply, with the given size in bytes. */
export const file = (name: string, type = 'application/pdf', size = 3) => {
  const content = new Uint8Array(size).fill(7);
  return { name, type, size, content: async () => content };
};
