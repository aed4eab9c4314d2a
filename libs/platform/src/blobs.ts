import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, type StatsFs } from 'node:fs';
import { access, mkdir, open, readFile, rename, rm, stat, statfs, utimes } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { Failure } from './failure.js';
import { SettingError } from './setting-error.js';

const KEPT_MS = 3_600_000;

/** A part of a content: its first and its last byte, from 0. */
export interface ByteRange {
  start: number;
  end: number;
}

export interface StoredBlob {
  /** SHA-256 of the content, 64 hex digits. */
  digest: string;
  /** Bytes. */
  size: number;
}

/** Kept free for what must still be written when no file fits any more: the database beside it, logs, a backup. */
const RESERVE_BYTES = 64 * 1024 * 1024;

/** Immutable content by its digest. What `put` answered is durable. A digest that was never stored throws `BlobMissing`. */
export abstract class BlobStore {
  /** Throws `storage-full` where there is no room for it. */
  abstract put(content: Uint8Array): Promise<StoredBlob>;
  /** Throws `storage-full` where nothing can be put. */
  abstract assertRoom(): Promise<void>;
  /** The whole content or, with a range, a part of it. */
  abstract get(digest: string, range?: ByteRange): Promise<Readable>;
  abstract read(digest: string): Promise<Uint8Array>;
  abstract has(digest: string): Promise<boolean>;
  /** For content that no row names. What was put within the last hour stays: its row may be on its way. */
  abstract remove(digest: string): Promise<void>;
}

export class BlobMissing extends Error {
  constructor(digest: string) {
    super(`no blob ${digest}`);
    this.name = 'BlobMissing';
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Statistics of the disk of a folder or, until something is stored there, of the nearest one above it. */
async function diskOf(path: string): Promise<StatsFs> {
  try {
    return await statfs(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(path) === path) throw error;
    return diskOf(dirname(path));
  }
}

const missing = (digest: string) => (error: unknown) => {
  throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? new BlobMissing(digest) : error;
};

/** Files below `root` as `ab/cd/abcd…`. A file under its name is whole: it is written aside, synced, then renamed. */
export class FileBlobStore extends BlobStore {
  private readonly folders = new Map<string, Promise<void>>();
  /** Bytes that stay free on the disk. */
  reserve = RESERVE_BYTES;

  constructor(private readonly root: string) {
    super();
  }

  async put(content: Uint8Array): Promise<StoredBlob> {
    const digest = createHash('sha256').update(content).digest('hex');
    const path = this.pathOf(digest);
    const folder = dirname(path);
    await this.assertRoom(content.byteLength);
    await this.prepare(folder);
    if (!(await this.touch(path))) await this.write(path, content);
    // Also when the file was there: its writer may not have come to this line yet, and ours would be the promise broken.
    await syncFolder(folder);
    return { digest, size: content.byteLength };
  }

  async get(digest: string, range?: ByteRange): Promise<Readable> {
    const path = this.pathOf(digest);
    await access(path).catch(missing(digest));
    return createReadStream(path, range);
  }

  async read(digest: string): Promise<Uint8Array> {
    return readFile(this.pathOf(digest)).catch(missing(digest));
  }

  async has(digest: string): Promise<boolean> {
    try {
      await access(this.pathOf(digest));
      return true;
    } catch {
      return false;
    }
  }

  async remove(digest: string): Promise<void> {
    const path = this.pathOf(digest);
    const aside = `${path}.${randomUUID()}.gone`;
    try {
      // Whoever puts it from here on finds none and writes it anew; who came before has touched it.
      await rename(path, aside);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      throw error;
    }
    const { mtimeMs } = await stat(aside);
    await (Date.now() - mtimeMs < KEPT_MS ? rename(aside, path) : rm(aside));
  }

  async assertRoom(bytes = 0): Promise<void> {
    const { bavail, bsize, blocks } = await diskOf(this.root);
    // Some network shares do not know their size.
    if (blocks > 0 && bavail * bsize < bytes + this.reserve)
      throw new Failure('storage-full', { detail: 'The disk of the files is full.' });
  }

  /** False: there is none yet. */
  private async touch(path: string): Promise<boolean> {
    const now = new Date();
    try {
      await utimes(path, now, now);
      return true;
    } catch {
      return false;
    }
  }

  private async write(path: string, content: Uint8Array): Promise<void> {
    const aside = `${path}.${randomUUID()}.part`;
    try {
      const file = await open(aside, 'wx', 0o600);
      try {
        await file.writeFile(content);
        await file.datasync();
      } finally {
        await file.close();
      }
      await rename(aside, path);
    } catch (error) {
      await rm(aside, { force: true });
      throw error;
    }
  }

  /** Makes a folder once, and its name durable in the folder above, up to the one that the installation names. */
  private prepare(folder: string): Promise<void> {
    const known = this.folders.get(folder);
    if (known) return known;
    const made = (async () => {
      if (folder !== this.root) await this.prepare(dirname(folder));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await syncFolder(dirname(folder));
    })();
    this.folders.set(folder, made);
    made.catch(() => this.folders.delete(folder));
    return made;
  }

  private pathOf(digest: string): string {
    if (!/^[0-9a-f]{64}$/.test(digest)) throw new BlobMissing(digest);
    return join(this.root, digest.slice(0, 2), digest.slice(2, 4), digest);
  }
}

/** `file:<folder>`, absolute or relative to the working directory. */
export function openBlobStore(blobUrl: string): BlobStore {
  const folder = /^file:(?:\/\/(?=\/))?(.+)$/.exec(blobUrl)?.[1];
  if (!folder) throw new SettingError('BLOB_URL', 'expected file:<folder>, as s3: is not supported yet');
  return new FileBlobStore(resolve(folder));
}
