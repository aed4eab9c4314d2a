import type {
  ChatHello,
  ChatIdentity,
  ChatInfo,
  ChatMessage,
  ChatPage,
  ChatProfile,
  ChatRefusal,
  ChatWelcome,
  Language,
} from '@guichet/contracts';
import { Connection } from './connection.js';
import { Files } from './files.js';
import { lastAt, linesOf, unreadOf, type Attached, type Line, type Pending } from './lines.js';
import { Marks } from './marks.js';
import { Outbox } from './unsent-lines.js';
import { Store } from './store.js';
import { warn } from './warn.js';

const TYPING_MS = 3_000;
/** An agent who began to write and was never heard of again. */
const STILL_WRITING_MS = 60_000;
/** Refusals that another try cannot change. */
const FINAL: readonly ChatRefusal[] = ['invalid-request', 'file-unknown'];

export interface ConversationSettings {
  server: string;
  channelAccountId: string;
  language: Language;
}

interface Listeners {
  /** After each change. */
  onChange: () => void;
  /** What is on the screen and not yet said is of somebody else. */
  onForgotten: () => void;
}

/**
 * One visitor's conversation. What they say lies in the outbox until the server has it, over lost connections and page
 * changes, and is sent under the same id again; what they missed comes with the next connection.
 */
export class Conversation {
  readonly files: Files;
  readonly connection: Connection;
  info: ChatInfo | null = null;
  /** Name of the agent who is writing; null: nobody. */
  writing: string | null = null;
  complete = true;
  profile: ChatProfile;
  /** The server wants to know more before it takes the next message. */
  profileNeeded = false;
  private readonly url: string;
  private readonly store: Store;
  private readonly outbox: Outbox;
  private readonly marks: Marks;
  private messages = new Map<string, ChatMessage>();
  private identity: ChatIdentity | undefined;
  private isConfirmed = false;
  private bearer = '';
  private flushing = false;
  private looking = false;
  /** The draft was written in this page. */
  private hasDrafted = false;
  private seenUpTo = '';
  private typingAt = 0;
  private writingTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly settings: ConversationSettings,
    private readonly listeners: Listeners,
  ) {
    const { server, channelAccountId } = settings;
    this.url = `${server}/chat/${channelAccountId}`;
    this.store = new Store(channelAccountId);
    this.outbox = new Outbox(this.store);
    this.profile = this.store.get('profile') ?? {};
    this.connection = new Connection(server, {
      hello: () => this.hello(),
      onState: () => {
        if (this.connection.state !== 'on') this.setWriting(null);
        this.changed();
      },
    });
    this.marks = new Marks((ids, how) => this.connection.send('seen', { ids, how }));
    this.files = new Files(this.url, (isNew) => this.session(isNew));
    this.listen();
    this.store.watch(
      () => this.changed(),
      () => this.forgotten(),
    );
  }

  get lines(): Line[] {
    return linesOf(this.messages.values(), this.outbox.all);
  }

  get unread(): number {
    return unreadOf(this.messages.values(), this.store.get('readUpTo') ?? '').length;
  }

  /** There is something worth a connection although nobody looks. */
  get hasBegun(): boolean {
    return this.identity !== undefined || this.store.get('begun') === true || this.outbox.next !== undefined;
  }

  /** This browser alone knows the way back to it. */
  get canBeForgotten(): boolean {
    return !this.isConfirmed && this.store.get('begun') === true;
  }

  get hasUnsent(): boolean {
    return this.outbox.next !== undefined;
  }

  get draft(): string {
    return this.store.get('draft') ?? '';
  }

  set draft(text: string) {
    this.hasDrafted = text !== '';
    this.store.set('draft', text);
  }

  /** What the page needs to show at all. False: this page may not, or there is no such chat. */
  async loadInfo(): Promise<boolean> {
    const response = await fetch(this.url, { credentials: 'omit' });
    if (response.status === 403 || response.status === 404) return false;
    if (!response.ok) throw new Error(`${response.status}`);
    this.info = (await response.json()) as ChatInfo;
    this.changed();
    return true;
  }

  /** The page vouches for somebody; null: it no longer does. Another person's conversation begins with nothing. */
  identify(identity: ChatIdentity | null): void {
    const isSame = JSON.stringify(identity ?? undefined) === JSON.stringify(this.identity);
    if (isSame) return;
    this.identity = identity ?? undefined;
    this.messages.clear();
    this.profile = {};
    if (this.connection.state !== 'off') this.connection.reconnect();
    else if (this.info && identity) this.connection.connect();
  }

  /** In this browser, and all its tabs, nothing is left of it. */
  reset(): void {
    this.store.clear();
    this.forgotten();
  }

  say(text: string, files: Attached[], profile: ChatProfile): void {
    if (Object.keys(profile).length > 0) {
      this.profile = { ...this.profile, ...profile };
      this.store.set('profile', this.profile);
    }
    this.profileNeeded = false;
    this.outbox.add(text, files);
    this.store.set('begun', true);
    this.changed();
    this.connection.connect();
    void this.flush();
  }

  /** Tries again what the server did not take; or takes it back. */
  retry(clientId: string): void {
    this.update(clientId, { refused: null });
    void this.flush();
  }

  withdraw(clientId: string): void {
    this.outbox.remove(clientId);
    this.changed();
  }

  typing(): void {
    const now = Date.now();
    if (this.connection.state !== 'on' || this.messages.size === 0 || now - this.typingAt < TYPING_MS) return;
    this.typingAt = now;
    this.connection.emit('typing');
  }

  /** The panel is open and the page is visible, or no longer. */
  look(isLooking: boolean): void {
    this.looking = isLooking;
    if (isLooking) this.mark();
  }

  async loadEarlier(): Promise<void> {
    const [first] = [...this.messages.values()].sort((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1));
    if (!first || this.complete) return;
    const page = await this.connection.send<ChatPage>('history', { before: { at: first.at, id: first.id } });
    if ('error' in page) return;
    this.keep(page.messages);
    this.complete = page.complete;
    this.changed();
  }

  private async session(isNew: boolean): Promise<string> {
    if (isNew) this.connection.reconnect();
    else this.connection.connect();
    return this.connection.state === 'on' ? this.bearer : (await this.connection.welcome()).session;
  }

  private hello(): ChatHello {
    const { channelAccountId, language } = this.settings;
    const token = this.store.get('token');
    const after = lastAt(this.messages.values());
    return {
      channelAccountId,
      language,
      ...(token && { token }),
      ...(after && { after }),
      ...(this.identity && { identity: this.identity }),
    };
  }

  private listen(): void {
    const { connection } = this;
    connection.on('welcome', (welcome) => this.welcomed(welcome));
    connection.on('message', (message) => {
      this.keep([message]);
      if (message.direction === 'out') this.setWriting(null);
      this.store.set('begun', true);
      this.mark();
      this.changed();
    });
    connection.on('seen', ({ upTo }) => {
      // It may be faster than the message that it is about.
      this.seenUpTo = upTo;
      this.keep([...this.messages.values()]);
      this.changed();
    });
    connection.on('typing', ({ on, name }) => {
      this.setWriting(on ? name : null);
      this.changed();
    });
  }

  private welcomed({ token, session, messages, complete, reset, forget, identity, profile }: ChatWelcome): void {
    if (forget) this.forgetOthers();
    // Without a token they are a new visitor: the page has thrown away what the browser kept.
    const isResumed = this.messages.size > 0 && !reset && this.store.get('token') !== undefined;
    if (!isResumed) {
      this.messages.clear();
      this.complete = complete;
      this.outbox.forgetAcknowledged();
    }
    this.store.set('token', token);
    this.bearer = session;
    this.profile = { ...this.profile, ...profile };
    this.isConfirmed = identity === 'confirmed';
    if (identity === 'refused') warn('the identity of this visitor has a wrong signature');
    if (messages.length > 0) this.store.set('begun', true);
    this.marks.begin();
    this.keep(messages);
    this.mark();
    this.changed();
    void this.flush();
  }

  private keep(messages: readonly ChatMessage[]): void {
    for (const message of messages) {
      this.messages.set(message.id, { ...message, seen: message.seen || message.at <= this.seenUpTo });
      if (message.clientId) this.outbox.remove(message.clientId);
    }
  }

  /** Sends what waits, in order, one after the other. */
  private async flush(): Promise<void> {
    if (this.flushing) return;
    this.flushing = true;
    try {
      for (;;) {
        const { next } = this.outbox;
        if (!next || this.connection.state !== 'on') return;
        const { clientId, text, files } = next;
        const answer = await this.connection.send('say', {
          clientId,
          text,
          files: files.map(({ token }) => token),
          ...(Object.keys(this.profile).length > 0 && { profile: this.profile }),
        });
        if ('ok' in answer) this.update(clientId, { acknowledged: true });
        else if (answer.error === 'profile-needed') return this.askProfile(next);
        else if (FINAL.includes(answer.error)) this.update(clientId, { refused: answer.error });
        else return this.connection.later(() => void this.flush(), (answer.retryAfter ?? 0) * 1000);
      }
    } finally {
      this.flushing = false;
    }
  }

  /** The words go back into the composer, whose form asks for what is missing. */
  private askProfile({ clientId, text }: Pending): void {
    this.profileNeeded = true;
    this.draft = text;
    this.withdraw(clientId);
  }

  /** What lies here is of somebody else who used this browser; but for what was written since the page was opened. */
  private forgetOthers(): void {
    this.outbox.forgetOthers();
    for (const key of ['token', 'profile', 'readUpTo', 'begun'] as const) this.store.remove(key);
    // A page that knew the conversation was theirs, with all that was written in it.
    if (!this.hasDrafted || this.bearer) {
      this.store.remove('draft');
      this.listeners.onForgotten();
    }
    this.messages.clear();
    this.profile = {};
  }

  private forgotten(): void {
    this.connection.close();
    this.identity = undefined;
    this.isConfirmed = false;
    this.messages.clear();
    this.complete = true;
    this.profile = {};
    this.profileNeeded = false;
    this.hasDrafted = false;
    this.bearer = '';
    this.setWriting(null);
    this.listeners.onForgotten();
    this.changed();
  }

  private update(clientId: string, change: Partial<Pending>): void {
    this.outbox.update(clientId, change);
    this.changed();
  }

  /** Tells how far the answers came. */
  private mark(): void {
    if (this.connection.state !== 'on') return;
    const answers = [...this.messages.values()].filter(({ direction }) => direction === 'out');
    this.marks.report('received', answers);
    if (!this.looking) return;
    const last = lastAt(answers);
    if (last && last > (this.store.get('readUpTo') ?? '')) this.store.set('readUpTo', last);
    this.marks.report('read', answers);
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

  private changed(): void {
    this.listeners.onChange();
  }
}
