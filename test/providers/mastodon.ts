import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { contentOf, Emulator, sendJson } from './emulator.js';
import { Faults } from './commanded-faults.js';
import {
  assertMedia,
  assertTogether,
  htmlOf,
  lengthOf,
  mentionsIn,
  profileOf,
  type MastodonFile,
  type MastodonPerson,
  type Post,
  type Visibility,
} from './mastodon-posts.js';
import { Refusal } from './mastodon-refusal.js';

export type { MastodonFile, MastodonPerson } from './mastodon-posts.js';

/** A post of the product's account. */
export interface MastodonSent {
  id: string;
  text: string;
  visibility: Visibility;
  /** The full names of all accounts that can see it. */
  mentions: string[];
  files: MastodonFile[];
  replyTo: string | null;
  key: string | null;
  at: number;
}

interface Notification {
  id: number;
  type: 'mention' | 'favourite';
  by: string;
  post: Post;
  at: Date;
  /** Whether the account's policy filters it, as it does with direct posts of strangers. */
  filtered: boolean;
}

interface Upload {
  file: MastodonFile;
  description: string;
  /** The number of requests after which the file is ready. */
  left: number;
}

/** One Mastodon instance with an account of the product, and the people of the fediverse who write to it. */
export class Mastodon extends Emulator<MastodonSent, { asked: [string] }> {
  readonly domain = 'ville.example';
  maxCharacters = 500;
  private account = { id: '109', acct: 'mairie', name: 'Mairie', token: '' };
  private readonly people = new Map<string, MastodonPerson & { id: string }>();
  private readonly posts = new Map<string, Post>();
  private readonly uploads = new Map<string, Upload>();
  private readonly byKey = new Map<string, string>();
  private notifications: Notification[] = [];
  private hold: ((late: Notification) => void) | null = null;
  private count = 114_000_000_000_000_000n;
  private notified = 5000;
  private readonly faults = new Faults<{ status: number; error: string }>();
  private slowMedia = 0;

  readonly fault = {
    ...this.faults.commands,
    /** Makes the next files ready only after a number of requests. */
    slowMedia: (times: number): void => void (this.slowMedia = times),
    /** Gives the next notification its number at once, but shows it only after the returned function was called. */
    lateNotification: (): (() => void) => {
      const see = (late: Notification) => {
        this.notifications = [...this.notifications, late].sort((a, b) => a.id - b.id);
      };
      const held = new Promise<Notification>((resolve) => (this.hold = resolve));
      return () => void held.then(see);
    },
  };

  /** The only account of the product. */
  connect({
    accessToken,
    acct = 'mairie',
    name = 'Mairie',
  }: {
    accessToken: string;
    acct?: string;
    name?: string;
  }): this {
    this.account = { id: '109', acct, name, token: accessToken };
    return this;
  }

  /** Waits until the product has asked for notifications twice, so that it has read all that existed before the first request. */
  async polled(): Promise<void> {
    for (let times = 0; times < 2;) {
      const [path] = (await once(this, 'asked')) as [string];
      if (path === '/api/v1/notifications') times += 1;
    }
  }

  // The following methods are what a citizen does.

  /** Posts to the account; the accounts in `and` are mentioned, too. Returns the id of the post. */
  write(message: {
    from: MastodonPerson;
    text: string;
    visibility?: Visibility;
    spoiler?: string;
    files?: MastodonFile[];
    replyTo?: string;
    and?: string[];
  }): string {
    const { from, text, visibility = 'direct', spoiler = '', files = [], replyTo = null, and = [] } = message;
    const mentions = [this.own, ...and];
    const post: Post = {
      id: this.number(),
      by: this.personOf(from).acct,
      text: `${mentions.map((acct) => `@${acct}`).join(' ')} ${text}`,
      spoiler,
      visibility,
      mentions,
      files: files.map((file) => ({ id: this.keep(file, file.name, 0), file, description: file.name })),
      replyTo,
      createdAt: new Date(),
      editedAt: null,
    };
    this.posts.set(post.id, post);
    this.notify('mention', from, post);
    return post.id;
  }

  /** Mastodon sends no notification of an edit. */
  edit(id: string, text: string): void {
    const post = this.posts.get(id)!;
    post.text = `${post.mentions.map((acct) => `@${acct}`).join(' ')} ${text}`;
    post.editedAt = new Date();
  }

  delete(id: string): void {
    const post = this.posts.get(id)!;
    this.posts.delete(id);
    this.notifications = this.notifications.filter((notification) => notification.post !== post);
  }

  favourite(from: MastodonPerson, id: string): void {
    this.notify('favourite', from, this.posts.get(id)!);
  }

  private notify(type: Notification['type'], from: MastodonPerson, post: Post): void {
    this.notified += 1;
    const isStranger = type === 'mention' && post.visibility === 'direct' && post.replyTo === null;
    const by = this.personOf(from).acct;
    const notification = { id: this.notified, type, by, post, at: new Date(), filtered: isStranger };
    if (this.hold) this.hold(notification);
    else this.notifications.push(notification);
    this.hold = null;
  }

  private get own(): string {
    return `${this.account.acct}@${this.domain}`;
  }

  private personOf(person: MastodonPerson) {
    const acct = person.acct.toLowerCase();
    const known = this.people.get(acct) ?? { id: this.number() };
    const full = { ...known, ...person, acct };
    this.people.set(acct, full);
    return full;
  }

  private number(): string {
    this.count += 1n;
    return String(this.count);
  }

  private keep(file: MastodonFile, description: string, left: number): string {
    const id = this.number();
    this.uploads.set(id, { file, description, left });
    return id;
  }

  // The following methods are the API.

  protected async serve(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    const url = new URL(request.url!, this.url);
    if (this.faults.isOut) return void response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>503</h1>');
    if (url.pathname.startsWith('/system/')) return this.serveFile(response, url.pathname.split('/')[2]!);
    const wait = this.faults.wait();
    if (wait) {
      const reset = new Date(Date.now() + wait * 1000).toISOString();
      const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
      return sendJson(response, { status: 429, json: { error: 'Too many requests' }, headers });
    }
    try {
      const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
      if (token !== this.account.token) throw new Refusal(401, 'The access token is invalid');
      const { json, form } = await contentOf(request, body);
      const key = (request.headers['idempotency-key'] as string | undefined) ?? null;
      const [status, result] = await this.answer(request.method!, { url, json, form, key });
      this.emit('asked', url.pathname);
      const isPost = request.method === 'POST' && url.pathname === '/api/v1/statuses';
      if (isPost && this.faults.losesAnswer()) return void response.destroy();
      sendJson(response, { status, json: result });
    } catch (error) {
      const { status, message } = error instanceof Refusal ? error : new Refusal(500, String(error));
      sendJson(response, { status, json: { error: message } });
    }
  }

  private async answer(
    method: string,
    {
      url: { pathname, searchParams: query },
      json,
      form,
      key,
    }: { url: URL; json: PostCall; form: FormData | null; key: string | null },
  ): Promise<[number, unknown]> {
    const [, resource, id] = /^\/api\/v[12]\/(\w+)(?:\/(\w+))?$/.exec(pathname) ?? [];
    switch (`${method} ${resource}`) {
      case 'GET accounts':
        return [200, this.ownAccount()];
      case 'GET instance':
        return [200, this.about()];
      case 'GET notifications':
        return [200, this.page(query)];
      case 'GET statuses':
        return [200, id ? this.status(this.post(id)) : this.several(query.getAll('id[]'))];
      case 'POST statuses':
        return [200, this.take(json, key)];
      case 'POST media':
        return this.upload(form);
      case 'GET media':
        return this.media(id!);
      default:
        throw new Refusal(404, 'Not found');
    }
  }

  private post(id: string): Post {
    const post = this.posts.get(id);
    if (!post) throw new Refusal(404, 'Record not found');
    return post;
  }

  private several(ids: string[]): unknown[] {
    if (ids.length > 20) throw new Refusal(422, 'Too many ids');
    return ids.flatMap((id) => this.posts.get(id) ?? []).map((post) => this.status(post));
  }

  private page(query: URLSearchParams): unknown[] {
    const types = query.getAll('types[]');
    const minId = Number(query.get('min_id') ?? -1);
    const limit = Math.min(80, Number(query.get('limit') ?? 40));
    const fitting = this.notifications.filter(
      ({ id, type, filtered }) =>
        id > minId &&
        (types.length === 0 || types.includes(type)) &&
        (!filtered || query.get('include_filtered') === 'true'),
    );
    // With `min_id`, the API returns the notifications next to it, otherwise the newest; both are sorted by the newest first.
    const page = query.has('min_id') ? fitting.slice(0, limit) : fitting.slice(-limit);
    return page.reverse().map(({ id, type, by, post, at }) => ({
      id: String(id),
      type,
      created_at: at.toISOString(),
      account: this.accountOf(by),
      status: this.status(post),
    }));
  }

  private take(
    { status = '', visibility = 'public', media_ids = [], in_reply_to_id: replyTo }: PostCall,
    key: string | null,
  ) {
    const rejection = this.faults.rejection();
    if (rejection) throw new Refusal(rejection.status, rejection.error);
    const made = key === null ? undefined : this.byKey.get(key);
    if (made) return this.status(this.post(made));
    if (replyTo && !this.posts.has(replyTo))
      throw new Refusal(404, 'The post you are trying to reply to does not appear to exist.');
    if (status.trim() === '' && media_ids.length === 0)
      throw new Refusal(422, "Validation failed: Text can't be blank");
    if (lengthOf(status) > this.maxCharacters)
      throw new Refusal(422, `Validation failed: Text character limit of ${this.maxCharacters} exceeded`);
    const files = media_ids.map((id) => {
      const upload = this.uploads.get(id);
      if (!upload || upload.left > 0)
        throw new Refusal(422, 'Cannot attach files that have not finished processing. Try again in a moment!');
      return { id, file: upload.file, description: upload.description };
    });
    assertTogether(files.map(({ file }) => file));
    const post: Post = {
      id: this.number(),
      by: this.own,
      text: status,
      spoiler: '',
      visibility,
      mentions: mentionsIn(status, this.domain),
      files,
      replyTo: replyTo ?? null,
      createdAt: new Date(),
      editedAt: null,
    };
    this.posts.set(post.id, post);
    if (key !== null) this.byKey.set(key, post.id);
    this.deliver({
      id: post.id,
      text: status,
      visibility,
      mentions: post.mentions,
      files: files.map(({ file }) => file),
      replyTo: post.replyTo,
      key,
      at: Date.now(),
    });
    return this.status(post);
  }

  private async upload(form: FormData | null): Promise<[number, unknown]> {
    const sent = form?.get('file');
    if (!(sent instanceof File)) throw new Refusal(422, "Validation failed: File can't be blank");
    const file = { name: sent.name, type: sent.type, content: await sent.bytes() };
    assertMedia(file);
    const description = form?.get('description');
    const id = this.keep(file, typeof description === 'string' ? description : '', this.slowMedia);
    this.slowMedia = 0;
    return this.uploads.get(id)!.left > 0 ? [202, this.mediaOf(id, null)] : [200, this.mediaOf(id, this.addressOf(id))];
  }

  private media(id: string): [number, unknown] {
    const upload = this.uploads.get(id);
    if (!upload) throw new Refusal(404, 'Record not found');
    upload.left -= 1;
    return upload.left > 0 ? [206, this.mediaOf(id, null)] : [200, this.mediaOf(id, this.addressOf(id))];
  }

  private addressOf(id: string): string {
    const extension = this.uploads.get(id)!.file.name.split('.').at(-1);
    return `${this.url}/system/${id}/original.${extension}`;
  }

  private mediaOf(id: string, url: string | null): object {
    const { file, description } = this.uploads.get(id)!;
    return { id, type: file.type.split('/')[0], url, preview_url: url, remote_url: null, description };
  }

  private serveFile(response: ServerResponse, id: string): void {
    const upload = this.uploads.get(id);
    if (!upload) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': upload.file.type }).end(upload.file.content);
  }

  private ownAccount(): object {
    const { id, acct, name } = this.account;
    return { id, acct, username: acct, display_name: name, bot: false, url: profileOf(this.own) };
  }

  private accountOf(acct: string): object {
    if (acct === this.own) return this.ownAccount();
    const { id, name = '', bot = false } = this.people.get(acct)!;
    const short = acct.endsWith(`@${this.domain}`) ? acct.split('@')[0] : acct;
    return { id, acct: short, username: acct.split('@')[0], display_name: name, bot, url: profileOf(acct) };
  }

  private about(): object {
    return {
      domain: this.domain,
      title: 'Mastodon de la ville',
      version: '4.4.0',
      configuration: {
        statuses: { max_characters: this.maxCharacters, max_media_attachments: 4, characters_reserved_per_url: 23 },
        media_attachments: { image_size_limit: 16_777_216, video_size_limit: 103_809_024 },
      },
    };
  }

  private status(post: Post): object {
    return {
      id: post.id,
      created_at: post.createdAt.toISOString(),
      edited_at: post.editedAt?.toISOString() ?? null,
      in_reply_to_id: post.replyTo,
      visibility: post.visibility,
      sensitive: post.spoiler !== '',
      spoiler_text: post.spoiler,
      content: htmlOf(post.text, this.domain),
      account: this.accountOf(post.by),
      mentions: post.mentions.map((acct) => ({
        id: acct === this.own ? this.account.id : (this.people.get(acct)?.id ?? '1'),
        username: acct.split('@')[0],
        acct,
        url: profileOf(acct),
      })),
      media_attachments: post.files.map(({ id }) => this.mediaOf(id, this.addressOf(id))),
      poll: null,
    };
  }
}

interface PostCall {
  status?: string;
  visibility?: Visibility;
  media_ids?: string[];
  in_reply_to_id?: string;
}
