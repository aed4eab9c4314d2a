import { Worker } from 'node:worker_threads';
import { Unparsable, type InboundEvent } from '../channel.js';
import type { MailSource } from './understand.js';
import type { Job, JobResult } from './worker.js';

interface Task {
  source: MailSource;
  resolve(events: InboundEvent[]): void;
  reject(error: Unparsable): void;
}

interface Hand {
  worker: Worker;
  ready: boolean;
  /** Busy with one mail for so long that nothing may wait behind it. */
  stuck: boolean;
  /** In order; the first is being read. */
  tasks: Map<number, Task>;
  timer: NodeJS.Timeout | undefined;
}

export interface PoolOptions {
  size: number;
  /** How long one mail may take before its worker is ended. */
  timeLimitMs: number;
  memoryLimitMb: number;
}

/** A second mail waits in the worker's own queue, so that it is never idle while this thread is busy. */
const DEPTH = 2;
/** After this long, those that wait behind one mail are given to another worker. */
const PATIENCE_MS = 60;

/**
 * Threads that read mails and can be ended: one mail never delays or takes down the others (threats and bad inputs,
 * general law c). A mail that is too slow or too large for its worker is tried once more without its HTML, then refused.
 */
export class Pool {
  private readonly hands: Hand[] = [];
  private readonly queue: Task[] = [];
  private readonly options: PoolOptions;
  private nextId = 1;

  constructor(options: PoolOptions) {
    this.options = options;
  }

  /** Takes over the bytes of `source.raw`. Throws `Unparsable`. */
  run(source: MailSource): Promise<InboundEvent[]> {
    return new Promise((resolve, reject) => {
      this.queue.push({ source, resolve, reject });
      this.assign();
    });
  }

  /** Ends the threads; those that still wait are refused. The pool starts anew with the next mail. */
  async close(): Promise<void> {
    const hands = this.hands.splice(0);
    const waiting = [...hands.flatMap(({ tasks }) => [...tasks.values()]), ...this.queue.splice(0)];
    for (const task of waiting) task.reject(new Unparsable('unparsable', 'The reader of mails was stopped.'));
    await Promise.all(hands.map((hand) => this.end(hand)));
  }

  private assign(): void {
    while (this.queue.length > 0) {
      const hand = this.freeHand();
      if (!hand) return;
      const task = this.queue.shift()!;
      const id = this.nextId++;
      hand.tasks.set(id, task);
      hand.worker.ref();
      // The bytes are kept here: they are needed again if the worker dies.
      hand.worker.postMessage({ id, source: task.source } satisfies Job);
      if (hand.ready && hand.tasks.size === 1) this.watch(hand);
    }
  }

  private freeHand(): Hand | undefined {
    const able = this.hands.filter(({ stuck }) => !stuck);
    const least = able.reduce<Hand | undefined>(
      (best, hand) => (!best || hand.tasks.size < best.tasks.size ? hand : best),
      undefined,
    );
    if (least?.tasks.size === 0) return least;
    if (this.hands.length < this.options.size) return this.start();
    return least && least.tasks.size < DEPTH ? least : undefined;
  }

  private start(): Hand {
    const hand: Hand = {
      worker: startWorker(this.options.memoryLimitMb),
      ready: false,
      stuck: false,
      tasks: new Map(),
      timer: undefined,
    };
    this.hands.push(hand);
    hand.worker.on('message', (message: JobResult | 'ready') => {
      if (message === 'ready') {
        hand.ready = true;
        if (hand.tasks.size > 0) this.watch(hand);
        return;
      }
      const task = hand.tasks.get(message.id);
      hand.tasks.delete(message.id);
      if (hand.tasks.size > 0) this.watch(hand);
      else this.rest(hand);
      if (task) {
        if ('events' in message) task.resolve(message.events);
        else task.reject(new Unparsable('unparsable', message.error));
      }
      this.assign();
    });
    hand.worker.on('error', (error: Error & { code?: string }) =>
      this.lose(hand, error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-big' : 'unparsable', error.message),
    );
    hand.worker.on('exit', () => this.lose(hand, 'unparsable', 'The reader of mails ended.'));
    return hand;
  }

  /** Starts the clock for the mail that the worker is reading now. */
  private watch(hand: Hand): void {
    clearTimeout(hand.timer);
    hand.stuck = false;
    hand.timer = setTimeout(() => {
      hand.stuck = true;
      this.takeBack(hand);
      hand.timer = setTimeout(
        () => this.lose(hand, 'too-slow', `Reading took more than ${this.options.timeLimitMs} ms.`),
        this.options.timeLimitMs - PATIENCE_MS,
      );
    }, PATIENCE_MS);
  }

  private takeBack(hand: Hand): void {
    const [, ...waiting] = hand.tasks;
    // The slow worker will read them too, and nobody will listen.
    for (const [id] of waiting) hand.tasks.delete(id);
    this.queue.unshift(...waiting.map(([, task]) => task));
    this.assign();
  }

  /** The worker is gone, or has to go: the mail that it read is at fault, the others are not. */
  private lose(hand: Hand, reason: Unparsable['reason'], detail: string): void {
    const index = this.hands.indexOf(hand);
    if (index < 0) return;
    this.hands.splice(index, 1);
    void this.end(hand);
    const [atFault, ...others] = hand.tasks.values();
    this.queue.unshift(...others);
    if (atFault?.source.withHtml && hand.ready)
      this.queue.push({ ...atFault, source: { ...atFault.source, withHtml: false } });
    else atFault?.reject(new Unparsable(reason, detail));
    this.assign();
  }

  private async end(hand: Hand): Promise<void> {
    clearTimeout(hand.timer);
    hand.worker.removeAllListeners();
    hand.worker.on('error', () => undefined);
    await hand.worker.terminate();
  }

  /** An idle worker keeps no process alive. */
  private rest(hand: Hand): void {
    clearTimeout(hand.timer);
    hand.stuck = false;
    hand.worker.unref();
  }
}

/** Run from source, by a test or in development, Node itself strips the types; `./x.js` then means `./x.ts`. */
const FROM_SOURCE = `import { registerHooks } from 'node:module';
registerHooks({ resolve: (name, context, next) => next(name.startsWith('.') && context.parentURL?.endsWith('.ts') ? name.replace(/\\.js$/, '.ts') : name, context) });
await import(WORKER);`;

function startWorker(memoryLimitMb: number): Worker {
  const limits = {
    resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 8 },
  };
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./worker.js', import.meta.url), { ...limits, execArgv: [] });
  const code = FROM_SOURCE.replace('WORKER', JSON.stringify(new URL('./worker.ts', import.meta.url).href));
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), {
    ...limits,
    execArgv: ['--no-warnings'],
  });
}
