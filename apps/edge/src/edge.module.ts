import { Module } from '@nestjs/common';
import { VisitorAdmission } from './chat/admit-visitor.js';
import { ChatAccounts } from './chat/chat-accounts.js';
import { ChatGateway } from './chat/chat-gateway.js';
import { ChatLimits } from './chat/chat-rate-limits.js';
import { ChatRoutes } from './chat/chat-http-routes.js';
import { AccountHealth } from './report-account-health.js';
import { Webhooks } from './provider-webhooks.js';
import { PortalRoutes } from './portal/citizen-page-routes.js';
import { AccountReaders } from './pull-account-readers.js';
import { SmtpEdge } from './smtp-server.js';
import { SmtpCertificate } from './smtp-tls/smtp-certificate.js';

/** What the Internet reaches: it stores what comes in and fetches what providers keep, and serves citizens' chat and pages. */
@Module({
  providers: [
    SmtpCertificate,
    SmtpEdge,
    AccountReaders,
    Webhooks,
    AccountHealth,
    ChatAccounts,
    ChatLimits,
    VisitorAdmission,
    ChatGateway,
    ChatRoutes,
    PortalRoutes,
  ],
  exports: [SmtpEdge, Webhooks, ChatGateway, ChatRoutes, PortalRoutes],
})
export class EdgeModule {}
