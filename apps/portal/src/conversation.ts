import type {
  ChatAnswer,
  ChatHello,
  ChatIdentity,
  ChatInfo,
  ChatMessage,
  ChatPage,
  ChatProfile,
  ChatRefusal,
  ChatServerFrames,
  ChatUpload,
  ChatWelcome,
  Language,
} from '@guichet/contracts';
import { io, type Socket } from 'socket.io-client';
import { lastAt, linesOf, unreadOf, type Attached, type Line, type Pending } from './lines.js';
import { Store } from './store.js';

const ANSWER_MS = 15_000;
const RETRY_MS = 5_000;
const ACKNOWLEDGED_MS = 10 * 60_000;
const TYPING_MS = 3_000;
/** An agent who began to write and was never heard of again. */
const STILL_WRITING_MS = 60_000;
/** Refusals that another try cannot change. */
const FINAL: readonly ChatRefusal[] = ['invalid-request', 'file-unknown'];

type Connection = 'off' | 'connecting' | 'on' | 'refused';

export interface ConversationSettings {
  server: string;
  channelId: string;
  language: Language;
}

/** A file could not be taken: `too-large`, or a reason that may pass. */
export class UploadRefused extends Error {}

/**
 * One visitor's conversation. What they say lies in the outbox until the server has it, over lost connections and page
 * changes, and is sent under the same id again; what they missed comes with the next connection. `onChange` after each change.
 */
export class Conversation {
  readonly store: Store;
  info: ChatInfo | null = null;
  connection: Connection = 'off';
  /** Name of the agent who is writing; null: nobody. */
  writing: string | null = null;
  complete = true;
  /** It has been there: what is missing now was lost. */
  wasConnected = false;
  profile: ChatProfile;
  /** The server wants to know more before it takes the next message. */
  profileNeeded = false;
  private messages = new Map<string, ChatMessage>();
  private identity: ChatIdentity | undefined;
  private bearer = '';
  private readonly socket: Socket;
  private flushing = false;
  private looking = false;
  private told = { received: new Set<string>(), read: new Set<string>() };
  private readonly openedAt = new Date().toISOString();
  private seenUpTo = '';
  private typingAt = 0;
  private writingTimer: ReturnType<typeof setTimeout> | undefined;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly settings: ConversationSettings,
    private readonly onChange: () => void,
  ) {
    this.store = new Store(settings.channelId);
    this.profile = this.store.get('profile') ?? {};
    this.socket = io(`${settings.server}/chat`, {
      autoConnect: false,
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      reconnectionDelayMax: 15_000,
      auth: (give) => give(this.hello()),
    });
    this.listen();
    this.store.onChange(() => this.changed());
  }

  get lines(): Line[] {
    return linesOf(this.messages.values(), this.outbox);
  }

  get unread(): number {
    return unreadOf(this.messages.values(), this.store.get('readUpTo') ?? '').length;
  }

  /** There is something worth a connection although nobody looks. */
  get hasBegun(): boolean {
    return this.identity !== undefined || this.store.get('begun') === true || this.outbox.length > 0;
  }

  private get outbox(): Pending[] {
    return this.store.get('outbox') ?? [];
  }

  /** What the page needs to show at all. False: this page may not, or there is no such chat. */
  async loadInfo(): Promise<boolean> {
    const response = await fetch(`${this.settings.server}/chat/${this.settings.channelId}`, { credentials: 'omit' });
    if (response.status === 403 || response.status === 404) return false;
    if (!response.ok) throw new Error(`${response.status}`);
    this.info = (await response.json()) as ChatInfo;
    this.changed();
    return true;
  }

  connect(): void {
    if (this.connection === 'on' || this.connection === 'connecting') return;
    this.connection = 'connecting';
    this.socket.connect();
    this.changed();
  }

  /** The page vouches for somebody; null: it no longer does. Another person's conversation begins with nothing. */
  identify(identity: ChatIdentity | null): void {
    const isSame = JSON.stringify(identity ?? undefined) === JSON.stringify(this.identity);
    if (isSame) return;
    this.identity = identity ?? undefined;
    this.messages.clear();
    this.profile = {};
    if (this.connection !== 'off') this.reconnect();
    else if (this.info && identity) this.connect();
  }

  reset(): void {
    this.store.clear();
    this.identity = undefined;
    this.messages.clear();
    this.profile = {};
    this.profileNeeded = false;
    this.socket.disconnect();
    this.connection = 'off';
    this.changed();
  }

  say(text: string, files: Attached[], profile: ChatProfile): void {
    if (Object.keys(profile).length > 0) {
      this.profile = { ...this.profile, ...profile };
      this.store.set('profile', this.profile);
    }
    this.profileNeeded = false;
    const pending = {
      clientId: newId(),
      text,
      files,
      at: new Date().toISOString(),
      refused: null,
      acknowledged: false,
    };
    this.store.set('outbox', [...this.outbox, pending]);
    this.store.set('begun', true);
    this.changed();
    this.connect();
    void this.flush();
  }

  /** Tries again what the server did not take; or takes it back. */
  retry(clientId: string): void {
    this.update(clientId, { refused: null });
    void this.flush();
  }

  withdraw(clientId: string): void {
    this.store.set(
      'outbox',
      this.outbox.filter((pending) => pending.clientId !== clientId),
    );
    this.changed();
  }

  typing(): void {
    const now = Date.now();
    if (this.connection !== 'on' || this.messages.size === 0 || now - this.typingAt < TYPING_MS) return;
    this.typingAt = now;
    this.socket.emit('typing', {});
  }

  /** The panel is open and the page is visible, or no longer. */
  look(isLooking: boolean): void {
    this.looking = isLooking;
    if (isLooking) this.markRead();
  }

  async loadEarlier(): Promise<void> {
    const [first] = [...this.messages.values()].sort((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1));
    if (!first || this.complete) return;
    const page = await this.send<ChatPage>('history', { before: { at: first.at, id: first.id } });
    if ('error' in page) return;
    this.keep(page.messages);
    this.complete = page.complete;
    this.changed();
  }

  async upload(file: File): Promise<Attached> {
    const response = await this.fetch('files', {
      method: 'POST',
      headers: {
        'content-type': file.type || 'application/octet-stream',
        'x-file-name': encodeURIComponent(file.name),
      },
      body: file,
    });
    if (response.status === 413) throw new UploadRefused('too-large');
    if (!response.ok) throw new UploadRefused('failed');
    const { token, name, size } = (await response.json()) as ChatUpload;
    return { token, name, size };
  }

  async download(fileId: string): Promise<Blob> {
    const response = await this.fetch(`files/${fileId}`);
    if (!response.ok) throw new Error(`${response.status}`);
    return response.blob();
  }

  /** As this visitor. A session ends after some hours; a new connection makes a new one. */
  private async fetch(path: string, init: RequestInit = {}, isSecond = false): Promise<Response> {
    const session = await this.session();
    const response = await fetch(`${this.settings.server}/chat/${this.settings.channelId}/${path}`, {
      ...init,
      credentials: 'omit',
      headers: { ...init.headers, authorization: `Bearer ${session}` },
    });
    if (response.status !== 401 || isSecond) return response;
    this.reconnect();
    return this.fetch(path, init, true);
  }

  private async session(): Promise<string> {
    this.connect();
    if (this.connection !== 'on')
      await new Promise<void>((resolve, reject) => {
        this.socket.once('welcome', () => resolve());
        setTimeout(() => reject(new UploadRefused('failed')), ANSWER_MS);
      });
    return this.bearer;
  }

  private hello(): ChatHello {
    const { channelId, language } = this.settings;
    const token = this.store.get('token');
    const after = lastAt(this.messages.values());
    return {
      channelId,
      language,
      ...(token && { token }),
      ...(after && { after }),
      ...(this.identity && { identity: this.identity }),
    };
  }

  private listen(): void {
    const on = <Frame extends keyof ChatServerFrames>(
      frame: Frame,
      heard: (data: ChatServerFrames[Frame]) => void,
    ): void => {
      const listeners = this.socket as { on(frame: string, heard: (data: ChatServerFrames[Frame]) => void): unknown };
      listeners.on(frame, heard);
    };

    on('welcome', (welcome) => this.welcomed(welcome));
    on('message', (message) => {
      this.keep([message]);
      if (message.direction === 'out') this.setWriting(null);
      this.store.set('begun', true);
      this.markReceived();
      this.markRead();
      this.changed();
    });
    on('seen', ({ upTo }) => {
      // It may be faster than the message that it is about.
      this.seenUpTo = upTo;
      this.keep([...this.messages.values()]);
      this.changed();
    });
    on('typing', ({ on: isWriting, name }) => {
      this.setWriting(isWriting ? name : null);
      this.changed();
    });
    this.socket.on('disconnect', () => {
      if (this.connection === 'on') this.connection = 'connecting';
      this.setWriting(null);
      this.changed();
      // Sent away rather than lost: only a call of ours brings the socket back.
      if (!this.socket.active && this.connection !== 'off') this.later(() => this.reconnect());
    });
    this.socket.on('connect_error', ({ message }) => {
      // While it is active, the socket tries again by itself.
      if (this.socket.active) return;
      const mayPass = message === 'too-many-requests';
      this.connection = mayPass ? 'connecting' : 'refused';
      if (mayPass) this.later(() => this.reconnect());
      this.changed();
    });
  }

  private welcomed({ token, session, messages, complete, reset, forget, identity, profile }: ChatWelcome): void {
    if (forget) this.forgetOthers();
    const isResumed = this.messages.size > 0 && !reset;
    if (!isResumed) {
      this.messages.clear();
      this.complete = complete;
      this.forgetAcknowledged();
    }
    this.store.set('token', token);
    this.bearer = session;
    this.profile = { ...this.profile, ...profile };
    this.connection = 'on';
    this.wasConnected = true;
    this.told = { received: new Set(), read: new Set() };
    if (identity === 'refused') warn('the identity of this visitor has a wrong signature');
    if (messages.length > 0) this.store.set('begun', true);
    this.keep(messages);
    this.markReceived();
    this.markRead();
    this.changed();
    void this.flush();
  }

  private keep(messages: readonly ChatMessage[]): void {
    for (const message of messages)
      this.messages.set(message.id, { ...message, seen: message.seen || message.at <= this.seenUpTo });
    const arrived = new Set(messages.map(({ clientId }) => clientId));
    const left = this.outbox.filter(({ clientId }) => !arrived.has(clientId));
    if (left.length < this.outbox.length) this.store.set('outbox', left);
  }

  /** Sends what waits, in order, one after the other. */
  private async flush(): Promise<void> {
    if (this.flushing) return;
    this.flushing = true;
    try {
      for (;;) {
        const next = this.outbox.find(({ refused, acknowledged }) => !refused && !acknowledged);
        if (!next || this.connection !== 'on') return;
        const { clientId, text, files } = next;
        const answer = await this.send('say', {
          clientId,
          text,
          files: files.map(({ token }) => token),
          ...(Object.keys(this.profile).length > 0 && { profile: this.profile }),
        });
        if ('ok' in answer) this.update(clientId, { acknowledged: true });
        else if (answer.error === 'profile-needed') return this.askProfile(next);
        else if (FINAL.includes(answer.error)) this.update(clientId, { refused: answer.error });
        else return this.later(() => void this.flush(), (answer.retryAfter ?? 0) * 1000);
      }
    } finally {
      this.flushing = false;
    }
  }

  /** The words go back into the composer, whose form asks for what is missing. */
  private askProfile({ clientId, text }: Pending): void {
    this.profileNeeded = true;
    this.store.set('draft', text);
    this.withdraw(clientId);
  }

  /** What lies here is of somebody else who used this browser; but for what was written since the page was opened. */
  private forgetOthers(): void {
    const own = this.outbox.filter(({ at }) => at >= this.openedAt);
    this.store.clear();
    this.store.set('outbox', own);
    this.messages.clear();
    this.profile = {};
  }

  /** What was acknowledged is in the history now, maybe farther back than this page of it; or it is about to be understood. */
  private forgetAcknowledged(): void {
    const since = new Date(Date.now() - ACKNOWLEDGED_MS).toISOString();
    const left = this.outbox.filter(({ acknowledged, at }) => !acknowledged || at > since);
    this.store.set('outbox', left);
  }

  private update(clientId: string, change: Partial<Pending>): void {
    this.store.set(
      'outbox',
      this.outbox.map((pending) => (pending.clientId === clientId ? { ...pending, ...change } : pending)),
    );
    this.changed();
  }

  private markReceived(): void {
    this.tell('received');
  }

  private markRead(): void {
    if (!this.looking || this.connection !== 'on') return;
    const last = lastAt([...this.messages.values()].filter(({ direction }) => direction === 'out'));
    if (last && last > (this.store.get('readUpTo') ?? '')) this.store.set('readUpTo', last);
    this.tell('read');
  }

  private tell(how: 'received' | 'read'): void {
    const told = this.told[how];
    const ids = [...this.messages.values()]
      .filter(({ id, direction }) => direction === 'out' && !told.has(id))
      .map(({ id }) => id)
      .slice(-100);
    if (ids.length === 0) return;
    for (const id of ids) told.add(id);
    void this.send('seen', { ids, how }).then((answer) => {
      if ('error' in answer) for (const id of ids) told.delete(id);
    });
  }

  private async send<Result>(frame: string, data: object): Promise<ChatAnswer<Result>> {
    try {
      return (await this.socket.timeout(ANSWER_MS).emitWithAck(frame, data)) as ChatAnswer<Result>;
    } catch {
      return { error: 'unavailable' };
    }
  }

  private setWriting(name: string | null): void {
    this.writing = name;
    clearTimeout(this.writingTimer);
    if (name === null) return;
    this.writingTimer = setTimeout(() => {
      this.writing = null;
      this.changed();
    }, STILL_WRITING_MS);
  }

  private reconnect(): void {
    this.socket.disconnect();
    this.connection = 'off';
    this.connect();
  }

  private later(act: () => void, ms = 0): void {
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(act, Math.max(RETRY_MS, ms));
  }

  private changed(): void {
    this.onChange();
  }
}

/** A version 4 uuid, also on pages without TLS, where `randomUUID` is not there. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** For whoever builds the page. */
export function warn(words: string): void {
  // eslint-disable-next-line no-console
  console.warn(`Guichet: ${words}`);
}
