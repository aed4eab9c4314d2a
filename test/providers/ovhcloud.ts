import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from './emulator.js';
import { Faults } from './commanded-faults.js';
import { WebhookCaller } from './webhook-caller.js';

export interface OvhcloudAccount {
  serviceName: string;
  applicationKey: string;
  applicationSecret: string;
  consumerKey: string;
  credits: number;
  /** The validated senders. */
  senders: string[];
  /** The address to which delivery receipts are sent. */
  callBack: string | null;
}

export interface OvhcloudSent {
  id: number;
  serviceName: string;
  receiver: string;
  /** Null: the message is sent from the short number. */
  sender: string | null;
  text: string;
  noStopClause: boolean;
  coding: string;
  deliveryReceipt: number;
  ptt: number;
  at: Date;
}

interface Received {
  id: number;
  serviceName: string;
  sender: string;
  message: string;
  at: Date;
}

interface Rejection {
  status: number;
  errorCode?: string;
  message: string;
}

class Refusal extends Error {
  constructor(readonly rejection: Rejection) {
    super(rejection.message);
  }
}

/** The SMS API of OVHcloud, and the phones behind it: a real server that checks signatures and calls back. */
export class Ovhcloud extends WebhookCaller<OvhcloudSent> {
  private readonly accounts: OvhcloudAccount[] = [];
  private readonly received: Received[] = [];
  private readonly faults = new Faults<Rejection>();
  readonly fault = { ...this.faults.commands, ...this.callFaults };
  /** The state of a receipt that is sent without a command; with `none`, no receipt is sent. */
  receipts: 'delivered' | 'not-delivered' | 'none' = 'delivered';
  /** The seconds by which OVHcloud's clock differs from ours. */
  ahead = 0;
  now = (): Date => new Date();
  private count = 432_188_700;

  connect(account: Omit<OvhcloudAccount, 'callBack'>): OvhcloudAccount {
    const connected = { ...account, callBack: null };
    this.accounts.push(connected);
    return connected;
  }

  /** A citizen sends a text message. */
  write({ serviceName }: OvhcloudAccount, { from, text }: { from: string; text: string }): void {
    this.count += 1;
    this.received.push({ id: this.count, serviceName, sender: from, message: text, at: this.now() });
  }

  /** The network reports what became of a message, to the callback where there is one. */
  async finish(sent: OvhcloudSent, deliveryReceipt: 1 | 2 | 16, ptt = 1000): Promise<void> {
    Object.assign(sent, { deliveryReceipt, ptt });
    const account = this.accounts.find(({ serviceName }) => serviceName === sent.serviceName);
    if (!account?.callBack) return;
    const url = new URL(account.callBack);
    url.searchParams.set('id', String(sent.id));
    url.searchParams.set('dlr', String(deliveryReceipt));
    url.searchParams.set('ptt', String(ptt));
    await this.call(async () => {
      const response = await fetch(url).catch(() => null);
      await response?.body?.cancel();
      return response?.status ?? 0;
    });
  }

  protected async serve(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    try {
      if (this.faults.isOut) return void response.writeHead(503).end();
      const url = new URL(request.url!, this.url);
      if (url.pathname === '/auth/time') return sendJson(response, { status: 200, json: this.seconds() });
      const account = this.signedIn(request, body);
      const result = this.answer(account, { method: request.method!, url, body });
      if (request.method === 'POST' && this.faults.losesAnswer()) return void response.destroy();
      sendJson(response, { status: 200, json: result });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, message, errorCode } = error.rejection;
      sendJson(response, { status, json: { message, ...(errorCode && { errorCode }), httpCode: String(status) } });
    }
  }

  private seconds = (): number => Math.floor(Date.now() / 1000) + this.ahead;

  private signedIn({ headers, method, url }: IncomingMessage, body: Buffer): OvhcloudAccount {
    const account = this.accounts.find(({ applicationKey }) => applicationKey === headers['x-ovh-application']);
    if (!account)
      throw new Refusal({ status: 403, errorCode: 'INVALID_KEY', message: 'This application key is invalid' });
    const timestamp = String(headers['x-ovh-timestamp']);
    if (Math.abs(Number(timestamp) - this.seconds()) > 30)
      throw new Refusal({ status: 400, errorCode: 'QUERY_TIME_OUT', message: 'Query out of time' });
    const signed = [
      account.applicationSecret,
      account.consumerKey,
      method,
      `${this.url}${url}`,
      body.toString(),
      timestamp,
    ];
    const signature = `$1$${createHash('sha1').update(signed.join('+')).digest('hex')}`;
    if (headers['x-ovh-consumer'] !== account.consumerKey || headers['x-ovh-signature'] !== signature)
      throw new Refusal({ status: 403, errorCode: 'INVALID_CREDENTIAL', message: 'This credential is not valid' });
    return account;
  }

  private answer(account: OvhcloudAccount, { method, url, body }: { method: string; url: URL; body: Buffer }): unknown {
    const [, , serviceName, edge = '', id = ''] = url.pathname.split('/').map(decodeURIComponent);
    if (serviceName !== account.serviceName) throw new Refusal({ status: 404, message: 'This service does not exist' });
    const json = body.length > 0 ? (JSON.parse(body.toString()) as Record<string, unknown>) : {};
    switch (`${method} ${edge}`.trim()) {
      case 'GET':
        return { name: serviceName, creditsLeft: account.credits, callBack: account.callBack, status: 'enable' };
      case 'PUT':
        account.callBack = String(json['callBack']);
        return null;
      case 'GET senders':
        if (!account.senders.includes(id)) throw new Refusal({ status: 404, message: 'This sender does not exist' });
        return { sender: id, status: 'enable' };
      case 'POST jobs':
        return this.take(account, json as unknown as Job);
      case 'GET incoming':
        return id ? this.incoming(Number(id)) : this.listed(this.received, account, url);
      case 'GET outgoing':
        return id ? this.outgoing(Number(id)) : this.listed(this.sent, account, url);
      default:
        throw new Refusal({ status: 404, message: `Got an invalid (or empty) URL` });
    }
  }

  private take(account: OvhcloudAccount, job: Job): object {
    const rejection = this.faults.rejection();
    if (rejection) throw new Refusal(rejection);
    if (this.faults.wait() !== undefined) throw new Refusal({ status: 429, message: 'Too many requests' });
    const [receiver = ''] = job.receivers;
    if (job.sender && !account.senders.includes(job.sender))
      throw new Refusal({ status: 403, message: `This sender ${job.sender} is not allowed` });
    if (!job.sender && !job.senderForResponse) throw new Refusal({ status: 400, message: 'Missing sender' });
    if (account.credits <= 0) throw new Refusal({ status: 403, message: 'You do not have enough credits' });
    if (!/^\+\d{7,15}$/.test(receiver))
      return { ids: [], invalidReceivers: [receiver], validReceivers: [], totalCreditsRemoved: 0 };
    account.credits -= 1;
    this.count += 1;
    const sent: OvhcloudSent = {
      id: this.count,
      serviceName: account.serviceName,
      receiver,
      sender: job.sender ?? null,
      text: job.message,
      noStopClause: job.noStopClause ?? false,
      coding: job.coding ?? '7bit',
      deliveryReceipt: 0,
      ptt: 0,
      at: this.now(),
    };
    void this.track(new Promise((resolve) => setImmediate(resolve)).then(() => this.carry(sent)));
    return { ids: [sent.id], invalidReceivers: [], validReceivers: [receiver], totalCreditsRemoved: 1 };
  }

  private async carry(sent: OvhcloudSent): Promise<void> {
    this.deliver(sent);
    if (this.receipts === 'delivered') await this.finish(sent, 1);
    if (this.receipts === 'not-delivered') await this.finish(sent, 2, 4);
  }

  private listed(all: readonly { id: number; serviceName: string; at: Date }[], account: OvhcloudAccount, url: URL) {
    const from = Date.parse(url.searchParams.get('creationDatetime.from') ?? '') || 0;
    return all
      .filter(({ serviceName, at }) => serviceName === account.serviceName && at.getTime() >= from)
      .map(({ id }) => id);
  }

  private incoming(id: number): object {
    const found = this.received.find((each) => each.id === id);
    if (!found) throw new Refusal({ status: 404, message: 'The requested object does not exist' });
    return { id, sender: found.sender, message: found.message, creationDatetime: found.at.toISOString(), credits: 0 };
  }

  private outgoing(id: number): object {
    const found = this.sent.find((each) => each.id === id);
    if (!found) throw new Refusal({ status: 404, message: 'The requested object does not exist' });
    const { receiver, text: message, deliveryReceipt, ptt, at } = found;
    return { id, receiver, message, deliveryReceipt, ptt, creationDatetime: at.toISOString() };
  }
}

interface Job {
  message: string;
  receivers: string[];
  sender?: string;
  senderForResponse?: boolean;
  noStopClause?: boolean;
  coding?: string;
}
