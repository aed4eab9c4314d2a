import { createHash } from 'node:crypto';
import type { ChatPayload } from '@guichet/channels';
import { ChatHello, Id, type ChatAnswer, type ChatFrame, type ChatPage, type chatFrames } from '@guichet/contracts';
import { Database, signal, WakeUps, type LoggedEvent, type Signal } from '@guichet/database';
import { EventTail, Sockets } from '@guichet/live';
import { Intake } from '@guichet/messages';
import { Clock, counter, gauge, Keyring, Logger, storableText } from '@guichet/platform';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { z } from 'zod';
import { ChatAccounts, isIntroduced } from './chat-accounts.js';
import { hear, type ChatNamespace, type ChatSocket } from './chat-socket.js';
import {
  currentCase,
  lastWriterOf,
  markHere,
  messagesById,
  messagesSince,
  newlySeen,
  pageBefore,
  profileOf,
  remember,
  writersOf,
} from './conversation.queries.js';
import { openFile } from './file-tokens.js';
import { callerOf, tooMany } from './limits.js';
import { admit, keyOf, type HandleRef } from './visitors.js';

const CHAT = { kind: 'system', name: 'Chat' } as const;
/** How long a visitor counts as here without a further word of the process that has their socket. */
const HERE_MS = 90_000;
const HEARTBEAT_MS = 60_000;
const RETRY_MS = 500;

const visitorsGauge = gauge('guichet_chat_visitors', 'Open chat sockets.');
const refused = counter('guichet_chat_refused_total', 'Connections to a chat that were refused.', ['reason']);
const forged = counter('guichet_chat_identities_refused_total', 'Identities of visitors with a wrong signature.');

type Sent<Frame extends ChatFrame> = z.infer<(typeof chatFrames)[Frame]>;
const roomOf = (channelId: string, handle: HandleRef): string => `${channelId} ${keyOf(handle)}`;

/**
 * The chat socket of citizens. What they say is durable before it is acknowledged, and takes the way of every other message;
 * what is said to them is pushed when the event log tells that it was sent. Whoever was away gets what they missed.
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
    private readonly wakeUps: WakeUps,
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
          // Not refused, only not possible now: to the client a lost connection, so it comes again.
          socket.conn.close();
        },
      );
    });
    this.chat.on('connection', (socket) => this.welcome(socket));
    this.tail.read((event) => this.onEvent(event));
    this.wakeUps.on('signal', (what) => {
      if (what.type === 'writing' && this.chat.sockets.size > 0) this.tellWriting(what).catch(this.failed);
    });
    this.timer = setInterval(() => void this.heartbeat().catch(this.failed), HEARTBEAT_MS);
    this.timer.unref();
  }

  /** Answers why not, or null. */
  private async admit(socket: ChatSocket): Promise<string | null> {
    const { headers, address: peer, auth } = socket.handshake;
    const hello = ChatHello.safeParse(auth);
    const account = hello.success ? await this.accounts.byId(hello.data.channelId) : null;
    if (!hello.success || !account) return 'no-such-chat';
    if (!this.accounts.isAllowed(account, headers)) return 'origin-not-allowed';
    const address = callerOf(peer, headers['x-forwarded-for']);
    if (await tooMany('connect', '', address)) return 'too-many-requests';
    const visitor = admit(this.keyring, account, hello.data, this.clock.now());
    if (visitor.identity === 'refused') {
      forged.inc();
      this.logger.warn('A web page gave a visitor of the chat a wrong signature.', { channelId: account.id });
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
    hear(
      socket,
      {
        say: (from, frame) => this.say(from, frame),
        seen: (from, frame) => this.seen(from, frame),
        typing: (from) => this.typing(from),
        history: (from, frame) => this.history(from, frame),
      },
      this.failed,
    );
    // In the rooms first: what happens while the history is read comes twice rather than never.
    void socket.join(visitor.handles.map((handle) => roomOf(visitor.channelId, handle)));
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
    if (profile) await this.mark([socket], HERE_MS);
  }

  private async say(socket: ChatSocket, { clientId, text, files, profile }: Sent<'say'>): Promise<ChatAnswer> {
    const { visitor, address, profile: known, language } = socket.data;
    const account = await this.accounts.byId(visitor.channelId);
    if (!account) return { error: 'unavailable' };
    const retryAfter = await tooMany('say', keyOf(visitor.from), address);
    if (retryAfter) return { error: 'too-many-requests', retryAfter };
    const now = this.clock.now();
    const introduced = { ...visitor.claims, ...known, ...profile };
    if (!isIntroduced(account, introduced, now)) return { error: 'profile-needed' };
    const opened = files.map((token) => openFile(this.keyring, visitor, token, now));
    if (opened.includes(null)) return { error: 'file-unknown' };
    if (text.trim() === '' && opened.length === 0) return { error: 'invalid-request' };

    const { name, email } = introduced;
    const isNews = (name ?? email) !== undefined && (name !== known?.name || email !== known?.email);
    await this.accept(account.id, `say:${clientId}`, now, {
      type: 'say',
      channelId: account.id,
      clientId,
      from: { ...visitor.from, ...(name && { name: storableText(name) }) },
      text: storableText(text),
      files: opened.filter((file) => file !== null),
      profile: isNews ? { ...introduced, ...(name && { name: storableText(name) }) } : null,
    });
    if (!known || isNews || introduced.consent !== known.consent) {
      await this.database.write(CHAT, (tx) =>
        remember(tx, account.id, keyOf(visitor.from), introduced, language, new Date(now.getTime() + HERE_MS)),
      );
      socket.data.profile = introduced;
    }
    return { ok: true };
  }

  private async seen(socket: ChatSocket, { ids, how }: Sent<'seen'>): Promise<ChatAnswer> {
    const { visitor, address } = socket.data;
    const retryAfter = await tooMany('seen', keyOf(visitor.from), address);
    if (retryAfter) return { error: 'too-many-requests', retryAfter };
    const news = await newlySeen(this.database, visitor, ids, how);
    if (news.length === 0) return { ok: true };
    const now = this.clock.now();
    const digest = createHash('sha256').update(news.join('\n')).digest('hex');
    await this.accept(visitor.channelId, `seen:${how}:${digest}`, now, {
      type: 'seen',
      how,
      ids: news,
      at: now.toISOString(),
    });
    return { ok: true };
  }

  private async typing(socket: ChatSocket): Promise<ChatAnswer> {
    const { visitor, address, profile } = socket.data;
    const retryAfter = await tooMany('typing', keyOf(visitor.from), address);
    if (retryAfter) return { error: 'too-many-requests', retryAfter };
    const caseId = await currentCase(this.database, visitor);
    const name = profile?.name ?? visitor.claims.name ?? '';
    if (caseId) await signal(this.database, { type: 'typing', caseId, name });
    return { ok: true };
  }

  private async history(socket: ChatSocket, { before }: Sent<'history'>): Promise<ChatAnswer<ChatPage>> {
    const { visitor, address } = socket.data;
    const retryAfter = await tooMany('history', keyOf(visitor.from), address);
    if (retryAfter) return { error: 'too-many-requests', retryAfter };
    return { ok: true, ...(await pageBefore(this.database, visitor, before)) };
  }

  private accept(channelId: string, externalId: string, receivedAt: Date, payload: ChatPayload): Promise<void> {
    const body = Buffer.from(JSON.stringify(payload));
    return this.intake.accept(channelId, { externalId, body, headers: {}, receivedAt });
  }

  /** The tail of the log waits for nobody: what concerns a visitor is looked up beside it. */
  private onEvent({ type, caseId, data }: LoggedEvent): void {
    if (this.chat.sockets.size === 0) return;
    if (type === 'message.received' || (type === 'delivery.changed' && isThere(data['status']))) {
      this.due.push(Id.parse(data['entryId']));
      this.pushing ??= this.push().finally(() => (this.pushing = null));
    } else if (type === 'case.read' && caseId) {
      this.tellSeen(caseId, Number(data['position'])).catch(this.failed);
    }
  }

  /** Those that come while others are looked up share the next look. */
  private async push(): Promise<void> {
    while (this.due.length > 0 && !this.stopped) {
      const ids = this.due.splice(0, 500);
      try {
        for (const { channelId, handle, message } of await messagesById(this.database, await this.accounts.ids(), ids))
          this.chat.local.to(roomOf(channelId, handle)).emit('message', message);
      } catch (error) {
        this.failed(error);
        this.due.unshift(...ids);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
      }
    }
  }

  private async tellSeen(caseId: string, position: number): Promise<void> {
    for (const { channelId, type, value, at } of await writersOf(
      this.database,
      await this.accounts.ids(),
      caseId,
      position,
    ))
      this.chat.local.to(roomOf(channelId, { type, value })).emit('seen', { upTo: at.toISOString() });
  }

  private async tellWriting({ caseId, name, on }: Signal & { type: 'writing' }): Promise<void> {
    const writer = await lastWriterOf(this.database, await this.accounts.ids(), caseId);
    if (writer) this.chat.local.to(roomOf(writer.channelId, writer)).emit('typing', { on, name });
  }

  private async leave(socket: ChatSocket): Promise<void> {
    const { visitor, profile } = socket.data;
    const others = this.chat.adapter.rooms.get(roomOf(visitor.channelId, visitor.from))?.size ?? 0;
    if (profile && others === 0 && !this.stopped) await this.mark([socket], 0);
  }

  /** Each minute: whoever is here still is, but for those whose time is over. */
  async heartbeat(): Promise<void> {
    const now = this.clock.now();
    const sockets = [...this.chat.sockets.values()];
    const isOver = ({ data }: ChatSocket) => data.visitor.until <= now;
    for (const socket of sockets) if (isOver(socket)) socket.conn.close();
    const here = sockets.filter((socket) => !isOver(socket) && socket.data.profile !== null);
    await this.mark(here, HERE_MS);
  }

  private async mark(sockets: readonly ChatSocket[], ms: number): Promise<void> {
    if (sockets.length === 0) return;
    const until = new Date(this.clock.now().getTime() + ms);
    const visitors = sockets.map(({ data: { visitor } }) => ({
      channelId: visitor.channelId,
      handle: keyOf(visitor.from),
    }));
    await this.database.write(CHAT, (tx) => markHere(tx, visitors, until));
  }

  private readonly failed = (error: unknown): void => {
    if (!this.stopped) this.logger.warn('Something of the chat failed; it is tried again.', { error });
  };

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.pushing;
  }
}

const isThere = (status: unknown): boolean => status === 'sent' || status === 'delivered';
