import { Database, SharedLimiter } from '@guichet/database';
import { Injectable } from '@nestjs/common';
import { refuseTooManyRequests } from './refuse-too-many-requests.js';

/** Uploads of one agent, by whatever process they come. */
@Injectable()
export class UploadLimit {
  private readonly uploads: SharedLimiter;

  constructor(database: Database) {
    this.uploads = new SharedLimiter(database, { name: 'upload-agent', points: 300, seconds: 60 });
  }

  /** Throws `too-many-requests`. */
  async count(agentId: string): Promise<void> {
    const { isOver, resetSeconds } = await this.uploads.use(agentId);
    if (isOver) refuseTooManyRequests(resetSeconds);
  }
}
