import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUIDv7 } from 'node:crypto';
import type { Principal } from '@guichet/access';
import { caseDetail, timeline } from '@guichet/cases';
import type { InboundReport } from '@guichet/channels';
import type { ChannelKind, MessageEntry } from '@guichet/contracts';
import { ChannelAccount, Delivery, WakeUps } from '@guichet/database';
import { Egress, FileBlobStore, Logger, OutboundAllow, loadConfig } from '@guichet/platform';
import { Accounts } from '../../libs/messages/src/accounts.js';
import { Io } from '../../libs/messages/src/channel-io.js';
import { Deliveries } from '../../libs/messages/src/deliver.js';
import { retry } from '../../libs/messages/src/recall.js';
import { planReply } from '../../libs/messages/src/reply-plan.js';
import { reply } from '../../libs/messages/src/reply.js';
import { applyReport } from '../../libs/messages/src/reports.js';
import { Town } from './town.js';

/** What a story makes happen when a channel calls its provider. */
class WatchedIo extends Io {
  before: ((url: string) => unknown) | null = null;

  override async fetch(url: string, init?: RequestInit): Promise<Response> {
    await this.before?.(url);
    return super.fetch(url, init);
  }
}

/** A town whose answers leave, by real channels, when a story says so, at the hour that it says. */
export class Outbox {
  readonly io = new WatchedIo(new Egress(OutboundAllow.parse('127.0.0.1')));
  private readonly folder = mkdtempSync(join(tmpdir(), 'guichet-outbox-'));
  readonly blobs = new FileBlobStore(this.folder);
  readonly accounts: Accounts;
  private readonly wakeUps: WakeUps;
  private sinceStart = 0;

  private constructor(
    readonly town: Town,
    readonly team: string,
    readonly ana: Principal,
  ) {
    this.wakeUps = new WakeUps(town.database.url);
    this.accounts = new Accounts(town.database, town.keyring, loadConfig({}), this.wakeUps);
    town.database.now = () => new Date(Date.now() + this.sinceStart);
  }

  static async open(): Promise<Outbox> {
    const town = await Town.build();
    const team = await town.team('Mairie');
    return new Outbox(town, team, await town.agent('Ana', [team]));
  }

  async close(): Promise<void> {
    await this.wakeUps.close();
    await this.town.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async connect(kind: ChannelKind, config: Record<string, unknown>): Promise<string> {
    const id = randomUUIDv7();
    await this.town.database.source
      .getRepository(ChannelAccount)
      .save({ id, kind, name: kind, teamId: this.team, config, addresses: [], secrets: null });
    this.accounts.forget();
    return id;
  }

  pass(seconds: number): void {
    this.sinceStart += seconds * 1000;
  }

  as = <Result>(work: Parameters<typeof this.town.database.write<Result>>[1]) =>
    this.town.database.write({ kind: 'agent', id: this.ana.id, name: this.ana.name }, work);

  async answer(
    caseId: string,
    channelId: string,
    to: string | string[],
    text: string,
    sendAt?: string,
  ): Promise<string> {
    const { town, accounts, ana } = this;
    const wanted = { text, to: [to].flat(), attachmentIds: [], channelId, ...(sendAt ? { sendAt } : {}) };
    const plan = await planReply(town.database, accounts, town.linkTo, ana, caseId, wanted);
    return this.as((tx) => reply(tx, town.keyring, ana, caseId, wanted, plan, null));
  }

  retry = (caseId: string, entryId: string) => this.as((tx) => retry(tx, this.ana, caseId, entryId));

  /** Everything that is due leaves, by a process that begins and ends. */
  async run(): Promise<void> {
    const { town, accounts, blobs, io } = this;
    const logger = new Logger('silent');
    const loop = new Deliveries(town.database, accounts, blobs, town.keyring, io, loadConfig({}), logger, this.wakeUps);
    loop.start();
    await loop.drain();
    await loop.stop();
  }

  async report(channelId: string, report: InboundReport, receivedAt = this.town.database.now()): Promise<boolean> {
    const account = (await this.accounts.byId(channelId))!;
    return this.town.database.write({ kind: 'system', name: 'Intake' }, (tx) =>
      applyReport(tx, this.town.keyring, account, report, receivedAt),
    );
  }

  delivery = (entryId: string) => this.town.database.source.getRepository(Delivery).findOneByOrFail({ entryId });

  caseOf = (caseId: string) => caseDetail(this.town.database, this.ana, caseId);

  timeline = (caseId: string) => timeline(this.town.database, this.ana, caseId, { limit: 100 });

  entry = async (caseId: string, entryId: string): Promise<MessageEntry> =>
    (await this.timeline(caseId)).items.find(({ id }) => id === entryId) as MessageEntry;
}
