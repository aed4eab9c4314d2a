import type { Worker } from 'node:worker_threads';
import type { Authentication } from '@guichet/contracts';
import type { ResolveDns } from '../../channel.js';
import { startThread } from '../../kit/start-thread.js';
import type { JudgedMail } from './judge-mail.js';
import type { FromJudge, ToJudge } from './judge-worker.js';
import { uncheckable } from './verdict.js';

interface Job {
  mail: JudgedMail;
  resolver: ResolveDns;
  /** After this time no name is looked up for it any more, ms. */
  asksUntil: number;
  done: (authentication: Authentication) => void;
  fail: (error: Error) => void;
}

export interface JudgeLimits {
  /** How long names are looked up for one mail. */
  dnsMs: number;
  /** After this time a mail counts as one that cannot be checked. More than `dnsMs`. */
  jobMs: number;
}

/**
 * A thread that judges mails, so that signatures of large mails are not computed where everything else waits. It never
 * takes long: what cannot be judged in time could not be checked.
 */
export class JudgeThread {
  private worker: Worker | undefined;
  private readonly jobs = new Map<number, Job>();
  private lastId = 0;

  constructor(private readonly limits: JudgeLimits) {}

  /** Rejects only for a fault of the program. */
  async judge(mail: JudgedMail, resolver: ResolveDns): Promise<Authentication> {
    const id = ++this.lastId;
    const { promise, resolve: done, reject: fail } = Promise.withResolvers<Authentication>();
    const late = setTimeout(() => this.giveUp(id), this.limits.jobMs);
    this.jobs.set(id, { mail, resolver, asksUntil: performance.now() + this.limits.dnsMs, done, fail });
    this.post({ id, mail });
    try {
      return await promise;
    } finally {
      clearTimeout(late);
      if (this.jobs.delete(id) && this.jobs.size === 0) this.worker?.unref();
    }
  }

  /** Ends the thread; it starts again with the next mail. */
  async close(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    for (const { done } of this.jobs.values()) done(uncheckable);
    this.jobs.clear();
    worker?.removeAllListeners();
    await worker?.terminate();
  }

  private post(message: ToJudge): void {
    const worker = (this.worker ??= this.start());
    worker.ref();
    worker.postMessage(message);
  }

  private start(): Worker {
    const worker = startThread(new URL('./judge-worker.js', import.meta.url), { maxOldGenerationSizeMb: 256 });
    worker.on('message', (message: FromJudge) => this.hear(worker, message));
    const lose = () => worker === this.worker && this.restart();
    worker.on('error', lose);
    worker.on('exit', lose);
    return worker;
  }

  private hear(worker: Worker, message: FromJudge): void {
    const job = this.jobs.get(message.id);
    if (!job) return;
    if ('authentication' in message) return job.done(message.authentication);
    if ('error' in message) return job.fail(new Error(message.error));
    const { question, name, type } = message;
    lookUp(job, name, type).then(
      (records) => worker.postMessage({ question, records } satisfies ToJudge),
      (error: unknown) => worker.postMessage({ question, code: codeOf(error) } satisfies ToJudge),
    );
  }

  /** A mail that takes too long although all its questions are answered keeps the thread busy. */
  private giveUp(id: number): void {
    this.jobs.get(id)?.done(uncheckable);
    this.jobs.delete(id);
    this.restart();
  }

  /** Of a thread that ended, the mails are judged by another one. One at which a thread ends twice runs out of its time. */
  private restart(): void {
    const { worker } = this;
    this.worker = undefined;
    worker?.removeAllListeners();
    worker?.on('error', () => undefined);
    void worker?.terminate();
    for (const [id, { mail }] of this.jobs) this.post({ id, mail });
  }
}

/** As `node:dns` rejects; no answer within the time of the mail is no answer at all. */
async function lookUp({ resolver, asksUntil }: Job, name: string, type: string): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const left = Math.max(0, asksUntil - performance.now());
    timer = setTimeout(() => reject(Object.assign(new Error('No time is left.'), { code: 'ETIMEOUT' })), left);
  });
  try {
    return await Promise.race([resolver(name, type), late]);
  } finally {
    clearTimeout(timer);
  }
}

const codeOf = (error: unknown): string => {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : 'ESERVFAIL';
};
