import type { Worker } from 'node:worker_threads';
import { startWorkerThread } from '../kit/start-worker-thread.js';
import { Unparsable } from '../channel-error.js';
import type { InboundEvent } from '../inbound-events.js';
import type { MailSource } from './parse-mail.js';
import type { Job, JobResult } from './parse-worker.js';

interface Task {
  source: MailSource;
  resolve(events: InboundEvent[]): void;
  reject(error: Unparsable): void;
}

interface WorkerSlot {
  worker: Worker;
  ready: boolean;
  /** Whether the worker is busy with one mail for so long that no other mail should wait for it. */
  stuck: boolean;
  /** The mails of the worker in order. It is parsing the first one. Undefined: another worker has got it meanwhile. */
  tasks: Map<number, Task | undefined>;
  timer: NodeJS.Timeout | undefined;
}

export interface PoolOptions {
  size: number;
  /** The time after which a worker is ended that is busy with one mail. */
  timeLimitMs: number;
  memoryLimitMb: number;
  /** The time without mails after which a worker beside the first one ends; a minute where it is not said. */
  restMs?: number;
}

/** Mails wait in the worker's own queue, so that it is never idle while this thread is busy. */
const DEPTH = 16;
/** The number of mails for which a worker is woken at once, as waking it costs as much as parsing a short mail. */
const REFILL = DEPTH / 2;
/** A worker with this many bytes to parse gets no further mail. */
const DEPTH_BYTES = 512 * 1024;
/**
 * With more mails or bytes that wait, a thread is behind, and all threads share the work. Otherwise the first one reads alone: a
 * thread reads several times slower until it has read some thousand mails, and has a heap of its own to keep clean.
 */
const BEHIND = 256;
const BEHIND_BYTES = 8 * 1024 * 1024;
/** The time after which mails that wait for a slow one are given to another worker. */
const PATIENCE_MS = 60;
const REST_MS = 60_000;

/**
 * Threads that read mails and can be ended: one mail never delays or takes down the others (threats and bad inputs,
 * general law c). A mail that is too slow or too large for its worker is tried once more without its HTML, then refused.
 */
export class Pool {
  private readonly slots: WorkerSlot[] = [];
  private readonly queue: Task[] = [];
  private readonly options: PoolOptions;
  private nextId = 1;
  private assigning = false;

  constructor(options: PoolOptions) {
    this.options = options;
  }

  /** Parses a mail. The bytes of `source.raw` are copied to the thread. Throws `Unparsable`. */
  run(source: MailSource): Promise<InboundEvent[]> {
    return new Promise((resolve, reject) => {
      this.queue.push({ source, resolve, reject });
      this.assignSoon();
    });
  }

  /** Ends the threads and rejects the mails that still wait. The pool starts again with the next mail. */
  async close(): Promise<void> {
    const slots = this.slots.splice(0);
    const waiting = [...slots.flatMap(({ tasks }) => [...tasks.values()]), ...this.queue.splice(0)];
    for (const task of waiting) task?.reject(new Unparsable('unparsable', 'The reader of mails was stopped.'));
    await Promise.all(slots.map((slot) => this.end(slot)));
  }

  /** Dispatches all mails that came in one turn of the event loop together. */
  private assignSoon(): void {
    if (this.assigning) return;
    this.assigning = true;
    setImmediate(() => {
      this.assigning = false;
      this.assign();
    });
  }

  private assign(): void {
    while (this.queue.length > 0) {
      const slot = this.freeSlot();
      if (!slot) return;
      this.give(slot, this.queue.splice(0, this.share(slot)));
    }
  }

  /** Returns how many of the waiting mails a worker gets: an equal share of those who share them, and at least one. */
  private share(slot: WorkerSlot): number {
    const sharing = this.isBehind() ? this.options.size : 1;
    const most = Math.min(DEPTH - slot.tasks.size, Math.ceil(this.queue.length / sharing));
    let bytes = bytesOf(slot.tasks.values());
    const large = this.queue.findIndex(({ source }) => (bytes += source.raw.byteLength) > DEPTH_BYTES);
    return Math.max(1, large < 0 ? most : Math.min(most, large));
  }

  private give(slot: WorkerSlot, tasks: readonly Task[]): void {
    const wasIdle = slot.tasks.size === 0;
    const jobs = tasks.map((task) => {
      const id = this.nextId++;
      slot.tasks.set(id, task);
      return { id, source: task.source };
    });
    slot.worker.ref();
    // The bytes are kept here: they are needed again if the worker dies.
    slot.worker.postMessage(jobs satisfies Job[]);
    if (slot.ready && wasIdle) this.watch(slot);
  }

  private freeSlot(): WorkerSlot | undefined {
    const able = this.slots.filter(({ stuck }) => !stuck);
    const [first] = able;
    if (first && !this.isBehind()) return hasRoom(first) ? first : undefined;
    const least = able.reduce<WorkerSlot | undefined>(
      (best, slot) => (!best || slot.tasks.size < best.tasks.size ? slot : best),
      undefined,
    );
    if (least?.tasks.size === 0) return least;
    if (this.slots.length < this.options.size) return this.start();
    return least && hasRoom(least) ? least : undefined;
  }

  private isBehind(): boolean {
    return (
      this.queue.length > BEHIND ||
      this.queue.reduce((sum, { source }) => sum + source.raw.byteLength, 0) > BEHIND_BYTES
    );
  }

  private start(): WorkerSlot {
    const slot: WorkerSlot = {
      worker: startWorker(this.options.memoryLimitMb),
      ready: false,
      stuck: false,
      tasks: new Map(),
      timer: undefined,
    };
    this.slots.push(slot);
    slot.worker.on('message', (message: JobResult | 'ready') => {
      if (message === 'ready') {
        slot.ready = true;
        if (slot.tasks.size > 0) this.watch(slot);
        return;
      }
      const task = slot.tasks.get(message.id);
      slot.tasks.delete(message.id);
      if (slot.tasks.size > 0) this.watch(slot);
      else this.rest(slot);
      if (task) {
        if ('events' in message) task.resolve(message.events);
        else task.reject(new Unparsable('unparsable', message.error));
      }
      this.assign();
    });
    slot.worker.on('error', (error: Error & { code?: string }) =>
      this.lose(slot, error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-big' : 'unparsable', error.message),
    );
    slot.worker.on('exit', () => this.lose(slot, 'unparsable', 'The reader of mails ended.'));
    return slot;
  }

  /** Starts the clock for the mail that the worker is reading now. */
  private watch(slot: WorkerSlot): void {
    clearTimeout(slot.timer);
    slot.stuck = false;
    slot.timer = setTimeout(() => {
      slot.stuck = true;
      this.takeBack(slot);
      slot.timer = setTimeout(
        () => this.lose(slot, 'too-slow', `Reading took more than ${this.options.timeLimitMs} ms.`),
        this.options.timeLimitMs - PATIENCE_MS,
      );
    }, PATIENCE_MS);
  }

  private takeBack(slot: WorkerSlot): void {
    const [, ...waiting] = slot.tasks;
    // The slow worker will parse these mails too. Its results are ignored, but until then it is not free for others.
    for (const [id] of waiting) slot.tasks.set(id, undefined);
    this.queue.unshift(...waiting.flatMap(([, task]) => task ?? []));
    this.assign();
  }

  /** Replaces a worker that has died or is ended. Only the mail that it was parsing is at fault, and the others are parsed by another one. */
  private lose(slot: WorkerSlot, reason: Unparsable['reason'], detail: string): void {
    const index = this.slots.indexOf(slot);
    if (index < 0) return;
    this.slots.splice(index, 1);
    void this.end(slot);
    const [atFault, ...others] = slot.tasks.values();
    this.queue.unshift(...others.filter((task) => task !== undefined));
    if (atFault?.source.withHtml && slot.ready)
      this.queue.push({ ...atFault, source: { ...atFault.source, withHtml: false } });
    else atFault?.reject(new Unparsable(reason, detail));
    this.assign();
  }

  private async end(slot: WorkerSlot): Promise<void> {
    clearTimeout(slot.timer);
    slot.worker.removeAllListeners();
    slot.worker.on('error', () => undefined);
    await slot.worker.terminate();
  }

  /** An idle worker must not keep the process alive. */
  private rest(slot: WorkerSlot): void {
    clearTimeout(slot.timer);
    slot.stuck = false;
    slot.worker.unref();
    const { restMs = REST_MS } = this.options;
    if (slot !== this.slots[0]) slot.timer = setTimeout(() => this.dismiss(slot), restMs).unref();
  }

  /** The first worker stays for the next mail. */
  private dismiss(slot: WorkerSlot): void {
    this.slots.splice(this.slots.indexOf(slot), 1);
    void this.end(slot);
  }
}

const hasRoom = ({ tasks }: WorkerSlot): boolean => tasks.size <= REFILL && bytesOf(tasks.values()) < DEPTH_BYTES;

const bytesOf = (tasks: Iterable<Task | undefined>): number => {
  let bytes = 0;
  for (const task of tasks) bytes += task?.source.raw.byteLength ?? 0;
  return bytes;
};

function startWorker(memoryLimitMb: number): Worker {
  return startWorkerThread(new URL('./parse-worker.js', import.meta.url), {
    maxOldGenerationSizeMb: memoryLimitMb,
    maxYoungGenerationSizeMb: 32,
    stackSizeMb: 8,
  });
}
