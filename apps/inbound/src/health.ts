import { ChannelAccount, Database } from '@guichet/database';
import { tellHealth } from '@guichet/messages';
import { Logger } from '@guichet/platform';
import { Injectable } from '@nestjs/common';

const WATCH = { kind: 'system', name: 'Intake' } as const;
/** A channel that works is not asked about at every message. */
const FRESH_MS = 60_000;

/** What the edge knows of the accounts: whether they work, and why not. */
@Injectable()
export class Health {
  private readonly toldOk = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
  ) {}

  /**
   * Something came by it: it works as far as that goes. Noted in the background where nothing is known yet; that answers
   * do not get out is not undone by what comes in.
   */
  ok(channelId: string): void {
    const now = Date.now();
    if (now - (this.toldOk.get(channelId) ?? 0) < FRESH_MS) return;
    this.toldOk.set(channelId, now);
    this.database
      .write(WATCH, async (tx) => {
        const { affected } = await tx
          .repo(ChannelAccount)
          .update({ id: channelId, health: 'unknown' }, { health: 'ok', healthAt: tx.now });
        if (affected) tx.publish('channel.changed', { channelId });
      })
      .catch((error: unknown) => {
        this.toldOk.delete(channelId);
        this.logger.debug('The health of an account could not be noted.', { channelId, error });
      });
  }

  async tell(channelId: string, health: 'ok' | 'error', reason: string | null): Promise<void> {
    await this.database.write(WATCH, (tx) => tellHealth(tx, channelId, health, reason));
  }
}
