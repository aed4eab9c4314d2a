import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { ChannelKind } from '@guichet/contracts';
import { demoFile } from '../demo-files.js';
import { chatIdentity } from '../channels/chat.js';
import type { CitizenMessage } from '../channels/citizen-channel.js';
import { people, phoneOwners, type PhoneOwner } from '../invented-people.js';
import { agentEmail, password } from '../build-town.js';
import { sitePage } from './town-web-site.js';
import type { Bubble, Phones } from './phone-messages.js';

const maxBody = 36 * 1024 * 1024;
/** Types that a browser may show; all else is downloaded. */
const shown = /^(image\/(png|jpeg|gif|webp)|application\/pdf)$/;

/** What the page posts, which is ours. */
type Posted = Omit<CitizenMessage, 'files'> & { files: { name: string; type: string; base64: string }[] };
interface Reaction {
  id: string;
  emoji: string | null;
}

class Wrong extends Error {}

export interface PhoneServerOptions {
  phones: Phones;
  /** Kinds that can be written to, in the order of their apps. */
  apps: readonly ChannelKind[];
  product: () => { port: number; chatChannelId: string };
}

/** The citizen's phone: one page, what it shows, and what its owner does. */
export class PhoneServer {
  private readonly server: Server;

  constructor(private readonly options: PhoneServerOptions) {
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((error: unknown) => {
        const status = error instanceof Wrong ? 400 : 500;
        if (status === 500) process.stderr.write(`the phone failed: ${String(error)}\n`);
        if (!response.headersSent) send(response, { status, type: 'text/plain', body: 'This did not work.' });
      });
    });
  }

  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, () => resolve((this.server.address() as { port: number }).port));
    });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams, hostname } = new URL(request.url!, `http://${request.headers.host ?? 'localhost'}`);
    const [first = '', second = '', kind = '', verb = ''] = pathname.slice(1).split('/');
    const { port, chatChannelId } = this.options.product();
    const productUrl = `http://${hostname}:${port}`;
    if (request.method === 'POST')
      return this.act(request, response, { owner: ownerOf(second), kind: this.appOf(kind), verb });

    if (pathname === '/') return sendPage(response, 'index.html');
    if (first === 'page') return sendPage(response, second);
    if (pathname === '/setting') return json(response, this.setting(productUrl));
    if (pathname === '/sample') {
      const { type, content } = demoFile('photo.png');
      return send(response, { status: 200, type, body: content });
    }
    if (pathname === '/site') {
      const owner = ownerOf(searchParams.get('owner'));
      const language = searchParams.get('language') === 'en' ? 'en' : 'fr';
      const identity = chatIdentity(people[owner], new Date());
      const site = sitePage({ owner, productUrl, chatChannelId, identity, language });
      return send(response, { status: 200, type: 'text/html; charset=utf-8', body: site });
    }
    if (first === 'files') return this.sendFile(response, second);
    if (first === 'owners' && kind === 'events') return this.stream(response, ownerOf(second));
    send(response, { status: 404, type: 'text/plain', body: 'There is nothing here.' });
  }

  private appOf(name: string): ChannelKind {
    const app = this.options.apps.find((kind) => kind === name);
    if (!app) throw new Wrong();
    return app;
  }

  private setting(consoleUrl: string) {
    return {
      consoleUrl,
      agent: agentEmail('ines'),
      password,
      apps: this.options.apps,
      owners: phoneOwners.map((key) => ({
        key,
        name: people[key].name,
        phone: people[key].phone,
        email: people[key].email,
      })),
    };
  }

  private async act(
    request: IncomingMessage,
    response: ServerResponse,
    { owner, kind, verb }: { owner: PhoneOwner; kind: ChannelKind; verb: string },
  ): Promise<void> {
    const { phones } = this.options;
    const body = await readJson(request);
    if (verb === 'read') await phones.read(people[owner], kind);
    else if (verb === 'reactions') {
      const { id, emoji } = body as Reaction;
      await phones.react(owner, { kind, id, emoji });
    } else if (verb === 'messages') {
      const { files, ...letter } = body as Posted;
      const content = files.map(({ base64, ...file }) => ({ ...file, content: Buffer.from(base64, 'base64') }));
      return json(response, phones.write(owner, kind, { ...letter, files: content }));
    } else return send(response, { status: 404, type: 'text/plain', body: 'There is nothing here.' });
    json(response, {});
  }

  private sendFile(response: ServerResponse, id: string): void {
    const file = this.options.phones.file(id);
    if (!file) return send(response, { status: 404, type: 'text/plain', body: 'There is no such file.' });
    const disposition = shown.test(file.type) ? 'inline' : 'attachment';
    response.setHeader('content-disposition', `${disposition}; filename*=UTF-8''${encodeURIComponent(file.name)}`);
    send(response, { status: 200, type: file.type, body: file.content });
  }

  /** All bubbles of the owner, then each that is new or has changed (server-sent events, HTML § 9.2). */
  private stream(response: ServerResponse, owner: PhoneOwner): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const push = (event: string, data: unknown) => response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    const listener = (whose: PhoneOwner, bubble: Bubble) => whose === owner && push('bubble', bubble);
    push('all', this.options.phones.all(owner));
    this.options.phones.on('bubble', listener);
    response.once('close', () => this.options.phones.off('bubble', listener));
  }
}

function ownerOf(name: string | null): PhoneOwner {
  const owner = phoneOwners.find((key) => key === name);
  if (!owner) throw new Wrong();
  return owner;
}

const pageTypes = { html: 'text/html', css: 'text/css', mjs: 'text/javascript' };
const pages = new Map(
  readdirSync(join(import.meta.dirname, 'page')).map((name) => [
    name,
    readFileSync(join(import.meta.dirname, 'page', name), 'utf8'),
  ]),
);

function sendPage(response: ServerResponse, name: string): void {
  const page = pages.get(name);
  if (page === undefined) return send(response, { status: 404, type: 'text/plain', body: 'There is nothing here.' });
  const extension = name.slice(name.lastIndexOf('.') + 1) as keyof typeof pageTypes;
  send(response, { status: 200, type: `${pageTypes[extension]}; charset=utf-8`, body: page });
}

function send(
  response: ServerResponse,
  { status, type, body }: { status: number; type: string; body: string | Buffer },
): void {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}

const json = (response: ServerResponse, body: unknown) =>
  send(response, { status: 200, type: 'application/json', body: JSON.stringify(body) });

/** Only JSON, which a page of another origin cannot send unasked. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  if (request.headers['content-type'] !== 'application/json') throw new Wrong();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBody) throw new Wrong();
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
}
