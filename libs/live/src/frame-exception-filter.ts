import type { counter } from '@guichet/platform';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { WsException } from '@nestjs/websockets';
import type { Socket } from 'socket.io';
import { acknowledge } from './frame-guard.js';

interface FailedFrames {
  /** The `error` that a client gets for a fault of ours. */
  fault: string;
  onFault: (error: unknown) => void;
  /** Refused frames by `reason`. */
  refused: ReturnType<typeof counter>;
}

/** Answers every frame that was refused or has failed, as each expects an answer. What is our fault is logged, never told. */
export class FrameExceptionFilter implements ExceptionFilter {
  constructor(private readonly failed: FailedFrames) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const [socket, , how] = host.getArgs<[Socket, unknown, unknown]>();
    const refusal = error instanceof WsException ? (error.getError() as { error: string }) : null;
    // Who was sent away meanwhile is told nothing more.
    if (refusal && !socket.connected) return;
    if (!refusal) this.failed.onFault(error);
    const answer = refusal ?? { error: this.failed.fault };
    this.failed.refused.inc({ reason: answer.error });
    acknowledge(how, answer);
  }
}
