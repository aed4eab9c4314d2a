import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAgent, createTeam, grantOfWord, type Principal } from '@guichet/access';
import type { InboundMessage } from '@guichet/channels';
import type { Role } from '@guichet/contracts';
import { ChannelAccount, Database, type Tx } from '@guichet/database';
import { FileTexts, replyLink } from '@guichet/messages';
import { FileBlobStore, Keyring, newId } from '@guichet/platform';
import { createDatabase } from './test-database.js';
import { eventually } from './eventually.js';

const SETUP = { kind: 'system', name: 'Setup' } as const;
const PASSWORD = 'correct horse battery';
let hashedPassword: string | undefined;

/** A small administration in a database of its own, from which most tests start. */
export class TestTown {
  private forgetting: string | undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), 'guichet-town-'));
  /** Where files of this town are. */
  readonly blobs = new FileBlobStore(this.folder);
  readonly fileTexts = new FileTexts(this.blobs);

  private constructor(
    readonly database: Database,
    readonly keyring: Keyring,
    private readonly drop: () => Promise<void>,
  ) {}

  /** `settings`: those of Postgres for its connections, by their names. */
  static async build(settings: Record<string, string> = {}): Promise<TestTown> {
    const home = await createDatabase();
    const url = new URL(home.url);
    const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
    if (options.length > 0) url.searchParams.set('options', options.join(' '));
    const drop = () => home.drop();
    const database = await Database.connect(url.href, { poolSize: 8 });
    return new TestTown(database, new Keyring(Buffer.from('a secret of a test, long enough')), drop);
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.drop();
    await this.fileTexts.onApplicationShutdown();
    await rm(this.folder, { recursive: true, force: true });
  }

  /**
   * Removes all cases, citizens and events; teams, agents and accounts stay. What runs a hundred times begins anew by it, and
   * costs as much at the end as at the beginning. Rows are deleted, as a table that is truncated has all its statements planned
   * anew. The triggers that keep entries and evidence are passed by.
   */
  async forget(): Promise<void> {
    this.forgetting ??= await this.deletions();
    await this.database.source.query(this.forgetting);
  }

  /** One text of deletions from the tables of cases and from all that refer to them. */
  private async deletions(): Promise<string> {
    const tables = await this.database.query<{ name: string }>(
      `with recursive gone(id) as (
         select unnest('{cases,case_count,case_participant,message,entry_words,sla_timer,citizen,handle_evidence,envelope,event}'::regclass[])::oid
         union select c.conrelid from pg_constraint c join gone on c.confrelid = gone.id where c.contype = 'f')
       select id::regclass::text as name from gone`,
    );
    const deletions = tables.map(({ name }) => `delete from ${name};`).join(' ');
    return `begin; set local session_replication_role = replica; ${deletions} commit`;
  }

  /** Commits `work` of an agent only when `other` waits for a lock that it holds. Returns the result of `other`. */
  async commitWhenBlocked<Result>(
    who: Principal,
    work: (tx: Tx) => Promise<unknown>,
    other: () => Promise<Result>,
  ): Promise<Result> {
    const [done, waitedFor] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const working = this.database.write({ kind: 'agent', id: who.id, name: who.name }, async (tx) => {
      await work(tx);
      done.resolve();
      await waitedFor.promise;
    });
    await Promise.race([done.promise, working]);
    const result = other();
    // What is refused as soon as this is committed is not awaited yet.
    result.catch(() => undefined);
    await eventually(async () => {
      const waiting = await this.database.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(waiting).toHaveLength(1);
    });
    waitedFor.resolve();
    await working;
    return result;
  }

  /** The address of the page of an answer. */
  linkTo = (replyPageId: string): string => replyLink(this.keyring, 'https://guichet.test', replyPageId);

  team(name: string): Promise<string> {
    return this.database.write(SETUP, async (tx) => (await createTeam(tx, null, { name, agentIds: [] })).id);
  }

  async agent(name: string, teamIds: string[] = [], role: Role = 'agent'): Promise<Principal> {
    const email = `${name.toLowerCase()}.${newId().slice(-6)}@town.test`;
    const id = await this.createAgent({ name, email, role, teamIds });
    return {
      id,
      name,
      email,
      role,
      grants: [grantOfWord(role)],
      changesAt: null,
      language: null,
      theme: 'auto',
      createdAt: new Date(),
      teamIds,
      brokenGlass: [],
      session: null,
      scopes: null,
    };
  }

  /** All agents of the towns of a process have one password, hashed once: to hash it takes longer than all else. */
  private createAgent(wanted: { name: string; email: string; role: Role; teamIds: string[] }): Promise<string> {
    return this.database.write(SETUP, async (tx) => {
      const { id } = await createAgent(tx, null, {
        ...wanted,
        ...(hashedPassword === undefined && { password: PASSWORD }),
      });
      const [row] = await tx.query<{ hash: string }>(
        `update agent set password_hash = coalesce(password_hash, $2) where id = $1 returning password_hash as hash`,
        [id, hashedPassword ?? null],
      );
      hashedPassword ??= row!.hash;
      return id;
    });
  }

  async mailbox(
    teamId: string,
    address = `contact.${newId().slice(-6)}@town.test`,
  ): Promise<{ id: string; kind: 'email'; teamId: string; address: string }> {
    const id = newId();
    const config = {
      address,
      inbound: { smtp: true },
      outbound: { host: '127.0.0.1', port: 25, secure: false },
      undoSeconds: 0,
    };
    await this.database.source
      .getRepository(ChannelAccount)
      .save({ id, kind: 'email', name: 'Mailbox', teamId, config, addresses: [address], secrets: null });
    return { id, kind: 'email', teamId, address };
  }
}

let serial = 0;

/** What a test wants a message to be; `body` is its text. */
export type MessageChanges = Partial<InboundMessage> & { body?: string };

/** A mail as the channel parses it; a test overrides what matters to it. */
export function mail(from: string | null, changes: MessageChanges = {}): InboundMessage {
  serial += 1;
  const { body = 'Bonjour, où inscrire ma fille à l’école ?', ...rest } = changes;
  return {
    type: 'message',
    externalId: `mail-${serial}@citizen.test`,
    fingerprint: `print-${serial}`,
    threadKeys: [],
    from: from ? { type: 'email', value: from, name: from.split('@')[0]!, verified: false } : null,
    to: [],
    cc: [],
    subject: 'Inscription école',
    sentAt: null,
    text: body,
    segments: [{ kind: 'visible', text: body }],
    html: null,
    remoteImages: [],
    attachments: [],
    flags: [],
    hiddenParts: 0,
    ...rest,
  };
}
