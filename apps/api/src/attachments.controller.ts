import { Attachment, Id, attachmentLimits } from '@guichet/contracts';
import { attachmentFor, storeUpload } from '@guichet/messages';
import { BlobStore, dispositionFor, Failure, storableText } from '@guichet/platform';
import type { MultipartFile } from '@fastify/multipart';
import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Answers } from './answers.js';
import { Ask, Asks } from './ask.js';
import { SHOWN_INLINE, sendFile } from './files.js';
import { limitUploads } from './limits.js';

@ApiTags('attachments')
@Controller('attachments')
export class AttachmentsController {
  constructor(private readonly blobs: BlobStore) {}

  @Post()
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] },
  })
  @Answers(Attachment, 201)
  async upload(
    @Asks() ask: Ask,
    @Req() request: FastifyRequest & { file: (options: object) => Promise<MultipartFile | undefined> },
  ) {
    await limitUploads(ask.who.id);
    const { maxBytes } = attachmentLimits;
    // One byte more than may come: the reader may cut a file off before it notices that it is too long.
    const file = await request.file({ limits: { fileSize: maxBytes + 1, files: 1 } });
    if (!file) throw new Failure('invalid-request', { errors: [{ path: 'file', message: 'A file is needed.' }] });
    const content = await file.toBuffer();
    if (content.length > maxBytes) throw new Failure('too-large');
    return storeUpload(
      this.blobs,
      ask.who,
      { name: storableText(file.filename), type: storableText(file.mimetype), content },
      (work) => ask.write(work),
    );
  }

  /** Always a download, but for pictures that are asked for as part of a message. */
  @Get(':id')
  async download(
    @Asks() { who, database }: Ask,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: z.object({ inline: z.literal('1').optional() }) }) { inline }: { inline?: '1' },
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const attachment = await attachmentFor(database, who, id);
    const shown = inline && SHOWN_INLINE.has(attachment.type);
    const content = await this.blobs.get(attachment.digest);
    reply.header('Content-Length', attachment.size);
    await sendFile(
      reply,
      {
        type: shown ? attachment.type : downloadType(attachment.type),
        disposition: shown ? 'inline' : dispositionFor(attachment.name),
      },
      content,
    );
  }
}

/** What a browser might open by itself is sent as bytes. */
const downloadType = (type: string) =>
  /^(image\/(png|jpeg|gif|webp|avif)|application\/pdf|text\/plain|audio\/|video\/)/.test(type)
    ? type
    : 'application/octet-stream';
