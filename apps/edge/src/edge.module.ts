import { Module } from '@nestjs/common';
import { ChatAccounts } from './chat/chat-accounts.js';
import { ChatGateway } from './chat/gateway.js';
import { ChatRoutes } from './chat/routes.js';
import { AccountHealth } from './account-health.js';
import { Webhooks } from './webhooks.js';
import { PortalRoutes } from './portal/portal-routes.js';
import { AccountReaders } from './account-readers.js';
import { SmtpEdge } from './smtp.js';

/** What the Internet reaches: it stores what comes in and fetches what providers keep, and serves citizens' chat and pages. */
@Module({
  providers: [SmtpEdge, AccountReaders, Webhooks, AccountHealth, ChatAccounts, ChatGateway, ChatRoutes, PortalRoutes],
  exports: [SmtpEdge, Webhooks, ChatGateway, ChatRoutes, PortalRoutes],
})
export class EdgeModule {}
