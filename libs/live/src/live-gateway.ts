import { clientFrames } from '@guichet/contracts';
import { Database, toChange, NotificationListener, type AddressedEvent } from '@guichet/database';
import { Config, gauge, Logger } from '@guichet/platform';
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
import { CatchUps } from './catch-up.js';
import { roomsOf } from './event-rooms.js';
import { ConnectionTracker } from './connection-tracker.js';
import { EventTail } from './event-tail.js';
import { FramePipe } from './frame-pipe.js';
import {
  LiveFrameFilter,
  liveFrames,
  type LiveHandlers,
  type LiveNamespace,
  type LiveSocket,
  type Sent,
} from './socket-frames.js';
import { ViewerBoard } from './case-viewers.js';
import { writeOncePerFlush } from './one-write-per-flush.js';
import { OwnOriginCheck } from './own-origin-check.js';
import { drop, SocketRights } from './socket-rights.js';
import { socketOptions } from './socket-options.js';

/** How often the rights of every socket are read again: sessions and tokens also expire. */
const CHECK_MS = 60_000;
/** How often it is asked whether a role of somebody begins or ends, which costs nothing where none does. */
const CLOCK_MS = 250;

const OK = { ok: true } as const;

/** The case that somebody who looks at it may see no longer; null: none. */
function withdrawnFrom(event: AddressedEvent): string | null {
  if (event.type === 'case.withdrawn') return event.data.caseId;
  return event.type === 'case.changed' && event.data.fields.includes('team') ? event.caseId : null;
}
const socketsGauge = gauge('guichet_live_sockets', 'Open live sockets.');

/**
 * The live socket of agents. A socket is in the rooms of its agent's teams; a change goes to the rooms of the teams that
 * may know of it and carries ids only. Rights that change move the sockets before the next change is pushed.
 */
@WebSocketGateway({ ...socketOptions, path: '/socket.io', namespace: '/live' })
@UseGuards(liveFrames)
@UseFilters(LiveFrameFilter)
export class LiveGateway
  implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect, LiveHandlers, OnApplicationShutdown
{
  private live!: LiveNamespace;
  private viewers!: ViewerBoard;
  private connections: ConnectionTracker | undefined;
  private readonly catchUps: CatchUps;
  private readonly rights: SocketRights;
  private timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly database: Database,
    private readonly tail: EventTail,
    private readonly ownPages: OwnOriginCheck,
    private readonly notificationListener: NotificationListener,
    private readonly logger: Logger,
    config: Config,
  ) {
    this.rights = new SocketRights({ database, logger, config }, async (socket) => {
      if (!this.catchUps.includes(socket)) this.rights.join(socket);
      await this.viewers.review(socket);
    });
    this.catchUps = new CatchUps(database, tail, this.rights);
  }

  /** Before the log is read and before anybody connects. */
  afterInit(live: LiveNamespace): void {
    this.live = live;
    writeOncePerFlush(live.server.engine);
    this.viewers = new ViewerBoard(this.database, live);
    this.connections = new ConnectionTracker(this.database, this.logger);
    // Pages of other origins are refused, whatever cookies their visitor has.
    live.use((socket, next) =>
      next(this.ownPages.include(socket.handshake.headers) ? undefined : new Error('origin-not-allowed')),
    );
    live.use(
      (socket, next) =>
        void this.rights.admit(socket).then(
          (ok) => next(ok ? undefined : new Error('not-signed-in')),
          (error: unknown) => {
            this.logger.warn('A live socket could not be let in; it must connect again.', { error });
            drop(socket);
          },
        ),
    );
    this.tail.read((event) => this.push(event));
    this.notificationListener.on('broadcast', (broadcast) => {
      if (broadcast.type === 'typing') this.viewers.typing(broadcast);
    });
    const every = (ms: number, check: () => Promise<void>) => setInterval(() => void check(), ms).unref();
    this.timers = [
      every(CHECK_MS, () => this.rights.checkAll(live)),
      every(CLOCK_MS, () => this.rights.checkDue(live)),
    ];
  }

  handleConnection(socket: LiveSocket): void {
    socketsGauge.inc();
    liveFrames.refuseUnknown(socket);
    // A program that listens with a token is no present agent.
    if ('session' in socket.data.credential) this.connections?.opened(socket.data.who.id);
    // A client that comes back says how far it got, so that nothing new reaches it before what it missed.
    const { after } = socket.handshake.auth as { after?: unknown };
    const wanted = clientFrames.catchUp.safeParse({ after });
    if (wanted.success) this.catchUps.run(socket, wanted.data.after).catch(this.failed);
    else this.rights.join(socket);
    this.rights.checkIfChanged(socket);
  }

  handleDisconnect({ data }: LiveSocket): void {
    socketsGauge.dec();
    if ('session' in data.credential) this.connections?.closed(data.who.id);
    for (const caseId of data.presence.keys()) this.viewers.publish(caseId).catch(this.failed);
  }

  @SubscribeMessage('watch')
  async watch(
    @ConnectedSocket() socket: LiveSocket,
    @MessageBody(new FramePipe(clientFrames.watch)) { caseId }: Sent<'watch'>,
  ): Promise<{ ok: true }> {
    await this.viewers.watch(socket, caseId);
    return OK;
  }

  @SubscribeMessage('unwatch')
  async unwatch(
    @ConnectedSocket() socket: LiveSocket,
    @MessageBody(new FramePipe(clientFrames.unwatch)) { caseId }: Sent<'unwatch'>,
  ): Promise<{ ok: true }> {
    await this.viewers.set(socket, caseId, null);
    return OK;
  }

  @SubscribeMessage('presence')
  async presence(
    @ConnectedSocket() socket: LiveSocket,
    @MessageBody(new FramePipe(clientFrames.presence)) { caseId, state }: Sent<'presence'>,
  ): Promise<{ ok: true }> {
    await this.viewers.set(socket, caseId, state);
    return OK;
  }

  @SubscribeMessage('catchUp')
  async catchUp(
    @ConnectedSocket() socket: LiveSocket,
    @MessageBody(new FramePipe(clientFrames.catchUp)) { after }: Sent<'catchUp'>,
  ): Promise<{ ok: true }> {
    await this.catchUps.run(socket, after);
    return OK;
  }

  /** One change to everybody who may know of it. */
  private push(event: AddressedEvent): Promise<void> | void {
    this.live.local.to(roomsOf(event)).emit('change', toChange(event));
    this.catchUps.keep(event);
    if (event.type === 'presence.changed') this.connections?.refresh(event.data.agentId);
    if (event.type === 'agent.changed' || event.type === 'session.ended')
      return this.rights.refresh(this.live, event.data.agentId);
    if (event.type === 'sign-in-rules.changed') return this.rights.refreshAll(this.live);
    const caseId = withdrawnFrom(event);
    if (caseId !== null)
      return this.viewers
        .reviewCase(caseId)
        .catch((error: unknown) =>
          this.logger.warn('Who looks at a case that others see now could not be asked.', { error }),
        );
  }

  private readonly failed = (error: unknown): void => this.logger.warn('A live frame failed.', { error });

  async onApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await this.connections?.stop();
  }
}
