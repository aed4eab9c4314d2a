export {
  CONNECTED_MS,
  markSeen,
  postVisitorMessage,
  storeVisitorFile,
  type ConversationContext,
  type Speaker,
} from './visitor-actions.js';
export {
  currentCase,
  fileOf,
  lastWriterOf,
  markConnected,
  messagesById,
  messagesSince,
  pageBefore,
  profileOf,
  writersOf,
} from './conversation.queries.js';
export { chatInfo, isChatAccount, isIntroduced, type ChatAccount } from './chat-account.js';
export {
  identifyVisitor,
  keyOf,
  ownerOfSession,
  type ConversationOwner,
  type HandleRef,
  type Visitor,
} from './identify-visitor.js';
