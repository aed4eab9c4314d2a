import type { Principal } from '@guichet/access';
import { clientFrames, type ClientFrame, type ViewerState, type ServerFrames } from '@guichet/contracts';
import { counter } from '@guichet/platform';
import type { Namespace, Socket } from 'socket.io';
import type { z } from 'zod';

/** Frames a client may send in ten seconds. */
const FRAMES = 200;

const refusedFrames = counter('guichet_live_refused_frames_total', 'Frames of clients that were refused.', ['reason']);

export type Credential = { session: string } | { token: string };

export interface SocketData {
  who: Principal;
  credential: Credential;
  /** What the agent does in which case. */
  presence: Map<string, ViewerState>;
  frames: number;
  /** How many changes of rights this process had seen when the socket was let in. */
  rights: number;
  /** The checks of the socket's rights, one after the other: the newest answer is the last one. */
  checked: Promise<void>;
}

type Heard = Record<string, (data: unknown, acknowledge?: unknown) => void>;
type Said = { [Frame in keyof ServerFrames]: (data: ServerFrames[Frame]) => void } & { signedOut: () => void };
export type LiveSocket = Socket<Heard, Said, Heard, SocketData>;
export type LiveNamespace = Namespace<Heard, Said, Heard, SocketData>;

/** Counts the frames of a client: one who floods is out, and a frame that we do not know is refused. */
export function countFrames(socket: LiveSocket): void {
  const known = new Set<string>(Object.keys(clientFrames));
  socket.onAny((name: string, ...sent: unknown[]) => {
    socket.data.frames += 1;
    if (socket.data.frames > FRAMES) {
      refusedFrames.inc({ reason: 'flood' });
      socket.disconnect(true);
    } else if (!known.has(name)) {
      refusedFrames.inc({ reason: 'unknown' });
      const acknowledge = sent.at(-1);
      if (typeof acknowledge === 'function') (acknowledge as (result: unknown) => void)({ error: 'invalid-request' });
    }
  });
}

/** A frame is what its schema says; else it is refused and counted. */
export function onFrame<Frame extends ClientFrame>(
  socket: LiveSocket,
  frame: Frame,
  {
    handle,
    onError,
  }: { handle: (data: z.infer<(typeof clientFrames)[Frame]>) => Promise<void>; onError: (error: unknown) => void },
): void {
  const name: string = frame;
  socket.on(name, (data: unknown, acknowledge?: unknown) => {
    const answer = (result: { ok: true } | { error: string }) => {
      if (typeof acknowledge === 'function') (acknowledge as (result: unknown) => void)(result);
    };
    if (!socket.connected) return;
    const parsed = clientFrames[frame].safeParse(data);
    if (!parsed.success) {
      refusedFrames.inc({ reason: 'shape' });
      answer({ error: 'invalid-request' });
      return;
    }
    handle(parsed.data as z.infer<(typeof clientFrames)[Frame]>).then(
      () => answer({ ok: true }),
      (error: unknown) => {
        refusedFrames.inc({ reason: 'failed' });
        onError(error);
        answer({ error: 'internal-error' });
      },
    );
  });
}

/** Gives the client its allowance of frames again, until it is gone. */
export function refillFrames(socket: LiveSocket): void {
  const refill = setInterval(() => (socket.data.frames = 0), 10_000);
  refill.unref();
  socket.on('disconnect', () => clearInterval(refill));
}
