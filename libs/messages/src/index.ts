export { Intake } from './receive/store-envelope.js';
export { mailboxState } from './accounts/mailbox-state.js';
export { readSentCopyAgain } from './receive/mailbox/read-sent-copy-again.js';
export { isIntakeBusy, storedUids } from './receive/mailbox/stored-uids-and-intake-busy.js';
export { replyLink, replyPageIdOf } from './send/reply-page-link.js';
export { attachmentIdOf, fileLink } from './send/attached-or-linked-files.js';
export { Accounts, type Account } from './accounts/channel-accounts.js';
export {
  assertWithinLimits,
  attachmentFor,
  deleteUnusedUploads,
  removeOrphanedContent,
  storeUpload,
  type StoredFile,
} from './send/uploads-and-attachments.js';
export { addNoteWithFiles } from './files/add-note-with-files.js';
export { enclosedFile, enclosedMessage } from './receive/read-enclosed-message.js';
export { EgressIo } from './accounts/egress-channel-io.js';
export { Deliverability } from './deliverability/deliverability.js';
export { createDkimKey, deleteDkimKey, setSigning } from './deliverability/dkim-keys.js';
export { MailboxDiscovery } from './accounts/discover-mailbox.js';
export { AccessTokens } from './accounts/oauth/access-tokens.js';
export { OAuthConsents } from './accounts/oauth/oauth-consents.js';
export { renewTokens } from './accounts/oauth/renew-tokens.js';
export { createChannel, listChannels, updateChannel } from './accounts/manage-accounts.js';
export { recheckUnverifiedSenders } from './receive/recheck-unverified-senders.js';
export { ChannelTester, checkChannel } from './accounts/check-account.js';
export { checkMessage } from './disclosure/check-for-other-persons-data.js';
export { FileTexts } from './disclosure/file-texts.js';
export { indexPersonalValues } from './disclosure/index-personal-values.js';
export { openCaseByContact, recordContact } from './receive/record-call-visit-or-letter.js';
export { mailAddressChanged } from './send/mail-agent-address-changed.js';
export { mailForgottenPassword, mailPasswordChanged, mailPasswordLink } from './send/mail-password-link-or-change.js';
export { mailBreakGlass } from './send/mail-break-glass.js';
export { mailDigest } from './send/digest/mail-digest.js';
export { mailNewDevice } from './send/mail-new-device-or-passkey.js';
export { guardSystemMail, systemMailAccount } from './accounts/system-mail-account.js';
export { sendSystemMail, type SystemMail } from './send/system-mail.js';
export { listAcknowledgements, saveAcknowledgement } from './accounts/acknowledgement-settings.js';
export { scheduleAcknowledgements } from './send/acknowledge/schedule-acknowledgements.js';
export { resumeAcknowledgements } from './send/acknowledge/resume-acknowledgements.js';
export { sendAcknowledgement } from './send/acknowledge/send-acknowledgement.js';
export { queueAutomatic } from './send/queue-automatic-message.js';
export { continueByMail } from './send/continue-chat-by-mail.js';
export { fetchFile } from './receive/fetch-attachment.js';
export { fetchProfile } from './receive/fetch-profile.js';
export { DeliveryWorker } from './send/delivery-worker.js';
export {
  publishAccountChangedById,
  setAccountHealth,
  setHealthOfReceiving,
  type AccountHealth,
} from './accounts/account-health-and-changed-event.js';
export { entryOriginal, quarantinedOriginal } from './receive/message-originals.js';
export { otherSenders } from './receive/other-senders.queries.js';
export { attachEnvelope, discardEnvelope, openEnvelope, restoreEnvelope } from './receive/decide-on-quarantined.js';
export { previewQuarantined } from './receive/preview-quarantined-envelope.js';
export { readQuarantined, writeReadable } from './receive/read-quarantined-envelope.js';
export { quarantineCount, listQuarantine, replayEnvelope } from './receive/list-and-replay-quarantine.js';
export { blockSender, listBlockedSenders, unblockSender } from './blocked-senders/block-unblock-and-list-senders.js';
export { BlockedSenders } from './blocked-senders/block-list-cache.js';
export { readFileTexts } from './files/read-file-texts.js';
export { scanWaitingFiles } from './files/scan-waiting-files.js';
export { takeLockedFile } from './files/give-locked-file-to-admin.js';
export { ProtectionHealth } from './files/spam-and-virus-filter-health.js';
export { VirusScanner } from './files/virus-scanner.js';
export { SpamFilter } from './receive/spam-filter.js';
export { setFieldsAndRouteCase } from './route-by-fields.js';
export { routeReleasedCases, updateAndRouteCase } from './receive/route-cases-out-of-spam.js';
export { MessagesModule } from './messages.module.js';
export { cancelMessage, retryDelivery, sendNow, type MessageRef } from './send/cancel-send-now-retry.js';
export { queueMessage } from './send/queue-message.js';
export { replyRoutesFor, replyRoutes } from './send/find-reply-routes.queries.js';
export { blockLettersOfAnonymous } from './send/letters/letter-conditions-and-anonymity.js';
export { letterFile, letterOfReply, type LetterFile } from './send/letters/letter-of-message-or-reply.js';
export { lettersToPrint } from './send/letters/letters-to-print.queries.js';
export { markPosted, markReturned } from './send/letters/mark-letters.js';
export { printedFile, printLetters } from './send/letters/print-letters.js';
export { planReply } from './send/plan-reply.js';
export { caseSignature, signaturesFor } from './send/signature-list-and-case-signature.js';
export { planAnswer } from './send/plan-invitation-answer.js';
export { reply } from './send/write-reply.js';
export { idOfLinkToken, signLinkToken } from './send/signed-link-token.js';
export { InboundProcessor } from './receive/process-inbound.js';
export {
  blockForTemplate,
  NOTHING_SENT,
  unsentWithTemplate,
} from './send/unsent-conditions-and-template-withdrawal.js';
export { remoteImage } from './receive/fetch-remote-image.js';
export { ReplyLinks } from './send/reply-page-link.js';
export { planSideConversation, planSideMessage, type SidePlan } from './side/plan-side-message.js';
export { retrySideMessage } from './side/retry-side-message.js';
export { shownSideConversation, sideConversations, sideRecipients } from './side/side-conversations.queries.js';
export { postSideMessage, startSideConversation, updateSideConversation } from './side/side-conversation-verbs.js';
export { planTransmission } from './transmit/plan-transmission.js';
export { previewTransmission } from './transmit/preview-transmission.js';
export { authorities, shownTransmission } from './transmit/transmissions.queries.js';
export { transmit } from './transmit/transmit.js';
export { startBulkAction } from './bulk/start-bulk-action.js';
export {
  cancelBulkAction,
  confirmBulkReplies,
  dismissBulkAction,
  undoBulkAction,
} from './bulk/confirm-cancel-undo-bulk-action.js';
export { bulkActionStatus, bulkItems, currentBulkAction } from './bulk/bulk-actions.queries.js';
export { resumeBulkActions, runBulkAction } from './bulk/run-bulk-action.js';
export { purgeMessages } from './purge-expired-rows.js';
export { applyMacro, NotApplied, previewMacro, undoMacro } from './macros/preview-apply-undo-macro.js';
export { caseFieldUses } from './macros/case-field-uses.queries.js';
export { macros } from './macros/macros.queries.js';
export { createMacro, deleteMacro, restoreMacro, updateMacro } from './macros/save-macros.js';
