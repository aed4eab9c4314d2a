import { principalOfSession, principalOfToken, scope, type Principal } from '@guichet/access';
import { clientFrames } from '@guichet/contracts';
import { Database, eventsAfter, toChange, NotificationListener, type LoggedEvent } from '@guichet/database';
import { gauge, Logger } from '@guichet/platform';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { EVERYBODY, mayKnow, roomOfAgent, roomsOf } from './event-rooms.js';
import { ConnectionTracker } from './connection-tracker.js';
import { EventTail } from './event-tail.js';
import {
  countFrames,
  onFrame,
  refillFrames,
  type Credential,
  type LiveNamespace,
  type LiveSocket,
} from './socket-frames.js';
import { ViewerBoard } from './case-viewers.js';
import { Sockets } from './socket-server.js';
import { SESSION_COOKIE, cookieIn } from './session-cookie.js';

/** When more changes than this were missed, the client fetches everything again. */
const CATCH_UP_LIMIT = 5000;

/** How often the rights of every socket are read again: sessions and tokens also expire. */
const CHECK_MS = 60_000;

const socketsGauge = gauge('guichet_live_sockets', 'Open live sockets.');

/**
 * The live socket of agents. A socket is in the rooms of its agent's teams; a change goes to the rooms of the teams that
 * may know of it and carries ids only. Rights that change move the sockets before the next change is pushed.
 */
@Injectable()
export class Live implements OnApplicationShutdown {
  private live!: LiveNamespace;
  private viewers!: ViewerBoard;
  private connections: ConnectionTracker | undefined;
  /** Sockets that are catching up, each with what happened meanwhile. */
  private readonly catchingUp = new Map<LiveSocket, LoggedEvent[]>();
  /** Changes of rights so far. */
  private rights = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly tail: EventTail,
    private readonly sockets: Sockets,
    private readonly notificationListener: NotificationListener,
    private readonly logger: Logger,
  ) {}

  open(): void {
    this.live = this.sockets.of('/live') as LiveNamespace;
    this.viewers = new ViewerBoard(this.database, this.live);
    this.connections = new ConnectionTracker(this.database, this.logger);
    // Pages of other origins are refused, whatever cookies their visitor has.
    this.live.use((socket, next) =>
      next(this.sockets.isOwn(socket.handshake.headers) ? undefined : new Error('origin-not-allowed')),
    );
    this.live.use(
      (socket, next) =>
        void this.admit(socket).then(
          (ok) => next(ok ? undefined : new Error('not-signed-in')),
          (error: unknown) => {
            this.logger.warn('A live socket could not be let in; it must connect again.', { error });
            drop(socket);
          },
        ),
    );
    this.live.on('connection', (socket) => this.welcome(socket));
    this.tail.read((event) => this.push(event));
    this.notificationListener.on('broadcast', (broadcast) => {
      if (broadcast.type === 'typing') this.viewers.typing(broadcast);
    });
    this.timer = setInterval(() => void this.checkAll(), CHECK_MS);
    this.timer.unref();
  }

  private async admit(socket: LiveSocket): Promise<boolean> {
    const { token } = socket.handshake.auth as { token?: unknown };
    const session = cookieIn(socket.handshake.headers.cookie, SESSION_COOKIE);
    const credential = typeof token === 'string' ? { token } : session ? { session } : null;
    const rights = this.rights;
    const who = credential && (await this.principal(credential));
    if (!who) return false;
    socket.data = { who, credential, presence: new Map(), frames: 0, rights, checked: Promise.resolve() };
    return true;
  }

  private principal(credential: Credential): Promise<Principal | null> {
    return 'token' in credential
      ? principalOfToken(this.database, credential.token)
      : principalOfSession(this.database, credential.session);
  }

  private welcome(socket: LiveSocket): void {
    socketsGauge.inc();
    refillFrames(socket);
    countFrames(socket);
    const failed = (error: unknown) => this.logger.warn('A live frame failed.', { error });
    // A program that listens with a token is no present agent.
    const agentId = 'session' in socket.data.credential ? socket.data.who.id : null;
    if (agentId) this.connections?.opened(agentId);
    socket.on('disconnect', () => {
      socketsGauge.dec();
      if (agentId) this.connections?.closed(agentId);
      for (const caseId of socket.data.presence.keys()) this.viewers.publish(caseId).catch(failed);
    });
    onFrame(socket, 'watch', { handle: ({ caseId }) => this.viewers.watch(socket, caseId), onError: failed });
    onFrame(socket, 'unwatch', { handle: ({ caseId }) => this.viewers.set(socket, caseId, null), onError: failed });
    onFrame(socket, 'presence', {
      handle: ({ caseId, state }) => this.viewers.set(socket, caseId, state),
      onError: failed,
    });
    onFrame(socket, 'catchUp', { handle: ({ after }) => this.catchUp(socket, after), onError: failed });
    // A client that comes back says how far it got, so that nothing new reaches it before what it missed.
    const { after } = socket.handshake.auth as { after?: unknown };
    const wanted = clientFrames.catchUp.safeParse({ after });
    if (wanted.success) this.catchUp(socket, wanted.data.after).catch(failed);
    else this.join(socket);
    // A change of rights while the socket was admitted was published before the socket could receive it.
    if (socket.data.rights !== this.rights) void this.check(socket);
  }

  private rooms(who: Principal): string[] {
    return [roomOfAgent(who.id), EVERYBODY, ...scope(who, 'case.read').rooms()];
  }

  private join(socket: LiveSocket): void {
    this.leave(socket);
    void socket.join(this.rooms(socket.data.who));
  }

  private leave(socket: LiveSocket): void {
    for (const room of [...socket.rooms]) if (room !== socket.id) void socket.leave(room);
  }

  /** One change to everybody who may know of it. */
  private push(event: LoggedEvent): Promise<void> | void {
    this.live.local.to(roomsOf(event)).emit('change', toChange(event));
    for (const meanwhile of this.catchingUp.values()) if (meanwhile.length <= CATCH_UP_LIMIT) meanwhile.push(event);
    if (event.type === 'presence.changed') this.connections?.refresh(event.data.agentId);
    if (event.type === 'agent.changed' || event.type === 'session.ended') return this.refresh(event.data.agentId);
    if (event.type === 'case.changed' && event.data.fields.includes('team'))
      return this.viewers
        .reviewCase(event.caseId!)
        .catch((error: unknown) =>
          this.logger.warn('Who looks at a case of another team could not be asked.', { error }),
        );
  }

  /** Rights changed: the agent's sockets move to the rooms they now have, or out. */
  private async refresh(agentId: string): Promise<void> {
    this.rights += 1;
    const sockets = [...this.live.sockets.values()].filter(({ data }) => data.who.id === agentId);
    await Promise.all(sockets.map((socket) => this.check(socket)));
  }

  private async checkAll(): Promise<void> {
    for (const socket of [...this.live.sockets.values()]) await this.check(socket);
  }

  /** Never fails: a socket whose rights cannot be asked for has none, and must come in anew. */
  private check(socket: LiveSocket): Promise<void> {
    return (socket.data.checked = socket.data.checked.then(async () => {
      if (!socket.connected) return;
      try {
        const who = await this.principal(socket.data.credential);
        if (!who) {
          socket.emit('signedOut');
          socket.disconnect(true);
          return;
        }
        socket.data.who = who;
        if (!this.catchingUp.has(socket)) this.join(socket);
        await this.viewers.review(socket);
      } catch (error) {
        this.logger.warn('The rights of a live socket could not be read; it must connect again.', { error });
        drop(socket);
      }
    }));
  }

  /**
   * Sends what a client missed, then lets it into its rooms. What happens meanwhile is kept for it: between sending that
   * and the joining nothing else runs, so it gets everything once and in order, however busy the log is. Who asks again
   * meanwhile gets what is under way; one that fails leaves no deaf socket behind.
   */
  private async catchUp(socket: LiveSocket, after: string): Promise<void> {
    if (this.catchingUp.has(socket)) return;
    this.leave(socket);
    const meanwhile: LoggedEvent[] = [];
    this.catchingUp.set(socket, meanwhile);
    try {
      const target = this.tail.position;
      let changes = 0;
      const send = (events: readonly LoggedEvent[]) => {
        for (const event of events) {
          if (!mayKnow(socket.data.who, event)) continue;
          socket.emit('change', toChange(event));
          changes += 1;
        }
      };
      let seen = 0;
      for (let position = after; position < target && seen <= CATCH_UP_LIMIT;) {
        const events = (await eventsAfter(this.database.query, position, 500)).filter(
          (event) => event.position <= target,
        );
        seen += events.length;
        send(events);
        position = events.length < 500 ? target : events.at(-1)!.position;
      }
      if (seen + meanwhile.length > CATCH_UP_LIMIT) {
        socket.emit('reset', { position: this.tail.position });
      } else {
        send(meanwhile);
        socket.emit('caughtUp', { position: this.tail.position, changes });
      }
      this.join(socket);
    } catch (error) {
      drop(socket);
      throw error;
    } finally {
      this.catchingUp.delete(socket);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.connections?.stop();
  }
}

/** Cuts the wire: to the client it is a lost connection, so it comes back by itself and catches up. */
const drop = (socket: LiveSocket): void => socket.conn.close();
