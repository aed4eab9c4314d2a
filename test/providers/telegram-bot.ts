import type { Telegram, TelegramFile, TelegramSent } from './telegram.js';
import type { Params } from './telegram-call-parameters.js';

export interface BotOptions {
  botToken: string;
  username?: string;
  name?: string;
  /** Without these options the bot calls no webhook until `setWebhook` sets one. */
  webhookUrl?: string;
  secretToken?: string;
}

export interface TelegramUser {
  id: number;
  firstName: string;
  lastName?: string;
  username?: string;
}

/** An error response in the format of the Bot API. */
export class Refusal extends Error {
  constructor(
    readonly code: number,
    description: string,
    readonly parameters?: { retry_after?: number },
  ) {
    super(description);
  }
}

const MAX_DOWNLOAD = 20 * 1024 * 1024;
const MAX_UPLOAD = 50 * 1024 * 1024;
/** The updates that are sent by default; reactions are not among them. */
const USUAL_UPDATES = ['message', 'edited_message', 'my_chat_member', 'callback_query'];

/** One bot and the people who write to it. */
export class TelegramBot {
  webhook: { url: string; secret: string | undefined } | null;
  lastError: string | undefined;
  private allowed: string[] = [...USUAL_UPDATES, 'message_reaction'];
  private readonly users = new Map<number, TelegramUser>();
  private readonly blockedBy = new Set<number>();
  private readonly written = new Map<number, { from: TelegramUser; message: Record<string, unknown> }>();
  private messages = 0;

  constructor(
    private readonly telegram: Telegram,
    private readonly options: BotOptions,
  ) {
    this.webhook = options.webhookUrl ? { url: options.webhookUrl, secret: options.secretToken } : null;
  }

  get id(): number {
    return Number(this.options.botToken.split(':')[0]);
  }

  // The following methods are what a citizen does.

  /** Sends one message with at most one file. Returns its id. */
  async write(message: {
    from: TelegramUser;
    text?: string;
    file?: TelegramFile;
    replyTo?: number;
    /** Other content in the format of Telegram, such as a location, a contact or a poll. */
    content?: object;
  }): Promise<number> {
    const { from, text, file, replyTo, content } = message;
    const body = {
      ...this.head(from),
      ...(replyTo === undefined
        ? {}
        : { reply_to_message: { message_id: replyTo, chat: chatWith(from), date: now() } }),
      ...(file ? this.media(file) : {}),
      ...(text === undefined ? {} : file ? { caption: text } : { text }),
      ...content,
    };
    this.written.set(body.message_id, { from, message: body });
    await this.happen('message', body);
    return body.message_id;
  }

  /** Sends several files as one message each, with the text as the caption of the first. */
  async writeAlbum(from: TelegramUser, text: string, files: TelegramFile[]): Promise<number[]> {
    const media_group_id = String(Date.now());
    const ids: number[] = [];
    for (const [n, file] of files.entries())
      ids.push(await this.write({ from, file, ...(n === 0 && text ? { text } : {}), content: { media_group_id } }));
    return ids;
  }

  async edit(id: number, text: string): Promise<void> {
    const { message } = this.written.get(id)!;
    const edited = { ...message, ['caption' in message ? 'caption' : 'text']: text, edit_date: now() };
    await this.happen('edited_message', edited);
  }

  /** Reacts to a message; null removes the reaction. */
  async react(from: TelegramUser, id: number, emoji: string | null): Promise<void> {
    const new_reaction = emoji === null ? [] : [{ type: 'emoji', emoji }];
    await this.happen('message_reaction', {
      chat: chatWith(from),
      message_id: id,
      user: asUser(from),
      date: now(),
      old_reaction: [],
      new_reaction,
    });
  }

  block(from: TelegramUser): Promise<void> {
    this.blockedBy.add(from.id);
    return this.membership(from, 'member', 'kicked');
  }

  unblock(from: TelegramUser): Promise<void> {
    this.blockedBy.delete(from.id);
    return this.membership(from, 'kicked', 'member');
  }

  /** Sends any update in the format of Telegram. */
  async happen(kind: string, content: object): Promise<void> {
    if (this.allowed.includes(kind)) await this.telegram.sendUpdate(this, { [kind]: content });
  }

  private membership(from: TelegramUser, before: string, after: string): Promise<void> {
    const user = { id: this.id, is_bot: true, first_name: this.options.name ?? 'Mairie' };
    return this.happen('my_chat_member', {
      chat: chatWith(from),
      from: asUser(from),
      date: now(),
      old_chat_member: { user, status: before },
      new_chat_member: { user, status: after, ...(after === 'kicked' && { until_date: 0 }) },
    });
  }

  private head(from: TelegramUser) {
    this.users.set(from.id, from);
    this.messages += 1;
    return { message_id: this.messages, from: asUser(from), chat: chatWith(from), date: now() };
  }

  /** A picture comes as a photo of several sizes, a sound as a voice message, everything else as a document. */
  private media(file: TelegramFile): object {
    const kept = this.telegram.keep(file);
    if (file.type === 'image/jpeg') {
      const small = this.telegram.keep({ ...file, content: file.content.slice(0, 1) });
      return {
        photo: [
          { ...small, width: 90, height: 67 },
          { ...kept, width: 1280, height: 960 },
        ],
      };
    }
    if (file.type === 'audio/ogg') return { voice: { ...kept, duration: 3, mime_type: file.type } };
    return { document: { ...kept, file_name: file.name, mime_type: file.type } };
  }

  // The following methods are the calls to the Bot API.

  answer(method: string, params: Params): unknown {
    switch (method) {
      case 'getMe':
        return {
          id: this.id,
          is_bot: true,
          first_name: this.options.name ?? 'Mairie',
          username: this.options.username ?? 'mairie_bot',
          can_join_groups: false,
        };
      case 'setWebhook':
        return this.setWebhook(params);
      case 'getWebhookInfo':
        return {
          url: this.webhook?.url ?? '',
          pending_update_count: this.telegram.waiting,
          allowed_updates: this.allowed,
          ...(this.lastError && { last_error_date: now(), last_error_message: this.lastError }),
        };
      case 'getFile':
        return this.file(params);
      case 'sendMessage':
        return this.send(params, null);
      case 'sendDocument':
        return this.send(params, params['document']);
      default:
        throw new Refusal(404, 'Not Found');
    }
  }

  private setWebhook({ url, secret_token: secret, allowed_updates: allowed }: Params): boolean {
    const { protocol, hostname } = new URL(url as string);
    if (protocol !== 'https:' && hostname !== 'localhost' && !hostname.startsWith('127.'))
      throw new Refusal(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook');
    if (secret !== undefined && !/^[\w-]{1,256}$/.test(secret as string))
      throw new Refusal(400, 'Bad Request: secret token contains unallowed characters');
    this.webhook = { url: url as string, secret: secret as string | undefined };
    this.allowed = (allowed as string[] | undefined) ?? USUAL_UPDATES;
    return true;
  }

  private file({ file_id: id }: Params): object {
    const file = this.telegram.fileOf(id as string);
    if (!file) throw new Refusal(400, 'Bad Request: wrong file_id or the file is temporarily unavailable');
    if (file.content.byteLength > MAX_DOWNLOAD) throw new Refusal(400, 'Bad Request: file is too big');
    return { file_id: id, file_unique_id: (id as string).slice(0, 15), file_path: `documents/${id as string}` };
  }

  private send(params: Params, document: unknown): object {
    const to = Number(params['chat_id']);
    const user = this.users.get(to);
    if (!user) throw new Refusal(400, 'Bad Request: chat not found');
    if (this.blockedBy.has(to)) throw new Refusal(403, 'Forbidden: bot was blocked by the user');
    const text = ((document ? params['caption'] : params['text']) ?? '') as string;
    const file = (document as TelegramFile | null) ?? null;
    if (!file && text.trim() === '') throw new Refusal(400, 'Bad Request: message text is empty');
    if (!file && text.length > 4096) throw new Refusal(400, 'Bad Request: message is too long');
    if (file && text.length > 1024) throw new Refusal(400, 'Bad Request: message caption is too long');
    if (file && file.content.byteLength > MAX_UPLOAD) throw new Refusal(413, 'Request Entity Too Large');
    this.messages += 1;
    const reply = params['reply_parameters'] as { message_id: number } | undefined;
    const sent: TelegramSent = {
      id: this.messages,
      bot: this,
      to,
      text,
      file,
      replyTo: reply?.message_id ?? null,
      at: Date.now(),
    };
    this.telegram.deliver(sent);
    return { message_id: sent.id, chat: chatWith(user), date: now(), ...(file ? { caption: text } : { text }) };
  }
}

const now = (): number => Math.floor(Date.now() / 1000);

const asUser = ({ id, firstName, lastName, username }: TelegramUser) => ({
  id,
  is_bot: false,
  first_name: firstName,
  ...(lastName && { last_name: lastName }),
  ...(username && { username }),
  language_code: 'fr',
});

const chatWith = ({ id, firstName, lastName, username }: TelegramUser) => ({
  id,
  type: 'private',
  first_name: firstName,
  ...(lastName && { last_name: lastName }),
  ...(username && { username }),
});
