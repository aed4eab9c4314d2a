import type { PipeTransform } from '@nestjs/common';
import { WsException } from '@nestjs/websockets';
import type { z } from 'zod';

/** Why a frame is refused, as its client gets it. Throw it from a handler, a guard or a pipe. */
export const frameRefused = (answer: { error: string; retryAfter?: number }): WsException => new WsException(answer);

/** A frame is what its schema says, else it is refused: `@MessageBody(new FramePipe(schema))`. */
export class FramePipe<Schema extends z.ZodType> implements PipeTransform<unknown, z.output<Schema>> {
  constructor(private readonly schema: Schema) {}

  transform(data: unknown): z.output<Schema> {
    const parsed = this.schema.safeParse(data);
    if (!parsed.success) throw frameRefused({ error: 'invalid-request' });
    return parsed.data;
  }
}
