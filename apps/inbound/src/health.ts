import { ChannelAccount, Database } from '@guichet/database';
import { Logger } from '@guichet/platform';
import { Injectable } from '@nestjs/common';

const WATCH = { kind: 'system', name: 'Intake' } as const;
/** A channel that works is not noted at every message. */
const FRESH_MS = 60_000;

/** What the edge knows of the accounts: whether they work, and why not. */
@Injectable()
export class Health {
  private readonly toldOk = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
  ) {}

  /** It works: something came by it. Noted in the background, once a minute at most. */
  ok(channelId: string): void {
    const now = Date.now();
    if (now - (this.toldOk.get(channelId) ?? 0) < FRESH_MS) return;
    this.toldOk.set(channelId, now);
    this.tell(channelId, 'ok', null).catch((error: unknown) => {
      this.toldOk.delete(channelId);
      this.logger.debug('The health of an account could not be noted.', { channelId, error });
    });
  }

  async tell(channelId: string, health: 'ok' | 'error', reason: string | null): Promise<void> {
    if (health === 'error') this.toldOk.delete(channelId);
    await this.database.write(WATCH, async (tx) => {
      const before = await tx.repo(ChannelAccount).findOneBy({ id: channelId });
      await tx.repo(ChannelAccount).update({ id: channelId }, { health, healthReason: reason, healthAt: tx.now });
      if (before && (before.health !== health || before.healthReason !== reason))
        tx.publish('channel.changed', { channelId });
    });
  }
}
