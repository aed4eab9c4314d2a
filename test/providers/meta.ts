import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { contentOf, sendJson, type EmulatedFile } from './emulator.js';
import { Faults } from './commanded-faults.js';
import { InstagramAccount, type InstagramOptions } from './meta-instagram.js';
import { MessengerPage, type MessengerOptions } from './meta-messenger.js';
import { Refusal } from './meta-refusal.js';
import { WhatsappNumber, type WhatsappOptions } from './meta-whatsapp.js';
import { asciiJson, postTo, WebhookCaller } from './webhook-caller.js';

export type MetaFile = EmulatedFile;

/** A message from the product to a person, as their phone shows it. */
export interface MetaSent {
  kind: 'whatsapp' | 'messenger' | 'instagram';
  id: string;
  /** The phone number (`+33…`), the user id of a person who hides it, or the id of a person for the page. */
  to: string;
  /** The text, or the caption where there is a file. */
  text: string;
  file: MetaFile | null;
  template: string | null;
  /** The tag of a Messenger message, `HUMAN_AGENT`. */
  tag: string | null;
  /** A value that Meta returns with the reports. */
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

type Account = WhatsappNumber | MessengerPage | InstagramAccount;

/** The secret and the address of a webhook. */
export interface App {
  webhookUrl: string;
  accessToken: string;
  appSecret: string;
  verifyToken: string;
}

interface Rejection {
  status?: number;
  code: number;
  subcode?: number;
  message?: string;
  details?: string;
}

/** Meta's Graph API with WhatsApp, Messenger and Instagram, and the phones behind it: a real server that signs, limits and fails. */
export class Meta extends WebhookCaller<MetaSent> {
  private readonly accounts: Account[] = [];
  private readonly files = new Map<string, MetaFile & { token: string | null }>();
  private readonly faults = new Faults<Rejection>();
  readonly fault = { ...this.faults.commands, ...this.callFaults };
  private together: Map<Account, object[]> | null = null;
  private offset = 0;
  private count = 0;

  /** A number, an Instagram account or a page, distinguished by their ids. */
  connect(options: WhatsappOptions): WhatsappNumber;
  connect(options: InstagramOptions): InstagramAccount;
  connect(options: MessengerOptions): MessengerPage;
  connect(options: WhatsappOptions | MessengerOptions | InstagramOptions): Account {
    const account = this.accountOf(options);
    this.accounts.push(account);
    return account;
  }

  private accountOf(options: WhatsappOptions | MessengerOptions | InstagramOptions): Account {
    if ('phoneNumberId' in options) return new WhatsappNumber(this, options);
    return 'accountId' in options ? new InstagramAccount(this, options) : new MessengerPage(this, options);
  }

  /** Subscribes a webhook address as Meta does when an administrator enters it. Returns false where the address did not confirm it. */
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

  /** Sends all events of one account that happen during `happening` in one webhook call, as Meta does under load. */
  async inOneCall(happening: () => Promise<unknown>): Promise<void> {
    this.together = new Map();
    await happening();
    const batches = this.together;
    this.together = null;
    for (const [account, changes] of batches) await this.post(account, changes);
  }

  // The following methods move Meta's clock, which decides on windows.

  now = (): number => Date.now() + this.offset;
  advance(milliseconds: number): void {
    this.offset += milliseconds;
  }

  // The following methods are for the accounts.

  id(prefix: string): string {
    this.count += 1;
    return `${prefix}${this.count.toString().padStart(4, '0')}${randomBytes(9).toString('base64url')}`;
  }

  /** Stores a file. With a token, a download must present it; without one, the address is enough. */
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

  /** Runs after the present call was answered. */
  later(work: () => Promise<void>): void {
    void this.track(new Promise((resolve) => setImmediate(resolve)).then(work));
  }

  /** Calls the webhook with a change, or adds it to the combined call that is being collected. */
  async notify(account: Account, change: object): Promise<void> {
    if (!this.together) return this.post(account, [change]);
    this.together.set(account, [...(this.together.get(account) ?? []), change]);
  }

  private post(account: Account, changes: object[]): Promise<void> {
    const { webhookUrl, appSecret } = account.app;
    const body = asciiJson(account.payload(changes));
    const hmac = (name: string) => createHmac(name, appSecret).update(body).digest('hex');
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'facebookexternalua',
      'x-hub-signature': `sha1=${hmac('sha1')}`,
      'x-hub-signature-256': `sha256=${hmac('sha256')}`,
    };
    return this.call(() => postTo(webhookUrl, headers, body));
  }

  // The following methods are the API.

  protected async serve(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    try {
      const url = new URL(request.url!, this.url);
      if (this.faults.isOut) throw new Refusal(503, 2, { message: 'Service temporarily unavailable', transient: true });
      const path = url.pathname.split('/').slice(1).map(decodeURIComponent);
      if (path[0] === 'files') return this.serveFile(request, response, path[1]!);
      if (!/^v\d+\.0$/.test(path[0]!)) throw new Refusal(400, 2500, { message: 'Unknown path components' });
      const sends = request.method === 'POST' && path[2] === 'messages';
      const result = await this.graph(request, { path: path.slice(1), query: url.searchParams, body, sends });
      if (sends && this.faults.losesAnswer()) return void response.destroy();
      sendJson(response, { status: 200, json: result });
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal(500, 1, { message: String(error) });
      sendJson(response, { status: refusal.status, json: refusal.body() });
    }
  }

  private async graph(
    request: IncomingMessage,
    { path, query, body, sends }: Pick<GraphCall, 'path' | 'query'> & { body: Buffer; sends: boolean },
  ): Promise<object> {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const mine = this.accounts.filter(({ app }) => app.accessToken === token);
    if (mine.length === 0)
      throw new Refusal(401, 190, { message: 'Invalid OAuth access token - Cannot parse access token' });
    const [id = ''] = path;
    const account = mine.find((each) => each.owns(id));
    if (!account)
      throw new Refusal(400, 100, {
        message: `Unsupported request. Object with ID '${id}' does not exist`,
        subcode: 33,
      });

    if (sends) this.refuseOnCommand(account);
    return account.answer({ method: request.method!, path, query, ...(await contentOf(request, body)) });
  }

  private refuseOnCommand(account: Account): void {
    const rejection = this.faults.rejection();
    if (rejection) {
      const { status = 400, code, message = 'Refused on command' } = rejection;
      throw new Refusal(status, code, { ...rejection, message });
    }
    if (this.faults.wait()) throw account.tooFast();
  }

  private serveFile(request: IncomingMessage, response: ServerResponse, id: string): void {
    const file = this.files.get(id);
    const allowed = file && (file.token === null || request.headers.authorization === `Bearer ${file.token}`);
    if (!allowed) return void response.writeHead(file ? 401 : 404).end();
    response.writeHead(200, { 'content-type': file.type, 'content-length': file.content.byteLength });
    response.end(file.content);
  }
}
