import type { DraftContent } from './draft-content.js';

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
  write(key: string, draft: MirroredDraft): void;
  remove(key: string): void;
  keys(): string[];
  clear(): void;
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
  const keys = () => keysOf(storage).map((key) => key.slice(own.length));
  const remove = (key: string) => storage.removeItem(keyOf(key));
  return {
    read(key) {
      try {
        const kept = storage.getItem(keyOf(key));
        return kept === null ? undefined : (JSON.parse(kept) as MirroredDraft);
      } catch {
        return undefined;
      }
    },
    write(key, draft) {
      try {
        storage.setItem(keyOf(key), JSON.stringify(draft));
      } catch {
        // The storage is full or forbidden: the draft is in memory still, and leaving the page warns of it.
      }
    },
    remove,
    keys,
    clear: () => keys().forEach(remove),
  };
}
