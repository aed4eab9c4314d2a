import {
  CONNECTED_MS,
  currentCase,
  identifyVisitor,
  keyOf,
  lastWriterOf,
  markConnected,
  markSeen,
  messagesById,
  messagesSince,
  pageBefore,
  postVisitorMessage,
  profileOf,
  writersOf,
  type ConversationContext,
  type HandleRef,
} from '@guichet/chat';
import { ChatHello, Id, type ChatAnswer, type ChatFrame, type ChatPage, type chatFrames } from '@guichet/contracts';
import { Database, broadcast, NotificationListener, type LoggedEvent, type Broadcast } from '@guichet/database';
import { EventTail, Sockets } from '@guichet/live';
import { Intake } from '@guichet/messages';
import { Clock, counter, gauge, Keyring, Logger } from '@guichet/platform';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { z } from 'zod';
import { ChatAccounts } from './chat-accounts.js';
import { onChatFrames, type ChatNamespace, type ChatSocket } from './chat-socket-frames.js';
import { callerOf, tooMany } from './chat-rate-limits.js';

const CHAT = { kind: 'system', name: 'Chat' } as const;
const HEARTBEAT_MS = 60_000;
const RETRY_MS = 500;

const visitorsGauge = gauge('guichet_chat_visitors', 'Open chat sockets.');
const refused = counter('guichet_chat_refused_total', 'Connections to a chat that were refused.', ['reason']);
const forged = counter('guichet_chat_identities_refused_total', 'Identities of visitors with a wrong signature.');

type Sent<Frame extends ChatFrame> = z.infer<(typeof chatFrames)[Frame]>;
const roomOf = (channelAccountId: string, handle: HandleRef): string => `${channelAccountId} ${keyOf(handle)}`;

/**
 * The chat socket of citizens. A message of theirs is durable before it is acknowledged, and is processed like every other
 * message. A message to them is pushed once the event log says that it was sent. After a lost connection they get what they
 * missed.
 */
@Injectable()
export class ChatGateway implements OnApplicationShutdown {
  private chat!: ChatNamespace;
  private timer: NodeJS.Timeout | undefined;
  private due: string[] = [];
  private pushing: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly accounts: ChatAccounts,
    private readonly intake: Intake,
    private readonly tail: EventTail,
    private readonly sockets: Sockets,
    private readonly notificationListener: NotificationListener,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  open(): void {
    this.chat = this.sockets.of('/chat') as ChatNamespace;
    this.chat.use((socket, next) => {
      this.admit(socket).then(
        (reason) => {
          if (reason) refused.inc({ reason });
          next(reason ? new Error(reason) : undefined);
        },
        (error: unknown) => {
          this.failed(error);
          // The visitor is not refused: to the client this is a lost connection, so it connects again.
          socket.conn.close();
        },
      );
    });
    this.chat.on('connection', (socket) => this.welcome(socket));
    this.tail.read((event) => this.onEvent(event));
    this.notificationListener.on('broadcast', (what) => {
      if (what.type === 'writing' && this.chat.sockets.size > 0) this.pushWriting(what).catch(this.failed);
    });
    this.timer = setInterval(() => void this.heartbeat().catch(this.failed), HEARTBEAT_MS);
    this.timer.unref();
  }

  /** The reason why a visitor is not admitted; null where they are. */
  private async admit(socket: ChatSocket): Promise<string | null> {
    const { headers, address: peer, auth } = socket.handshake;
    const hello = ChatHello.safeParse(auth);
    const account = hello.success ? await this.accounts.byId(hello.data.channelAccountId) : null;
    if (!hello.success || !account) return 'no-such-chat';
    if (!this.accounts.isAllowed(account, headers)) return 'origin-not-allowed';
    const address = callerOf(peer, headers['x-forwarded-for']);
    if (await tooMany('connect', { visitor: '', address })) return 'too-many-requests';
    const visitor = identifyVisitor({ keyring: this.keyring, now: this.clock.now() }, account, hello.data);
    if (visitor.identity === 'refused') {
      forged.inc();
      this.logger.warn('A web page gave a visitor of the chat a wrong signature.', { channelAccountId: account.id });
    }
    const profile = await profileOf(this.database, account.id, keyOf(visitor.from));
    const { language, after } = hello.data;
    socket.data = { visitor, address, profile, language, after };
    return null;
  }

  private welcome(socket: ChatSocket): void {
    visitorsGauge.inc();
    const { visitor } = socket.data;
    socket.on('disconnect', () => {
      visitorsGauge.dec();
      this.leave(socket).catch(this.failed);
    });
    onChatFrames(
      socket,
      {
        say: (from, frame) => this.say(from, frame),
        seen: (from, frame) => this.seen(from, frame),
        typing: (from) => this.typing(from),
        history: (from, frame) => this.history(from, frame),
      },
      this.failed,
    );
    // The rooms come first, so that what happens while the history is read is sent twice rather than never.
    void socket.join(visitor.handles.map((handle) => roomOf(visitor.channelAccountId, handle)));
    this.greet(socket).catch((error: unknown) => {
      this.failed(error);
      socket.conn.close();
    });
  }

  private async greet(socket: ChatSocket): Promise<void> {
    const { visitor, profile, after } = socket.data;
    const missed = after === undefined ? null : await messagesSince(this.database, visitor, after);
    const page: ChatPage = missed ? { messages: missed, complete: false } : await pageBefore(this.database, visitor);
    socket.emit('welcome', {
      ...page,
      reset: after !== undefined && missed === null,
      forget: visitor.isAnother,
      token: visitor.token,
      session: visitor.session,
      identity: visitor.identity,
      profile: { ...visitor.claims, ...profile },
    });
    if (profile) await this.mark([socket], CONNECTED_MS);
  }

  private async say(socket: ChatSocket, frame: Sent<'say'>): Promise<ChatAnswer> {
    const { visitor, address, profile, language } = socket.data;
    const account = await this.accounts.byId(visitor.channelAccountId);
    if (!account) return { error: 'unavailable' };
    const retryAfter = await tooMany('say', { visitor: keyOf(visitor.from), address });
    if (retryAfter) return { error: 'too-many-requests', retryAfter };
    const result = await postVisitorMessage(this.context(), { account, visitor, profile, language }, frame);
    if ('error' in result) return result;
    socket.data.profile = result.profile;
    return { ok: true };
  }

  private async seen(socket: ChatSocket, frame: Sent<'seen'>): Promise<ChatAnswer> {
    const { visitor, address } = socket.data;
    const retryAfter = await tooMany('seen', { visitor: keyOf(visitor.from), address });
    if (retryAfter) return { error: 'too-many-requests', retryAfter };
    await markSeen(this.context(), visitor, frame);
    return { ok: true };
  }

  private context(): ConversationContext {
    const { database, intake, keyring } = this;
    return { database, intake, keyring, now: this.clock.now() };
  }

  private async typing(socket: ChatSocket): Promise<ChatAnswer> {
    const { visitor, address, profile } = socket.data;
    const retryAfter = await tooMany('typing', { visitor: keyOf(visitor.from), address });
    if (retryAfter) return { error: 'too-many-requests', retryAfter };
    const caseId = await currentCase(this.database, visitor);
    const name = profile?.name ?? visitor.claims.name ?? '';
    if (caseId) await broadcast(this.database, { type: 'typing', caseId, name });
    return { ok: true };
  }

  private async history(socket: ChatSocket, { before }: Sent<'history'>): Promise<ChatAnswer<ChatPage>> {
    const { visitor, address } = socket.data;
    const retryAfter = await tooMany('history', { visitor: keyOf(visitor.from), address });
    if (retryAfter) return { error: 'too-many-requests', retryAfter };
    return { ok: true, ...(await pageBefore(this.database, visitor, before)) };
  }

  /** Nothing here may delay the tail of the log, so what concerns a visitor is looked up in the background. */
  private onEvent({ type, caseId, data }: LoggedEvent): void {
    if (this.chat.sockets.size === 0) return;
    if (type === 'message.received' || (type === 'delivery.changed' && isThere(data['status']))) {
      this.due.push(Id.parse(data['entryId']));
      this.pushing ??= this.push().finally(() => (this.pushing = null));
    } else if (type === 'case.read' && caseId) {
      this.pushSeen(caseId, Number(data['position'])).catch(this.failed);
    }
  }

  /** Messages that come while others are looked up share the next look-up. */
  private async push(): Promise<void> {
    while (this.due.length > 0 && !this.stopped) {
      const ids = this.due.splice(0, 500);
      try {
        for (const { channelAccountId, handle, message } of await messagesById(
          this.database,
          await this.accounts.ids(),
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
    for (const { channelAccountId, type, value, at } of await writersOf(this.database, await this.accounts.ids(), {
      caseId,
      position,
    }))
      this.chat.local.to(roomOf(channelAccountId, { type, value })).emit('seen', { upTo: at.toISOString() });
  }

  private async pushWriting({ caseId, name, on }: Broadcast & { type: 'writing' }): Promise<void> {
    const writer = await lastWriterOf(this.database, await this.accounts.ids(), caseId);
    if (writer) this.chat.local.to(roomOf(writer.channelAccountId, writer)).emit('typing', { on, name });
  }

  private async leave(socket: ChatSocket): Promise<void> {
    const { visitor, profile } = socket.data;
    const others = this.chat.adapter.rooms.get(roomOf(visitor.channelAccountId, visitor.from))?.size ?? 0;
    if (profile && others === 0 && !this.stopped) await this.mark([socket], 0);
  }

  /** Each minute: renews the visitors who are connected, and disconnects those whose token has expired. */
  async heartbeat(): Promise<void> {
    const now = this.clock.now();
    const sockets = [...this.chat.sockets.values()];
    const isOver = ({ data }: ChatSocket) => data.visitor.until <= now;
    for (const socket of sockets) if (isOver(socket)) socket.conn.close();
    const here = sockets.filter((socket) => !isOver(socket) && socket.data.profile !== null);
    await this.mark(here, CONNECTED_MS);
  }

  private async mark(sockets: readonly ChatSocket[], ms: number): Promise<void> {
    if (sockets.length === 0) return;
    const until = new Date(this.clock.now().getTime() + ms);
    const visitors = sockets.map(({ data: { visitor } }) => ({
      channelAccountId: visitor.channelAccountId,
      handle: keyOf(visitor.from),
    }));
    await this.database.write(CHAT, (tx) => markConnected(tx, visitors, until));
  }

  private readonly failed = (error: unknown): void => {
    if (!this.stopped) this.logger.warn('The chat failed for a moment; it tries again.', { error });
  };

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.pushing;
  }
}

const isThere = (status: unknown): boolean => status === 'sent' || status === 'delivered';
