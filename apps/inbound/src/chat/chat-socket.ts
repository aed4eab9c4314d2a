import {
  chatFrames,
  type ChatAnswer,
  type ChatFrame,
  type ChatProfile,
  type ChatServerFrames,
  type Language,
} from '@guichet/contracts';
import { counter } from '@guichet/platform';
import type { Namespace, Socket } from 'socket.io';
import type { z } from 'zod';
import type { Visitor } from './visitors.js';

/** Frames of all kinds that a client may send in ten seconds. */
const FRAMES = 100;
const WINDOW_MS = 10_000;

const refusedFrames = counter('guichet_chat_refused_frames_total', 'Frames of visitors that were refused.', ['reason']);

export interface ChatData {
  visitor: Visitor;
  /** Of the network. */
  address: string;
  /** What the visitor has said of themselves, as far as we know; null: nothing is kept of them yet. */
  profile: ChatProfile | null;
  language: Language;
  after: string | undefined;
}

type Heard = Record<string, (data: unknown, acknowledge?: unknown) => void>;
type Said = { [Frame in keyof ChatServerFrames]: (data: ChatServerFrames[Frame]) => void };
export type ChatSocket = Socket<Heard, Said, Heard, ChatData>;
export type ChatNamespace = Namespace<Heard, Said, Heard, ChatData>;

type Handlers = {
  [Frame in ChatFrame]: (socket: ChatSocket, data: z.infer<(typeof chatFrames)[Frame]>) => Promise<ChatAnswer>;
};

/**
 * Hears the frames of one visitor: each is what its schema says, and is answered. One who floods is out. A frame that fails is
 * answered as `unavailable`: nothing of it is durable, and the client tries again.
 */
export function hear(socket: ChatSocket, handlers: Handlers, failed: (error: unknown) => void): void {
  let frames = 0;
  const refill = setInterval(() => (frames = 0), WINDOW_MS);
  refill.unref();
  socket.on('disconnect', () => clearInterval(refill));
  socket.onAny((name: string, ...sent: unknown[]) => {
    const acknowledge = sent.at(-1);
    const answer = (result: ChatAnswer) => {
      if ('error' in result) refusedFrames.inc({ reason: result.error });
      if (typeof acknowledge === 'function') (acknowledge as (result: ChatAnswer) => void)(result);
    };
    frames += 1;
    if (frames > FRAMES) {
      refusedFrames.inc({ reason: 'flood' });
      socket.disconnect(true);
      return;
    }
    const frame = Object.hasOwn(chatFrames, name) ? (name as ChatFrame) : null;
    const parsed = frame && chatFrames[frame].safeParse(sent[0]);
    if (!parsed?.success) return answer({ error: 'invalid-request' });
    const handle = handlers[frame!] as (socket: ChatSocket, data: unknown) => Promise<ChatAnswer>;
    handle(socket, parsed.data).then(answer, (error: unknown) => {
      failed(error);
      answer({ error: 'unavailable' });
    });
  });
}
