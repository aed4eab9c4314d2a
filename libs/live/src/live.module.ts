import { Global, Module } from '@nestjs/common';
import { EventTail } from './event-tail.js';
import { Sockets } from './socket-server.js';

/** What every process that pushes has: the tail of the event log, and the sockets to push by. */
@Global()
@Module({ providers: [EventTail, Sockets], exports: [EventTail, Sockets] })
export class LiveModule {}
