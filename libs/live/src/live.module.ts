import { Global, Module } from '@nestjs/common';
import { EventTail } from './event-tail.js';
import { OwnPages } from './own-pages.js';

/** What every process that pushes has: the tail of the event log, and which pages are ours. */
@Global()
@Module({ providers: [EventTail, OwnPages], exports: [EventTail, OwnPages] })
export class LiveModule {}
