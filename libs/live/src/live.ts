import { maySee, principalOfSession, principalOfToken, type Principal } from '@guichet/access';
import { clientFrames } from '@guichet/contracts';
import { Database, eventsAfter, toChange, WakeUps, type LoggedEvent } from '@guichet/database';
import { gauge, Logger } from '@guichet/platform';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Attendance } from './attendance.js';
import { EventTail } from './event-tail.js';
import {
  countFrames,
  onFrame,
  refillFrames,
  type Credential,
  type LiveNamespace,
  type LiveSocket,
} from './live-socket.js';
import { PresenceBoard } from './presence.js';
import { Sockets } from './sockets.js';

export const SESSION_COOKIE = 'guichet_session';
/** More missed than this, and fetching everything anew is the shorter way. */
const CATCH_UP_LIMIT = 5000;
/** How often every socket is asked for its rights anew: sessions and tokens also end by themselves. */
const CHECK_MS = 60_000;

const socketsGauge = gauge('guichet_live_sockets', 'Open live sockets.');

/**
 * The live socket of agents. A socket is in the rooms of its agent's teams; a change goes to the rooms of the teams that
 * may know of it and carries ids only. Rights that change move the sockets before the next change is pushed.
 */
@Injectable()
export class Live implements OnApplicationShutdown {
  private live!: LiveNamespace;
  private presence!: PresenceBoard;
  private attendance: Attendance | undefined;
  /** Sockets that are catching up, each with what happened meanwhile. */
  private readonly catchingUp = new Map<LiveSocket, LoggedEvent[]>();
  /** Changes of rights so far. */
  private rights = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly tail: EventTail,
    private readonly sockets: Sockets,
    private readonly wakeUps: WakeUps,
    private readonly logger: Logger,
  ) {}

  open(): void {
    this.live = this.sockets.of('/live') as LiveNamespace;
    this.presence = new PresenceBoard(this.database, this.live);
    this.attendance = new Attendance(this.database, this.logger);
    // A page of another origin has no business here, whatever cookies its visitor has.
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
    this.wakeUps.on('signal', (signal) => {
      if (signal.type === 'typing') this.presence.typing(signal);
    });
    this.timer = setInterval(() => void this.checkAll(), CHECK_MS);
    this.timer.unref();
  }

  private async admit(socket: LiveSocket): Promise<boolean> {
    const { token } = socket.handshake.auth as { token?: unknown };
    const session = cookie(socket.handshake.headers.cookie, SESSION_COOKIE);
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
    // A program that listens with a token is nobody at a desk.
    const agentId = 'session' in socket.data.credential ? socket.data.who.id : null;
    if (agentId) this.attendance?.opened(agentId);
    socket.on('disconnect', () => {
      socketsGauge.dec();
      if (agentId) this.attendance?.closed(agentId);
      for (const caseId of socket.data.presence.keys()) this.presence.tell(caseId).catch(failed);
    });
    onFrame(socket, 'watch', ({ caseId }) => this.presence.watch(socket, caseId), failed);
    onFrame(socket, 'unwatch', ({ caseId }) => this.presence.set(socket, caseId, null), failed);
    onFrame(socket, 'presence', ({ caseId, state }) => this.presence.set(socket, caseId, state), failed);
    onFrame(socket, 'catchUp', ({ after }) => this.catchUp(socket, after), failed);
    // A client that comes back says how far it got, so that nothing new reaches it before what it missed.
    const { after } = socket.handshake.auth as { after?: unknown };
    const wanted = clientFrames.catchUp.safeParse({ after });
    if (wanted.success) this.catchUp(socket, wanted.data.after).catch(failed);
    else this.join(socket);
    // Rights that changed while it was let in were told before it could hear.
    if (socket.data.rights !== this.rights) void this.check(socket);
  }

  private rooms(who: Principal): string[] {
    return [
      `agent:${who.id}`,
      'everybody',
      ...(maySee(who, NO_TEAM) ? ['all-teams'] : who.teamIds.map((id) => `team:${id}`)),
    ];
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
    const rooms = event.agentId
      ? [`agent:${event.agentId}`]
      : ofNoTeam(event)
        ? ['all-teams']
        : event.teamIds.length > 0
          ? ['all-teams', ...event.teamIds.map((id) => `team:${id}`)]
          : ['everybody'];
    this.live.local.to(rooms).emit('change', toChange(event));
    for (const meanwhile of this.catchingUp.values()) if (meanwhile.length <= CATCH_UP_LIMIT) meanwhile.push(event);
    if (event.type === 'presence.changed') this.attendance?.hear(String(event.data.agentId));
    if (event.type === 'agent.changed' || event.type === 'session.ended')
      return this.refresh(String(event.data.agentId));
    if (event.type === 'case.changed' && (event.data.fields as string[]).includes('team'))
      return this.presence
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
        await this.presence.review(socket);
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
          if (!this.mayKnow(socket.data.who, event)) continue;
          socket.emit('change', toChange(event));
          changes += 1;
        }
      };
      let seen = 0;
      for (let position = after; position < target && seen <= CATCH_UP_LIMIT;) {
        const events = (await eventsAfter(this.database.read, position, 500)).filter(
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

  private mayKnow(who: Principal, event: LoggedEvent): boolean {
    return event.agentId ? event.agentId === who.id : maySee(who, ofNoTeam(event) ? NO_TEAM : event.teamIds);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.attendance?.stop();
  }
}

/** A team that nobody is in: only those who see every case see it. */
const NO_TEAM = [''];

/** Mail that could not be read belongs to no team yet. */
const ofNoTeam = ({ type }: LoggedEvent): boolean => type === 'envelope.held' || type === 'envelope.released';

/** Cuts the wire: to the client it is a lost connection, so it comes back by itself and catches up. */
const drop = (socket: LiveSocket): void => socket.conn.close();

function cookie(header: string | undefined, name: string): string | null {
  const pair = header
    ?.split(';')
    .map((part) => part.trim().split('='))
    .find(([key]) => key === name);
  return pair?.[1] ? decodeURIComponent(pair[1]) : null;
}
