import { createHash, createHmac, randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { MessengerPage, type MessengerOptions } from './meta-messenger.js';
import { Refusal } from './meta-refusal.js';
import { WhatsappNumber, type WhatsappOptions } from './meta-whatsapp.js';

export interface MetaFile {
  name: string;
  type: string;
  content: Uint8Array;
}

/** What the product sent to somebody, as it shows on their phone. */
export interface MetaSent {
  kind: 'whatsapp' | 'messenger';
  id: string;
  /** `+33…`, the user id of who hides it, or the page's id of a person. */
  to: string;
  /** The caption, where there is a file. */
  text: string;
  file: MetaFile | null;
  template: string | null;
  /** Messenger: `HUMAN_AGENT`. */
  tag: string | null;
  /** Comes back with the reports. */
  opaque: string | null;
  status: 'accepted' | 'sent' | 'delivered' | 'read' | 'failed';
  at: number;
}

/** A call of the product to Graph, without the version. */
export interface GraphCall {
  method: string;
  path: string[];
  query: URLSearchParams;
  json: Record<string, unknown>;
  form: FormData | null;
}

type Account = WhatsappNumber | MessengerPage;

/** What a webhook is signed with and sent to. */
export interface App {
  webhookUrl: string;
  accessToken: string;
  appSecret: string;
  verifyToken: string;
}

interface Fault {
  outage: boolean;
  limited: number;
  rejections: Refusal[];
  unanswered: number;
  repeat: number;
  delayMs: number;
}

/** Meta's Graph API with WhatsApp and Messenger, and the phones behind it: a real server that signs, limits and fails. */
export class Meta extends EventEmitter<{ sent: [MetaSent] }> {
  readonly sent: MetaSent[] = [];
  /** HTTP status of each webhook call, in order; 0: nobody answered. */
  readonly answers: number[] = [];
  private readonly accounts: Account[] = [];
  private readonly files = new Map<string, MetaFile & { token: string | null }>();
  private readonly faults: Fault = { outage: false, limited: 0, rejections: [], unanswered: 0, repeat: 1, delayMs: 0 };
  private readonly inFlight = new Set<Promise<void>>();
  private missed: (() => Promise<void>)[] = [];
  private held: (() => Promise<void>)[] | null = null;
  private together: Map<Account, object[]> | null = null;
  private offset = 0;
  private count = 0;

  private constructor(private readonly server: Server) {
    super();
    this.setMaxListeners(0);
    server.on('request', (request, response) => void this.serve(request, response));
  }

  static async start(): Promise<Meta> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Meta(server);
  }

  /** The `apiBaseUrl` of accounts. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
    await this.settled();
  }

  /** A number or a page, told from each other by their ids. */
  connect(options: WhatsappOptions): WhatsappNumber;
  connect(options: MessengerOptions): MessengerPage;
  connect(options: WhatsappOptions | MessengerOptions): Account {
    const account = 'phoneNumberId' in options ? new WhatsappNumber(this, options) : new MessengerPage(this, options);
    this.accounts.push(account);
    return account;
  }

  /** What Meta does when an administrator gives it a webhook address; false: it was not accepted. */
  async subscribe({ app }: Account): Promise<boolean> {
    const challenge = String(Math.floor(Math.random() * 1e9));
    const query = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.challenge': challenge,
      'hub.verify_token': app.verifyToken,
    });
    const response = await fetch(`${app.webhookUrl}?${query.toString()}`);
    return response.ok && (await response.text()) === challenge;
  }

  // What goes wrong on command.

  readonly fault = {
    /** Everything is answered by 503 until it is over. */
    outage: (on: boolean): void => void (this.faults.outage = on),
    /** The next calls that send are one too many. */
    rateLimit: (calls: number): void => void (this.faults.limited = calls),
    rejectNext: (refusal: {
      status?: number;
      code: number;
      subcode?: number;
      message?: string;
      details?: string;
    }): void =>
      void this.faults.rejections.push(
        new Refusal(refusal.status ?? 400, refusal.code, refusal.message ?? 'Refused on command', refusal),
      ),
    /** The next calls that send are done, but their answer is lost. */
    loseAnswers: (calls: number): void => void (this.faults.unanswered = calls),
    /** Each webhook call is made so many times. */
    repeatWebhooks: (times: number): void => void (this.faults.repeat = times),
    /** True: webhooks are held; false: those held are sent, the last one first. */
    reorderWebhooks: async (on: boolean): Promise<void> => {
      const held = this.held ?? [];
      this.held = on ? held : null;
      if (!on) for (const call of held.reverse()) await call();
    },
    /** Each webhook call comes so much later. */
    delay: (milliseconds: number): void => void (this.faults.delayMs = milliseconds),
  };

  /** What happens meanwhile to one account is told in one call, as Meta does under load. */
  async inOneCall(happening: () => Promise<unknown>): Promise<void> {
    this.together = new Map();
    await happening();
    const batches = this.together;
    this.together = null;
    for (const [account, changes] of batches) await this.post(account, changes);
  }

  /** Makes the webhook calls again that were not answered by 2xx. */
  async retry(): Promise<void> {
    for (const call of this.missed.splice(0)) await call();
  }

  /** Until all that was sent has arrived, and all webhook calls are made. */
  async settled(): Promise<void> {
    while (this.inFlight.size > 0) await Promise.all(this.inFlight);
  }

  /** The first message that fits, sent already or when it will be. */
  async find(matches: (sent: MetaSent) => boolean): Promise<MetaSent> {
    const known = this.sent.find(matches);
    if (known) return known;
    return new Promise((resolve) => {
      const look = (sent: MetaSent) => {
        if (!matches(sent)) return;
        this.off('sent', look);
        resolve(sent);
      };
      this.on('sent', look);
    });
  }

  // The clock of Meta, which decides on windows.

  now = (): number => Date.now() + this.offset;
  advance(milliseconds: number): void {
    this.offset += milliseconds;
  }

  // For the accounts.

  id(prefix: string): string {
    this.count += 1;
    return `${prefix}${this.count.toString().padStart(4, '0')}${randomBytes(9).toString('base64url')}`;
  }

  /** Keeps a file; with a token it is given to whoever shows it, else to whoever knows its address. */
  keep(file: MetaFile, token: string | null): { id: string; url: string; sha256: string } {
    const id = String(10 ** 15 + Math.floor(Math.random() * 9 * 10 ** 15));
    this.files.set(id, { ...file, token });
    const sha256 = createHash('sha256').update(file.content).digest('hex');
    return { id, url: this.addressOf(id, file), sha256 };
  }

  file(id: string): MetaFile | undefined {
    return this.files.get(id);
  }

  addressOf(id: string, { name }: MetaFile): string {
    return `${this.url}/files/${id}/${encodeURIComponent(name)}`;
  }

  /** Once the call that is being answered has been. */
  later(work: () => Promise<void>): void {
    void this.track(new Promise((resolve) => setImmediate(resolve)).then(work));
  }

  private track(work: Promise<void>): Promise<void> {
    const tracked = work.finally(() => this.inFlight.delete(tracked));
    this.inFlight.add(tracked);
    return tracked;
  }

  deliverTo(sent: MetaSent): void {
    this.sent.push(sent);
    this.emit('sent', sent);
  }

  /** Tells the product, or keeps it for the call in which more is told. */
  async tell(account: Account, change: object): Promise<void> {
    if (!this.together) return this.post(account, [change]);
    this.together.set(account, [...(this.together.get(account) ?? []), change]);
  }

  private async post(account: Account, changes: object[]): Promise<void> {
    const body = Buffer.from(asMetaWrites(account.payload(changes)));
    const call = () => this.call(account.app, body);
    if (this.held) return void this.held.push(call);
    await this.track(call());
  }

  private async call(app: App, body: Buffer): Promise<void> {
    const hmac = (name: string) => createHmac(name, app.appSecret).update(body).digest('hex');
    for (let time = 0; time < this.faults.repeat; time += 1) {
      if (this.faults.delayMs > 0) await sleep(this.faults.delayMs);
      const status = await fetch(app.webhookUrl, {
        method: 'POST',
        body: new Uint8Array(body),
        headers: {
          'content-type': 'application/json',
          'user-agent': 'facebookexternalua',
          'x-hub-signature': `sha1=${hmac('sha1')}`,
          'x-hub-signature-256': `sha256=${hmac('sha256')}`,
        },
      }).then(
        (response) => response.status,
        () => 0,
      );
      this.answers.push(status);
      if (status < 200 || status >= 300) this.missed.push(() => this.call(app, body));
    }
  }

  // The API.

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = (status: number, body: object, headers: Record<string, string> = {}) =>
      void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    try {
      const url = new URL(request.url!, this.url);
      if (this.faults.outage) throw new Refusal(503, 2, 'Service temporarily unavailable', { transient: true });
      const path = url.pathname.split('/').slice(1).map(decodeURIComponent);
      if (path[0] === 'files') return this.serveFile(request, response, path[1]!);
      if (!/^v\d+\.0$/.test(path[0]!)) throw new Refusal(400, 2500, 'Unknown path components');
      const sends = request.method === 'POST' && path[2] === 'messages';
      const result = await this.graph(request, { path: path.slice(1), query: url.searchParams }, chunks, sends);
      if (sends && this.faults.unanswered > 0) {
        this.faults.unanswered -= 1;
        return void response.destroy();
      }
      answer(200, result);
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal(500, 1, String(error));
      const wait = refusal.more.retryAfter;
      answer(refusal.status, refusal.body(), wait ? { 'retry-after': String(wait) } : {});
    }
  }

  private async graph(
    request: IncomingMessage,
    { path, query }: Pick<GraphCall, 'path' | 'query'>,
    chunks: Buffer[],
    sends: boolean,
  ): Promise<object> {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const mine = this.accounts.filter(({ app }) => app.accessToken === token);
    if (mine.length === 0) throw new Refusal(401, 190, 'Invalid OAuth access token - Cannot parse access token');
    const [id = ''] = path;
    const account = mine.find((each) => each.owns(id));
    if (!account)
      throw new Refusal(400, 100, `Unsupported request. Object with ID '${id}' does not exist`, { subcode: 33 });

    if (sends) this.refuseOnCommand(account);
    const body = Buffer.concat(chunks);
    const type = request.headers['content-type'] ?? '';
    const form = type.startsWith('multipart/form-data')
      ? await new Response(body, { headers: { 'content-type': type } }).formData()
      : null;
    const json = type.startsWith('application/json') ? (JSON.parse(body.toString()) as Record<string, unknown>) : {};
    return account.answer({ method: request.method!, path, query, json, form });
  }

  private refuseOnCommand(account: Account): void {
    const rejection = this.faults.rejections.shift();
    if (rejection) throw rejection;
    if (this.faults.limited <= 0) return;
    this.faults.limited -= 1;
    throw account.tooFast();
  }

  private serveFile(request: IncomingMessage, response: ServerResponse, id: string): void {
    const file = this.files.get(id);
    const allowed = file && (file.token === null || request.headers.authorization === `Bearer ${file.token}`);
    if (!allowed) return void response.writeHead(file ? 401 : 404).end();
    response.writeHead(200, { 'content-type': file.type, 'content-length': file.content.byteLength });
    response.end(file.content);
  }
}

/** Meta escapes all that is not ASCII, and slashes: signatures are over that. */
const asMetaWrites = (payload: object): string =>
  JSON.stringify(payload)
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/');
