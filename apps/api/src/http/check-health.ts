import { Database } from '@guichet/database';
import { BlobStore, Failure } from '@guichet/platform';
import { Injectable } from '@nestjs/common';

/** Can this process do its work? */
@Injectable()
export class Health {
  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
  ) {}

  /** Throws `unavailable` where the database does not respond, and `storage-full` where it or the files have no room. */
  async assertReady(): Promise<void> {
    await this.database.assertReady().catch((error: unknown) => {
      const isFull = error instanceof Failure && error.code === 'storage-full';
      throw isFull ? error : new Failure('unavailable', { detail: 'The database does not respond.' });
    });
    await this.blobs.assertRoom();
  }
}
