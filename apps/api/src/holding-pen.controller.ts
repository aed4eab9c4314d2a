import { HeldEnvelope, Id, PageQuery, page } from '@guichet/contracts';
import { heldOriginal, holdingPen, replay } from '@guichet/messages';
import { BlobStore, dispositionFor, Failure } from '@guichet/platform';
import { Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Answers, AnswersNothing } from './answers.js';
import { Ask, Asks } from './ask.js';
import { sendFile } from './files.js';

@ApiTags('holding pen')
@Controller('holding-pen')
export class HoldingPenController {
  constructor(private readonly blobs: BlobStore) {}

  @Get()
  @Answers(page(HeldEnvelope))
  list(@Asks() { who, database }: Ask, @Query({ schema: PageQuery }) { limit, cursor }: z.infer<typeof PageQuery>) {
    if (cursor && !Id.safeParse(cursor).success)
      throw new Failure('invalid-request', { errors: [{ path: 'cursor', message: 'This is not a cursor of ours.' }] });
    return holdingPen(database, who, limit, cursor);
  }

  @Post(':id/replay')
  @AnswersNothing()
  replay(@Asks() ask: Ask, @Param('id', { schema: Id }) id: string) {
    return ask.write((tx) => replay(tx, ask.who, id));
  }

  @Get(':id/original')
  async original(
    @Asks() { who, database }: Ask,
    @Param('id', { schema: Id }) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const raw = await heldOriginal(database, this.blobs, who, id);
    await sendFile(reply, { type: 'application/octet-stream', disposition: dispositionFor('original.eml') }, raw);
  }
}
