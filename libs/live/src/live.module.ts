import { Global, Module } from '@nestjs/common';
import { EventTail } from './event-tail.js';
import { OwnOriginCheck } from './own-origin-check.js';

/** What every process that pushes has: the tail of the event log, and which pages are ours. */
@Global()
@Module({ providers: [EventTail, OwnOriginCheck], exports: [EventTail, OwnOriginCheck] })
export class LiveModule {}
