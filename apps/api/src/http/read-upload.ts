import { attachmentLimits } from '@guichet/contracts';
import { Failure, storableText, wrongField } from '@guichet/platform';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';

type UploadRequest = FastifyRequest & { file?: (options: object) => Promise<MultipartFile | undefined> };

/** The one file of a multipart body. Throws `invalid-request` without one, and `too-large`. */
export async function uploadOf(request: UploadRequest): Promise<{ name: string; type: string; content: Uint8Array }> {
  const { maxBytes } = attachmentLimits;
  // One byte more than may come: the reader may cut a file off before it notices that it is too long.
  const file = await request.file?.({ limits: { fileSize: maxBytes + 1, files: 1 } });
  if (!file) throw wrongField('file', 'file-needed');
  const content = await file.toBuffer();
  if (content.length > maxBytes) throw new Failure('too-large');
  return { name: storableText(file.filename), type: storableText(file.mimetype), content };
}
