import { Module } from '@nestjs/common';
import { ChatAccounts } from './chat/chat-accounts.js';
import { ChatGateway } from './chat/gateway.js';
import { ChatRoutes } from './chat/routes.js';
import { Health } from './health.js';
import { Hooks } from './hooks.js';
import { Pullers } from './pullers.js';
import { SmtpEdge } from './smtp.js';

/** The public edge: takes what comes and what lies at providers, and understands nothing of it. */
@Module({
  providers: [SmtpEdge, Pullers, Hooks, Health, ChatAccounts, ChatGateway, ChatRoutes],
  exports: [SmtpEdge, Hooks, ChatGateway, ChatRoutes],
})
export class InboundModule {}
