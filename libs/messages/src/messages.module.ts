import { Global, Module } from '@nestjs/common';
import { Intake } from './accept.js';
import { Accounts } from './accounts.js';
import { Deliveries } from './deliver.js';
import { Understanding } from './understand.js';

@Global()
@Module({
  providers: [Accounts, Intake, Understanding, Deliveries],
  exports: [Accounts, Intake, Understanding, Deliveries],
})
export class MessagesModule {}
