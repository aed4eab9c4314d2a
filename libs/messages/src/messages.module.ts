import { Global, Module } from '@nestjs/common';
import { Intake } from './receive/store-envelope.js';
import { Accounts } from './accounts/channel-accounts.js';
import { ChannelTester } from './accounts/check-account.js';
import { ReplyLinks } from './send/reply-page-link.js';
import { EgressIo } from './accounts/egress-channel-io.js';
import { Deliverability } from './deliverability/deliverability.js';
import { MailboxDiscovery } from './accounts/discover-mailbox.js';
import { AccessTokens } from './accounts/oauth/access-tokens.js';
import { OAuthConsents } from './accounts/oauth/oauth-consents.js';
import { DeliveryWorker } from './send/delivery-worker.js';
import { InboundProcessor } from './receive/process-inbound.js';
import { BlockedSenders } from './blocked-senders/block-list-cache.js';
import { ProtectionHealth } from './files/spam-and-virus-filter-health.js';
import { FileTexts } from './disclosure/file-texts.js';
import { VirusScanner } from './files/virus-scanner.js';
import { SpamFilter } from './receive/spam-filter.js';
import { RecentPayloads } from './receive/recent-payloads.js';

@Global()
@Module({
  providers: [
    BlockedSenders,
    SpamFilter,
    VirusScanner,
    FileTexts,
    ProtectionHealth,
    Accounts,
    ChannelTester,
    EgressIo,
    AccessTokens,
    OAuthConsents,
    MailboxDiscovery,
    Deliverability,
    ReplyLinks,
    RecentPayloads,
    Intake,
    InboundProcessor,
    DeliveryWorker,
  ],
  exports: [
    BlockedSenders,
    SpamFilter,
    VirusScanner,
    FileTexts,
    ProtectionHealth,
    Accounts,
    ChannelTester,
    EgressIo,
    AccessTokens,
    OAuthConsents,
    MailboxDiscovery,
    Deliverability,
    ReplyLinks,
    Intake,
    InboundProcessor,
    DeliveryWorker,
  ],
})
export class MessagesModule {}
