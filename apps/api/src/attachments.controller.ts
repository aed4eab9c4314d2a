import { attachmentFor, storeUpload } from '@guichet/messages';
import { BlobStore, dispositionFor } from '@guichet/platform';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { RequestLimits } from './http/limit-requests.js';
import { uploadOf } from './http/read-upload.js';

/** Types that are only pixels: the one sort of foreign content that a page of ours may show. */
const SHOWN_INLINE = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

@Controller()
export class AttachmentsController {
  constructor(
    private readonly blobs: BlobStore,
    private readonly limits: RequestLimits,
  ) {}

  @Endpoint('uploadAttachment')
  async upload({ context, request }: Call<'uploadAttachment'>) {
    await this.limits.upload(context.who.id);
    const file = await uploadOf(request);
    return storeUpload({ who: context.who, blobs: this.blobs, write: (work) => context.write(work) }, file);
  }

  @Endpoint('getAttachment')
  async get({ context, params: { id }, query: { inline } }: Call<'getAttachment'>) {
    const { digest, name, type, size } = await context.read({ attachment: id }, (reader, who) =>
      attachmentFor(reader, who, id),
    );
    const content = await this.blobs.get(digest);
    if (inline && SHOWN_INLINE.has(type)) return { content, type, size, disposition: 'inline' };
    return { content, type: downloadType(type), size, disposition: dispositionFor(name) };
  }
}

/** What a browser might open by itself is sent as bytes. */
const downloadType = (type: string) =>
  /^(image\/(png|jpeg|gif|webp|avif)|application\/pdf|text\/plain|audio\/|video\/)/.test(type)
    ? type
    : 'application/octet-stream';
