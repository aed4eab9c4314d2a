import { channels, type Channel, type RawRequest } from '@guichet/channels';
import {
  SECRET_KEPT,
  type ProviderTemplate,
  type ChannelAccount as AccountShape,
  type ChannelKind,
} from '@guichet/contracts';
import { ChannelAccount, Database, NotificationListener } from '@guichet/database';
import { Config, Keyring } from '@guichet/platform';
import { Injectable } from '@nestjs/common';

/** A channel account ready for use: its config validated and with its secrets. */
export interface Account {
  id: string;
  kind: ChannelKind;
  name: string;
  teamId: string;
  enabled: boolean;
  addresses: string[];
  health: ChannelAccount['health'];
  channel: Channel;
  config: unknown;
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
    private readonly database: Database,
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

  /** What providers have approved for any of our accounts. */
  async providerTemplates(): Promise<ProviderTemplate[]> {
    return (await this.all()).flatMap(({ channel, config }) => channel.templates?.(config) ?? []);
  }

  /** After a change of the accounts in this process; a change in another wakes us. */
  invalidate(): void {
    this.cached = undefined;
  }

  async byId(id: string): Promise<Account | undefined> {
    return (await this.all()).find((account) => account.id === id);
  }

  /**
   * Whose a payload is that came by this account: its own, or that of the address for which a provider brought it along (`:for`),
   * if that one believes it, too.
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

  /** What the provider calls for this account; null where none does. `#…` at its end is for the provider's own settings. */
  webhookUrl({ id, kind }: Pick<ChannelAccount, 'id' | 'kind'>): string | null {
    return channels[kind].verify ? `${this.appConfig.publicUrl}/hooks/${kind}/${id}` : null;
  }

  /** What an administrator sees of an account. */
  view(row: ChannelAccount): AccountShape {
    const channel = channels[row.kind];
    const webhookUrl = this.webhookUrl(row);
    return {
      ...toAccount(row, Object.keys(this.openSecrets(row))),
      webhookUrl: webhookUrl && `${webhookUrl}${channel.webhookSuffix?.(row.config) ?? ''}`,
      embed: channel.embed?.(row.id, this.appConfig.publicUrl) ?? null,
    };
  }

  private async load(): Promise<Account[]> {
    const rows = await this.database.source.getRepository(ChannelAccount).find({ order: { createdAt: 'ASC' } });
    return rows.flatMap((row) => {
      const channel = channels[row.kind];
      const parsed: { success: boolean; data?: unknown } = channel.config.safeParse(
        withSecrets(row.config, this.openSecrets(row)),
      );
      // A config that no longer fits its schema is shown as such by its health; it must not stop the other accounts.
      return parsed.success ? [{ ...row, channel, config: parsed.data }] : [];
    });
  }

  openSecrets(row: Pick<ChannelAccount, 'secrets'>): Record<string, unknown> {
    if (!row.secrets) return {};
    try {
      return JSON.parse(this.keyring.decrypt(PURPOSE, row.secrets)) as Record<string, unknown>;
    } catch {
      // Sealed under another GUICHET_SECRET: the account must be given its passwords again.
      return {};
    }
  }

  sealSecrets(secrets: Record<string, unknown>): Buffer | null {
    return Object.keys(secrets).length === 0 ? null : this.keyring.encrypt(PURPOSE, JSON.stringify(secrets));
  }
}

type Tree = Record<string, unknown>;

export function withSecrets(config: Tree, secrets: Record<string, unknown>): Tree {
  const copy = structuredClone(config);
  for (const [path, value] of Object.entries(secrets)) put(copy, path.split('.'), value);
  return copy;
}

/** Takes the secrets out of a config. A value sent back as dots keeps the one that was stored. */
export function takeSecrets(
  config: Tree,
  paths: readonly string[],
  kept: Record<string, unknown>,
): { config: Tree; secrets: Record<string, unknown> } {
  const copy = structuredClone(config);
  const secrets: Record<string, unknown> = {};
  for (const path of paths) {
    const value = take(copy, path.split('.'));
    if (value === SECRET_KEPT) {
      if (path in kept) secrets[path] = kept[path];
    } else if (value !== undefined && value !== '') secrets[path] = value;
  }
  return { config: copy, secrets };
}

export const isKept = (config: Tree, path: string): boolean => valueAt(config, path.split('.')) === SECRET_KEPT;

const DESTINATION = ['host', 'port', 'user', 'apiBaseUrl', 'instanceUrl', 'outboundUrl'];

/**
 * Returns whether a stored secret would be sent to the server for which it was entered. Otherwise a person who may
 * change the address could read the secret.
 */
export function sameDestination(path: string, before: Tree, after: Tree): boolean {
  const beside = path.split('.').slice(0, -1);
  return DESTINATION.every((key) => valueAt(before, [...beside, key]) === valueAt(after, [...beside, key]));
}

function toAccount(row: ChannelAccount, secretPaths: readonly string[]): Omit<AccountShape, 'webhookUrl' | 'embed'> {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    teamId: row.teamId,
    enabled: row.enabled,
    config: withSecrets(row.config, Object.fromEntries(secretPaths.map((path) => [path, SECRET_KEPT]))),
    addresses: row.addresses,
    health: { state: row.health, reason: row.healthReason, at: row.healthAt?.toISOString() ?? null },
    createdAt: row.createdAt.toISOString(),
  };
}

function valueAt(tree: Tree, path: readonly string[]): unknown {
  let value: unknown = tree;
  for (const key of path) value = typeof value === 'object' && value !== null ? (value as Tree)[key] : undefined;
  return value;
}

// A secret belongs to an object that is there: dots for an IMAP password of an account without IMAP would make one.
function put(tree: Tree, [key, ...rest]: string[], value: unknown): void {
  if (rest.length === 0) tree[key!] = value;
  else if (typeof tree[key!] === 'object' && tree[key!] !== null) put(tree[key!] as Tree, rest, value);
}

function take(tree: Tree, [key, ...rest]: string[]): unknown {
  const value = tree[key!];
  if (rest.length > 0) return typeof value === 'object' && value !== null ? take(value as Tree, rest) : undefined;
  delete tree[key!];
  return value;
}
