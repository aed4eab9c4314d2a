import type { ChatUpload } from '@guichet/contracts';
import type { UploadedFile } from './shown-messages.js';

/** A file could not be taken: `too-large`, or a reason that may pass. */
export class UploadRefused extends Error {}

/**
 * Uploads and downloads of one chat, by HTTP. `session` returns the bearer of this visitor, of a new connection if it
 * must be new.
 */
export class FileTransfer {
  constructor(
    private readonly url: string,
    private readonly session: (isNew: boolean) => Promise<string>,
  ) {}

  async upload(file: File): Promise<UploadedFile> {
    const response = await this.fetch('files', {
      method: 'POST',
      headers: {
        'content-type': file.type || 'application/octet-stream',
        'x-file-name': encodeURIComponent(file.name),
      },
      body: file,
    });
    if (response.status === 413) throw new UploadRefused('too-large');
    if (!response.ok) throw new UploadRefused('failed');
    const { token, name, size } = (await response.json()) as ChatUpload;
    return { token, name, size };
  }

  async download(fileId: string): Promise<Blob> {
    const response = await this.fetch(`files/${fileId}`);
    if (!response.ok) throw new Error(`${response.status}`);
    return response.blob();
  }

  /** A session ends after some hours; a new connection makes a new one. */
  private async fetch(path: string, init: RequestInit = {}, isSecond = false): Promise<Response> {
    const session = await this.session(isSecond);
    const response = await fetch(`${this.url}/${path}`, {
      ...init,
      credentials: 'omit',
      headers: { ...init.headers, authorization: `Bearer ${session}` },
    });
    return response.status === 401 && !isSecond ? this.fetch(path, init, true) : response;
  }
}
