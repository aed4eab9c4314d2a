import {
  attachmentFor,
  enclosedFile,
  enclosedMessage,
  storeUpload,
  takeLockedFile,
  VirusScanner,
} from '@guichet/messages';
import { BlobStore, dispositionFor } from '@guichet/platform';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { download, rangeOf, shown } from './http/file-responses.js';
import { RequestLimits } from './http/limit-requests.js';
import { uploadOf } from './http/read-upload.js';

/**
 * Types that the console shows in place: pixels, sound and film, in which nothing runs, and PDFs, which the browser opens in a
 * viewer of its own. An SVG or an HTML file is a document with scripts, and never among them.
 */
const SHOWN_INLINE = /^(?:image\/(?:png|jpeg|gif|webp|avif)|application\/pdf|audio\/[\w.+-]+|video\/[\w.+-]+)$/;

@Controller()
export class AttachmentsController {
  constructor(
    private readonly blobs: BlobStore,
    private readonly limits: RequestLimits,
    private readonly scanner: VirusScanner,
  ) {}

  @Endpoint('uploadAttachment')
  async upload({ context, request }: Call<'uploadAttachment'>) {
    await this.limits.upload(context.who.id);
    const file = await uploadOf(request);
    return storeUpload(
      { who: context.who, blobs: this.blobs, scanner: this.scanner, write: (work) => context.write(work) },
      file,
    );
  }

  @Endpoint('getAttachment')
  async get({ context, request, params: { id }, query: { inline } }: Call<'getAttachment'>) {
    const { digest, name, type, size } = await context.read({ attachment: id }, (reader, who) =>
      attachmentFor(reader, who, id),
    );
    if (inline && SHOWN_INLINE.test(type)) {
      const range = rangeOf(request.headers.range, size);
      return shown(name, { content: await this.blobs.get(digest, range), type, size, range });
    }
    const content = await this.blobs.get(digest);
    return { content, type: downloadType(type), size, disposition: dispositionFor(name) };
  }

  @Endpoint('takeLockedFile')
  async takeLocked({ context, params: { id }, body: { reason } }: Call<'takeLockedFile'>) {
    const { digest, name } = await context.write((tx, who) => takeLockedFile(tx, who, { id, reason }));
    return download(`${name}.locked`, await this.blobs.read(digest));
  }

  @Endpoint('getEnclosedMessage')
  async enclosed({ context, params: { id }, query: { within } }: Call<'getEnclosedMessage'>) {
    const file = await context.read({ attachment: id }, (reader, who) => attachmentFor(reader, who, id));
    return enclosedMessage(this.blobs, { file, within });
  }

  @Endpoint('getEnclosedFile')
  async fileOfEnclosed({ context, request, params: { id, n }, query }: Call<'getEnclosedFile'>) {
    const file = await context.read({ attachment: id }, (reader, who) => attachmentFor(reader, who, id));
    const { name, type, content } = await enclosedFile(this.blobs, { file, within: query.within }, n);
    const size = content.byteLength;
    if (query.inline && SHOWN_INLINE.test(type)) {
      const range = rangeOf(request.headers.range, size);
      return shown(name, {
        content: range ? content.subarray(range.start, range.end + 1) : content,
        type,
        size,
        range,
      });
    }
    return { content, type: downloadType(type), size, disposition: dispositionFor(name) };
  }
}

/** What a browser might open by itself is sent as bytes. */
const downloadType = (type: string) =>
  /^(image\/(png|jpeg|gif|webp|avif)|application\/pdf|text\/plain|audio\/|video\/)/.test(type)
    ? type
    : 'application/octet-stream';
