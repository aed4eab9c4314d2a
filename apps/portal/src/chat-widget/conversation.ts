import type {
  ChatIdentity,
  ChatInfo,
  ChatMessage,
  ChatPage,
  ChatProfile,
  ChatWelcome,
  Language,
} from '@guichet/contracts';
import { BrowserStorage } from './browser-storage.js';
import { FileTransfer } from './file-transfer.js';
import { messageLinesOf, type MessageLine, type UnsentMessage, type UploadedFile } from './message-lines.js';
import { MessageSender } from './message-sender.js';
import { ReadProgress } from './read-progress.js';
import { ReceivedMessages } from './received-messages.js';
import { SocketConnection } from './socket-connection.js';
import { TypingState } from './typing-state.js';
import { UnsentMessages } from './unsent-messages.js';
import { VisitorSession } from './visitor-session.js';

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
 * The model of one visitor's conversation. Messages stay in this browser until the server has them, over lost
 * connections and page changes; missed ones come with the next connection.
 */
export class Conversation {
  readonly files: FileTransfer;
  readonly connection: SocketConnection;
  info: ChatInfo | null = null;
  complete = true;
  profile: ChatProfile;
  /** The server wants to know more before it takes the next message. */
  profileNeeded = false;
  /** When the agent was found to have lost their connection, so that somebody else takes over; null: they have not. */
  private handedOverAt: string | null = null;
  private readonly url: string;
  private readonly store: BrowserStorage;
  private readonly visitor: VisitorSession;
  private readonly received = new ReceivedMessages();
  private readonly unsent: UnsentMessages;
  private readonly sender: MessageSender;
  private readonly progress: ReadProgress;
  private readonly typingState = new TypingState(() => this.changed());
  /** The draft was written in this page. */
  private hasDrafted = false;

  constructor(
    settings: ConversationSettings,
    private readonly listeners: Listeners,
  ) {
    const { server, channelAccountId } = settings;
    this.url = `${server}/chat/${channelAccountId}`;
    this.store = new BrowserStorage(channelAccountId);
    this.visitor = new VisitorSession(settings, this.store);
    this.unsent = new UnsentMessages(this.store);
    this.profile = this.store.get('profile') ?? {};
    this.connection = new SocketConnection(server, {
      hello: () => this.visitor.hello(this.received.lastAt),
      onState: () => {
        if (this.connection.state !== 'on') this.typingState.setAgent(null);
        this.changed();
      },
    });
    this.sender = new MessageSender(this.connection, this.unsent, {
      profile: () => this.profile,
      onChange: (clientId, change) => this.update(clientId, change),
      onProfileNeeded: (message) => this.askProfile(message),
    });
    this.progress = new ReadProgress(this.received, this.store, (ids, how) =>
      this.connection.send('seen', { ids, how }),
    );
    this.files = new FileTransfer(this.url, (isNew) => this.session(isNew));
    this.listen();
    this.store.watch(
      () => this.changed(),
      () => this.forgotten(),
    );
  }

  /** Name of the agent who is writing; null: nobody. */
  get writing(): string | null {
    return this.typingState.agent;
  }

  get lines(): MessageLine[] {
    return messageLinesOf(this.received.all, this.unsent.all);
  }

  /** How many lines stand above the notice that somebody else takes over, by the clock of the server; null: there is none. */
  get linesBeforeHandover(): number | null {
    const since = this.handedOverAt;
    return since === null ? null : this.received.all.filter(({ at }) => at <= since).length;
  }

  get unread(): number {
    return this.progress.unread;
  }

  /** There is something worth a connection although nobody looks. */
  get hasBegun(): boolean {
    return this.visitor.isIdentified || this.store.get('begun') === true || this.unsent.next !== undefined;
  }

  /** This browser alone knows the way back to it. */
  get canBeForgotten(): boolean {
    return !this.visitor.isConfirmed && this.store.get('begun') === true;
  }

  get hasUnsent(): boolean {
    return this.unsent.next !== undefined;
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
    if (!this.visitor.identify(identity)) return;
    this.received.clear();
    this.profile = {};
    if (this.connection.state !== 'off') this.connection.reconnect();
    else if (this.info && identity) this.connection.connect();
  }

  /** In this browser, and all its tabs, nothing is left of it. */
  reset(): void {
    this.store.clear();
    this.forgotten();
  }

  say(text: string, files: UploadedFile[], profile: ChatProfile): void {
    if (Object.keys(profile).length > 0) {
      this.profile = { ...this.profile, ...profile };
      this.store.set('profile', this.profile);
    }
    this.profileNeeded = false;
    this.unsent.add(text, files);
    this.store.set('begun', true);
    this.changed();
    this.connection.connect();
    void this.sender.sendAll();
  }

  /** Tries again what the server did not take; or takes it back. */
  retry(clientId: string): void {
    this.update(clientId, { refused: null });
    void this.sender.sendAll();
  }

  withdraw(clientId: string): void {
    this.unsent.remove(clientId);
    this.changed();
  }

  typing(): void {
    if (this.connection.state !== 'on' || this.received.isEmpty) return;
    if (this.typingState.takeReport()) this.connection.emit('typing');
  }

  /** The panel is open and the page is visible, or no longer. */
  look(isLooking: boolean): void {
    this.progress.look(isLooking);
    if (isLooking) this.mark();
  }

  async loadEarlier(): Promise<void> {
    const { first } = this.received;
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
    return this.connection.state === 'on' ? this.visitor.bearer : (await this.connection.welcome()).session;
  }

  private listen(): void {
    const { connection } = this;
    connection.on('welcome', (welcome) => this.welcomed(welcome));
    connection.on('message', (message) => {
      this.keep([message]);
      if (message.direction === 'out') this.typingState.setAgent(null);
      this.store.set('begun', true);
      this.mark();
      this.changed();
    });
    connection.on('seen', ({ upTo }) => {
      this.received.markSeen(upTo);
      this.changed();
    });
    connection.on('handover', ({ at }) => {
      this.handedOverAt = at;
      this.typingState.setAgent(null);
      this.changed();
    });
    connection.on('typing', ({ on, name }) => {
      this.typingState.setAgent(on ? name : null);
      this.changed();
    });
  }

  private welcomed(welcome: ChatWelcome): void {
    const { messages, complete, reset, forget, profile, handover } = welcome;
    if (forget) this.forgetOthers();
    // Without a token they are a new visitor: the page has thrown away what the browser kept.
    const isResumed = !this.received.isEmpty && !reset && this.store.get('token') !== undefined;
    if (!isResumed) {
      this.received.clear();
      this.complete = complete;
      this.unsent.forgetAcknowledged();
    }
    this.visitor.accept(welcome);
    this.handedOverAt = handover?.at ?? (isResumed ? this.handedOverAt : null);
    this.profile = { ...this.profile, ...profile };
    if (messages.length > 0) this.store.set('begun', true);
    this.progress.begin();
    this.keep(messages);
    this.mark();
    this.changed();
    void this.sender.sendAll();
  }

  private keep(messages: readonly ChatMessage[]): void {
    this.received.add(messages);
    for (const { clientId } of messages) if (clientId) this.unsent.remove(clientId);
  }

  /** The words go back into the composer, whose form asks for what is missing. */
  private askProfile({ clientId, text }: UnsentMessage): void {
    this.profileNeeded = true;
    this.draft = text;
    this.withdraw(clientId);
  }

  /** What lies here is of somebody else who used this browser; but for what was written since the page was opened. */
  private forgetOthers(): void {
    this.unsent.forgetOthers();
    for (const key of ['token', 'profile', 'readUpTo', 'begun'] as const) this.store.remove(key);
    // A page that knew the conversation was theirs, with all that was written in it.
    if (!this.hasDrafted || this.visitor.bearer) {
      this.store.remove('draft');
      this.listeners.onForgotten();
    }
    this.received.clear();
    this.profile = {};
  }

  private forgotten(): void {
    this.connection.close();
    this.visitor.end();
    this.received.clear();
    this.complete = true;
    this.profile = {};
    this.profileNeeded = false;
    this.hasDrafted = false;
    this.typingState.setAgent(null);
    this.handedOverAt = null;
    this.listeners.onForgotten();
    this.changed();
  }

  private update(clientId: string, change: Partial<UnsentMessage>): void {
    this.unsent.update(clientId, change);
    this.changed();
  }

  /** Tells how far the answers came. */
  private mark(): void {
    if (this.connection.state === 'on') this.progress.report();
  }

  private changed(): void {
    this.listeners.onChange();
  }
}
