import { createHash } from 'node:crypto';
import type { ZipPart } from '../zip-writer.js';

/** Raised where a reader of the archive could misunderstand it. */
const FORMAT_VERSION = 1;

/** A file of the archive before it is written: its path, and the message that it belongs to. */
export interface FileToArchive {
  path: string;
  /** The entry of the timeline that the file belongs to; null for a file about the whole case. */
  entryId: string | null;
  /** The name under which it came, where its path is made from it. */
  name?: string;
  /** Said of a message on paper: the letter as it was sent. */
  kind?: 'letter';
  /** The digest under which it was stored; the manifest says where the content is another one now. */
  storedSha256?: string;
}

export type ArchivedFile = FileToArchive & { size: number; sha256: string };

/**
 * Why a file is not in the archive: `locked`: it is infected · `not-scanned`: the virus scanner has not looked into it yet · `pending`:
 * it is still to be fetched from the provider · `lost`: the provider could not give it · `purged`: it is not stored any more.
 */
export type MissingReason = 'locked' | 'not-scanned' | 'pending' | 'lost' | 'purged';

export interface MissingFile {
  kind: 'original' | 'attachment' | 'letter';
  entryId: string;
  name: string | null;
  reason: MissingReason;
}

/** What the manifest says of the export itself. */
export interface ArchiveHead {
  organisation: string;
  case: { id: string; reference: string; subject: string };
  exportedAt: string;
  exportedBy: { id: string; name: string };
}

/** What lies in an archive and what does not, learnt while it is written: of a file its digest alone is kept. */
export class ArchiveManifest {
  private readonly files: ArchivedFile[] = [];
  private readonly missing: MissingFile[] = [];

  constructor(private readonly head: ArchiveHead) {}

  /** A part of the archive that enters the manifest once it was written. */
  part(file: FileToArchive, content: ZipPart['content']): ZipPart {
    return { name: file.path, content: this.measured(file, content) };
  }

  leaveOut(file: MissingFile): void {
    this.missing.push(file);
  }

  /** Looks up what is in the archive of an entry so far, and what is missing. */
  byEntry(): (id: string) => { files: ArchivedFile[]; missing: MissingFile[] } {
    const files = Map.groupBy(this.files, ({ entryId }) => entryId);
    const missing = Map.groupBy(this.missing, ({ entryId }) => entryId);
    return (id) => ({ files: files.get(id) ?? [], missing: missing.get(id) ?? [] });
  }

  /** `manifest.json`, which tells of all files but itself and `manifest.sha256`. */
  json(): string {
    const { head, files, missing } = this;
    return `${JSON.stringify({ formatVersion: FORMAT_VERSION, ...head, files, missing }, null, 2)}\n`;
  }

  /** `manifest.sha256`, which `sha256sum -c` verifies; it covers `manifest.json` where that was written before. */
  checksums(): string {
    return this.files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('');
  }

  private async *measured(
    { storedSha256, ...file }: FileToArchive,
    content: ZipPart['content'],
  ): AsyncGenerator<string | Uint8Array> {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of content) {
      hash.update(chunk);
      size += Buffer.byteLength(chunk);
      yield chunk;
    }
    const sha256 = hash.digest('hex');
    this.files.push({ ...file, size, sha256, ...(storedSha256 && storedSha256 !== sha256 ? { storedSha256 } : {}) });
  }
}
