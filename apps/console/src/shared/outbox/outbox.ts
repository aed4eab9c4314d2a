import type { DraftContent } from '../drafts/draft-content.js';
import { isBlank, sameWords } from '../drafts/draft-content.js';

/** A reply or a note whose fate is not known yet, with the request by which it is sent again. */
export interface WaitingMessage {
  /** The same each time: the server carries it out once. */
  idempotencyKey: string;
  caseId: string;
  content: DraftContent;
  body: Record<string, unknown>;
  ifMatch: string | null;
  /** When it was sent first. Milliseconds since the epoch. */
  sentAt: number;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;
const PREFIX = 'guichet.outbox:';

/**
 * What one agent has sent and the server has not answered, kept in this browser over a reload. That of other agents is
 * deleted when it is opened, as their drafts are.
 */
export class Outbox {
  readonly #own: string;

  constructor(
    private readonly storage: Store,
    agentId: string,
  ) {
    this.#own = `${PREFIX}${agentId}`;
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
    for (const key of keys) if (key?.startsWith(PREFIX) && key !== this.#own) storage.removeItem(key);
  }

  all(): WaitingMessage[] {
    try {
      return JSON.parse(this.storage.getItem(this.#own) ?? '[]') as WaitingMessage[];
    } catch {
      return [];
    }
  }

  add(message: WaitingMessage): void {
    const others = this.all().filter(({ idempotencyKey }) => idempotencyKey !== message.idempotencyKey);
    this.#write([...others, message]);
  }

  remove(idempotencyKey: string): void {
    this.#write(this.all().filter((message) => message.idempotencyKey !== idempotencyKey));
  }

  clear(): void {
    this.storage.removeItem(this.#own);
  }

  /** Whether these words of a case are on their way: they are no draft any more. */
  holds(caseId: string, content: DraftContent): boolean {
    return !isBlank(content) && this.all().some((one) => one.caseId === caseId && sameWords(one.content, content));
  }

  #write(messages: WaitingMessage[]): void {
    if (messages.length === 0) return this.clear();
    try {
      this.storage.setItem(this.#own, JSON.stringify(messages));
    } catch {
      // The storage is full or forbidden: the message is in memory still, and leaving the page warns of it.
    }
  }
}

let opened: { agentId: string; outbox: Outbox } | undefined;

export function outboxOf(agentId: string): Outbox {
  if (opened?.agentId !== agentId) opened = { agentId, outbox: new Outbox(localStorage, agentId) };
  return opened.outbox;
}
