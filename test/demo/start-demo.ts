import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@guichet/guichet/postgres';
import { startProduct } from '@guichet/guichet/product';
import type { AgentClient } from '../support/agent-client.js';
import { Database } from '@guichet/database';
import { Accounts, DeliveryWorker, InboundProcessor } from '@guichet/messages';
import { FileBlobStore, Keyring, loadConfig } from '@guichet/platform';
import { DemoClock } from './demo-clock.js';
import type { ChannelListener } from './channels/citizen-channel.js';
import { openChannels } from './channels/open-channels.js';
import { Phones } from './phone/phone-messages.js';
import { PhoneServer } from './phone/phone-server.js';
import { setUpCaseFields } from './set-up-case-fields.js';
import { setUpChecklists } from './set-up-checklists.js';
import { setUpMacros } from './set-up-macros.js';
import { setUpRouting } from './set-up-routing.js';
import { setUpSectors } from './set-up-sectors.js';
import { writeEverydayCases } from './everyday-cases.js';
import { writePastCases } from './past-template-replies.js';
import { Replay } from './replay-stories.js';
import { stories } from './stories/index.js';
import { administrator, buildTown, password, type AgentName } from './build-town.js';
import { Traffic } from './live-traffic.js';

/** Colleagues who are there while somebody looks around. */
const atWork: AgentName[] = ['berengere', 'helene', 'raphael', 'samir'];

async function comeToWork(agent: AgentClient): Promise<() => void> {
  const socket = await agent.live();
  await agent.put('/presence/me', { state: 'available' });
  return () => void socket.disconnect();
}

export interface Demo {
  consoleUrl: string;
  phoneUrl: string;
  close(): Promise<void>;
}

export interface DemoOptions {
  /** Wished for; where one is taken, another is found. */
  ports: { http: number; smtp: number; phone: number };
  /** Do citizens go on writing by themselves? */
  traffic: boolean;
  say: (line: string) => void;
}

/**
 * The whole product on a throw-away database, in a town with a history, between agents who can sign in and citizens whose
 * phones can be held. Everything of it is gone once it is closed.
 */
export async function startDemo({ ports: wished, traffic: withTraffic, say }: DemoOptions): Promise<Demo> {
  const undo: (() => unknown)[] = [];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const data = mkdtempSync(join(tmpdir(), 'guichet-demo-'));
    undo.push(() => rmSync(data, { recursive: true, force: true }));
    // The database runs as a user of its own where we are root.
    chmodSync(data, 0o755);
    const postgres = await startPostgres(join(data, 'database'));
    undo.push(() => postgres.stop());

    const http = await freePort(wished.http, 'PORT', say);
    const smtp = await freePort(wished.smtp, 'SMTP_PORT', say);
    const phone = await freePort(wished.phone, null, say);
    const clock = new DemoClock();
    const now = () => clock.now();

    const listeners: ChannelListener[] = [];
    const ears: ChannelListener = {
      received: (...what) => listeners.forEach((listener) => listener.received(...what)),
    };
    const consoleUrl = `http://localhost:${http}`;
    const lines = await openChannels(ears, now, {
      productUrl: () => consoleUrl,
      smtpPort: () => smtp,
      siteOrigins: siteOrigins(phone),
    });
    undo.push(() => Promise.all([...lines.values()].map((line) => line.close())));
    const phones = new Phones(lines, now);

    const config = loadConfig({
      PORT: String(http),
      SMTP_PORT: String(smtp),
      GUICHET_DATA: data,
      OUTBOUND_ALLOW: '127.0.0.0/8,::1',
      GUICHET_ADMIN_EMAIL: administrator,
      GUICHET_ADMIN_PASSWORD: password,
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error',
    });
    const keyring = new Keyring(randomBytes(32));
    const blobs = new FileBlobStore(join(data, 'blobs'));
    const start = () => startProduct({ config, databaseUrl: postgres.url, keyring, blobs, clock });
    let product = await start();
    undo.push(() => product.close());

    say('setting up the town: teams, agents, channels…');
    const town = await buildTown(consoleUrl, [...lines.values()]);
    const replay = new Replay({
      town,
      lines,
      phones,
      clock,
      processed: () => product.app.get(InboundProcessor).drain(),
      delivered: () => product.app.get(DeliveryWorker).drain(),
    });
    listeners.push(phones, replay);
    say('two weeks of letters, calls, chats and replies…');
    await replay.run(stories);
    listeners.splice(listeners.indexOf(replay), 1);
    const caseTypes = await setUpRouting(town);
    const accounts = await product.app.get(Accounts).all();
    say('three months of ordinary days, which the figures are made of…');
    // What happened long ago is written down while nobody is there to hear of it as if it were news.
    await product.close();
    const free = await occupy([http, smtp]);
    const archive = { town, url: postgres.url, consoleUrl, keyring, accounts, now: now() };
    await writePastCases(archive);
    await writeEverydayCases({ ...archive, caseTypes });
    await free();
    say('opening the doors…');
    product = await start();
    await setUpSectors(consoleUrl, town);
    await setUpCaseFields(town, caseTypes);
    await setUpChecklists(town, caseTypes);
    await setUpMacros(town, caseTypes);
    // Nobody is told of a new browser, as those by which the town was built are nobody's.
    await product.app.get(Database).execute(`delete from known_device`);
    for (const name of atWork) undo.push(await comeToWork(town.agents[name]));

    const chat = town.accounts.find(({ kind }) => kind === 'chat')!;
    await town.admin.patch(`/channels/${chat.id}`, { config: { ...chat.config, continueByMail: true } });
    // Forms are filled in on the web site of the town and have no app.
    const apps = [...lines.keys()].filter((kind) => kind !== 'webhook');
    const server = new PhoneServer({ phones, apps, product: () => ({ port: http, chatChannelId: chat.id }) });
    await server.listen(phone);
    undo.push(() => server.close());
    if (withTraffic) {
      const traffic = new Traffic(lines, say);
      listeners.push(traffic);
      traffic.start();
      undo.push(() => traffic.stop());
    }
    return { consoleUrl, phoneUrl: `http://localhost:${phone}`, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Under which the phone is found from here, and from a real phone in the same network. */
function siteOrigins(port: number): string[] {
  const own = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
  const hosts = own.filter(({ family }) => family === 'IPv4').map(({ address }) => address);
  return [...new Set(['localhost', '127.0.0.1', ...hosts])].map((host) => `http://${host}:${port}`);
}

/** Keeps ports that are free for minutes from others, who are given any port; returns what frees them. */
async function occupy(ports: readonly number[]): Promise<() => Promise<void>> {
  const servers = await Promise.all(
    ports.map(async (port) => {
      const server = createServer((socket) => socket.destroy()).listen(port);
      await once(server, 'listening');
      return server;
    }),
  );
  return async () => {
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  };
}

/** The port that was wished for, or another one, which is said where it has a name. */
async function freePort(wished: number, name: string | null, say: (line: string) => void): Promise<number> {
  const open = (port: number) =>
    new Promise<number | null>((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(null));
      server.listen(port, () => {
        const { port: opened } = server.address() as { port: number };
        server.close(() => resolve(opened));
      });
    });
  const port = (await open(wished)) ?? (await open(0))!;
  if (name && wished !== 0 && port !== wished) say(`${name} ${wished} is in use: it is ${port} this time`);
  return port;
}
