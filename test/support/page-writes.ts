import type { BrowserContext, Request, Response } from 'playwright-core';

/** Longer than any answer takes, also on a machine with other work. */
const PATIENCE_MS = 45_000;
/** Once this has ended, what a click or a key does in promises and timers of its own has begun. */
const TURNS = 'new Promise((done) => setTimeout(() => setTimeout(done)))';

const isWrite = (request: Request) => !['GET', 'HEAD', 'OPTIONS'].includes(request.method());

/** What the pages of one browser are writing to servers. */
export class PageWrites {
  private readonly open = new Set<Request>();
  private begun = 0;
  private waiters: (() => void)[] = [];
  /** Watches these pages no longer. */
  readonly end: () => void;

  constructor(private readonly context: BrowserContext) {
    /** By the request for a document, what the one before it was still writing: nobody hears of its end. */
    const left = new Map<Request, Request[]>();
    const ended = (request: Request) => this.forget([request, ...(left.get(request) ?? [])]);
    const begins = (request: Request) => {
      if (request.isNavigationRequest()) left.set(request, [...this.open]);
      if (!isWrite(request)) return;
      this.open.add(request);
      this.begun += 1;
    };
    // Whoever does not read what comes with it never lets the browser say that it has finished.
    const answered = (response: Response) => ended(response.request());
    this.end = () => {
      context.off('request', begins).off('response', answered);
      context.off('requestfinished', ended).off('requestfailed', ended).off('close', this.end);
      watched.delete(this);
      this.forget([...this.open]);
    };
    context.on('request', begins).on('response', answered);
    context.on('requestfinished', ended).on('requestfailed', ended).on('close', this.end);
    watched.add(this);
  }

  /** Waits until every write is answered, and none follows from what was done in the pages. Throws where that never ends. */
  async answered(): Promise<void> {
    let late: NodeJS.Timeout | undefined;
    const patience = new Promise<never>((_, reject) => {
      late = setTimeout(() => reject(new Error(`A page still writes: ${this.described}.`)), PATIENCE_MS);
    });
    await Promise.race([this.rest(), patience]).finally(() => clearTimeout(late));
  }

  private async rest(): Promise<void> {
    for (;;) {
      const before = this.begun;
      // A page that is left meanwhile does nothing any more.
      await Promise.all(this.context.pages().map((page) => page.evaluate(TURNS).catch(() => undefined)));
      if (this.open.size > 0) await new Promise<void>((resolve) => this.waiters.push(resolve));
      else if (before === this.begun) return;
    }
  }

  private forget(requests: readonly Request[]): void {
    for (const request of requests) this.open.delete(request);
    for (const wake of this.waiters.splice(0)) wake();
  }

  private get described(): string {
    return [...this.open].map((request) => `${request.method()} ${request.url()}`).join(', ') || 'nothing known';
  }
}

const watched = new Set<PageWrites>();

/**
 * Waits until the servers have answered what all open pages write. A screen shows at once what it has only begun to write, so
 * whoever asks a server about what was done on a screen waits for this before. `except`: whose writes may still be on their way.
 */
export async function writesAnswered({ except }: { except?: PageWrites } = {}): Promise<void> {
  await Promise.all([...watched].filter((writes) => writes !== except).map((writes) => writes.answered()));
}
