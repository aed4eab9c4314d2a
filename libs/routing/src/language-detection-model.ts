import type { Worker } from 'node:worker_threads';
import { startWorkerThread } from '@guichet/channels';
import type { LanguageRequest, LanguageResponse } from './language-detection-worker.js';

const LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8 };

/** The model takes some 70 MB, which nobody needs between two texts that are so far apart. */
const REST_MS = 60_000;

type Resolve = (language: string | null) => void;

/**
 * The language model, in a thread of its own that starts with the first text: loading the model takes 150 ms and tens of
 * megabytes, for which neither a visitor of the chat nor a process without messages should pay.
 */
export class LanguageDetectionModel {
  private thread: Worker | undefined;
  private readonly waiting = new Map<number, Resolve>();
  private nextId = 1;
  private end: NodeJS.Timeout | undefined;

  /** The thread ends `restMs` after its last text. */
  constructor(
    private readonly file = new URL('./language-detection-worker.js', import.meta.url),
    private readonly restMs = REST_MS,
  ) {}

  /** Returns the language as ISO 639-1; null where it is not certain, or where the thread has ended. */
  detect(text: string): Promise<string | null> {
    clearTimeout(this.end);
    return new Promise((resolve) => {
      const thread = (this.thread ??= this.start());
      const id = this.nextId++;
      this.waiting.set(id, resolve);
      thread.ref();
      thread.postMessage({ id, text } satisfies LanguageRequest);
    });
  }

  private start(): Worker {
    const thread = startWorkerThread(this.file, LIMITS);
    thread.on('message', ({ id, language }: LanguageResponse) => {
      this.waiting.get(id)?.(language);
      this.waiting.delete(id);
      if (this.waiting.size === 0) this.rest(thread);
    });
    // A message is not worth less for an unknown language: it goes on, and the next one starts another thread.
    thread.on('error', (error: Error) => process.emitWarning(error));
    thread.on('exit', () => this.lose(thread));
    return thread;
  }

  /** A thread without work keeps no process alive, and ends after a while. */
  private rest(thread: Worker): void {
    thread.unref();
    clearTimeout(this.end);
    this.end = setTimeout(() => {
      this.thread = undefined;
      void thread.terminate();
    }, this.restMs).unref();
  }

  private lose(thread: Worker): void {
    if (this.thread !== thread) return;
    this.thread = undefined;
    for (const resolve of this.waiting.values()) resolve(null);
    this.waiting.clear();
  }
}

export const languageModel = new LanguageDetectionModel();
