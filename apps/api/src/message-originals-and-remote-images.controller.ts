import { nameSender } from '@guichet/cases';
import { entryOriginal, otherSenders, remoteImage, VirusScanner } from '@guichet/messages';
import { BlobStore, Egress } from '@guichet/platform';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { download } from './http/file-responses.js';

/** Messages as they came: the raw original, images that its HTML loads from elsewhere, and who else may have written one. */
@Controller()
export class MessageOriginalsController {
  constructor(
    private readonly blobs: BlobStore,
    private readonly egress: Egress,
    private readonly scanner: VirusScanner,
  ) {}

  @Endpoint('getOriginal')
  async original({ context, params: { id, entryId } }: Call<'getOriginal'>) {
    const { blobs, scanner } = this;
    return download(
      'original.eml',
      await context.read({ case: id }, (reader, who) =>
        entryOriginal({ reader, who, blobs, scanner }, { caseId: id, entryId }),
      ),
    );
  }

  @Endpoint('getRemoteImage')
  async image({ context, params: { id, ...image } }: Call<'getRemoteImage'>) {
    const found = await context.read({ case: id }, (reader, who) =>
      remoteImage({ reader, who, egress: this.egress }, { ...image, caseId: id }),
    );
    return { content: found.content, type: found.type, disposition: 'inline' };
  }

  @Endpoint('nameSender')
  async nameSender({ context, params: { id, entryId }, body }: Call<'nameSender'>) {
    await context.write((tx, who) => nameSender(tx, who, { caseId: id, entryId, ...body }));
  }

  @Endpoint('listOtherSenders')
  otherSenders({ context, params: { id, entryId } }: Call<'listOtherSenders'>) {
    return context.read({ case: id }, (reader, who) => otherSenders(reader, who, { caseId: id, entryId }));
  }
}
