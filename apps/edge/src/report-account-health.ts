import { ChannelAccount, Database } from '@guichet/database';
import { publishAccountChangedById, setHealthOfReceiving, type AccountHealth as Health } from '@guichet/messages';
import { Logger } from '@guichet/platform';
import { Injectable } from '@nestjs/common';

const WATCH = { kind: 'system', name: 'Intake' } as const;
/** A channel that works is not asked about at every message. */
const FRESH_MS = 60_000;

/** What the edge knows of the accounts: whether they work, and why not. */
@Injectable()
export class AccountHealth {
  private readonly toldOk = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
  ) {}

  /**
   * Something came by it: it works as far as that goes. Noted in the background where nothing is known yet; that answers
   * do not get out is not undone by what comes in.
   */
  ok(channelAccountId: string): void {
    const now = Date.now();
    if (now - (this.toldOk.get(channelAccountId) ?? 0) < FRESH_MS) return;
    this.toldOk.set(channelAccountId, now);
    this.database
      .write(WATCH, async (tx) => {
        const { affected } = await tx
          .repo(ChannelAccount)
          .update({ id: channelAccountId, health: 'unknown' }, { health: 'ok', healthAt: tx.now });
        if (affected) await publishAccountChangedById(tx, channelAccountId);
      })
      .catch((error: unknown) => {
        this.toldOk.delete(channelAccountId);
        this.logger.debug('The health of an account could not be noted.', { channelAccountId, error });
      });
  }

  /** How reading it went. */
  async set(channelAccountId: string, health: Health): Promise<void> {
    await this.database.write(WATCH, (tx) => setHealthOfReceiving(tx, channelAccountId, health));
  }
}
