export type {
  Channel,
  ChannelCheck,
  ChannelIo,
  Cursor,
  Delivered,
  InboundAttachment,
  InboundComplaint,
  InboundEvent,
  InboundMessage,
  InboundReceipt,
  OutboundMessage,
  Pulled,
  RawRequest,
  RawResponse,
  Segment,
} from './channel.js';
export { ChannelError, Unparsable } from './channel.js';
export { channelKindInfo, channels } from './registry.js';
export { sanitizeOutgoing } from './email/html.js';
export { textFromHtml } from './email/html-text.js';
