import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { Attachment, ChannelAccount, Session } from '@guichet/contracts';
import { ApiClient } from './api-client.js';

/** An agent who uses the API as a browser does: each request has a key, by which it may be repeated. */
export class AgentClient {
  private constructor(private readonly api: ApiClient) {}

  static async signIn(url: string, credentials: { email: string; password: string }): Promise<AgentClient> {
    return new AgentClient(await ApiClient.signIn(url, credentials));
  }

  get cookie(): string {
    return this.api.cookie;
  }

  get session(): Session {
    return this.api.session;
  }

  get<Body>(path: string): Promise<Body> {
    return this.api.call<Body>('GET', path);
  }

  /** `key` stays the same for every attempt of one request. */
  post<Body>(path: string, body: object, { key = randomUUID(), ifMatch }: { key?: string; ifMatch?: string } = {}) {
    return this.api.call<Body>('POST', path, {
      body,
      headers: { 'idempotency-key': key, ...(ifMatch && { 'if-match': ifMatch }) },
    });
  }

  patch<Body>(path: string, body: object, { ifMatch }: { ifMatch?: string } = {}): Promise<Body> {
    return this.api.call<Body>('PATCH', path, { body, headers: ifMatch ? { 'if-match': ifMatch } : {} });
  }

  put<Body>(path: string, body: object): Promise<Body> {
    return this.api.call<Body>('PUT', path, { body });
  }

  /** Uploads a file for a reply or a contact and returns its id. */
  async upload({ name, type, content }: { name: string; type: string; content: Uint8Array }): Promise<string> {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(content)], { type }), name);
    return (await this.api.call<Attachment>('POST', '/attachments', { body: form })).id;
  }

  /** Creates a mail account that receives from the built-in server and sends by the relay at `relayPort` of this host. */
  mailAccount(address: string, relayPort: number, teamId?: string): Promise<ChannelAccount> {
    const outbound = { host: '127.0.0.1', port: relayPort, secure: false };
    const config = { address, inbound: { smtp: true }, outbound, undoSeconds: 0 };
    return this.post('/channels', { kind: 'email', name: 'Mail', config, ...(teamId && { teamId }) });
  }

  /** Opens the live socket of this agent. */
  async live(): Promise<Socket> {
    const socket = io(`${this.api.url}/live`, {
      transports: ['websocket'],
      forceNew: true,
      extraHeaders: { cookie: this.cookie },
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return socket;
  }
}
