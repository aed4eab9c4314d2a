import { Module, type DynamicModule } from '@nestjs/common';
import { Database } from './database.js';
import { WakeUps } from './wake-ups.js';

@Module({})
export class DatabaseModule {
  static register(database: Database, wakeUps: WakeUps): DynamicModule {
    const providers = [
      { provide: Database, useValue: database },
      { provide: WakeUps, useValue: wakeUps },
    ];
    return { module: DatabaseModule, global: true, providers, exports: [Database, WakeUps] };
  }
}
