export type {
  Channel,
  ChannelCheck,
  ChannelIo,
  Cursor,
  Provider,
  Pulled,
  PulledPlace,
  ReplyRendering,
  ResolveDns,
} from './channel.js';
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
} from './inbound-events.js';
export type { Delivered, Lane, OutboundMessage, PartIds, PartLog } from './outbound-message.js';
export type { RawRequest, RawResponse } from './raw-request.js';
export { ChannelError, Unparsable } from './channel-error.js';
export { channelKindInfo, channels, channelTexts, channelTitle } from './registry.js';
export { MailboxPosition } from './email/mailbox/mailbox-position.js';
export { reason as postReason } from './post/texts.js';
export { commonReason } from './kit/common-texts.js';
export { uncheckable } from './email/sender/authentication-verdict.js';
export type { ClaimedAddress } from './email/addresses-in-display-name.js';
export { isUnreadAddress, UNREAD_LOCAL_PARTS } from './email/automatic-reply-exclusions.js';
export { sharedDomain } from './email/sender/shared-domain.js';
export { lookAlikeOf } from './email/sender/look-alike.js';
export { readEnclosedMail } from './email/parse-in-worker.js';
export { sanitizeOutgoing } from './kit/sanitize-html.js';
export { textFromHtml } from './kit/html-to-text.js';
export { chatLimits } from './chat/chat.js';
export type { ChatConfig } from './chat/config.js';
export { openingAt } from './chat/opening-hours.js';
export { checkIdentity, type Identified, type IdentityCheck } from './chat/verify-identity.js';
export { clientIdOf, type ChatPayload } from './chat/parse.js';
export { e164, e164Beginning, e164Ending, phoneNumbersIn } from './phone-numbers.js';
export { startWorkerThread } from './kit/start-worker-thread.js';
export type { OAuthClient, OAuthSignIn } from './oauth-sign-in.js';
export {
  clientCredentialsToken,
  consentUrl,
  finishConsent,
  newConsentSecrets,
  refreshTokens,
  type OAuthTokens,
} from './email/oauth/consent-and-token-requests.js';
export { checkDomain, type DomainToCheck } from './email/deliverability/check-domain.js';
export type { Asked } from './email/deliverability/resolve-dns-records.js';
export { dkimRecord, newDkimKey } from './email/dkim/dkim-keys.js';
export { discoverMailbox } from './email/discovery/discover-mailbox.js';
export { ConsentNeeded, noConsent } from './email/oauth/token-errors.js';
