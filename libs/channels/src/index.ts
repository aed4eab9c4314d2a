export type {
  Channel,
  ChannelCheck,
  ChannelIo,
  Cursor,
  Delivered,
  InboundAttachment,
  InboundComplaint,
  InboundConsent,
  InboundDeletion,
  InboundEdit,
  InboundEvent,
  InboundMessage,
  InboundReaction,
  InboundReceipt,
  InboundReport,
  OutboundMessage,
  PartIds,
  PartLog,
  Pulled,
  RawRequest,
  RawResponse,
  Segment,
} from './channel.js';
export { ChannelError, Unparsable } from './channel.js';
export { channelKindInfo, channels } from './registry.js';
export { sanitizeOutgoing } from './kit/html.js';
export { textFromHtml } from './kit/html-text.js';
export { chatLimits } from './chat/chat.js';
export type { ChatConfig } from './chat/config.js';
export { openingAt } from './chat/hours.js';
export { identified, type Identified } from './chat/identity.js';
export { clientIdOf, type ChatPayload } from './chat/parse.js';
