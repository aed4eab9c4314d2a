import type { Attachment, Problem } from '@guichet/contracts';
import { addressOf, csrfHeader } from './client.js';
import { Failure } from './failure.js';

/** Uploads one file. `fetch` cannot tell how far an upload is, so this is an XMLHttpRequest. */
export const upload = (file: File, onProgress: (share: number) => void, signal: AbortSignal) =>
  new Promise<Attachment>((resolve, reject) => {
    const call = new XMLHttpRequest();
    const form = new FormData();
    form.set('file', file, file.name);
    call.open('POST', addressOf('uploadAttachment'));
    for (const [name, value] of Object.entries(csrfHeader())) call.setRequestHeader(name, value);
    call.setRequestHeader('idempotency-key', crypto.randomUUID());
    call.responseType = 'json';
    call.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    call.onload = () => {
      if (call.status < 300) return resolve(call.response as Attachment);
      const problem = (call.response ?? {}) as Partial<Problem>;
      reject(new Failure(problem.code ?? 'internal-error', problem));
    };
    call.onerror = () => reject(new Failure('offline'));
    signal.addEventListener('abort', () => call.abort());
    call.send(form);
  });

/** What is known of an upload by its id alone, as a restored draft needs it. */
export async function describeUpload(id: string): Promise<Attachment> {
  const response = await fetch(addressOf('getAttachment', { params: { id } }), { method: 'HEAD' });
  if (!response.ok) throw new Failure('not-found');
  const disposition = response.headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  const plain = /filename="?([^";]+)"?/i.exec(disposition)?.[1];
  return {
    id,
    name: encoded ? decodeURIComponent(encoded) : (plain ?? id.slice(-6)),
    type: response.headers.get('content-type') ?? 'application/octet-stream',
    size: Number(response.headers.get('content-length') ?? 0),
    inline: false,
    state: 'ready',
  };
}
