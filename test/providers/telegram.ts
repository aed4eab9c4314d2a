import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson, type EmulatedFile } from './emulator.js';
import { Faults } from './commanded-faults.js';
import { Refusal, TelegramBot, type BotOptions } from './telegram-bot.js';
import { paramsOf } from './telegram-call-parameters.js';
import { asciiJson, postTo, WebhookCaller } from './webhook-caller.js';

export type TelegramFile = EmulatedFile;

/** A message from a bot to a person, as their phone shows it. */
export interface TelegramSent {
  /** The id of the message in the chat with this person. */
  id: number;
  bot: TelegramBot;
  /** The user id of the person. */
  to: number;
  /** The text, or the caption where there is a file. */
  text: string;
  file: TelegramFile | null;
  /** The id of the message to which it replies. */
  replyTo: number | null;
  at: number;
}

/** Telegram's Bot API and the phones behind it: a real server that calls, limits and fails. */
export class Telegram extends WebhookCaller<TelegramSent> {
  private readonly bots = new Map<string, TelegramBot>();
  private readonly files = new Map<string, TelegramFile>();
  private readonly faults = new Faults<{ code: number; description: string }>();
  readonly fault = { ...this.faults.commands, ...this.callFaults };
  private updates = 100_000_000 + Math.floor(Math.random() * 1e8);

  /** Creates a bot, as @BotFather does. It calls the webhook that `setWebhook` or these options set. */
  connect(options: BotOptions): TelegramBot {
    const bot = new TelegramBot(this, options);
    this.bots.set(options.botToken, bot);
    return bot;
  }

  // The following methods are for the bots.

  /** Stores a file; it can be downloaded with its id and the token of a bot. */
  keep(file: TelegramFile): { file_id: string; file_unique_id: string; file_size: number } {
    const id = randomBytes(24).toString('base64url');
    this.files.set(id, file);
    return { file_id: id, file_unique_id: id.slice(0, 15), file_size: file.content.byteLength };
  }

  fileOf(id: string): TelegramFile | undefined {
    return this.files.get(id);
  }

  /** Calls the webhook of a bot with an update, which keeps its id when it is sent again. */
  sendUpdate(bot: TelegramBot, update: object): Promise<void> {
    this.updates += 1;
    const body = asciiJson({ update_id: this.updates, ...update });
    return this.call(async () => {
      if (!bot.webhook) return 0;
      const { url, secret } = bot.webhook;
      const headers = {
        'content-type': 'application/json',
        ...(secret && { 'x-telegram-bot-api-secret-token': secret }),
      };
      const status = await postTo(url, headers, body);
      const isHeard = status >= 200 && status < 300;
      bot.lastError = isHeard ? undefined : `Wrong response from the webhook: ${status}`;
      return status;
    });
  }

  // The following methods are the API.

  protected async serve(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    // The proxy in front of the Bot API responds with HTML.
    if (this.faults.isOut) return void response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>503</h1>');
    try {
      const { pathname } = new URL(request.url!, this.url);
      const [, isFile, token = '', rest = ''] = /^(\/file)?\/bot([^/]+)\/(.*)$/.exec(pathname) ?? [];
      const bot = this.bots.get(token);
      if (!bot) throw new Refusal(401, 'Unauthorized');
      if (isFile) return this.serveFile(response, rest);
      const sends = rest.startsWith('send');
      if (sends) this.refuseOnCommand();
      const result = bot.answer(rest, paramsOf(request.headers['content-type'] ?? '', body));
      if (sends && this.faults.losesAnswer()) return void response.destroy();
      sendJson(response, { status: 200, json: { ok: true, result } });
    } catch (error) {
      const { code, message, parameters } =
        error instanceof Refusal ? error : new Refusal(500, `Internal Server Error: ${String(error)}`);
      sendJson(response, { status: code, json: { ok: false, error_code: code, description: message, parameters } });
    }
  }

  private refuseOnCommand(): void {
    const rejection = this.faults.rejection();
    if (rejection) throw new Refusal(rejection.code, rejection.description);
    const retry_after = this.faults.wait();
    if (retry_after) throw new Refusal(429, `Too Many Requests: retry after ${retry_after}`, { retry_after });
  }

  private serveFile(response: ServerResponse, path: string): void {
    const file = this.files.get(path.split('/')[1] ?? '');
    if (!file) throw new Refusal(404, 'Not Found');
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file.content);
  }
}
