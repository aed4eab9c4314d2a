import { emptyContent } from '../drafts/draft-content.js';
import { Outbox, type WaitingMessage } from './outbox.js';

/** What a browser keeps between two page loads. */
class MemoryStorage {
  readonly #items = new Map<string, string>();
  get length() {
    return this.#items.size;
  }
  key = (index: number) => [...this.#items.keys()][index] ?? null;
  getItem = (key: string) => this.#items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.#items.set(key, value);
  removeItem = (key: string) => void this.#items.delete(key);
}

const message = (idempotencyKey: string, text: string): WaitingMessage => ({
  idempotencyKey,
  caseId: 'case-1',
  content: { ...emptyContent, text },
  body: { text },
  ifMatch: null,
  sentAt: 0,
});

describe('what was sent and not answered', () => {
  it('is there after a reload in the order in which it was sent, each once', () => {
    const storage = new MemoryStorage();
    const outbox = new Outbox(storage, 'ana');
    outbox.add(message('1', 'Bonjour'));
    outbox.add(message('2', 'Au revoir'));
    outbox.add(message('2', 'Au revoir'));
    const again = new Outbox(storage, 'ana');
    expect(again.all().map(({ idempotencyKey }) => idempotencyKey)).toEqual(['1', '2']);
    again.remove('1');
    expect(outbox.all()).toEqual([message('2', 'Au revoir')]);
  });

  it('holds its words as long as it waits, and no others', () => {
    const outbox = new Outbox(new MemoryStorage(), 'ana');
    outbox.add(message('1', 'Bonjour'));
    const held = (caseId: string, text: string) => outbox.holds(caseId, { ...emptyContent, text });
    expect([
      held('case-1', 'Bonjour '),
      held('case-1', 'Bonsoir'),
      held('case-2', 'Bonjour'),
      held('case-1', ''),
    ]).toEqual([true, false, false, false]);
  });

  it('is deleted when another agent signs in at the same browser', () => {
    const storage = new MemoryStorage();
    new Outbox(storage, 'ana').add(message('1', 'Bonjour'));
    expect(new Outbox(storage, 'bob').all()).toEqual([]);
    expect(new Outbox(storage, 'ana').all()).toEqual([]);
  });
});
