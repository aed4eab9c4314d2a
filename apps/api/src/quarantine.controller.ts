import {
  Accounts,
  attachEnvelope,
  discardEnvelope,
  listQuarantine,
  openEnvelope,
  previewQuarantined,
  quarantinedOriginal,
  readQuarantined,
  replayEnvelope,
  restoreEnvelope,
  VirusScanner,
  writeReadable,
} from '@guichet/messages';
import { BlobStore, Logger } from '@guichet/platform';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { download } from './http/file-responses.js';
import type { RequestContext } from './http/request-context.js';

@Controller()
export class QuarantineController {
  constructor(
    private readonly blobs: BlobStore,
    private readonly accounts: Accounts,
    private readonly logger: Logger,
    private readonly scanner: VirusScanner,
  ) {}

  @Endpoint('listQuarantine')
  list({ context, query }: Call<'listQuarantine'>) {
    return context.read('quarantine', (reader, who) => listQuarantine(reader, who, query));
  }

  @Endpoint('previewEnvelope')
  preview({ context, params: { id } }: Call<'previewEnvelope'>) {
    const { blobs, accounts, logger } = this;
    return context.read({ envelope: id }, (reader, who) =>
      previewQuarantined({ reader, who, blobs, accounts, logger }, id),
    );
  }

  @Endpoint('replayEnvelope')
  replay({ context, params }: Call<'replayEnvelope'>) {
    return context.write((tx, who) => replayEnvelope(tx, who, params.id));
  }

  @Endpoint('openEnvelope')
  async open({ context, params: { id } }: Call<'openEnvelope'>) {
    return writeReadable(await this.contentOf(context, id), {
      write: (messages) => context.write((tx, who) => openEnvelope(tx, who, { id, messages })),
      logger: this.logger,
    });
  }

  @Endpoint('attachEnvelope')
  async attach({ context, params: { id }, body: { caseId } }: Call<'attachEnvelope'>) {
    return writeReadable(await this.contentOf(context, id), {
      write: (messages) => context.write((tx, who) => attachEnvelope(tx, who, { id, messages, caseId })),
      logger: this.logger,
    });
  }

  @Endpoint('discardEnvelope')
  discard({ context, params: { id }, body }: Call<'discardEnvelope'>) {
    return context.write((tx, who) => discardEnvelope(tx, who, { id, ...body }));
  }

  @Endpoint('restoreEnvelope')
  restore({ context, params: { id } }: Call<'restoreEnvelope'>) {
    return context.write((tx, who) => restoreEnvelope(tx, who, id));
  }

  @Endpoint('getQuarantinedOriginal')
  async original({ context, params: { id } }: Call<'getQuarantinedOriginal'>) {
    const { blobs, scanner } = this;
    return download(
      'original.eml',
      await context.read({ envelope: id }, (reader, who) => quarantinedOriginal({ reader, who, blobs, scanner }, id)),
    );
  }

  /** The content is read before the transaction, which must not wait for a parser. */
  private contentOf(context: RequestContext, id: string) {
    const { blobs, accounts, logger, scanner } = this;
    return context.read({ envelope: id }, (reader, who) =>
      readQuarantined({ reader, who, blobs, accounts, logger, scanner }, id),
    );
  }
}
