import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal, TelegramBot, type BotOptions } from './telegram-bot.js';
import { paramsOf } from './telegram-form.js';

export interface TelegramFile {
  name: string;
  type: string;
  content: Uint8Array;
}

/** What a bot sent to somebody, as it shows on their phone. */
export interface TelegramSent {
  /** Of the message, in the chat with this person. */
  id: number;
  bot: TelegramBot;
  /** The number of the person. */
  to: number;
  /** The caption, where there is a file. */
  text: string;
  file: TelegramFile | null;
  /** The message that it answers. */
  replyTo: number | null;
  at: number;
}

interface Faults {
  outage: boolean;
  limited: number;
  retryAfter: number;
  rejections: Refusal[];
  unanswered: number;
  repeat: number;
  delayMs: number;
}

/** Telegram's Bot API and the phones behind it: a real server that calls, limits and fails. */
export class Telegram extends EventEmitter<{ sent: [TelegramSent] }> {
  readonly sent: TelegramSent[] = [];
  /** HTTP status of each webhook call, in order; 0: nobody answered. */
  readonly answers: number[] = [];
  private readonly bots = new Map<string, TelegramBot>();
  private readonly files = new Map<string, TelegramFile>();
  private readonly faults: Faults = {
    outage: false,
    limited: 0,
    retryAfter: 1,
    rejections: [],
    unanswered: 0,
    repeat: 1,
    delayMs: 0,
  };
  private readonly inFlight = new Set<Promise<void>>();
  private missed: (() => Promise<void>)[] = [];
  private held: (() => Promise<void>)[] | null = null;
  private updates = 100_000_000 + Math.floor(Math.random() * 1e8);

  private constructor(private readonly server: Server) {
    super();
    this.setMaxListeners(0);
    server.on('request', (request, response) => void this.serve(request, response));
  }

  static async start(): Promise<Telegram> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Telegram(server);
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

  /** A bot as @BotFather makes one. It calls where `setWebhook` says, or where it is told here. */
  connect(options: BotOptions): TelegramBot {
    const bot = new TelegramBot(this, options);
    this.bots.set(options.botToken, bot);
    return bot;
  }

  // What goes wrong on command.

  readonly fault = {
    /** Everything is answered by a gateway's 503 until it is over. */
    outage: (on: boolean): void => void (this.faults.outage = on),
    /** The next calls that send are one too many. */
    rateLimit: (calls: number, retryAfter = 1): void => void Object.assign(this.faults, { limited: calls, retryAfter }),
    rejectNext: ({ code, description }: { code: number; description: string }): void =>
      void this.faults.rejections.push(new Refusal(code, description)),
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

  /** Makes the webhook calls again that were not answered by 2xx, as Telegram does for a day. */
  async retry(): Promise<void> {
    for (const call of this.missed.splice(0)) await call();
  }

  get waiting(): number {
    return this.missed.length;
  }

  /** Until all webhook calls are made. */
  async settled(): Promise<void> {
    while (this.inFlight.size > 0) await Promise.all(this.inFlight);
  }

  /** The first message that fits, sent already or when it will be. */
  async find(matches: (sent: TelegramSent) => boolean): Promise<TelegramSent> {
    const known = this.sent.find(matches);
    if (known) return known;
    return new Promise((resolve) => {
      const look = (sent: TelegramSent) => {
        if (!matches(sent)) return;
        this.off('sent', look);
        resolve(sent);
      };
      this.on('sent', look);
    });
  }

  // For the bots.

  /** Keeps a file; whoever knows its id and the token of a bot gets it. */
  keep(file: TelegramFile): { file_id: string; file_unique_id: string; file_size: number } {
    const id = randomBytes(24).toString('base64url');
    this.files.set(id, file);
    return { file_id: id, file_unique_id: id.slice(0, 15), file_size: file.content.byteLength };
  }

  fileOf(id: string): TelegramFile | undefined {
    return this.files.get(id);
  }

  deliver(sent: TelegramSent): void {
    this.sent.push(sent);
    this.emit('sent', sent);
  }

  /** Calls the webhook of a bot with an update, which is the same one however often it is told. */
  async tell(bot: TelegramBot, update: object): Promise<void> {
    this.updates += 1;
    const body = asTelegramWrites({ update_id: this.updates, ...update });
    const call = () => this.call(bot, body);
    if (this.held) return void this.held.push(call);
    const tracked = call().finally(() => this.inFlight.delete(tracked));
    this.inFlight.add(tracked);
    await tracked;
  }

  private async call(bot: TelegramBot, body: string): Promise<void> {
    if (!bot.webhook) return void this.missed.push(() => this.call(bot, body));
    const { url, secret } = bot.webhook;
    for (let time = 0; time < this.faults.repeat; time += 1) {
      if (this.faults.delayMs > 0) await sleep(this.faults.delayMs);
      const status = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(secret && { 'x-telegram-bot-api-secret-token': secret }),
        },
        body,
      }).then(
        (response) => response.status,
        () => 0,
      );
      this.answers.push(status);
      const isHeard = status >= 200 && status < 300;
      bot.lastError = isHeard ? undefined : `Wrong response from the webhook: ${status}`;
      if (!isHeard) this.missed.push(() => this.call(bot, body));
    }
  }

  // The API.

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    // What stands before the Bot API speaks HTML.
    if (this.faults.outage) return void response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>503</h1>');
    const answer = (status: number, body: object) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    try {
      const { pathname } = new URL(request.url!, this.url);
      const [, isFile, token = '', rest = ''] = /^(\/file)?\/bot([^/]+)\/(.*)$/.exec(pathname) ?? [];
      const bot = this.bots.get(token);
      if (!bot) throw new Refusal(401, 'Unauthorized');
      if (isFile) return this.serveFile(response, rest);
      const sends = rest.startsWith('send');
      if (sends) this.refuseOnCommand();
      const result = bot.answer(rest, paramsOf(request.headers['content-type'] ?? '', Buffer.concat(chunks)));
      if (sends && this.faults.unanswered > 0) {
        this.faults.unanswered -= 1;
        return void response.destroy();
      }
      answer(200, { ok: true, result });
    } catch (error) {
      const { code, message, parameters } =
        error instanceof Refusal ? error : new Refusal(500, `Internal Server Error: ${String(error)}`);
      answer(code, { ok: false, error_code: code, description: message, ...(parameters && { parameters }) });
    }
  }

  private refuseOnCommand(): void {
    const rejection = this.faults.rejections.shift();
    if (rejection) throw rejection;
    if (this.faults.limited <= 0) return;
    this.faults.limited -= 1;
    const { retryAfter } = this.faults;
    throw new Refusal(429, `Too Many Requests: retry after ${retryAfter}`, { retry_after: retryAfter });
  }

  private serveFile(response: ServerResponse, path: string): void {
    const file = this.files.get(path.split('/')[1] ?? '');
    if (!file) throw new Refusal(404, 'Not Found');
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file.content);
  }
}

/** Telegram escapes all that is not ASCII, and slashes. */
const asTelegramWrites = (update: object): string =>
  JSON.stringify(update)
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/');
