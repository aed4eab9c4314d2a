import { Id, PreviewTemplate, RenderTemplate } from '@guichet/contracts';
import { answerLink } from '@guichet/messages';
import { Config, dispositionFor, Keyring } from '@guichet/platform';
import { letterInCase, letterOfMessage, letterPdf, previewLetter, type Letter } from '@guichet/templates';
import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Ask, Asks } from './ask.js';
import { OWN_CONTENT, sendFile } from './files.js';

/** Answers on paper, as PDF. */
@ApiTags('letters')
@ApiProduces('application/pdf')
@Controller()
export class LettersController {
  constructor(
    private readonly keyring: Keyring,
    private readonly config: Config,
  ) {}

  /** A wording, saved or not, with example values or these. */
  @Post('templates/preview/letter')
  @HttpCode(200)
  async preview(
    @Asks() { who, database }: Ask,
    @Body({ schema: PreviewTemplate }) body: PreviewTemplate,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendLetter(reply, await previewLetter(database, who, body));
  }

  /** A template in a case, whatever the channel named; what is still to be filled in refuses it. */
  @Post('templates/:id/letter')
  @HttpCode(200)
  async inCase(
    @Asks() { who, database }: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RenderTemplate }) body: RenderTemplate,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const linkTo = (answerId: string) => answerLink(this.keyring, this.config.publicUrl, answerId);
    await sendLetter(reply, await letterInCase(database, linkTo, who, id, body));
  }

  /** A message of ours, in the words in which it was sent. */
  @Get('cases/:id/entries/:entryId/letter')
  async ofMessage(
    @Asks() { who, database }: Ask,
    @Param('id', { schema: Id }) id: string,
    @Param('entryId', { schema: Id }) entryId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendLetter(reply, await letterOfMessage(database, who, id, entryId));
  }
}

const sendLetter = async (reply: FastifyReply, letter: Letter): Promise<void> =>
  sendFile(
    reply,
    {
      type: 'application/pdf',
      disposition: dispositionFor(`${letter.reference}.pdf`, 'inline'),
      policy: OWN_CONTENT,
    },
    await letterPdf(letter),
  );
