import { listQuarantine, quarantinedOriginal, replayEnvelope } from '@guichet/messages';
import { BlobStore } from '@guichet/platform';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { download } from './http/file-responses.js';

@Controller()
export class QuarantineController {
  constructor(private readonly blobs: BlobStore) {}

  @Endpoint('listQuarantine')
  list({ context, query }: Call<'listQuarantine'>) {
    return context.read('quarantine', (reader, who) => listQuarantine(reader, who, query));
  }

  @Endpoint('replayEnvelope')
  replay({ context, params }: Call<'replayEnvelope'>) {
    return context.write((tx, who) => replayEnvelope(tx, who, params.id));
  }

  @Endpoint('getQuarantinedOriginal')
  async original({ context, params: { id } }: Call<'getQuarantinedOriginal'>) {
    return download(
      'original.eml',
      await context.read({ envelope: id }, (reader, who) =>
        quarantinedOriginal({ reader, who, blobs: this.blobs }, id),
      ),
    );
  }
}
