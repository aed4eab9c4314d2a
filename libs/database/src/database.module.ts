import { Module, type DynamicModule } from '@nestjs/common';
import { Database } from './database.js';
import { NotificationListener } from './pg-notification-listener.js';

@Module({})
export class DatabaseModule {
  static register(database: Database, notificationListener: NotificationListener): DynamicModule {
    const providers = [
      { provide: Database, useValue: database },
      { provide: NotificationListener, useValue: notificationListener },
    ];
    return { module: DatabaseModule, global: true, providers, exports: [Database, NotificationListener] };
  }
}
