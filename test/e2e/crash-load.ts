import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { CaseSummary, Page } from '@guichet/contracts';
import { AgentClient, Refused } from '../support/agent-client.js';
import { administrator, type ProductProcess } from '../support/product-process.js';
import { SmtpClient, SmtpRefused } from '../support/smtp-client.js';

export const intake = 'crash@guichet.test';

/** A word that stands nowhere else. */
const newMarker = () => `marker${randomUUID().replaceAll('-', '')}`;

/** What the outside was promised: the only things that may be held against the product. */
export interface Promises {
  /** Markers of mails that got their 250. */
  accepted: Set<string>;
  /** Markers of answers that got their 202. */
  answered: Set<string>;
}

/** People who write and agents who answer, whatever becomes of the product: each goes on as soon as it is back. */
export class CrashLoad {
  readonly promises: Promises = { accepted: new Set(), answered: new Set() };
  private stopping = false;
  private product: ProductProcess | null = null;
  private work: Promise<void>[] = [];

  start(): void {
    this.work = [this.write(), this.write(), this.write(), this.answer(), this.answer()];
  }

  /** The product as of now; null while it is dead. */
  aim(product: ProductProcess | null): void {
    this.product = product;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.work);
  }

  /** One connection, mail after mail. A mail whose 250 was lost with the process is sent again, as any server does. */
  private async write(): Promise<void> {
    let mail = newMail();
    let client: SmtpClient | null = null;
    while (!this.stopping) {
      const { product } = this;
      try {
        if (!product) await wait(5);
        else {
          client ??= await SmtpClient.connect(product.smtpPort);
          await client.send({ from: mail.from, to: intake, raw: mail.raw });
          this.promises.accepted.add(mail.marker);
          mail = newMail();
        }
      } catch (error) {
        if (!isLoss(error)) throw error;
        client = null;
        await wait(5);
      }
    }
    client?.close();
  }

  /** An agent who answers what nobody has answered yet. A request whose answer was lost is made again under its key. */
  private async answer(): Promise<void> {
    let agent: AgentClient | null = null;
    let pending: { path: string; marker: string } | null = null;
    while (!this.stopping) {
      const { product } = this;
      try {
        if (!product) await wait(5);
        else {
          // Sessions are in the database: they outlive the process.
          agent ??= await AgentClient.signIn(product.url, administrator);
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
        if (!isLoss(error)) throw error;
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

function newMail(): { marker: string; from: string; raw: Buffer } {
  const marker = newMarker();
  const from = `${marker}@example.org`;
  const header = [`From: <${from}>`, `To: <${intake}>`, `Subject: ${marker}`, `Message-ID: <${marker}@example.org>`];
  return { marker, from, raw: Buffer.from(`${header.join('\r\n')}\r\n\r\nBonjour ${marker}\r\n`) };
}

/** A dying or starting process is no fault of its answers: lost connections, 421 and 451, and 503. */
function isLoss(error: unknown): boolean {
  if (error instanceof SmtpRefused) return error.code === 0 || error.code === 421 || error.code === 451;
  if (error instanceof Refused) return error.status === 503;
  const code = (error as { code?: string }).code ?? (error as { cause?: { code?: string } }).cause?.code;
  return ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(code ?? '');
}
