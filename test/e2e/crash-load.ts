import { setTimeout as wait } from 'node:timers/promises';
import type { CaseSummary, Page } from '@guichet/contracts';
import type { AgentClient } from '../support/agent-client.js';
import { ApiProblem } from '../support/api-client.js';
import type { ProductProcess } from '../support/product-process.js';
import { isLoss, newMarker, type Writer } from './crash-writers.js';

/** What the outside was promised: the only things that may be held against the product. */
export interface Promises {
  /** Markers of messages that were accepted. */
  accepted: Set<string>;
  /** Markers of replies that got their 202. */
  answered: Set<string>;
}

/** People who write and agents who answer, whatever becomes of the product: each goes on as soon as it is back. */
export class CrashLoad {
  readonly promises: Promises = { accepted: new Set(), answered: new Set() };
  private stopping = false;
  private product: ProductProcess | null = null;
  private work: Promise<unknown> = Promise.resolve();

  /** The agent has signed in: a sign-in that dies counts as one that failed, and ten of them are too many. */
  constructor(
    private readonly writers: readonly Writer[],
    private readonly agent: AgentClient,
  ) {}

  start(): void {
    this.work = Promise.all([...this.writers.map((writer) => this.write(writer)), this.answer(), this.answer()]);
    // Whoever waits for it hears of it.
    this.work.catch(() => undefined);
  }

  /** Waits for a moment; throws what has ended somebody's work. */
  async goOn(milliseconds: number): Promise<void> {
    await Promise.race([wait(milliseconds), this.work]);
  }

  /** The product as of now; null while it is dead. */
  aim(product: ProductProcess | null): void {
    this.product = product;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.work;
  }

  private async write(writer: Writer): Promise<void> {
    let marker = newMarker();
    while (!this.stopping) {
      const { product } = this;
      try {
        if (product && (await writer.send(product, marker))) {
          this.promises.accepted.add(marker);
          marker = newMarker();
          await wait(writer.pause);
        } else await wait(5);
      } catch (error) {
        if (!isLoss(error)) throw error;
        writer.lose();
        await wait(5);
      }
    }
    writer.lose();
  }

  /** An agent who answers what nobody has answered yet. A request whose answer was lost is made again under its key. */
  private async answer(): Promise<void> {
    // Sessions are in the database: they outlive the process.
    const { agent } = this;
    let pending: { path: string; marker: string } | null = null;
    while (!this.stopping) {
      const { product } = this;
      try {
        if (!product) await wait(5);
        else {
          pending ??= await toAnswer(agent);
          if (!pending) await wait(20);
          else {
            const { path, marker } = pending;
            await agent.post(path, { text: `Réponse ${marker}` }, { key: marker });
            this.promises.answered.add(marker);
            pending = null;
          }
        }
      } catch (error) {
        if (!isLoss(error) && !(error instanceof ApiProblem && error.status === 503)) throw error;
        await wait(5);
      }
    }
  }
}

async function toAnswer(agent: AgentClient): Promise<{ path: string; marker: string } | null> {
  const { items } = await agent.get<Page<CaseSummary>>('/cases?view=unassigned&status=open&limit=50');
  const item = items[Math.floor(Math.random() * items.length)];
  return item ? { path: `/cases/${item.id}/messages`, marker: newMarker() } : null;
}
