import { handoverOf, keyOf, lastWriterOf, messagesById, writersOf, type HandleRef } from '@guichet/chat';
import { Id } from '@guichet/contracts';
import { type Database, type Broadcast, type LoggedEvent } from '@guichet/database';
import type { ChatAccounts } from './chat-accounts.js';
import type { ChatNamespace } from './chat-socket-frames.js';

const RETRY_MS = 500;

/** The room of all sockets of one visitor. */
export const roomOf = (channelAccountId: string, handle: HandleRef): string => `${channelAccountId} ${keyOf(handle)}`;

/** Pushes to the visitors who are connected to this process what the event log says of their conversations. */
export class VisitorPush {
  private due: string[] = [];
  private pushing: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly chat: ChatNamespace,
    private readonly from: { database: Database; accounts: ChatAccounts },
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Nothing here may delay the tail of the log, so what concerns a visitor is looked up in the background. */
  onEvent({ type, caseId, data }: LoggedEvent): void {
    if (this.chat.sockets.size === 0) return;
    if (type === 'message.received' || (type === 'delivery.changed' && isThere(data['status']))) {
      this.due.push(Id.parse(data['entryId']));
      this.pushing ??= this.push().finally(() => (this.pushing = null));
    } else if (type === 'case.read' && caseId) {
      this.pushSeen(caseId, Number(data['position'])).catch(this.failed);
    } else if (type === 'case.changed' && caseId && data['fields'].includes('assigned')) {
      this.pushHandover(caseId).catch(this.failed);
    }
  }

  onWriting(writing: Broadcast & { type: 'writing' }): void {
    if (this.chat.sockets.size > 0) this.pushWriting(writing).catch(this.failed);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.pushing;
  }

  /** Messages that come while others are looked up share the next look-up. */
  private async push(): Promise<void> {
    while (this.due.length > 0 && !this.stopped) {
      const ids = this.due.splice(0, 500);
      try {
        for (const { channelAccountId, handle, message } of await messagesById(
          this.from.database,
          await this.from.accounts.ids(),
          ids,
        ))
          this.chat.local.to(roomOf(channelAccountId, handle)).emit('message', message);
      } catch (error) {
        this.failed(error);
        this.due.unshift(...ids);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
      }
    }
  }

  private async pushSeen(caseId: string, position: number): Promise<void> {
    for (const { channelAccountId, type, value, at } of await writersOf(
      this.from.database,
      await this.from.accounts.ids(),
      {
        caseId,
        position,
      },
    ))
      this.chat.local.to(roomOf(channelAccountId, { type, value })).emit('seen', { upTo: at.toISOString() });
  }

  private async pushHandover(caseId: string): Promise<void> {
    const { database, accounts } = this.from;
    const handover = await handoverOf(database, caseId);
    const writer = handover && (await lastWriterOf(database, await accounts.ids(), caseId));
    if (writer) this.chat.local.to(roomOf(writer.channelAccountId, writer)).emit('handover', handover);
  }

  private async pushWriting({ caseId, name, on }: Broadcast & { type: 'writing' }): Promise<void> {
    const writer = await lastWriterOf(this.from.database, await this.from.accounts.ids(), caseId);
    if (writer) this.chat.local.to(roomOf(writer.channelAccountId, writer)).emit('typing', { on, name });
  }
}

const isThere = (status: unknown): boolean => status === 'sent' || status === 'delivered';
