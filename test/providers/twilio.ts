import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { error, list, numbers, ok, refusal, resource, service, type TwilioAnswer } from './twilio-api.js';
import {
  inboundForm,
  keywordIn,
  REPLIES,
  signatureOf,
  statusForm,
  type Keyword,
  type TwilioAccount,
  type TwilioFile,
  type TwilioMessage,
} from './twilio-messages.js';

export type { TwilioAccount, TwilioFile, TwilioMessage } from './twilio-messages.js';

const FINAL = new Set(['delivered', 'undelivered', 'failed', 'read', 'canceled']);
const newSid = (prefix: string) => `${prefix}${randomBytes(16).toString('hex')}`;

interface Rejection {
  code: number;
  status?: number;
  message?: string;
  retryAfter?: number;
}

/**
 * Twilio, as far as a product that sends and receives SMS sees it: a real HTTP server that refuses what Twilio refuses, and
 * the phones of citizens, whose messages it signs and hands over. Emits `sent` with each message of the product, `reply` with
 * each that Twilio itself sends (to STOP, START and HELP), `called` with each answer to a webhook call.
 */
export class Twilio extends EventEmitter<{
  sent: [TwilioMessage];
  reply: [TwilioMessage];
  called: [{ url: string; status: number }];
}> {
  /** What the product sent, newest last. */
  readonly sent: TwilioMessage[] = [];
  /** How far phones let a message come by themselves. */
  receipts: 'none' | 'sent' | 'delivered' = 'delivered';
  readonly fault = {
    /** Nobody listens at the address of the API, and no webhook is called. */
    outage: (on: boolean): Promise<void> => (on ? this.stopListening() : this.listen(this.port)),
    rateLimit: (times: number) => this.rejectNext({ code: 20429, status: 429, retryAfter: 1 }, times),
    rejectNext: (rejection: Rejection) => this.rejectNext(rejection, 1),
    repeatWebhooks: (times: number): void => void (this.repeats = times),
    reorderWebhooks: (on: boolean): void => void (this.reorders = on),
    /** Calls that never come: an error is logged at Twilio, and nothing more is done. */
    loseWebhooks: (on: boolean): void => void (this.loses = on),
    /** The message is taken, and the connection lost before the answer. */
    loseAnswers: (times: number): void => void (this.lostAnswers = times),
    /** How long the API takes to answer. */
    delayMs: 0,
  };

  private readonly accounts = new Map<string, TwilioAccount>();
  private readonly messages: TwilioMessage[] = [];
  private readonly optedOut = new Set<string>();
  private readonly rejections: Rejection[] = [];
  private readonly calls = new Set<Promise<unknown>>();
  private server!: Server;
  private port = 0;
  private repeats = 1;
  private reorders = false;
  private loses = false;
  private lostAnswers = 0;

  static async start(): Promise<Twilio> {
    const twilio = new Twilio();
    await twilio.listen(0);
    return twilio;
  }

  /** The `apiBaseUrl` of an account's config. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async close(): Promise<void> {
    await this.quiet();
    await this.stopListening();
  }

  connect(account: TwilioAccount): TwilioAccount {
    this.accounts.set(account.accountSid, account);
    return account;
  }

  /** Until every call that was due has been answered, those that came of it, too. */
  async quiet(): Promise<void> {
    while (this.calls.size > 0) await Promise.allSettled(this.calls);
  }

  /** The message that fits, now or when it comes. */
  async find(matches: (message: TwilioMessage) => boolean): Promise<TwilioMessage> {
    for (;;) {
      const found = this.sent.find(matches);
      if (found) return found;
      await once(this, 'sent');
    }
  }

  /** A citizen's phone sends a message. Answers what the product answered, or nothing where the call got lost. */
  async write({
    from,
    to = [...this.accounts.values()].at(-1)!.numbers[0]!,
    text,
    files = [],
  }: {
    from: string;
    to?: string;
    text: string;
    files?: TwilioFile[];
  }): Promise<{ sid: string; statuses: number[] }> {
    const account = [...this.accounts.values()].find(({ numbers }) => numbers.includes(to));
    if (!account) throw new Error(`No account has the number ${to}.`);
    const { accountSid, messagingServiceSid = null, webhookUrl } = account;
    const message = this.keep({
      sid: newSid(files.length > 0 ? 'MM' : 'SM'),
      accountSid,
      messagingServiceSid,
      direction: 'inbound',
      from,
      to,
      body: text,
      status: 'received',
      errorCode: null,
      statusCallback: null,
      media: files.map((file) => ({ sid: newSid('ME'), file })),
    });
    const optOutType = this.heed(message);
    const statuses = webhookUrl ? await this.call(account, webhookUrl, inboundForm(message, optOutType)) : [];
    return { sid: message.sid, statuses };
  }

  /** What the phone or its network makes of a message of the product. */
  async report(message: TwilioMessage, status: string, errorCode: number | null = null): Promise<void> {
    const form = this.advance(message, status, errorCode);
    const account = this.accounts.get(message.accountSid);
    if (account && message.statusCallback) await this.call(account, message.statusCallback, form);
  }

  private async call(account: TwilioAccount, url: string, form: Record<string, string>): Promise<number[]> {
    // Connection overrides are for Twilio itself: it neither sends nor signs them.
    const [address = '', overrides] = url.split('#');
    const body = new URLSearchParams(form).toString();
    const signature = signatureOf(account.authToken, address, form);
    const calls = Array.from({ length: this.repeats }, () =>
      this.insist(new URLSearchParams(overrides), () => this.post(address, body, signature)),
    );
    const work = Promise.all(calls);
    this.calls.add(work);
    try {
      return (await work).filter((status) => status !== null);
    } finally {
      this.calls.delete(work);
    }
  }

  /** By default one more try, and only where nobody could be connected to. */
  private async insist(overrides: URLSearchParams, post: () => Promise<number | null>): Promise<number | null> {
    const [tries, policy] = [Number(overrides.get('rc') ?? 1), overrides.get('rp') ?? 'ct'];
    for (let tried = 0; ; tried += 1) {
      const status = await post();
      const isTaken = status !== null && (status < 400 || policy !== 'all');
      if (isTaken || tried >= tries || this.loses) return status;
      await sleep(50 * 2 ** tried);
    }
  }

  private async post(url: string, body: string, signature: string): Promise<number | null> {
    if (this.loses || !this.server.listening) return null;
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signature,
      'user-agent': 'TwilioProxy/1.1',
    };
    const response = await fetch(url, { method: 'POST', headers, body }).catch(() => null);
    await response?.body?.cancel();
    if (response) this.emit('called', { url, status: response.status });
    return response?.status ?? null;
  }

  private keep(message: Omit<TwilioMessage, 'createdAt' | 'updatedAt'>): TwilioMessage {
    const now = new Date();
    const kept = { ...message, createdAt: now, updatedAt: now };
    this.messages.push(kept);
    return kept;
  }

  /** STOP, START and HELP are Twilio's own matter; the product is told of the message all the same. */
  private heed({ body, from, to, accountSid, messagingServiceSid }: TwilioMessage): Keyword | null {
    const type = keywordIn(body);
    // YES is an answer like another to whoever has not sent STOP.
    const isMere = body.trim().toUpperCase() === 'YES' && !this.optedOut.has(`${to} ${from}`);
    if (!type || isMere) return null;
    if (type === 'STOP') this.optedOut.add(`${to} ${from}`);
    if (type === 'START') this.optedOut.delete(`${to} ${from}`);
    const direction = 'outbound-reply' as const;
    const reply = { sid: newSid('SM'), accountSid, messagingServiceSid, direction, from: to, to: from };
    const rest = { body: REPLIES[type], status: 'delivered', errorCode: null, statusCallback: null, media: [] };
    this.emit('reply', this.keep({ ...reply, ...rest }));
    return type;
  }

  /** The list knows the furthest; calls tell what they were made for. */
  private advance(message: TwilioMessage, status: string, errorCode: number | null): Record<string, string> {
    if (!FINAL.has(message.status) || FINAL.has(status))
      Object.assign(message, { status, errorCode, updatedAt: new Date() });
    return statusForm(message, status, errorCode);
  }

  private async deliver(message: TwilioMessage): Promise<void> {
    const steps = { none: [], sent: ['queued', 'sent'], delivered: ['queued', 'sent', 'delivered'] }[this.receipts];
    const account = this.accounts.get(message.accountSid)!;
    const forms = steps.map((status) => this.advance(message, status, null));
    if (this.reorders) forms.reverse();
    if (!message.statusCallback) return;
    for (const form of forms) await this.call(account, message.statusCallback, form);
  }

  // The API

  private async listen(port: number): Promise<void> {
    this.server = createServer((request, response) => {
      this.answer(request, response).catch(() => response.destroy());
    });
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  private async stopListening(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private rejectNext(rejection: Rejection, times: number): void {
    this.rejections.push(...Array.from({ length: times }, () => rejection));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (this.fault.delayMs > 0) await sleep(this.fault.delayMs);
    const url = new URL(request.url ?? '/', this.url);
    if (url.pathname.startsWith('/store/')) return this.serveFile(url, request, response);
    const account = this.authorized(request.headers.authorization);
    const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
    const { status, json, headers } = account
      ? this.route(account, request.method ?? 'GET', url, form)
      : error(401, 20003, 'Authenticate');
    if (status === 201 && this.lostAnswers > 0) {
      this.lostAnswers -= 1;
      return void request.socket.destroy();
    }
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(json));
  }

  private authorized(header: string | undefined): TwilioAccount | undefined {
    const [user, password] = Buffer.from(header?.replace(/^Basic /, '') ?? '', 'base64')
      .toString()
      .split(':');
    const account = this.accounts.get(user ?? '');
    return account?.authToken === password ? account : undefined;
  }

  private route(account: TwilioAccount, method: string, url: URL, form: URLSearchParams): TwilioAnswer {
    const base = `/2010-04-01/Accounts/${account.accountSid}`;
    const path = url.pathname;
    const notFound = error(404, 20404, `The requested resource ${path} was not found`);
    if (path === `${base}.json`)
      return ok({ sid: account.accountSid, friendly_name: 'Mairie', status: 'active', type: 'Full' });
    if (path === `${base}/IncomingPhoneNumbers.json`) return numbers(account, url.searchParams.get('PhoneNumber'));
    if (path === `${base}/Messages.json`)
      return method === 'POST' ? this.create(account, form) : list(this.messages, account, url);
    if (path.startsWith('/v1/Services/')) return service(account, path) ?? notFound;
    const [, sid, mediaSid] = /\/Messages\/(\w{34})\/Media(?:\/(\w{34}))?(?:\.json)?$/.exec(path) ?? [];
    const message = this.messages.find((each) => each.sid === sid && each.accountSid === account.accountSid);
    if (!message || !path.startsWith(base)) return notFound;
    if (mediaSid === undefined)
      return ok({
        media_list: message.media.map(({ sid, file }) => ({ sid, parent_sid: message.sid, content_type: file.type })),
        next_page_uri: null,
        page: 0,
      });
    if (!message.media.some(({ sid }) => sid === mediaSid)) return notFound;
    return { status: 307, json: {}, headers: { location: `${this.url}/store/${mediaSid}` } };
  }

  private create(account: TwilioAccount, form: URLSearchParams): TwilioAnswer {
    const rejection = this.rejections.shift();
    if (rejection) {
      const { status = 400, code, message = `Rejected with ${code}`, retryAfter } = rejection;
      return { ...error(status, code, message), ...(retryAfter && { headers: { 'retry-after': String(retryAfter) } }) };
    }
    const refused = refusal(account, form, this.optedOut);
    if (refused) return refused;
    const service = form.get('MessagingServiceSid');
    const message = this.keep({
      sid: newSid('SM'),
      accountSid: account.accountSid,
      messagingServiceSid: service,
      direction: 'outbound-api',
      from: form.get('From') ?? account.numbers[0]!,
      to: form.get('To')!,
      body: form.get('Body')!,
      status: service ? 'accepted' : 'queued',
      errorCode: null,
      statusCallback: form.get('StatusCallback'),
      media: [],
    });
    this.sent.push(message);
    this.emit('sent', message);
    const delivery = this.deliver(message);
    this.calls.add(delivery);
    void delivery.finally(() => this.calls.delete(delivery));
    return { status: 201, json: resource(message) };
  }

  /** The store of files behind the API: it knows no accounts, and refuses whoever shows credentials. */
  private serveFile(url: URL, { headers }: IncomingMessage, response: ServerResponse): void {
    const sid = url.pathname.slice('/store/'.length);
    const file = this.messages.flatMap(({ media }) => media).find((each) => each.sid === sid)?.file;
    if (!file || headers.authorization) return void response.writeHead(file ? 400 : 404).end();
    response.writeHead(200, { 'content-type': file.type }).end(file.content);
  }
}
