import type { Principal } from '@guichet/access';
import {
  clientFrames,
  type ClientFrame,
  type emptyServerFrames,
  type ServerFrames,
  type ViewerState,
} from '@guichet/contracts';
import { counter, Logger } from '@guichet/platform';
import { Catch } from '@nestjs/common';
import type { Namespace, Socket } from 'socket.io';
import type { z } from 'zod';
import { FrameExceptionFilter } from './frame-exception-filter.js';
import { FrameGuard } from './frame-guard.js';

const refused = counter('guichet_live_refused_frames_total', 'Frames of clients that were refused.', ['reason']);

export type Credential = { session: string } | { token: string };

export interface SocketData {
  who: Principal;
  credential: Credential;
  /** What the agent does in which case. */
  presence: Map<string, ViewerState>;
  /** The changes of it so far, one after the other. Never fails. */
  presenceChanged: Promise<void>;
  /** How many changes of rights this process had seen when the socket was let in. */
  rights: number;
  /** The checks of the socket's rights, one after the other: the newest answer is the last one. */
  checked: Promise<void>;
}

type Heard = Record<string, (data: unknown, acknowledge?: unknown) => void>;
type Said = { [Frame in keyof ServerFrames]: (data: ServerFrames[Frame]) => void } & {
  [Frame in (typeof emptyServerFrames)[number]]: () => void;
};
export type LiveSocket = Socket<Heard, Said, Heard, SocketData>;
export type LiveNamespace = Namespace<Heard, Said, Heard, SocketData>;

export type Sent<Frame extends ClientFrame> = z.infer<(typeof clientFrames)[Frame]>;
/** A handler for every frame, under the name of the frame. */
export type LiveHandlers = {
  [Frame in ClientFrame]: (socket: LiveSocket, data: Sent<Frame>) => Promise<{ ok: true }>;
};

export const liveFrames = new FrameGuard({ frames: clientFrames, most: 200, refused });

@Catch()
export class LiveFrameFilter extends FrameExceptionFilter {
  constructor(logger: Logger) {
    const onFault = (error: unknown) => logger.warn('A live frame failed.', { error });
    super({ fault: 'internal-error', onFault, refused });
  }
}
