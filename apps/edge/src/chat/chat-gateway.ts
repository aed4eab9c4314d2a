import {
  currentCase,
  handoverOf,
  markSeen,
  messagesSince,
  pageBefore,
  postVisitorMessage,
  type ConversationContext,
} from '@guichet/chat';
import { chatFrames, type ChatAnswer, type ChatPage } from '@guichet/contracts';
import { Database, broadcast, NotificationListener } from '@guichet/database';
import { EventTail, FramePipe, frameRefused, socketOptions } from '@guichet/live';
import { Intake } from '@guichet/messages';
import { Clock, gauge, Keyring, Logger } from '@guichet/platform';
import { UseFilters, UseGuards, type OnApplicationShutdown } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import { VisitorAdmission } from './admit-visitor.js';
import { ChatAccounts } from './chat-accounts.js';
import {
  ChatFrameFilter,
  ChatRateGuard,
  visitorFrames,
  type ChatHandlers,
  type ChatNamespace,
  type ChatSocket,
  type Sent,
} from './chat-socket-frames.js';
import { ConnectedVisitors } from './connected-visitors.js';
import { roomOf, VisitorPush } from './push-to-visitors.js';

const HEARTBEAT_MS = 60_000;

const visitorsGauge = gauge('guichet_chat_visitors', 'Open chat sockets.');

/**
 * The chat socket of citizens. A message of theirs is durable before it is acknowledged, and is processed like every other
 * message. A message to them is pushed once the event log says that it was sent. After a lost connection they get what they
 * missed.
 */
@WebSocketGateway({ ...socketOptions, path: '/chat/socket.io', namespace: '/chat' })
@UseGuards(visitorFrames, ChatRateGuard)
@UseFilters(ChatFrameFilter)
export class ChatGateway
  implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect, ChatHandlers, OnApplicationShutdown
{
  private push!: VisitorPush;
  private connected!: ConnectedVisitors;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly accounts: ChatAccounts,
    private readonly admission: VisitorAdmission,
    private readonly intake: Intake,
    private readonly tail: EventTail,
    private readonly notificationListener: NotificationListener,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** Before the log is read and before anybody connects. */
  afterInit(chat: ChatNamespace): void {
    this.connected = new ConnectedVisitors(chat, this.database, this.clock);
    this.push = new VisitorPush(chat, { database: this.database, accounts: this.accounts }, this.failed);
    chat.use((socket, next) => {
      this.admission.admit(socket).then(
        (reason) => next(reason ? new Error(reason) : undefined),
        (error: unknown) => {
          this.failed(error);
          // The visitor is not refused: to the client this is a lost connection, so it connects again.
          socket.conn.close();
        },
      );
    });
    this.tail.read((event) => this.push.onEvent(event));
    this.notificationListener.on('broadcast', (what) => {
      if (what.type === 'writing') this.push.onWriting(what);
    });
    this.timer = setInterval(() => void this.heartbeat().catch(this.failed), HEARTBEAT_MS);
    this.timer.unref();
  }

  handleConnection(socket: ChatSocket): void {
    visitorsGauge.inc();
    visitorFrames.refuseUnknown(socket);
    const { visitor } = socket.data;
    // The rooms come first, so that what happens while the history is read is sent twice rather than never.
    void socket.join(visitor.handles.map((handle) => roomOf(visitor.channelAccountId, handle)));
    this.greet(socket).catch((error: unknown) => {
      this.failed(error);
      socket.conn.close();
    });
  }

  handleDisconnect(socket: ChatSocket): void {
    visitorsGauge.dec();
    this.connected.left(socket).catch(this.failed);
  }

  private async greet(socket: ChatSocket): Promise<void> {
    const { visitor, profile, after } = socket.data;
    const missed = after === undefined ? null : await messagesSince(this.database, visitor, after);
    const page: ChatPage = missed ? { messages: missed, complete: false } : await pageBefore(this.database, visitor);
    const caseId = await currentCase(this.database, visitor);
    socket.emit('welcome', {
      ...page,
      handover: caseId === null ? null : await handoverOf(this.database, caseId),
      reset: after !== undefined && missed === null,
      forget: visitor.isAnother,
      token: visitor.token,
      session: visitor.session,
      identity: visitor.identity,
      identityFault: visitor.identityFault,
      profile: { ...visitor.claims, ...profile },
    });
    await this.connected.entered(socket);
  }

  @SubscribeMessage('say')
  async say(
    @ConnectedSocket() socket: ChatSocket,
    @MessageBody(new FramePipe(chatFrames.say)) frame: Sent<'say'>,
  ): Promise<ChatAnswer> {
    const { visitor, profile, language } = socket.data;
    const account = await this.accounts.byId(visitor.channelAccountId);
    if (!account) throw frameRefused({ error: 'unavailable' });
    const result = await postVisitorMessage(this.context(), { account, visitor, profile, language }, frame);
    if ('error' in result) throw frameRefused(result);
    socket.data.profile = result.profile;
    return { ok: true };
  }

  @SubscribeMessage('seen')
  async seen(
    @ConnectedSocket() socket: ChatSocket,
    @MessageBody(new FramePipe(chatFrames.seen)) frame: Sent<'seen'>,
  ): Promise<ChatAnswer> {
    await markSeen(this.context(), socket.data.visitor, frame);
    return { ok: true };
  }

  @SubscribeMessage('typing')
  async typing(
    @ConnectedSocket() socket: ChatSocket,
    @MessageBody(new FramePipe(chatFrames.typing)) _frame: Sent<'typing'>,
  ): Promise<ChatAnswer> {
    const { visitor, profile } = socket.data;
    const caseId = await currentCase(this.database, visitor);
    const name = profile?.name ?? visitor.claims.name ?? '';
    if (caseId) await broadcast(this.database, { type: 'typing', caseId, name });
    return { ok: true };
  }

  @SubscribeMessage('history')
  async history(
    @ConnectedSocket() socket: ChatSocket,
    @MessageBody(new FramePipe(chatFrames.history)) { before }: Sent<'history'>,
  ): Promise<ChatAnswer<ChatPage>> {
    return { ok: true, ...(await pageBefore(this.database, socket.data.visitor, before)) };
  }

  private context(): ConversationContext {
    const { database, intake, keyring } = this;
    return { database, intake, keyring, now: this.clock.now() };
  }

  /** Each minute: renews the visitors who are connected, and disconnects those whose token has expired. */
  heartbeat(): Promise<void> {
    return this.connected.heartbeat();
  }

  private readonly failed = (error: unknown): void => {
    if (!this.stopped) this.logger.warn('The chat failed for a moment; it tries again.', { error });
  };

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    this.connected.stop();
    await this.push.stop();
  }
}
