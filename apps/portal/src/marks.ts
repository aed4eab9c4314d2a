import type { ChatMessage } from '@guichet/contracts';

type How = 'received' | 'read';
/** As many as one frame may hold. */
const MOST = 100;

/** Tells the server how far its answers came, each once for one connection, and again when it could not be told. */
export class Marks {
  private told: Record<How, Set<string>> = { received: new Set(), read: new Set() };

  constructor(private readonly send: (ids: string[], how: How) => Promise<object>) {}

  /** A new connection: what the last one told may be lost. */
  begin(): void {
    this.told = { received: new Set(), read: new Set() };
  }

  tell(how: How, answers: readonly ChatMessage[]): void {
    const told = this.told[how];
    const ids = answers
      .map(({ id }) => id)
      .filter((id) => !told.has(id))
      .slice(-MOST);
    if (ids.length === 0) return;
    for (const id of ids) told.add(id);
    void this.send(ids, how).then((answer) => {
      if ('error' in answer) for (const id of ids) told.delete(id);
    });
  }
}
