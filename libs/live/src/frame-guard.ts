import type { counter } from '@guichet/platform';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Socket } from 'socket.io';

const WINDOW_MS = 10_000;

interface FrameLimits {
  /** By their names. */
  frames: object;
  /** Frames of all kinds that a client may send in ten seconds. */
  most: number;
  /** Refused frames by `reason`. */
  refused: ReturnType<typeof counter>;
}

/** Disconnects a client that floods, and refuses the frames that the contract does not name. */
export class FrameGuard implements CanActivate {
  private readonly sent = new WeakMap<Socket, { frames: number; until: number }>();

  constructor(private readonly limits: FrameLimits) {}

  /** Once for each socket: a frame that has no handler would get no answer. */
  refuseUnknown(socket: Socket): void {
    const { frames, refused } = this.limits;
    socket.onAny((name: string, ...sent: unknown[]) => {
      if (Object.hasOwn(frames, name) || !this.admits(socket)) return;
      refused.inc({ reason: 'unknown' });
      acknowledge(sent.at(-1), { error: 'invalid-request' });
    });
  }

  canActivate(context: ExecutionContext): boolean {
    return this.admits(context.switchToWs().getClient<Socket>());
  }

  private admits(socket: Socket): boolean {
    const now = performance.now();
    let sent = this.sent.get(socket);
    if (!sent || sent.until <= now) this.sent.set(socket, (sent = { frames: 0, until: now + WINDOW_MS }));
    sent.frames += 1;
    if (sent.frames > this.limits.most && socket.connected) {
      this.limits.refused.inc({ reason: 'flood' });
      socket.disconnect(true);
    }
    return socket.connected;
  }
}

/** Answers a frame where its client has asked for an answer. */
export function acknowledge(how: unknown, answer: object): void {
  if (typeof how === 'function') (how as (answer: object) => void)(answer);
}
