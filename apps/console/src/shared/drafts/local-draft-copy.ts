import type { DraftContent } from './draft-content.js';
import { openSentWords, type SentWords } from './sent-words.js';

/** A draft that the server does not keep yet. */
export interface MirroredDraft {
  /** Null: it was discarded, and the server was not told yet. */
  content: DraftContent | null;
  /** What the server was known to keep when this was written; undefined: nothing was known. */
  base?: DraftContent | null;
  other?: DraftContent;
  editedAt: number;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;
const PREFIX = 'guichet.draft:';

export interface DraftMirror {
  read(key: string): MirroredDraft | undefined;
  /** What another window of this browser has written since this one has read or written the same draft. */
  readOfOtherWindow(key: string): MirroredDraft | undefined;
  /** Whether what is kept was written by another window since. Unlike reading it, this does not make it this window’s to remove. */
  isOfOtherWindow(key: string): boolean;
  write(key: string, draft: MirroredDraft): void;
  /** Removes what this window has read or written: the words of another one may be nowhere else. */
  remove(key: string): void;
  keys(): string[];
  clear(): void;
  sent: SentWords;
}

function keysOf(storage: Store): string[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  return keys.filter((key): key is string => key?.startsWith(PREFIX) ?? false);
}

/**
 * Keeps drafts of one agent in this browser while the server does not have them. Those of other agents are deleted when
 * the mirror is opened: what one agent has written is never shown to the next, and does not stay on a shared computer.
 */
export function openMirror(storage: Store, agentId: string): DraftMirror {
  const own = `${PREFIX}${agentId}:`;
  const keyOf = (key: string) => `${own}${key}`;
  for (const key of keysOf(storage)) if (!key.startsWith(own)) storage.removeItem(key);
  const sent = openSentWords(storage, agentId);
  const keys = () => keysOf(storage).map((key) => key.slice(own.length));
  /** By key, what this window has read or written last. */
  const known = new Map<string, string>();
  const readAs = (key: string, raw: string | null) => {
    if (raw === null) return undefined;
    known.set(key, raw);
    try {
      return JSON.parse(raw) as MirroredDraft;
    } catch {
      return undefined;
    }
  };
  return {
    read: (key) => readAs(key, storage.getItem(keyOf(key))),
    readOfOtherWindow(key) {
      const raw = storage.getItem(keyOf(key));
      return raw === known.get(key) ? undefined : readAs(key, raw);
    },
    isOfOtherWindow(key) {
      const raw = storage.getItem(keyOf(key));
      return raw !== null && raw !== known.get(key);
    },
    write(key, draft) {
      const raw = JSON.stringify(draft);
      try {
        storage.setItem(keyOf(key), raw);
        known.set(key, raw);
      } catch {
        // The storage is full or forbidden: the draft is in memory still, and leaving the page warns of it.
      }
    },
    remove(key) {
      if (storage.getItem(keyOf(key)) === known.get(key)) storage.removeItem(keyOf(key));
      known.delete(key);
    },
    keys,
    clear() {
      keys().forEach((key) => storage.removeItem(keyOf(key)));
      sent.clear();
    },
    sent,
  };
}
