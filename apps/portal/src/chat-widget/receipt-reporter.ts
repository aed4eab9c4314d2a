import type { ChatMessage } from '@guichet/contracts';

type How = 'received' | 'read';
/** As many as one frame may hold. */
const MOST = 100;

/** Reports to the server which replies were received and read, each once per connection, and again after a failure. */
export class ReceiptReporter {
  private reported: Record<How, Set<string>> = { received: new Set(), read: new Set() };

  constructor(private readonly send: (ids: string[], how: How) => Promise<object>) {}

  /** A new connection: what the last one told may be lost. */
  begin(): void {
    this.reported = { received: new Set(), read: new Set() };
  }

  report(how: How, answers: readonly ChatMessage[]): void {
    const reported = this.reported[how];
    const ids = answers
      .map(({ id }) => id)
      .filter((id) => !reported.has(id))
      .slice(-MOST);
    if (ids.length === 0) return;
    for (const id of ids) reported.add(id);
    void this.send(ids, how).then((answer) => {
      if ('error' in answer) for (const id of ids) reported.delete(id);
    });
  }
}
