import { keyOf, type Visitor } from '@guichet/chat';
import {
  chatFrames,
  type ChatAnswer,
  type ChatFrame,
  type ChatProfile,
  type ChatServerFrames,
  type Language,
} from '@guichet/contracts';
import { FrameExceptionFilter, FrameGuard, frameRefused } from '@guichet/live';
import { counter, Logger } from '@guichet/platform';
import { Catch, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Namespace, Socket } from 'socket.io';
import type { z } from 'zod';
import { ChatLimits } from './chat-rate-limits.js';

const refused = counter('guichet_chat_refused_frames_total', 'Frames of visitors that were refused.', ['reason']);

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

export type Sent<Frame extends ChatFrame> = z.infer<(typeof chatFrames)[Frame]>;
/** A handler for every frame, under the name of the frame. */
export type ChatHandlers = {
  [Frame in ChatFrame]: (socket: ChatSocket, data: Sent<Frame>) => Promise<ChatAnswer>;
};

export const visitorFrames = new FrameGuard({ frames: chatFrames, most: 100, refused });

/** Lets a visitor send so many frames of each kind in a minute, and tells when the next one may come. */
@Injectable()
export class ChatRateGuard implements CanActivate {
  constructor(private readonly limits: ChatLimits) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const frame = context.switchToWs();
    const { visitor, address } = frame.getClient<ChatSocket>().data;
    const who = { visitor: keyOf(visitor.from), address };
    const retryAfter = await this.limits.tooMany(frame.getPattern() as ChatFrame, who);
    if (retryAfter) throw frameRefused({ error: 'too-many-requests', retryAfter });
    return true;
  }
}

/** A frame that fails gets `unavailable`: nothing of it is durable, and the client tries again. */
@Catch()
export class ChatFrameFilter extends FrameExceptionFilter {
  constructor(logger: Logger) {
    const onFault = (error: unknown) => logger.warn('A frame of a visitor failed; they send it again.', { error });
    super({ fault: 'unavailable', onFault, refused });
  }
}
