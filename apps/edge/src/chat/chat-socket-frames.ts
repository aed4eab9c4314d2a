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
import type { Visitor } from '@guichet/chat';

/** Frames of all kinds that a client may send in ten seconds. */
const FRAMES = 100;
const WINDOW_MS = 10_000;

const refusedFrames = counter('guichet_chat_refused_frames_total', 'Frames of visitors that were refused.', ['reason']);

export interface ChatData {
  visitor: Visitor;
  /** The visitor's network address. */
  address: string;
  /** What is known of the visitor; null: nothing is stored yet. */
  profile: ChatProfile | null;
  language: Language;
  after: string | undefined;
}

type Incoming = Record<string, (data: unknown, acknowledge?: unknown) => void>;
type Outgoing = { [Frame in keyof ChatServerFrames]: (data: ChatServerFrames[Frame]) => void };
export type ChatSocket = Socket<Incoming, Outgoing, Incoming, ChatData>;
export type ChatNamespace = Namespace<Incoming, Outgoing, Incoming, ChatData>;

type Handlers = {
  [Frame in ChatFrame]: (socket: ChatSocket, data: z.infer<(typeof chatFrames)[Frame]>) => Promise<ChatAnswer>;
};

/**
 * Handles the frames of one visitor. Each is checked against its schema and gets a result; a visitor who floods is disconnected.
 * A frame that fails gets `unavailable`: nothing of it is durable, and the client tries again.
 */
export function onChatFrames(socket: ChatSocket, handlers: Handlers, failed: (error: unknown) => void): void {
  let frames = 0;
  const refill = setInterval(() => (frames = 0), WINDOW_MS);
  refill.unref();
  socket.on('disconnect', () => clearInterval(refill));
  socket.onAny((name: string, ...sent: unknown[]) => {
    const acknowledge = sent.at(-1);
    const respond = (result: ChatAnswer) => {
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
    if (!parsed?.success) return respond({ error: 'invalid-request' });
    const handle = handlers[frame!] as (socket: ChatSocket, data: unknown) => Promise<ChatAnswer>;
    handle(socket, parsed.data).then(respond, (error: unknown) => {
      failed(error);
      respond({ error: 'unavailable' });
    });
  });
}
