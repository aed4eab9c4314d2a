import { addNote, entryOf, shownEntry, type StoredMessage } from '@guichet/cases';
import { CheckedMessage, CheckMessage, Entry, Id, PostMessage, PostNote } from '@guichet/contracts';
import {
  Accounts,
  answerLink,
  checkMessage,
  entryOriginal,
  planReply,
  recall,
  reply,
  retry,
  sendNow,
} from '@guichet/messages';
import { BlobStore, Config, dispositionFor, Egress, Failure, ImageRefused, Keyring } from '@guichet/platform';
import { Body, Controller, Delete, Get, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Answers, AnswersNothing } from './answers.js';
import { Ask, Asks } from './ask.js';
import { sendFile } from './files.js';

@ApiTags('messages')
@Controller('cases/:id')
export class MessagesController {
  constructor(
    private readonly accounts: Accounts,
    private readonly keyring: Keyring,
    private readonly blobs: BlobStore,
    private readonly egress: Egress,
    private readonly config: Config,
  ) {}

  /** `If-Match` with the ETag of the case: 412 when others wrote since, with what they wrote. */
  @Post('messages')
  @Answers(Entry, 202)
  async reply(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: PostMessage }) body: PostMessage,
  ) {
    const linkTo = (answerId: string) => answerLink(this.keyring, this.config.publicUrl, answerId);
    const plan = await planReply(ask.database, this.accounts, linkTo, ask.who, id, body);
    const entryId = await ask.write((tx) => reply(tx, this.keyring, ask.who, id, body, plan, ask.ifMatch));
    return shownEntry(ask.database, ask.who, id, entryId);
  }

  /** What should be looked at before it leaves: nothing when all is well. */
  @Post('messages/check')
  @Answers(CheckedMessage)
  async check(
    @Asks() { who, database }: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: CheckMessage }) body: CheckMessage,
  ) {
    return { findings: await checkMessage(database, this.accounts, who, id, body) };
  }

  @Delete('messages/:entryId')
  @AnswersNothing()
  recall(@Asks() ask: Ask, @Param('id', { schema: Id }) id: string, @Param('entryId', { schema: Id }) entryId: string) {
    return ask.write((tx) => recall(tx, ask.who, id, entryId));
  }

  @Post('messages/:entryId/send-now')
  @Answers(Entry, 202)
  async sendNow(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Param('entryId', { schema: Id }) entryId: string,
  ) {
    await ask.write((tx) => sendNow(tx, ask.who, id, entryId));
    return shownEntry(ask.database, ask.who, id, entryId);
  }

  @Post('messages/:entryId/retry')
  @Answers(Entry, 202)
  async retry(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Param('entryId', { schema: Id }) entryId: string,
  ) {
    await ask.write((tx) => retry(tx, ask.who, id, entryId));
    return shownEntry(ask.database, ask.who, id, entryId);
  }

  @Post('notes')
  @Answers(Entry, 201)
  async addNote(@Asks() ask: Ask, @Param('id', { schema: Id }) id: string, @Body({ schema: PostNote }) body: PostNote) {
    const entryId = await ask.write((tx) => addNote(tx, ask.who, id, body));
    return shownEntry(ask.database, ask.who, id, entryId);
  }

  /** The message as it came, for whoever doubts our reading of it. */
  @Get('entries/:entryId/original')
  async original(
    @Asks() { who, database }: Ask,
    @Param('id', { schema: Id }) id: string,
    @Param('entryId', { schema: Id }) entryId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const raw = await entryOriginal(database, this.blobs, who, id, entryId);
    await sendFile(reply, { type: 'application/octet-stream', disposition: dispositionFor('original.eml') }, raw);
  }

  /** One remote image of a message, fetched by us at an agent's request: its sender learns nothing about the agent. */
  @Get('entries/:entryId/images/:n')
  async image(
    @Asks() { who, database }: Ask,
    @Param('id', { schema: Id }) id: string,
    @Param('entryId', { schema: Id }) entryId: string,
    @Param('n', { schema: z.coerce.number().int().min(0).max(10_000) }) n: number,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const entry = await entryOf(database, who, id, entryId);
    const url = entry.kind === 'message' ? (entry.data as StoredMessage).remoteImages[n] : undefined;
    if (!url) throw new Failure('not-found');
    const image = await this.egress.fetchImage(url).catch((error: unknown) => {
      throw new Failure('not-found', {
        detail: error instanceof ImageRefused ? error.message : 'The image could not be fetched.',
      });
    });
    await sendFile(reply, { type: image.type, disposition: 'inline' }, image.content);
  }
}
