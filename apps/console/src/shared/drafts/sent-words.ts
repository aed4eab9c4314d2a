import type { DraftContent } from './draft-content.js';
import { contains, type WordsAndFiles } from './merge-drafts.js';

/** Enough for what an agent sends while an older window still offers it; of what was sent before, nothing stays in the browser. */
const REMEMBERED = 20;
/** What citizens were written is not kept longer in a browser than it takes its windows to hear that it was sent. Milliseconds. */
const REMEMBERED_MS = 60 * 60 * 1000;
const PREFIX = 'guichet.sent:';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;
type Sent = WordsAndFiles & { key: string; at: number };

/** Whether what was kept of a change in the storage of this browser is what was sent. */
export const isOfSentWords = (storageKey: string | null): boolean => storageKey?.startsWith(PREFIX) ?? false;

/** What was sent from this browser a moment ago, by the key of its draft: no window offers it as a version of a draft. */
export interface SentWords {
  of(key: string): readonly WordsAndFiles[];
  add(key: string, content: DraftContent): void;
  /** These words are a draft again, as those of a message that was taken back. */
  forget(key: string, content: DraftContent): void;
  clear(): void;
}

/** Opens what one agent has sent from this browser. What others have sent is deleted. */
export function openSentWords(storage: Store, agentId: string): SentWords {
  const own = `${PREFIX}${agentId}`;
  const stored = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  for (const key of stored) if (key !== null && isOfSentWords(key) && key !== own) storage.removeItem(key);
  const all = (): Sent[] => {
    try {
      const sent = JSON.parse(storage.getItem(own) ?? '[]') as Sent[];
      return sent.filter(({ at }) => at > Date.now() - REMEMBERED_MS);
    } catch {
      return [];
    }
  };
  const write = (sent: readonly Sent[]) => {
    if (sent.length === 0) return storage.removeItem(own);
    try {
      storage.setItem(own, JSON.stringify(sent));
    } catch {
      // The storage is full or forbidden: at worst a window offers what was sent.
    }
  };
  // What is old goes with the next message, and where the console is opened again.
  write(all());
  return {
    of: (key) => all().filter((one) => one.key === key),
    add(key, { mode, text, attachments }) {
      const sent = { key, at: Date.now(), mode, text, attachments: attachments.map(({ id }) => ({ id })) };
      write([...all(), sent].slice(-REMEMBERED));
    },
    forget(key, content) {
      const before = all();
      const left = before.filter((one) => one.key !== key || !contains(one, content));
      if (left.length < before.length) write(left);
    },
    clear: () => storage.removeItem(own),
  };
}
