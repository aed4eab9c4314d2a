import type { Server as HttpServer } from 'node:http';
import { maySee, principalOfSession, principalOfToken, type Principal } from '@guichet/access';
import { clientFrames, type ClientFrame, type PresenceState } from '@guichet/contracts';
import { Database, eventsAfter, toChange, type LoggedEvent } from '@guichet/database';
import { Config, counter, gauge, Logger } from '@guichet/platform';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Server, type Namespace, type Socket } from 'socket.io';
import { EventTail } from './event-tail.js';

export const SESSION_COOKIE = 'guichet_session';
/** More missed than this, and fetching everything anew is the shorter way. */
const CATCH_UP_LIMIT = 5000;
/** Frames a client may send in ten seconds. */
const FRAMES = 200;

const socketsGauge = gauge('guichet_live_sockets', 'Open live sockets.');
const refusedFrames = counter('guichet_live_refused_frames_total', 'Frames of clients that were refused.', ['reason']);

interface SocketData {
  who: Principal;
  credential: { session: string } | { token: string };
  presence: Map<string, PresenceState>;
  frames: number;
}
type LiveSocket = Socket & { data: SocketData };

/**
 * The live socket of agents. A socket is in the rooms of its agent's teams; a change goes to the rooms of the teams that
 * may know of it and carries ids only. Rights that change move the sockets before the next change is pushed.
 */
@Injectable()
export class Live implements OnApplicationShutdown {
  private io: Server | undefined;
  private live!: Namespace;
  /** Sockets that are catching up, each with what happened meanwhile. */
  private readonly catchingUp = new Map<LiveSocket, LoggedEvent[]>();

  constructor(
    private readonly database: Database,
    private readonly tail: EventTail,
    private readonly config: Config,
    private readonly logger: Logger,
  ) {}

  attach(http: HttpServer): void {
    this.io = new Server(http, {
      transports: ['websocket', 'polling'],
      serveClient: false,
      maxHttpBufferSize: 64 * 1024,
      // A page of another origin has no business here, whatever cookies its visitor has.
      allowRequest: (request, decide) => {
        const { origin, host } = request.headers;
        const known = !origin || origin === new URL(this.config.publicUrl).origin || URL.parse(origin)?.host === host;
        decide(known ? null : 'origin not allowed', known);
      },
    });
    this.live = this.io.of('/live');
    this.live.use((socket, next) => void this.admit(socket as LiveSocket).then((ok) => next(ok ? undefined : new Error('not-signed-in')), next));
    this.live.on('connection', (socket) => this.welcome(socket as LiveSocket));
    this.tail.read((event) => this.push(event));
  }

  private async admit(socket: LiveSocket): Promise<boolean> {
    const { token } = socket.handshake.auth as { token?: unknown };
    const session = cookie(socket.handshake.headers.cookie, SESSION_COOKIE);
    const credential = typeof token === 'string' ? { token } : session ? { session } : null;
    const who = credential && (await this.principal(credential));
    if (!who) return false;
    Object.assign(socket.data, { who, credential, presence: new Map(), frames: 0 } satisfies SocketData);
    return true;
  }

  private principal(credential: SocketData['credential']): Promise<Principal | null> {
    return 'token' in credential ? principalOfToken(this.database, credential.token) : principalOfSession(this.database, credential.session);
  }

  private welcome(socket: LiveSocket): void {
    socketsGauge.inc();
    const refill = setInterval(() => (socket.data.frames = 0), 10_000);
    socket.on('disconnect', () => {
      socketsGauge.dec();
      clearInterval(refill);
      for (const caseId of socket.data.presence.keys()) void this.tellPresence(caseId);
    });
    this.on(socket, 'watch', ({ caseId }) => this.setPresence(socket, caseId, 'viewing'));
    this.on(socket, 'unwatch', ({ caseId }) => this.setPresence(socket, caseId, null));
    this.on(socket, 'presence', ({ caseId, state }) => this.setPresence(socket, caseId, state));
    this.on(socket, 'catchUp', ({ after }) => this.catchUp(socket, after));
    // A client that comes back says how far it got, so that nothing new reaches it before what it missed.
    const { after } = socket.handshake.auth as { after?: unknown };
    const parsed = clientFrames.catchUp.safeParse({ after });
    if (parsed.success) void this.catchUp(socket, parsed.data.after);
    else this.join(socket);
  }

  /** A frame is what its schema says, from somebody who does not flood; else it is refused and counted. */
  private on<Frame extends ClientFrame>(
    socket: LiveSocket,
    frame: Frame,
    handle: (data: ReturnType<(typeof clientFrames)[Frame]['parse']>) => Promise<void>,
  ): void {
    socket.on(frame as string, (data: unknown, acknowledge?: unknown) => {
      const parsed = clientFrames[frame].safeParse(data);
      socket.data.frames += 1;
      if (socket.data.frames > FRAMES) {
        refusedFrames.inc({ reason: 'flood' });
        socket.disconnect(true);
        return;
      }
      if (!parsed.success) {
        refusedFrames.inc({ reason: 'shape' });
        if (typeof acknowledge === 'function') acknowledge({ error: 'invalid-request' });
        return;
      }
      handle(parsed.data as ReturnType<(typeof clientFrames)[Frame]['parse']>).then(
        () => typeof acknowledge === 'function' && acknowledge({ ok: true }),
        (error: unknown) => {
          refusedFrames.inc({ reason: 'failed' });
          this.logger.warn('A live frame failed.', { frame, error });
          if (typeof acknowledge === 'function') acknowledge({ error: 'internal-error' });
        },
      );
    });
  }

  private rooms(who: Principal): string[] {
    return [`agent:${who.id}`, 'everybody', ...(maySee(who, ['']) ? ['all-teams'] : who.teamIds.map((id) => `team:${id}`))];
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
    const rooms = event.agentId ? [`agent:${event.agentId}`] : event.teamIds.length > 0 ? ['all-teams', ...event.teamIds.map((id) => `team:${id}`)] : ['everybody'];
    this.live.local.to(rooms).emit('change', toChange(event));
    for (const meanwhile of this.catchingUp.values()) if (meanwhile.length <= CATCH_UP_LIMIT) meanwhile.push(event);
    if (event.type === 'agent.changed' || event.type === 'session.ended') return this.refresh(String(event.data.agentId));
  }

  /** Rights changed: the agent's sockets move to the rooms they now have, or out. */
  private async refresh(agentId: string): Promise<void> {
    for (const socket of this.live.sockets.values() as Iterable<LiveSocket>) {
      if (socket.data.who?.id !== agentId) continue;
      const who = await this.principal(socket.data.credential);
      if (!who) {
        socket.emit('signedOut');
        socket.disconnect(true);
        continue;
      }
      socket.data.who = who;
      if (!this.catchingUp.has(socket)) this.join(socket);
      for (const caseId of [...socket.data.presence.keys()]) {
        if (!(await this.teamOf(socket, caseId))) await this.setPresence(socket, caseId, null);
      }
    }
  }

  /**
   * Sends what a client missed, then lets it into its rooms. What happens meanwhile is kept for it: between sending that
   * and the joining nothing else runs, so it gets everything once and in order, however busy the log is.
   */
  private async catchUp(socket: LiveSocket, after: string): Promise<void> {
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
      for (let position = after; position < target && seen <= CATCH_UP_LIMIT; ) {
        const events = (await eventsAfter(this.database.read, position, 500)).filter((event) => event.position <= target);
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
    } finally {
      this.catchingUp.delete(socket);
    }
  }

  private mayKnow(who: Principal, event: LoggedEvent): boolean {
    return event.agentId ? event.agentId === who.id : maySee(who, event.teamIds);
  }

  private async setPresence(socket: LiveSocket, caseId: string, state: PresenceState | null): Promise<void> {
    if (state === null) {
      if (!socket.data.presence.delete(caseId)) return;
    } else {
      if (!(await this.teamOf(socket, caseId))) return;
      if (socket.data.presence.get(caseId) === state) return;
      // One pair of eyes: a screen looks at few cases, so an endless list is not honest.
      if (socket.data.presence.size >= 20) socket.data.presence.delete(socket.data.presence.keys().next().value!);
      socket.data.presence.set(caseId, state);
    }
    await this.tellPresence(caseId);
  }

  private async teamOf(socket: LiveSocket, caseId: string): Promise<string | null> {
    const [row] = await this.database.read<{ team_id: string }>(`select team_id from cases where id = $1`, [caseId]);
    return row && maySee(socket.data.who, [row.team_id]) ? row.team_id : null;
  }

  private async tellPresence(caseId: string): Promise<void> {
    const [row] = await this.database.read<{ team_id: string }>(`select team_id from cases where id = $1`, [caseId]);
    if (!row) return;
    const rank: Record<PresenceState, number> = { idle: 0, viewing: 1, writing: 2 };
    const agents = new Map<string, { id: string; name: string; state: PresenceState }>();
    for (const socket of this.live.sockets.values()) {
      const data = socket.data as SocketData;
      const state = data.presence.get(caseId);
      const before = agents.get(data.who.id);
      if (state && (!before || rank[state] > rank[before.state])) agents.set(data.who.id, { id: data.who.id, name: data.who.name, state });
    }
    this.live.local.to(['all-teams', `team:${row.team_id}`]).emit('presence', { caseId, agents: [...agents.values()] });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.io?.close();
  }
}

function cookie(header: string | undefined, name: string): string | null {
  const pair = header?.split(';').map((part) => part.trim().split('=')).find(([key]) => key === name);
  return pair?.[1] ? decodeURIComponent(pair[1]) : null;
}
