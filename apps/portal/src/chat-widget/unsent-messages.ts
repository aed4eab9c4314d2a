import { newId } from './new-id.js';
import type { UploadedFile, UnsentMessage } from './shown-messages.js';
import type { BrowserStorage } from './browser-storage.js';

const ACKNOWLEDGED_MS = 10 * 60_000;

/**
 * The messages of the visitor that the server does not have yet, kept over lost connections and page changes, for all
 * tabs.
 */
export class UnsentMessages {
  private readonly openedAt = new Date().toISOString();

  constructor(private readonly store: BrowserStorage) {}

  get all(): UnsentMessage[] {
    return this.store.outbox();
  }

  /** What is to be sent next. */
  get next(): UnsentMessage | undefined {
    return this.all.find(({ refused, acknowledged }) => !refused && !acknowledged);
  }

  add(text: string, files: UploadedFile[]): void {
    const at = new Date().toISOString();
    this.put({ clientId: newId(), text, files, at, refused: null, acknowledged: false });
  }

  /** Unless another tab has taken it back. */
  update(clientId: string, change: Partial<UnsentMessage>): void {
    const pending = this.store.get(`outbox:${clientId}`);
    if (pending) this.put({ ...pending, ...change });
  }

  remove(clientId: string): void {
    this.store.remove(`outbox:${clientId}`);
  }

  /** What was acknowledged is in the history now, maybe farther back than this page of it; or it is about to be understood. */
  forgetAcknowledged(): void {
    const since = new Date(Date.now() - ACKNOWLEDGED_MS).toISOString();
    for (const { clientId, acknowledged, at } of this.all) if (acknowledged && at <= since) this.remove(clientId);
  }

  /** All that is kept is of somebody else who used this browser; but for what was written since the page was opened. */
  forgetOthers(): void {
    for (const { clientId, at } of this.all) if (at < this.openedAt) this.remove(clientId);
  }

  private put(pending: UnsentMessage): void {
    this.store.set(`outbox:${pending.clientId}`, pending);
  }
}
