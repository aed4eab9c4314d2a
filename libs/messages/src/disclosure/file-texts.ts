import type { Worker } from 'node:worker_threads';
import { startWorkerThread } from '@guichet/channels';
import { BlobStore } from '@guichet/platform';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { ReadRequest, ReadResponse } from './read-document-worker.js';

const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 };
/** A file that takes longer has no text: whoever writes is not kept waiting. */
const READ_MS = 5_000;
/** Larger files are not read, in bytes. */
const MAX_BYTES = 20_000_000;
/** The number of files whose texts are kept: those of the replies that are being written now. */
const KEPT = 200;

/** A file whose content is in the blob store. */
export interface ReadableFile {
  digest: string | null;
  size: number;
}

interface Waiting {
  resolve: (text: string | null) => void;
  timer: NodeJS.Timeout;
}

/**
 * The texts of files, read in a thread of its own, one file at a time: what a file is made of can neither stop the process nor fill its
 * memory. A text is kept for as long as its reply is written, as it is asked for at every pause of the keyboard.
 */
@Injectable()
export class FileTexts implements OnApplicationShutdown {
  private readonly texts = new Map<string, Promise<string>>();
  private readonly waiting = new Map<number, Waiting>();
  private thread: Worker | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private nextId = 1;

  constructor(private readonly blobs: BlobStore) {}

  /** Returns the text of a file; an empty one for what has none, cannot be read, or takes too long. */
  textOf({ digest, size }: ReadableFile): Promise<string> {
    if (digest === null || size > MAX_BYTES) return Promise.resolve('');
    const text = this.texts.get(digest) ?? this.inTurn(digest).then((read) => read ?? '');
    this.texts.delete(digest);
    this.texts.set(digest, text);
    text.catch(() => this.texts.delete(digest));
    if (this.texts.size > KEPT) this.texts.delete(this.texts.keys().next().value!);
    return text;
  }

  /** As `textOf`, but the text is not kept here, and it is null for a file that has stopped the thread or has taken too long. */
  readOnce({ digest, size }: ReadableFile): Promise<string | null> {
    return digest === null || size > MAX_BYTES ? Promise.resolve('') : this.inTurn(digest);
  }

  async onApplicationShutdown(): Promise<void> {
    const { thread } = this;
    if (!thread) return;
    this.lose(thread);
    await thread.terminate();
  }

  private inTurn(digest: string): Promise<string | null> {
    const text = this.last.then(async () => this.read(await this.blobs.read(digest)));
    this.last = text.catch(() => undefined);
    return text;
  }

  private read(content: Uint8Array): Promise<string | null> {
    return new Promise((resolve) => {
      const thread = (this.thread ??= this.start());
      const id = this.nextId++;
      this.waiting.set(id, { resolve, timer: setTimeout(() => this.lose(thread), READ_MS) });
      thread.ref();
      thread.postMessage({ id, content } satisfies ReadRequest);
    });
  }

  private start(): Worker {
    const thread = startWorkerThread(new URL('./read-document-worker.js', import.meta.url), LIMITS);
    thread.on('message', ({ id, text }: ReadResponse) => {
      this.settle(id, text);
      // A thread without work keeps no process alive.
      if (this.waiting.size === 0) thread.unref();
    });
    thread.on('error', () => this.lose(thread));
    thread.on('exit', () => this.lose(thread));
    return thread;
  }

  /** Ends a thread that is stuck or has ended; the next file starts another one. */
  private lose(thread: Worker): void {
    if (this.thread !== thread) return;
    this.thread = undefined;
    thread.removeAllListeners();
    thread.on('error', () => undefined);
    void thread.terminate();
    for (const id of [...this.waiting.keys()]) this.settle(id, null);
  }

  private settle(id: number, text: string | null): void {
    const waiting = this.waiting.get(id);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.waiting.delete(id);
    waiting.resolve(text);
  }
}
