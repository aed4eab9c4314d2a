import { Global, Module } from '@nestjs/common';
import { Intake } from './accept.js';
import { Accounts } from './accounts.js';
import { Io } from './channel-io.js';
import { Deliveries } from './deliver.js';
import { Understanding } from './understand.js';

@Global()
@Module({
  providers: [Accounts, Io, Intake, Understanding, Deliveries],
  exports: [Accounts, Io, Intake, Understanding, Deliveries],
})
export class MessagesModule {}
