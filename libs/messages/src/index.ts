export { Intake } from './accept.js';
export { answerLink, linkedAnswer, type LinkedAnswer } from './answer-link.js';
export { Accounts, type Account } from './accounts.js';
export {
  assertWithinLimits,
  attachmentFor,
  dropLooseUploads,
  linkedFile,
  removeUnnamed,
  storeUpload,
} from './attachments.js';
export { Io } from './channel-io.js';
export { channelAccounts, createChannel, updateChannel } from './channel-accounts.js';
export { checkChannel, testChannel } from './channel-check.js';
export { checkMessage } from './check-message.js';
export { openByContact, recordContact } from './contacts.js';
export { continueByMail } from './continue.js';
export { fetchFile } from './fetch-file.js';
export { fetchProfile } from './profile.js';
export { Deliveries } from './deliver.js';
export { tellHealth } from './health.js';
export { entryOriginal, heldCount, heldOriginal, holdingPen, replay } from './holding-pen.js';
export { MessagesModule } from './messages.module.js';
export { recall, retry, sendNow } from './recall.js';
export { queueMessage } from './outgoing.js';
export { reachOptions, waysTo } from './reach.queries.js';
export { planReply } from './reply-plan.js';
export { reply } from './reply.js';
export { idNamed, signedName } from './signed-name.js';
export { Understanding } from './understand.js';
export { stopForTemplate, unsentWith } from './withdrawn.js';
