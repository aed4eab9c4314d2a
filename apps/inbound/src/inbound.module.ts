import { Module } from '@nestjs/common';
import { Pullers } from './pullers.js';
import { SmtpEdge } from './smtp.js';

/** The public edge: takes what comes and what lies in mailboxes, and understands nothing of it. */
@Module({ providers: [SmtpEdge, Pullers], exports: [SmtpEdge] })
export class InboundModule {}
