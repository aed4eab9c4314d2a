import type { ChatIdentity, ChatInfo, ChatPage, ChatProfile, ChatWelcome, Language } from '@guichet/contracts';
import { BrowserStorage } from './browser-storage.js';
import { ConversationRecord } from './conversation-record.js';
import { FileTransfer } from './file-transfer.js';
import { applyServerEvents } from './apply-server-events.js';
import type { UnsentMessage, UploadedFile } from './shown-messages.js';
import { MessageSender } from './message-sender.js';
import { ReplyReadProgress } from './reply-read-progress.js';
import { SocketConnection } from './socket-connection.js';
import { TypingState } from './typing-state.js';
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
 * The model of one visitor's conversation, and its way to the server. Messages stay in this browser until the server has them, over lost
 * connections and page changes; missed ones come with the next connection.
 */
export class Conversation {
  readonly files: FileTransfer;
  readonly record: ConversationRecord;
  readonly connection: SocketConnection;
  readonly typingState = new TypingState(() => this.changed());
  info: ChatInfo | null = null;
  private readonly url: string;
  private readonly store: BrowserStorage;
  private readonly visitor: VisitorSession;
  private readonly sender: MessageSender;
  private readonly progress: ReplyReadProgress;

  constructor(
    settings: ConversationSettings,
    private readonly listeners: Listeners,
  ) {
    const { server, channelAccountId } = settings;
    this.url = `${server}/chat/${channelAccountId}`;
    this.store = new BrowserStorage(channelAccountId);
    this.visitor = new VisitorSession(settings, this.store);
    this.record = new ConversationRecord(this.store);
    const { received, unsent } = this.record;
    this.connection = new SocketConnection(server, {
      hello: () => this.visitor.hello(received.lastAt),
      onState: () => {
        if (this.connection.state !== 'on') this.typingState.setAgent(null);
        this.changed();
      },
    });
    this.sender = new MessageSender(this.connection, unsent, {
      profile: () => this.record.profile,
      onChange: (clientId, change) => this.update(clientId, change),
      onProfileNeeded: (message) => {
        this.record.askProfile(message);
        this.changed();
      },
    });
    this.progress = new ReplyReadProgress(received, this.store, (ids, how) =>
      this.connection.send('seen', { ids, how }),
    );
    this.files = new FileTransfer(this.url, (isNew) => this.session(isNew));
    this.connection.on('welcome', (welcome) => this.welcomed(welcome));
    applyServerEvents(this.connection, this, { onAnswer: () => this.mark(), onChange: () => this.changed() });
    this.store.watch(
      () => this.changed(),
      () => this.forgotten(),
    );
  }

  /** Name of the agent who is writing; null: nobody. */
  get writing(): string | null {
    return this.typingState.agent;
  }

  get unread(): number {
    return this.progress.unread;
  }

  /** There is something worth a connection although nobody looks. */
  get hasBegun(): boolean {
    return this.visitor.isIdentified || this.record.hasBegun || this.record.hasUnsent;
  }

  /** This browser alone knows the way back to it. */
  get canBeForgotten(): boolean {
    return !this.visitor.isConfirmed && this.record.hasBegun;
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
    this.record.forgetReceived();
    if (this.connection.state !== 'off') this.connection.reconnect();
    else if (this.info && identity) this.connection.connect();
  }

  /** In this browser, and all its tabs, nothing is left of it. */
  reset(): void {
    this.store.clear();
    this.forgotten();
  }

  say(text: string, files: UploadedFile[], profile: ChatProfile): void {
    this.record.say(text, files, profile);
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
    this.record.unsent.remove(clientId);
    this.changed();
  }

  typing(): void {
    if (this.connection.state !== 'on' || this.record.received.isEmpty) return;
    if (this.typingState.takeReport()) this.connection.emit('typing');
  }

  /** The panel is open and the page is visible, or no longer. */
  look(isLooking: boolean): void {
    this.progress.look(isLooking);
    if (isLooking) this.mark();
  }

  async loadEarlier(): Promise<void> {
    const { first } = this.record.received;
    if (!first || this.record.complete) return;
    const page = await this.connection.send<ChatPage>('history', { before: { at: first.at, id: first.id } });
    if ('error' in page) return;
    this.record.keep(page.messages);
    this.record.complete = page.complete;
    this.changed();
  }

  private async session(isNew: boolean): Promise<string> {
    if (isNew) this.connection.reconnect();
    else this.connection.connect();
    return this.connection.state === 'on' ? this.visitor.bearer : (await this.connection.welcome()).session;
  }

  private welcomed(welcome: ChatWelcome): void {
    if (welcome.forget && this.record.forgetOthers(this.visitor.bearer !== '')) this.listeners.onForgotten();
    this.record.resume(welcome);
    this.visitor.accept(welcome);
    this.progress.begin();
    this.record.keep(welcome.messages);
    this.mark();
    this.changed();
    void this.sender.sendAll();
  }

  private forgotten(): void {
    this.connection.close();
    this.visitor.end();
    this.record.clear();
    this.typingState.setAgent(null);
    this.listeners.onForgotten();
    this.changed();
  }

  private update(clientId: string, change: Partial<UnsentMessage>): void {
    this.record.unsent.update(clientId, change);
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
