import { CONNECTED_MS, keyOf, markConnected } from '@guichet/chat';
import type { Database } from '@guichet/database';
import type { Clock } from '@guichet/platform';
import type { ChatNamespace, ChatSocket } from './chat-socket-frames.js';
import { roomOf } from './push-to-visitors.js';

const CHAT = { kind: 'system', name: 'Chat' } as const;

/** Saves which visitors are connected to this process: a reply to one who has left may be sent by mail. */
export class ConnectedVisitors {
  private stopped = false;

  constructor(
    private readonly chat: ChatNamespace,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Only a visitor of whom something is stored has a row to mark. */
  async entered(socket: ChatSocket): Promise<void> {
    if (socket.data.profile) await this.mark([socket], CONNECTED_MS);
  }

  async left(socket: ChatSocket): Promise<void> {
    const { visitor, profile } = socket.data;
    const others = this.chat.adapter.rooms.get(roomOf(visitor.channelAccountId, visitor.from))?.size ?? 0;
    if (profile && others === 0 && !this.stopped) await this.mark([socket], 0);
  }

  async heartbeat(): Promise<void> {
    const now = this.clock.now();
    const sockets = [...this.chat.sockets.values()];
    const isOver = ({ data }: ChatSocket) => data.visitor.until <= now;
    for (const socket of sockets) if (isOver(socket)) socket.conn.close();
    const here = sockets.filter((socket) => !isOver(socket) && socket.data.profile !== null);
    await this.mark(here, CONNECTED_MS);
  }

  /** Whoever is connected now connects again, to this process or another one, and is marked there. */
  stop(): void {
    this.stopped = true;
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
}
