export {
  CONNECTED_MS,
  markSeen,
  postVisitorMessage,
  storeVisitorFile,
  type ConversationContext,
  type Speaker,
} from './visitor-actions.js';
export { currentCase, fileOf, messagesById, messagesSince, pageBefore } from './conversation.queries.js';
export { handoverOf } from './takeover-after-disconnect.queries.js';
export { lastWriterOf, writersOf } from './conversations-of-case.queries.js';
export { markConnected, profileOf } from './visitor-profile-and-connection.queries.js';
export { chatInfo, chatAvailability, isChatAccount, type ChatAccount } from './chat-availability-and-info.js';
export {
  identifyVisitor,
  keyOf,
  ownerOfSession,
  type ConversationOwner,
  type HandleRef,
  type Visitor,
} from './identify-visitor.js';
