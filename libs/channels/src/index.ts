export type { Channel, ChannelCheck, ChannelIo, Cursor, Provider, Pulled, ReplyRendering } from './channel.js';
export type {
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
  Segment,
} from './inbound.js';
export type { Delivered, OutboundMessage, PartIds, PartLog } from './outbound.js';
export type { RawRequest, RawResponse } from './raw-request.js';
export { ChannelError, Unparsable } from './errors.js';
export { channelKindInfo, channels, channelTexts, channelTitle } from './registry.js';
export { commonReason } from './kit/common-texts.js';
export { sanitizeOutgoing } from './kit/html.js';
export { textFromHtml } from './kit/html-text.js';
export { chatLimits } from './chat/chat.js';
export type { ChatConfig } from './chat/config.js';
export { openingAt } from './chat/hours.js';
export { identified, type Identified } from './chat/identity.js';
export { clientIdOf, type ChatPayload } from './chat/parse.js';
