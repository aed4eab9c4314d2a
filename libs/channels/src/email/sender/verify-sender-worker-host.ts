import type { Worker } from 'node:worker_threads';
import type { Authentication } from '@guichet/contracts';
import type { ResolveDns } from '../../channel.js';
import { startWorkerThread } from '../../kit/start-worker-thread.js';
import type { JudgedMail } from './verify-mail-authentication.js';
import type { FromJudge, ToJudge } from './verify-sender-worker.js';
import { uncheckable } from './authentication-verdict.js';

/** How long names were looked up for a mail, ms; since when they are, and how many. */
interface DnsClock {
  ms: number;
  since: number;
  asking: number;
}

const newClock = (): DnsClock => ({ ms: 0, since: 0, asking: 0 });

interface Job {
  mail: JudgedMail;
  resolver: ResolveDns;
  /** Replaced where it is judged again: what was asked before is of no account then. */
  clock: DnsClock;
  /** It was in a thread that got stuck or ended, so it is judged alone. */
  isSuspect: boolean;
  late?: NodeJS.Timeout;
  done: (authentication: Authentication) => void;
  fail: (error: Error) => void;
}

export interface JudgeLimits {
  /** How long names are looked up for one mail. */
  dnsMs: number;
  /** So long after the thread has begun with it, a mail counts as one that cannot be checked. More than `dnsMs`. */
  jobMs: number;
  /** So long after its last mail the thread ends; a minute where it is not said. */
  restMs?: number;
}

/** It holds some 50 MB, and starts again in a third of a second. */
const REST_MS = 60_000;

/** The most mails that are in the thread together. */
const AT_ONCE = 32;

/**
 * A thread that judges mails, so that signatures of large mails are not computed where everything else waits. It never
 * takes long: what cannot be judged in time could not be checked.
 */
export class VerifySenderWorkerHost {
  private worker: Worker | undefined;
  private end: NodeJS.Timeout | undefined;
  /** Those that the thread has, and those that wait for it. */
  private readonly jobs = new Map<number, Job>();
  private waiting: [id: number, job: Job][] = [];
  private lastId = 0;

  constructor(private readonly limits: JudgeLimits) {}

  /** Rejects only for a fault of the program. */
  async judge(mail: JudgedMail, resolver: ResolveDns): Promise<Authentication> {
    const id = ++this.lastId;
    const { promise, resolve: done, reject: fail } = Promise.withResolvers<Authentication>();
    const job: Job = { mail, resolver, clock: newClock(), isSuspect: false, done, fail };
    this.waiting.push([id, job]);
    this.begin();
    try {
      return await promise;
    } finally {
      clearTimeout(job.late);
      this.jobs.delete(id);
      this.begin();
      if (this.jobs.size === 0) this.rest();
    }
  }

  /** Gives the thread what it may have: many mails together, but a suspect alone. */
  private begin(): void {
    const isAlone = () => [...this.jobs.values()].some(({ isSuspect }) => isSuspect);
    while (this.waiting.length > 0 && this.jobs.size < AT_ONCE && !isAlone()) {
      const [id, job] = this.waiting[0]!;
      if (job.isSuspect && this.jobs.size > 0) return;
      this.waiting.shift();
      this.jobs.set(id, job);
      this.post({ id, mail: job.mail });
    }
  }

  /** Ends the thread; it starts again with the next mail. */
  async close(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    for (const { done } of [...this.jobs.values(), ...this.waiting.map(([, job]) => job)]) done(uncheckable);
    this.jobs.clear();
    this.waiting = [];
    worker?.removeAllListeners();
    await worker?.terminate();
  }

  private rest(): void {
    this.worker?.unref();
    clearTimeout(this.end);
    this.end = setTimeout(() => void this.close(), this.limits.restMs ?? REST_MS).unref();
  }

  private post(message: ToJudge): void {
    clearTimeout(this.end);
    const worker = (this.worker ??= this.start());
    worker.ref();
    worker.postMessage(message);
  }

  private start(): Worker {
    const worker = startWorkerThread(new URL('./verify-sender-worker.js', import.meta.url), {
      maxOldGenerationSizeMb: 256,
    });
    worker.on('message', (message: FromJudge) => this.hear(worker, message));
    const lose = () => worker === this.worker && this.restart();
    worker.on('error', lose);
    worker.on('exit', lose);
    return worker;
  }

  private hear(worker: Worker, message: FromJudge): void {
    const job = this.jobs.get(message.id);
    if (!job) return;
    if ('begun' in message) {
      job.late = setTimeout(() => this.restart(), this.limits.jobMs);
      return;
    }
    if ('authentication' in message) return job.done(message.authentication);
    if ('error' in message) return job.fail(new Error(message.error));
    const { question, name, type } = message;
    lookUp(job, { name, type, dnsMs: this.limits.dnsMs }).then(
      (records) => worker.postMessage({ question, records } satisfies ToJudge),
      (error: unknown) => worker.postMessage({ question, code: codeOf(error) } satisfies ToJudge),
    );
  }

  /**
   * Of a thread that ended, or is kept busy by a mail although all its questions are answered, nobody knows by which of its mails. So
   * another thread judges them one by one, and only the one that was alone could not be checked.
   */
  private restart(): void {
    const { worker } = this;
    this.worker = undefined;
    worker?.removeAllListeners();
    worker?.on('error', () => undefined);
    void worker?.terminate();
    const stuck = [...this.jobs];
    this.jobs.clear();
    for (const [, job] of stuck) {
      clearTimeout(job.late);
      if (job.isSuspect) job.done(uncheckable);
    }
    const again = stuck.filter(([, { isSuspect }]) => !isSuspect);
    for (const [, job] of again) Object.assign(job, { isSuspect: true, clock: newClock() });
    this.waiting.unshift(...again);
    this.begin();
  }
}

/** As `node:dns` rejects; no answer within the time of the mail is no answer at all. The thread may be busy between two questions. */
async function lookUp(
  { resolver, clock }: Job,
  { name, type, dnsMs }: { name: string; type: string; dnsMs: number },
): Promise<unknown> {
  if (clock.asking++ === 0) clock.since = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const left = Math.max(0, dnsMs - clock.ms - (performance.now() - clock.since));
    timer = setTimeout(() => reject(Object.assign(new Error('No time is left.'), { code: 'ETIMEOUT' })), left);
  });
  try {
    return await Promise.race([resolver(name, type), late]);
  } finally {
    clearTimeout(timer);
    if (--clock.asking === 0) clock.ms += performance.now() - clock.since;
  }
}

const codeOf = (error: unknown): string => {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : 'ESERVFAIL';
};
