import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Emulator, sendJson } from './emulator.js';
import { Faults } from './commanded-faults.js';
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
import { postTo } from './webhook-caller.js';

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
 * the phones of citizens, whose messages it signs and hands over. Emits `reply` with each message that Twilio itself sends
 * (to STOP, START and HELP).
 */
export class Twilio extends Emulator<TwilioMessage, { reply: [TwilioMessage] }> {
  /** The state that a message reaches without a command. */
  receipts: 'none' | 'sent' | 'delivered' = 'delivered';
  private readonly faults = new Faults<Rejection>();
  readonly fault = {
    ...this.faults.commands,
    /** Makes the API unreachable, and stops all webhook calls. */
    outage: (on: boolean): Promise<void> => {
      this.faults.isOut = on;
      return on ? this.stopListening() : this.listen();
    },
    repeatWebhooks: (times: number): void => void (this.repeats = times),
    reorderWebhooks: (on: boolean): void => void (this.reorders = on),
    /** Loses webhook calls while it is on. Twilio logs an error and does nothing more. */
    loseWebhooks: (on: boolean): void => void (this.loses = on),
    /** The time that the API takes to respond. */
    delayMs: 0,
  };

  private readonly accounts = new Map<string, TwilioAccount>();
  private readonly messages: TwilioMessage[] = [];
  private readonly optedOut = new Set<string>();
  private repeats = 1;
  private reorders = false;
  private loses = false;

  connect(account: TwilioAccount): TwilioAccount {
    this.accounts.set(account.accountSid, account);
    return account;
  }

  /** Sends a message of a citizen's phone. Returns the product's response, or nothing when the call was lost. */
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

  /** The phone or its network reports the state of a message of the product. */
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
    return (await this.track(Promise.all(calls))).filter((status) => status > 0);
  }

  /** By default Twilio tries once more, and only when no connection could be made. */
  private async insist(overrides: URLSearchParams, post: () => Promise<number>): Promise<number> {
    const [tries, policy] = [Number(overrides.get('rc') ?? 1), overrides.get('rp') ?? 'ct'];
    for (let tried = 0; ; tried += 1) {
      const status = await post();
      const isTaken = status > 0 && (status < 400 || policy !== 'all');
      if (isTaken || tried >= tries || this.loses) return status;
      await sleep(50 * 2 ** tried);
    }
  }

  private async post(url: string, body: string, signature: string): Promise<number> {
    if (this.loses || this.faults.isOut) return 0;
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signature,
      'user-agent': 'TwilioProxy/1.1',
    };
    return postTo(url, headers, body);
  }

  private keep(message: Omit<TwilioMessage, 'createdAt' | 'updatedAt'>): TwilioMessage {
    const now = new Date();
    const kept = { ...message, createdAt: now, updatedAt: now };
    this.messages.push(kept);
    return kept;
  }

  /** Twilio handles STOP, START and HELP itself, and still reports the message to the product. */
  private heed({ body, from, to, accountSid, messagingServiceSid }: TwilioMessage): Keyword | null {
    const type = keywordIn(body);
    // YES is an ordinary reply of a person who has not sent STOP.
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

  /** The list shows the latest status; a webhook call reports the status for which it was made. */
  private advance(message: TwilioMessage, status: string, errorCode: number | null): Record<string, string> {
    if (!FINAL.has(message.status) || FINAL.has(status))
      Object.assign(message, { status, errorCode, updatedAt: new Date() });
    return statusForm(message, status, errorCode);
  }

  private async carry(message: TwilioMessage): Promise<void> {
    const steps = { none: [], sent: ['queued', 'sent'], delivered: ['queued', 'sent', 'delivered'] }[this.receipts];
    const account = this.accounts.get(message.accountSid)!;
    const forms = steps.map((status) => this.advance(message, status, null));
    if (this.reorders) forms.reverse();
    if (!message.statusCallback) return;
    for (const form of forms) await this.call(account, message.statusCallback, form);
  }

  // The following methods are the API.

  protected async serve(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    if (this.fault.delayMs > 0) await sleep(this.fault.delayMs);
    const url = new URL(request.url ?? '/', this.url);
    if (url.pathname.startsWith('/store/')) return this.serveFile(url, request, response);
    const account = this.authorized(request.headers.authorization);
    const form = new URLSearchParams(body.toString());
    const { status, json, headers } = account
      ? this.route(account, { method: request.method ?? 'GET', url, form })
      : error(401, 20003, 'Authenticate');
    if (status === 201 && this.faults.losesAnswer()) return void response.destroy();
    sendJson(response, { status, json, headers });
  }

  private authorized(header: string | undefined): TwilioAccount | undefined {
    const [user, password] = Buffer.from(header?.replace(/^Basic /, '') ?? '', 'base64')
      .toString()
      .split(':');
    const account = this.accounts.get(user ?? '');
    return account?.authToken === password ? account : undefined;
  }

  private route(
    account: TwilioAccount,
    { method, url, form }: { method: string; url: URL; form: URLSearchParams },
  ): TwilioAnswer {
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
    const wait = this.faults.wait();
    const rejection = wait ? { code: 20429, status: 429, retryAfter: wait } : this.faults.rejection();
    if (rejection) {
      const { status = 400, code, message = `Rejected with ${code}`, retryAfter }: Rejection = rejection;
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
    this.deliver(message);
    void this.track(this.carry(message));
    return { status: 201, json: resource(message) };
  }

  /** The store of files behind the API has no accounts, and refuses requests with credentials. */
  private serveFile(url: URL, { headers }: IncomingMessage, response: ServerResponse): void {
    const sid = url.pathname.slice('/store/'.length);
    const file = this.messages.flatMap(({ media }) => media).find((each) => each.sid === sid)?.file;
    if (!file || headers.authorization) return void response.writeHead(file ? 400 : 404).end();
    response.writeHead(200, { 'content-type': file.type }).end(file.content);
  }
}
