import { authorFor, scopeOrNone, type ScopedCase } from '@guichet/access';
import type { CaseViewers, ViewerState } from '@guichet/contracts';
import { broadcast, isBroken, type Database } from '@guichet/database';
import { roomsOfCase, roomsOfNamed } from './event-rooms.js';
import type { LiveNamespace, LiveSocket } from './socket-frames.js';

/** Cases that one screen may show at a time; a client that claims more is not honest. */
const MAX_CASES = 20;
const RANK: Record<ViewerState, number> = { idle: 0, viewing: 1, writing: 2 };

interface SeenCase extends ScopedCase {
  /** Of a restricted case, who has broken its glass. */
  openedBy: readonly string[] | null;
}

/**
 * Does what a client says of its cases one after the other. Each is first asked of the database, and what overtook an earlier one
 * there was undone by it: an agent who wrote at once only looked on, for whoever else had the case open and for the citizen.
 */
function inOrder(socket: LiveSocket, change: () => Promise<void>): Promise<void> {
  const changed = socket.data.presenceChanged.then(change);
  socket.data.presenceChanged = changed.catch(() => undefined);
  return changed;
}

/** The rooms of those who may see a case. */
function roomsOfSeen({ teamId, assigneeId, restrictedTo, openedBy }: SeenCase): string[] {
  const item = { teamIds: [teamId], assigneeId };
  return restrictedTo ? roomsOfNamed([...restrictedTo, ...(openedBy ?? [])], item) : roomsOfCase(item);
}

/** Who has which case open, and who writes in it. It is known while the socket is open, and stored nowhere. */
export class ViewerBoard {
  /** Case → the agent who writes in it in this process, as it was broadcast to the others. */
  private readonly writing = new Map<string, string>();

  constructor(
    private readonly database: Database,
    private readonly live: LiveNamespace,
  ) {}

  /** An agent opens a case. They learn who else has it open, also when nothing has changed, as after a lost connection. */
  watch(socket: LiveSocket, caseId: string): Promise<void> {
    return inOrder(socket, async () => {
      await this.change(socket, caseId, 'viewing');
      if (socket.data.presence.has(caseId)) socket.emit('presence', this.of(caseId));
    });
  }

  set(socket: LiveSocket, caseId: string, state: ViewerState | null): Promise<void> {
    return inOrder(socket, () => this.change(socket, caseId, state));
  }

  private async change(socket: LiveSocket, caseId: string, state: ViewerState | null): Promise<void> {
    const { presence } = socket.data;
    if (state === null) {
      if (!presence.delete(caseId)) return;
    } else {
      if (!(await this.mayBeIn(socket, caseId)) || presence.get(caseId) === state) return;
      const [oldest] = presence.keys();
      presence.set(caseId, state);
      if (oldest && presence.size > MAX_CASES) await this.change(socket, oldest, null);
    }
    await this.publish(caseId);
  }

  /** After rights have changed: closes the cases that the agent may no longer see. */
  async review(socket: LiveSocket): Promise<void> {
    for (const caseId of [...socket.data.presence.keys()]) {
      if (!(await this.mayBeIn(socket, caseId))) await this.set(socket, caseId, null);
    }
  }

  /** After a case has changed its team, or was restricted: closes it for those who may no longer see it. */
  async reviewCase(caseId: string): Promise<void> {
    for (const socket of [...this.live.sockets.values()])
      if (socket.data.presence.has(caseId) && !(await this.mayBeIn(socket, caseId)))
        await this.set(socket, caseId, null);
  }

  /** Sends the viewers to everybody who may see the case, whether they have it open or see it in a list. */
  async publish(caseId: string): Promise<void> {
    const item = await this.caseOf(caseId);
    if (!item) return;
    const presence = this.of(caseId);
    this.live.local.to(roomsOfSeen(item)).emit('presence', presence);
    const writer = presence.agents.find(({ state }) => state === 'writing')?.id;
    const before = this.writing.get(caseId);
    const agentId = writer ?? before;
    if (agentId === undefined || writer === before) return;
    if (writer === undefined) this.writing.delete(caseId);
    else this.writing.set(caseId, writer);
    // The citizen is told who writes.
    const { name } = await authorFor(this.database, { agentId, teamId: item.teamId });
    await broadcast(this.database, { type: 'writing', caseId, name, on: writer !== undefined });
  }

  /** The citizen is writing: sent to those who have the case open, and therefore may see it. */
  typing({ caseId, name }: { caseId: string; name: string }): void {
    for (const socket of this.live.sockets.values())
      if (socket.data.presence.has(caseId)) socket.emit('typing', { caseId, name });
  }

  private of(caseId: string): CaseViewers {
    const agents = new Map<string, { id: string; name: string; state: ViewerState }>();
    for (const { data } of this.live.sockets.values()) {
      const state = data.presence.get(caseId);
      const known = agents.get(data.who.id);
      if (state && (!known || RANK[state] > RANK[known.state]))
        agents.set(data.who.id, { id: data.who.id, name: data.who.name, state });
    }
    return { caseId, agents: [...agents.values()] };
  }

  private async mayBeIn(socket: LiveSocket, caseId: string): Promise<boolean> {
    const item = await this.caseOf(caseId);
    return item !== null && (scopeOrNone(socket.data.who, 'case.read')?.admits(item) ?? false);
  }

  private async caseOf(caseId: string): Promise<SeenCase | null> {
    const [row] = await this.database.query<SeenCase>(
      `select c.id, c.team_id as "teamId", c.assignee_id as "assigneeId", c.restricted_to as "restrictedTo", case when c.restricted_to is not null then array(
         select b.agent_id from break_glass b where b.case_id = c.id and ${isBroken('b')}) end as "openedBy"
       from cases c where c.id = $1`,
      [caseId],
    );
    return row ?? null;
  }
}
