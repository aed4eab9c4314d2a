import type { ChatMessage } from '@guichet/contracts';
import { lastAt } from './shown-messages.js';

/** The messages of both sides that the server has, as far as this page has loaded them. */
export class ReceivedMessages {
  private readonly byId = new Map<string, ChatMessage>();
  private seenUpTo = '';

  get all(): ChatMessage[] {
    return [...this.byId.values()];
  }

  get isEmpty(): boolean {
    return this.byId.size === 0;
  }

  /** Those of agents. */
  get answers(): ChatMessage[] {
    return this.all.filter(({ direction }) => direction === 'out');
  }

  get first(): ChatMessage | undefined {
    return this.all.sort((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1))[0];
  }

  /** When the last one was written; undefined: there is none. */
  get lastAt(): string | undefined {
    return lastAt(this.byId.values());
  }

  add(messages: readonly ChatMessage[]): void {
    for (const message of messages)
      this.byId.set(message.id, { ...message, seen: message.seen || message.at <= this.seenUpTo });
  }

  /** An agent has seen the messages up to this time. The receipt may be faster than the message that it is about. */
  markSeen(upTo: string): void {
    this.seenUpTo = upTo;
    this.add(this.all);
  }

  clear(): void {
    this.byId.clear();
  }
}
