import { Module } from '@nestjs/common';
import { Health } from './health.js';
import { Hooks } from './hooks.js';
import { Pullers } from './pullers.js';
import { SmtpEdge } from './smtp.js';

/** The public edge: takes what comes and what lies at providers, and understands nothing of it. */
@Module({ providers: [SmtpEdge, Pullers, Hooks, Health], exports: [SmtpEdge, Hooks] })
export class InboundModule {}
