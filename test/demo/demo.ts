import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChannelKind } from '@guichet/contracts';
import { startPostgres } from '@guichet/guichet/postgres';
import { startProduct } from '@guichet/guichet/product';
import { Deliveries, Understanding } from '@guichet/messages';
import { FileBlobStore, Keyring, loadConfig } from '@guichet/platform';
import { DemoClock } from './clock.js';
import { chatLine } from './lines/chat.js';
import { formsLine } from './lines/forms.js';
import type { Ears, Line } from './lines/line.js';
import { mailLine } from './lines/mail.js';
import { mastodonLine } from './lines/mastodon.js';
import { metaLines } from './lines/meta.js';
import { smsLine } from './lines/sms.js';
import { telegramLine } from './lines/telegram.js';
import { Phones } from './phone/phones.js';
import { PhoneServer } from './phone/server.js';
import { Replay } from './replay.js';
import { stories } from './stories/index.js';
import { administrator, buildTown, password } from './town.js';
import { Traffic } from './traffic.js';

/** The apps on a phone, in their order on its screen. */
const apps: ChannelKind[] = ['email', 'sms', 'chat', 'whatsapp', 'messenger', 'telegram', 'mastodon'];

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

    const listeners: Ears[] = [];
    const ears: Ears = { received: (...what) => listeners.forEach((listener) => listener.received(...what)) };
    const consoleUrl = `http://localhost:${http}`;
    const lines = await openLines(ears, now, { consoleUrl, smtp, phone });
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
    const product = await startProduct({
      config,
      databaseUrl: postgres.url,
      keyring: new Keyring(randomBytes(32)),
      blobs: new FileBlobStore(join(data, 'blobs')),
      clock,
    });
    undo.push(() => product.close());

    const town = await buildTown(consoleUrl, [...lines.values()]);
    const replay = new Replay({
      town,
      lines,
      phones,
      clock,
      understood: () => product.app.get(Understanding).drain(),
      delivered: () => product.app.get(Deliveries).drain(),
    });
    listeners.push(phones, replay);
    await replay.run(stories);
    listeners.splice(listeners.indexOf(replay), 1);

    const chat = town.accounts.find(({ kind }) => kind === 'chat')!;
    await town.admin.patch(`/channels/${chat.id}`, { config: { ...chat.config, continueByMail: true } });
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

async function openLines(
  ears: Ears,
  now: () => Date,
  { consoleUrl, smtp, phone }: { consoleUrl: string; smtp: number; phone: number },
): Promise<ReadonlyMap<ChannelKind, Line>> {
  const lines = [
    await mailLine(ears, now, () => smtp),
    await smsLine(ears),
    chatLine(() => consoleUrl, siteOrigins(phone)),
    ...(await metaLines(ears, now)),
    await telegramLine(ears),
    await mastodonLine(ears),
    await formsLine(now),
  ];
  return new Map(lines.map((line) => [line.kind, line]));
}

/** Under which the phone is found from here, and from a real phone in the same network. */
function siteOrigins(port: number): string[] {
  const own = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
  const hosts = own.filter(({ family }) => family === 'IPv4').map(({ address }) => address);
  return [...new Set(['localhost', '127.0.0.1', ...hosts])].map((host) => `http://${host}:${port}`);
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
