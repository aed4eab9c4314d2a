import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { Attachment, ChannelAccount, Session } from '@guichet/contracts';

/** An error response of the API. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: unknown,
  ) {
    super(`${status} ${JSON.stringify(problem)}`);
    this.name = 'Refused';
  }
}

/** A client of the API that is signed in by cookie, as a browser is. */
export class AgentClient {
  private constructor(
    private readonly url: string,
    readonly cookie: string,
    readonly session: Session,
  ) {}

  static async signIn(url: string, credentials: { email: string; password: string }): Promise<AgentClient> {
    const response = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(credentials),
    });
    if (!response.ok) throw new Refused(response.status, await response.json());
    const cookie = response.headers.getSetCookie()[0]!.split(';')[0]!;
    const session = await fetch(`${url}/api/v1/session`, { headers: { cookie } });
    return new AgentClient(url, cookie, (await session.json()) as Session);
  }

  get<Body>(path: string): Promise<Body> {
    return this.ask<Body>('GET', path);
  }

  /** `key` stays the same for every attempt of one request. */
  post<Body>(path: string, body: object, { key = randomUUID(), ifMatch }: { key?: string; ifMatch?: string } = {}) {
    return this.ask<Body>('POST', path, {
      body,
      headers: { 'idempotency-key': key, ...(ifMatch && { 'if-match': ifMatch }) },
    });
  }

  patch<Body>(path: string, body: object, { ifMatch }: { ifMatch?: string } = {}): Promise<Body> {
    return this.ask<Body>('PATCH', path, { body, headers: ifMatch ? { 'if-match': ifMatch } : {} });
  }

  put<Body>(path: string, body: object): Promise<Body> {
    return this.ask<Body>('PUT', path, { body });
  }

  /** Uploads a file for a reply or a contact and returns its id. */
  async upload({ name, type, content }: { name: string; type: string; content: Uint8Array }): Promise<string> {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(content)], { type }), name);
    return (await this.ask<Attachment>('POST', '/attachments', { body: form })).id;
  }

  /** Creates a mail account that receives from the built-in server and sends by the relay at `relayPort` of this host. */
  mailAccount(address: string, relayPort: number, teamId?: string): Promise<ChannelAccount> {
    const outbound = { host: '127.0.0.1', port: relayPort, secure: false };
    const config = { address, inbound: { smtp: true }, outbound, undoSeconds: 0 };
    return this.post('/channels', { kind: 'email', name: 'Mail', config, ...(teamId && { teamId }) });
  }

  /** Opens the live socket of this agent. */
  async live(): Promise<Socket> {
    const socket = io(`${this.url}/live`, {
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

  private async ask<Body>(
    method: string,
    path: string,
    { body, headers = {} }: { body?: object; headers?: Record<string, string> } = {},
  ) {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        cookie: this.cookie,
        'x-csrf-token': this.session.csrfToken,
        ...(body && !(body instanceof FormData) && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Refused(response.status, text && JSON.parse(text));
    return (text ? JSON.parse(text) : undefined) as Body;
  }
}
