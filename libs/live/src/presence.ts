import { maySee } from '@guichet/access';
import type { Presence, PresenceState } from '@guichet/contracts';
import { signal, type Database } from '@guichet/database';
import type { LiveNamespace, LiveSocket } from './live-socket.js';

/** Cases that one screen may be in at a time. A screen looks at few: an endless list is not honest. */
const CASES = 20;
const RANK: Record<PresenceState, number> = { idle: 0, viewing: 1, writing: 2 };

/** Who looks at which case, and who writes: known as long as the socket is open, kept nowhere else. */
export class PresenceBoard {
  /** Case → who writes in it here, as the other processes were told. */
  private readonly writing = new Map<string, string>();

  constructor(
    private readonly database: Database,
    private readonly live: LiveNamespace,
  ) {}

  /** Begins to look at a case, and is told at once who else does: also when nothing changed, as after a lost connection. */
  async watch(socket: LiveSocket, caseId: string): Promise<void> {
    await this.set(socket, caseId, 'viewing');
    if (socket.data.presence.has(caseId)) socket.emit('presence', this.of(caseId));
  }

  async set(socket: LiveSocket, caseId: string, state: PresenceState | null): Promise<void> {
    const { presence } = socket.data;
    if (state === null) {
      if (!presence.delete(caseId)) return;
    } else {
      if (!(await this.mayBeIn(socket, caseId)) || presence.get(caseId) === state) return;
      const [oldest] = presence.keys();
      presence.set(caseId, state);
      if (oldest && presence.size > CASES) await this.set(socket, oldest, null);
    }
    await this.tell(caseId);
  }

  /** After rights changed: out of the cases that are no longer the agent's to see. */
  async review(socket: LiveSocket): Promise<void> {
    for (const caseId of [...socket.data.presence.keys()]) {
      if (!(await this.mayBeIn(socket, caseId))) await this.set(socket, caseId, null);
    }
  }

  /** After a case changed its team: whoever may not see it any more is out of it. */
  async reviewCase(caseId: string): Promise<void> {
    for (const socket of [...this.live.sockets.values()])
      if (socket.data.presence.has(caseId) && !(await this.mayBeIn(socket, caseId)))
        await this.set(socket, caseId, null);
  }

  /** To everybody who may see the case, whether they look at it or at the list. */
  async tell(caseId: string): Promise<void> {
    const teamId = await this.teamOf(caseId);
    if (!teamId) return;
    const presence = this.of(caseId);
    this.live.local.to(['all-teams', `team:${teamId}`]).emit('presence', presence);
    const name = presence.agents.find(({ state }) => state === 'writing')?.name;
    const told = this.writing.get(caseId);
    if (name === told) return;
    if (name === undefined) this.writing.delete(caseId);
    else this.writing.set(caseId, name);
    await signal(this.database, { type: 'writing', caseId, name: name ?? told ?? '', on: name !== undefined });
  }

  /** The citizen writes: told to those who look at the case, and therefore may see it. */
  typing({ caseId, name }: { caseId: string; name: string }): void {
    for (const socket of this.live.sockets.values())
      if (socket.data.presence.has(caseId)) socket.emit('typing', { caseId, name });
  }

  private of(caseId: string): Presence {
    const agents = new Map<string, { id: string; name: string; state: PresenceState }>();
    for (const { data } of this.live.sockets.values()) {
      const state = data.presence.get(caseId);
      const known = agents.get(data.who.id);
      if (state && (!known || RANK[state] > RANK[known.state]))
        agents.set(data.who.id, { id: data.who.id, name: data.who.name, state });
    }
    return { caseId, agents: [...agents.values()] };
  }

  private async mayBeIn(socket: LiveSocket, caseId: string): Promise<boolean> {
    const teamId = await this.teamOf(caseId);
    return teamId !== null && maySee(socket.data.who, [teamId]);
  }

  private async teamOf(caseId: string): Promise<string | null> {
    const [row] = await this.database.read<{ team_id: string }>(`select team_id from cases where id = $1`, [caseId]);
    return row?.team_id ?? null;
  }
}
