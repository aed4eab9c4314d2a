import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Principal } from '@guichet/access';
import { caseDetail, timeline } from '@guichet/cases';
import type { InboundReport } from '@guichet/channels';
import type { ChannelKind, MessageEntry } from '@guichet/contracts';
import { ChannelAccount, Delivery, NotificationListener } from '@guichet/database';
import { Egress, FileBlobStore, Logger, OutboundAllow, loadConfig, newId } from '@guichet/platform';
import { Accounts } from '../../libs/messages/src/accounts/channel-accounts.js';
import { EgressIo } from '../../libs/messages/src/accounts/egress-channel-io.js';
import { AccessTokens } from '../../libs/messages/src/accounts/oauth/access-tokens.js';
import { DeliveryWorker } from '../../libs/messages/src/send/delivery-worker.js';
import { retryDelivery } from '../../libs/messages/src/send/cancel-send-now-retry.js';
import { planReply } from '../../libs/messages/src/send/plan-reply.js';
import { reply } from '../../libs/messages/src/send/write-reply.js';
import { applyReport } from '../../libs/messages/src/receive/match-provider-reports.js';
import { TestTown } from './test-town.js';

/** Lets a test act before a channel calls its provider. */
class WatchedIo extends EgressIo {
  before: ((url: string) => unknown) | null = null;

  override async fetch(url: string, init?: RequestInit): Promise<Response> {
    await this.before?.(url);
    return super.fetch(url, init);
  }
}

/** A test town whose replies are delivered by real channels when a test runs the worker, at the time that it sets. */
export class Outbox {
  readonly io = new WatchedIo(new Egress(OutboundAllow.parse('127.0.0.1')));
  private readonly folder = mkdtempSync(join(tmpdir(), 'guichet-outbox-'));
  readonly blobs = new FileBlobStore(this.folder);
  readonly accounts: Accounts;
  readonly tokens: AccessTokens;
  private readonly notificationListener: NotificationListener;
  private sinceStart = 0;

  private constructor(
    readonly town: TestTown,
    readonly team: string,
    readonly ana: Principal,
  ) {
    this.notificationListener = new NotificationListener(town.database.url);
    this.accounts = new Accounts(town.database, town.keyring, loadConfig({}), this.notificationListener);
    this.tokens = new AccessTokens(town.database, town.keyring, this.io, new Logger('silent'));
    town.database.clock = () => new Date(Date.now() + this.sinceStart);
  }

  static async open(): Promise<Outbox> {
    const town = await TestTown.build();
    const team = await town.team('Mairie');
    return new Outbox(town, team, await town.agent('Ana', [team]));
  }

  async close(): Promise<void> {
    await this.notificationListener.close();
    await this.town.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async connect(kind: ChannelKind, config: Record<string, unknown>): Promise<string> {
    const id = newId();
    await this.town.database.source
      .getRepository(ChannelAccount)
      .save({ id, kind, name: kind, teamId: this.team, config, addresses: [], secrets: null });
    this.accounts.invalidate();
    return id;
  }

  pass(seconds: number): void {
    this.sinceStart += seconds * 1000;
  }

  as = <Result>(work: Parameters<typeof this.town.database.write<Result>>[1]) =>
    this.town.database.write({ kind: 'agent', id: this.ana.id, name: this.ana.name }, work);

  async answer(
    caseId: string,
    {
      channelAccountId,
      to,
      text,
      sendAt,
    }: { channelAccountId: string; to: string | string[]; text: string; sendAt?: string },
  ): Promise<string> {
    const { town, accounts, ana } = this;
    const recipients = [to].flat();
    const wanted = {
      ...{ text, to: recipients, attachmentIds: [], channelAccountId, ...(sendAt ? { sendAt } : {}) },
      acknowledged: recipients.map((address) => `new-recipient:${address}`),
    };
    const plan = await planReply(
      { reader: town.database, who: ana, accounts, linkTo: town.linkTo, fileTexts: town.fileTexts },
      caseId,
      wanted,
    );
    return this.as((tx) =>
      reply({ tx, who: ana, keyring: town.keyring }, caseId, { message: wanted, plan, seenVersion: null }),
    );
  }

  retry = (caseId: string, entryId: string) => this.as((tx) => retryDelivery(tx, this.ana, { caseId, entryId }));

  /** A worker that has not been started. */
  worker(): DeliveryWorker {
    const { town, accounts, blobs, tokens } = this;
    return new DeliveryWorker(
      town.database,
      accounts,
      blobs,
      town.keyring,
      tokens,
      loadConfig({}),
      new Logger('silent'),
      this.notificationListener,
    );
  }

  /** Delivers everything that is due by a worker that starts and stops. */
  async run(): Promise<void> {
    const loop = this.worker();
    loop.start();
    await loop.drain();
    await loop.stop();
  }

  async report(channelAccountId: string, report: InboundReport, receivedAt = this.town.database.now): Promise<boolean> {
    const account = (await this.accounts.byId(channelAccountId))!;
    return this.town.database.write({ kind: 'system', name: 'Intake' }, (tx) =>
      applyReport(tx, { keyring: this.town.keyring, account, receivedAt }, report),
    );
  }

  delivery = (entryId: string) => this.town.database.source.getRepository(Delivery).findOneByOrFail({ entryId });

  caseOf = (caseId: string) => caseDetail(this.town.database, this.ana, { id: caseId });

  timeline = (caseId: string) => timeline(this.town.database, this.ana, { caseId, query: { limit: 100 } });

  entry = async (caseId: string, entryId: string): Promise<MessageEntry> =>
    (await this.timeline(caseId)).items.find(({ id }) => id === entryId) as MessageEntry;
}
