import { ChannelError, type ChannelIo, type OutboundMessage } from '../../libs/channels/src/channel.js';

/** HTTP as the product gives it to channels, to whatever place. */
export const io: ChannelIo = {
  resolve: async (host) => host,
  fetch: (url, init) =>
    fetch(url, { ...init, redirect: 'manual' }).catch((cause: unknown) => {
      throw new ChannelError('No answer', true, true, { cause });
    }),
};

/** An answer as a channel gets it; a story overrides what matters to it. */
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
  parts: { left: [], note: async () => undefined },
  ...message,
});

/** A file of an answer, of so many bytes. */
export const file = (name: string, type = 'application/pdf', size = 3) => {
  const content = new Uint8Array(size).fill(7);
  return { name, type, size, content: async () => content };
};
