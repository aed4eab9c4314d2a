import { channels, type Channel, type RawRequest } from '@guichet/channels';
import {
  SECRET_KEPT,
  type ProviderTemplate,
  type ChannelAccount as AccountShape,
  type ChannelKind,
} from '@guichet/contracts';
import { ChannelAccount, Database, NotificationListener, OAuthGrant } from '@guichet/database';
import { Config, Keyring } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import { withSecrets } from './secrets-in-account-config.js';
import { consentOf, type ConsentState } from './oauth/consent-given-or-needed.js';

/** A channel account ready for use: its config validated and with its secrets. */
export interface Account {
  id: string;
  kind: ChannelKind;
  name: string;
  teamId: string;
  /** Every team may write from it. */
  shared: boolean;
  enabled: boolean;
  addresses: string[];
  createdAt: Date;
  health: ChannelAccount['health'];
  healthOfSending: boolean;
  channel: Channel;
  config: unknown;
  /** When somebody last signed in for it at its provider (OAuth 2). */
  consentedAt: Date | null;
}

const PURPOSE = 'channel-account';

/**
 * The channel accounts of this process, read once and again when somebody changes them. Intake asks for them at every
 * message, so they are not read from the database each time.
 */
@Injectable()
export class Accounts {
  private cached: Promise<Account[]> | undefined;

  constructor(
    readonly database: Database,
    readonly keyring: Keyring,
    private readonly appConfig: Config,
    notificationListener: NotificationListener,
  ) {
    notificationListener.on('channel', () => this.invalidate());
  }

  async all(): Promise<Account[]> {
    this.cached ??= this.load();
    try {
      return await this.cached;
    } catch (error) {
      this.cached = undefined;
      throw error;
    }
  }

  /** Returns the messages that providers have approved for any of our accounts. */
  async providerTemplates(): Promise<ProviderTemplate[]> {
    return (await this.all()).flatMap(({ channel, config }) => channel.templates?.(config) ?? []);
  }

  /** Must be called after a change of the accounts in this process. A change in another process notifies us. */
  invalidate(): void {
    this.cached = undefined;
  }

  async byId(id: string): Promise<Account | undefined> {
    return (await this.all()).find((account) => account.id === id);
  }

  /**
   * Returns the account to which a payload belongs: the one that received it, or that of the address for which the provider
   * delivered it as well (`:for`), where that account can verify it, too.
   */
  async ownerOf(channelAccountId: string, request: RawRequest): Promise<Account | undefined> {
    const called = await this.byId(channelAccountId);
    const address = request.headers[':for'];
    if (!called || address === undefined) return called;
    return (await this.all()).find(
      ({ kind, enabled, addresses, channel, config }) =>
        kind === called.kind && enabled && addresses.includes(address) && channel.verify?.(request, config),
    );
  }

  /** Returns the address that the provider calls for this account; null where none does. A `#…` at its end is meant for the provider's own settings. */
  webhookUrl({ id, kind, config }: Pick<ChannelAccount, 'id' | 'kind'> & { config: unknown }): string | null {
    const channel = channels[kind];
    const isCalled = channel.verify !== undefined && (channel.isCalled?.(config) ?? true);
    return isCalled ? `${this.appConfig.publicUrl}/hooks/${kind}/${id}` : null;
  }

  /** Returns what an administrator sees of an account. `grant` is what its provider has given, where it signs in by OAuth 2. */
  view(row: ChannelAccount, grant: ConsentState | null): AccountShape {
    const channel = channels[row.kind];
    const webhookUrl = this.webhookUrl(row);
    // The end of the address may be made of a secret; settings that are not valid have none.
    const ready = this.ready(row);
    const suffix = ready ? (channel.webhookSuffix?.(ready.config) ?? '') : '';
    return {
      ...toAccount(row, Object.keys(this.openSecrets(row))),
      consent: consentOf(row, grant),
      webhookUrl: webhookUrl && `${webhookUrl}${suffix}`,
      embed: channel.embed?.(row.id, this.appConfig.publicUrl) ?? null,
    };
  }

  private async load(): Promise<Account[]> {
    const rows = await this.database.source.getRepository(ChannelAccount).find({ order: { createdAt: 'ASC' } });
    const grants = await this.database.source.getRepository(OAuthGrant).find();
    const consents = new Map(grants.map(({ channelAccountId, consentedAt }) => [channelAccountId, consentedAt]));
    return rows.flatMap((row) => this.ready(row, consents.get(row.id)) ?? []);
  }

  /**
   * Returns an account ready for use, or nothing where its config no longer fits its schema: that is shown by its health, and must not
   * stop the other accounts.
   */
  ready(row: ChannelAccount, consentedAt: Date | null = null): Account | undefined {
    const channel = channels[row.kind];
    const parsed: { success: boolean; data?: unknown } = channel.config.safeParse(
      withSecrets(row.config, this.openSecrets(row)),
    );
    return parsed.success ? { ...row, channel, config: parsed.data, consentedAt } : undefined;
  }

  openSecrets(row: Pick<ChannelAccount, 'secrets'>): Record<string, unknown> {
    if (!row.secrets) return {};
    try {
      return JSON.parse(this.keyring.decrypt(PURPOSE, row.secrets)) as Record<string, unknown>;
    } catch {
      // The secrets were encrypted with another GUICHET_SECRET, so they must be entered again.
      return {};
    }
  }

  sealSecrets(secrets: Record<string, unknown>): Buffer | null {
    return Object.keys(secrets).length === 0 ? null : this.keyring.encrypt(PURPOSE, JSON.stringify(secrets));
  }
}

function toAccount(
  row: ChannelAccount,
  secretPaths: readonly string[],
): Omit<AccountShape, 'webhookUrl' | 'embed' | 'consent'> {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    teamId: row.teamId,
    shared: row.shared,
    enabled: row.enabled,
    config: withSecrets(row.config, Object.fromEntries(secretPaths.map((path) => [path, SECRET_KEPT]))),
    addresses: row.addresses,
    health: { state: row.health, reason: row.healthReason, at: row.healthAt?.toISOString() ?? null },
    createdAt: row.createdAt.toISOString(),
  };
}
