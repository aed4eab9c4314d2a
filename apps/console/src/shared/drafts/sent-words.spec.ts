import { emptyContent, type DraftContent } from './draft-content.js';
import { openSentWords } from './sent-words.js';

/** A storage of a browser, as a map. */
function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    key: (index: number) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size;
    },
  };
}

const CASE = 'case 1';
const words = (text: string): DraftContent => ({ ...emptyContent, text });
const textsOf = (sent: ReturnType<typeof openSentWords>) => sent.of(CASE).map(({ text }) => text);

describe('what was sent from this browser', () => {
  beforeEach(() => jest.useFakeTimers({ now: new Date('2026-12-02T09:00:00Z') }));
  afterEach(() => jest.useRealTimers());

  it('is known in every window of its agent, until it is a draft again', () => {
    const storage = memory();
    openSentWords(storage, 'ana').add(CASE, words('Bonjour'));
    const other = openSentWords(storage, 'ana');
    expect([textsOf(other), other.of('case 2')]).toEqual([['Bonjour'], []]);
    other.forget(CASE, words('Bonjour'));
    expect(storage.length).toBe(0);
  });

  it('is not kept in the browser for longer than an hour, nor for another agent', () => {
    const storage = memory();
    const sent = openSentWords(storage, 'ana');
    sent.add(CASE, words('Bonjour'));
    jest.advanceTimersByTime(59 * 60_000);
    expect(textsOf(sent)).toEqual(['Bonjour']);
    jest.advanceTimersByTime(60_000);
    expect(textsOf(sent)).toEqual([]);
    openSentWords(storage, 'ana');
    expect(storage.length).toBe(0);

    sent.add(CASE, words('Bonsoir'));
    openSentWords(storage, 'ben');
    expect(storage.length).toBe(0);
  });
});
