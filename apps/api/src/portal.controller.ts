import { organisationOf } from '@guichet/access';
import { Database } from '@guichet/database';
import { linkedAnswer, linkedFile } from '@guichet/messages';
import { BlobStore, dispositionFor, Failure, Keyring } from '@guichet/platform';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { answerPage } from './answer-page.js';
import { Public } from './auth.guard.js';
import { filePage, gonePage } from './file-page.js';
import { sendFile } from './files.js';

/** Pages of citizens that need no account: what a link of ours names. They work without a script. */
@ApiExcludeController()
@Controller('portal')
export class PortalController {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly blobs: BlobStore,
  ) {}

  /** A page first: what looks at links on its own (a preview, a scanner) does not fetch the file. */
  @Get('files/:token')
  @Public()
  async file(
    @Param('token', { schema: z.string().max(200) }) token: string,
    @Query({ schema: z.object({ download: z.literal('1').optional() }) }) { download }: { download?: '1' },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = request.headers['accept-language'];
    const file = await linkedFile(this.database, this.keyring, token).catch(nothing);
    if (!file) return void (await page(reply, 404, gonePage(language)));
    if (!download) return void (await page(reply, 200, filePage(file, language)));
    reply.header('Content-Length', file.size);
    await sendFile(
      reply,
      { type: 'application/octet-stream', disposition: dispositionFor(file.name) },
      await this.blobs.get(file.digest),
    );
  }

  /** The whole of an answer of which a message had room for a link only. */
  @Get('answers/:token')
  @Public()
  async answer(
    @Param('token', { schema: z.string().max(200) }) token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await linkedAnswer(this.database, this.keyring, token).catch(nothing);
    if (!answer) return void (await page(reply, 404, gonePage(request.headers['accept-language'])));
    await page(reply, 200, answerPage(answer, await organisationOf(this.database)));
  }
}

/** What is not there, whatever the reason, is a page that says so. */
function nothing(error: unknown): null {
  if (error instanceof Failure && error.code === 'not-found') return null;
  throw error;
}

const page = (reply: FastifyReply, status: number, html: string) =>
  reply
    .code(status)
    .header('Content-Type', 'text/html; charset=utf-8')
    .header('Cache-Control', 'private, no-store')
    .header('X-Robots-Tag', 'noindex')
    .header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
    .header('Referrer-Policy', 'no-referrer')
    .send(html);
