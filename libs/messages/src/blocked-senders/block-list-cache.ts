import type { Handle, SpamVerdict } from '@guichet/contracts';
import { Database, NotificationListener } from '@guichet/database';
import { Injectable } from '@nestjs/common';
import { domainsOf } from './blockable-sender.js';

interface BlockList {
  addresses: ReadonlySet<string>;
  domains: ReadonlySet<string>;
}

/**
 * The block list of this process, read once and again when somebody changes it. Intake asks for it at every message, so it is
 * not read from the database each time.
 */
@Injectable()
export class BlockedSenders {
  private cached: Promise<BlockList> | undefined;

  constructor(
    private readonly database: Database,
    notificationListener: NotificationListener,
  ) {
    notificationListener.on('block-list', () => void (this.cached = undefined));
  }

  /** Why the messages of a sender are spam: their address is blocked, or its domain or one above it; null where none is. */
  async verdictOn({ value }: Pick<Handle, 'value'>): Promise<SpamVerdict | null> {
    const { addresses, domains } = await this.list();
    if (addresses.size === 0 && domains.size === 0) return null;
    if (addresses.has(value)) return { verdict: 'spam', source: 'blocked-address', detail: value };
    const domain = domainsOf(value).find((one) => domains.has(one));
    return domain === undefined ? null : { verdict: 'spam', source: 'blocked-domain', detail: domain };
  }

  private async list(): Promise<BlockList> {
    this.cached ??= this.load();
    try {
      return await this.cached;
    } catch (error) {
      this.cached = undefined;
      throw error;
    }
  }

  private async load(): Promise<BlockList> {
    const rows = await this.database.query<{ kind: 'address' | 'domain'; value: string }>(
      `select kind, value from blocked_sender where ended_at is null`,
    );
    const of = (wanted: string) => new Set(rows.flatMap(({ kind, value }) => (kind === wanted ? [value] : [])));
    return { addresses: of('address'), domains: of('domain') };
  }
}
