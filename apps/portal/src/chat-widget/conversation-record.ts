import type { ChatMessage, ChatProfile, ChatWelcome } from '@guichet/contracts';
import type { BrowserStorage } from './browser-storage.js';
import { messageLinesOf, type MessageLine, type UnsentMessage, type UploadedFile } from './shown-messages.js';
import { ReceivedMessages } from './received-messages.js';
import { UnsentMessages } from './unsent-messages.js';

/** What is known of one visitor's conversation: in this page, and in this browser for all its tabs. It speaks with no server. */
export class ConversationRecord {
  readonly received = new ReceivedMessages();
  readonly unsent: UnsentMessages;
  complete = true;
  profile: ChatProfile;
  /** The server wants to know more before it takes the next message. */
  profileNeeded = false;
  /** When the agent was found to have lost their connection, so that somebody else takes over; null: they have not. */
  handedOverAt: string | null = null;
  /** The draft was written in this page. */
  private hasDrafted = false;

  constructor(private readonly store: BrowserStorage) {
    this.unsent = new UnsentMessages(store);
    this.profile = store.get('profile') ?? {};
  }

  get lines(): MessageLine[] {
    return messageLinesOf(this.received.all, this.unsent.all);
  }

  /** How many lines stand above the notice that somebody else takes over, by the clock of the server; null: there is none. */
  get linesBeforeHandover(): number | null {
    const since = this.handedOverAt;
    return since === null ? null : this.received.all.filter(({ at }) => at <= since).length;
  }

  get hasBegun(): boolean {
    return this.store.get('begun') === true;
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

  begin(): void {
    this.store.set('begun', true);
  }

  /** Keeps what the visitor says, and what they say of themselves, until the server has it. */
  say(text: string, files: UploadedFile[], profile: ChatProfile): void {
    if (Object.keys(profile).length > 0) {
      this.profile = { ...this.profile, ...profile };
      this.store.set('profile', this.profile);
    }
    this.profileNeeded = false;
    this.unsent.add(text, files);
    this.begin();
  }

  keep(messages: readonly ChatMessage[]): void {
    this.received.add(messages);
    for (const { clientId } of messages) if (clientId) this.unsent.remove(clientId);
  }

  /** Goes on where it was, or begins anew as the server says; what it has sent is kept by `keep`. */
  resume({ messages, complete, reset, profile, handover }: ChatWelcome): void {
    // Without a token they are a new visitor: the page has thrown away what the browser kept.
    const isResumed = !this.received.isEmpty && !reset && this.store.get('token') !== undefined;
    if (!isResumed) {
      this.received.clear();
      this.complete = complete;
      this.unsent.forgetAcknowledged();
    }
    this.handedOverAt = handover?.at ?? (isResumed ? this.handedOverAt : null);
    this.profile = { ...this.profile, ...profile };
    if (messages.length > 0) this.begin();
  }

  /** The words go back into the composer, whose form asks for what is missing. */
  askProfile({ clientId, text }: UnsentMessage): void {
    this.profileNeeded = true;
    this.draft = text;
    this.unsent.remove(clientId);
  }

  /** What was received and said of themselves is of another visitor. */
  forgetReceived(): void {
    this.received.clear();
    this.profile = {};
  }

  /**
   * What lies here is of somebody else who used this browser; but for what was written since the page was opened, unless the page
   * knew whose it was (`wasKnown`). Returns whether what is on the screen and not yet said is of somebody else, too.
   */
  forgetOthers(wasKnown: boolean): boolean {
    this.unsent.forgetOthers();
    for (const key of ['token', 'profile', 'readUpTo', 'begun'] as const) this.store.remove(key);
    // A page that knew the conversation was theirs, with all that was written in it.
    const isOfOthers = !this.hasDrafted || wasKnown;
    if (isOfOthers) this.store.remove('draft');
    this.forgetReceived();
    return isOfOthers;
  }

  /** As it was before anything was said; what the browser keeps was removed. */
  clear(): void {
    this.forgetReceived();
    this.complete = true;
    this.profileNeeded = false;
    this.hasDrafted = false;
    this.handedOverAt = null;
  }
}
