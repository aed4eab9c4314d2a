import { Database } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { Injectable } from '@nestjs/common';

/** Can this process do its work? */
@Injectable()
export class Health {
  constructor(private readonly database: Database) {}

  /** Throws `unavailable` where the database does not respond. */
  async assertReady(): Promise<void> {
    await this.database.ping().catch(() => {
      throw new Failure('unavailable', { detail: 'The database does not respond.' });
    });
  }
}
