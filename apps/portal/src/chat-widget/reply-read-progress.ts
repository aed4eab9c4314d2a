import type { BrowserStorage } from './browser-storage.js';
import { lastAt, unreadOf } from './shown-messages.js';
import { ReceiptReporter } from './receipt-reporter.js';
import type { ReceivedMessages } from './received-messages.js';

/** How far the replies have come: which have arrived, and which the visitor has seen. */
export class ReplyReadProgress {
  private readonly receipts: ReceiptReporter;
  private looking = false;

  constructor(
    private readonly received: ReceivedMessages,
    private readonly store: BrowserStorage,
    send: ConstructorParameters<typeof ReceiptReporter>[0],
  ) {
    this.receipts = new ReceiptReporter(send);
  }

  get unread(): number {
    return unreadOf(this.received.all, this.store.get('readUpTo') ?? '').length;
  }

  /** The panel is open and the page is visible, or no longer. */
  look(isLooking: boolean): void {
    this.looking = isLooking;
  }

  /** A new connection: what was reported over the former one may not have arrived. */
  begin(): void {
    this.receipts.begin();
  }

  /** Reports how far the replies have come. Needs a connection. */
  report(): void {
    const { answers } = this.received;
    this.receipts.report('received', answers);
    if (!this.looking) return;
    const last = lastAt(answers);
    if (last && last > (this.store.get('readUpTo') ?? '')) this.store.set('readUpTo', last);
    this.receipts.report('read', answers);
  }
}
