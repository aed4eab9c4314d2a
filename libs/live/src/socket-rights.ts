import { opensApi, principalOfSession, principalOfToken, type Principal } from '@guichet/access';
import type { Database } from '@guichet/database';
import type { Config, Logger } from '@guichet/platform';
import { roomsFor } from './event-rooms.js';
import { cookieIn, cookieName } from './agent-cookie-names.js';
import type { Credential, LiveNamespace, LiveSocket } from './socket-frames.js';

/** Cuts the wire: to the client it is a lost connection, so it comes back by itself and catches up. */
export const drop = (socket: LiveSocket): void => socket.conn.close();

/** All that decides what somebody sees and may do, to be compared. */
const rightsOf = ({ grants, teamIds, brokenGlass, scopes }: Principal): string => {
  const held = grants.map((grant) => ({ ...grant, teamIds: grant.teamIds.toSorted() }));
  return JSON.stringify([held, teamIds.toSorted(), brokenGlass.toSorted(), scopes]);
};

/** Who is behind each socket, and in which rooms that puts it. */
export class SocketRights {
  /** Changes of rights so far. */
  private changes = 0;

  constructor(
    private readonly around: { database: Database; logger: Logger; config: Config },
    /** What follows for a socket whose rights were read again. */
    private readonly onRead: (socket: LiveSocket) => Promise<void>,
  ) {}

  /** Lets in who shows the cookie of a session or a token. Returns false for anybody else. */
  async admit(socket: LiveSocket): Promise<boolean> {
    const { token } = socket.handshake.auth as { token?: unknown };
    const session = cookieIn(socket.handshake.headers.cookie, cookieName('session', this.around.config.publicUrl));
    const credential = typeof token === 'string' ? { token } : session ? { session } : null;
    const rights = this.changes;
    const who = credential && (await this.principal(credential));
    if (!who || who.session?.secondFactor === 'missing') return false;
    socket.data = {
      who,
      credential,
      presence: new Map(),
      presenceChanged: Promise.resolve(),
      rights,
      checked: Promise.resolve(),
    };
    return true;
  }

  /** A change of rights while the socket was admitted was published before the socket could receive it. */
  checkIfChanged(socket: LiveSocket): void {
    if (socket.data.rights !== this.changes) void this.check(socket);
  }

  join(socket: LiveSocket): void {
    this.leave(socket);
    void socket.join(roomsFor(socket.data.who));
  }

  leave(socket: LiveSocket): void {
    for (const room of [...socket.rooms]) if (room !== socket.id) void socket.leave(room);
  }

  /** Rights changed: the agent's sockets move to the rooms they now have, or out. */
  async refresh(live: LiveNamespace, agentId: string): Promise<void> {
    this.changes += 1;
    const sockets = [...live.sockets.values()].filter(({ data }) => data.who.id === agentId);
    await Promise.all(sockets.map((socket) => this.check(socket)));
  }

  /** Reads the rights of those anew of whom a role has begun or ended by the clock. */
  async checkDue(live: LiveNamespace): Promise<void> {
    const now = Date.now();
    const due = [...live.sockets.values()].filter(
      ({ data: { who } }) => who.changesAt !== null && who.changesAt <= now,
    );
    await Promise.all(due.map((socket) => this.check(socket)));
  }

  /** Rights of everybody changed: also of a socket that is being admitted. */
  refreshAll(live: LiveNamespace): Promise<void> {
    this.changes += 1;
    return this.checkAll(live);
  }

  async checkAll(live: LiveNamespace): Promise<void> {
    for (const socket of [...live.sockets.values()]) await this.check(socket);
  }

  /** Never fails: a socket whose rights cannot be asked for has none, and must come in anew. */
  private check(socket: LiveSocket): Promise<void> {
    return (socket.data.checked = socket.data.checked.then(async () => {
      if (!socket.connected) return;
      try {
        const who = await this.principal(socket.data.credential);
        if (!who || who.session?.secondFactor === 'missing') {
          socket.emit('signedOut');
          socket.disconnect(true);
          return;
        }
        const before = rightsOf(socket.data.who);
        socket.data.who = who;
        await this.onRead(socket);
        if (rightsOf(who) !== before) socket.emit('rightsChanged');
      } catch (error) {
        this.around.logger.warn('The rights of a live socket could not be read; it must connect again.', { error });
        drop(socket);
      }
    }));
  }

  private async principal(credential: Credential): Promise<Principal | null> {
    const { database } = this.around;
    // An open page is no sign that somebody sits in front of it.
    if (!('token' in credential)) return principalOfSession(database, credential.session, { isBackground: true });
    const who = await principalOfToken(database, credential.token);
    return who && opensApi(who) ? who : null;
  }
}
