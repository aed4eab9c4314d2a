type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** What is kept in a browser for one agent, by key. */
export interface AgentStorage<Value> {
  read(key: string): Value | undefined;
  /** What another window of this browser has written since this one has read or written the same key. */
  readOfOtherWindow(key: string): Value | undefined;
  /** Whether what is kept was written by another window since. Unlike reading it, this does not make it this window’s to remove. */
  isOfOtherWindow(key: string): boolean;
  write(key: string, value: Value): void;
  /** Removes what this window has read or written: the words of another one may be nowhere else. */
  remove(key: string): void;
  keys(): string[];
  clear(): void;
  /** Calls `listener` when another window removes a key, until the returned function is called. */
  onRemoved(listener: (key: string) => void): () => void;
}

function keysOf(storage: Store, prefix: string): string[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  return keys.filter((key): key is string => key?.startsWith(prefix) ?? false);
}

interface Place {
  /** Of all agents. */
  prefix: string;
  agentId: string;
}

/**
 * Keeps something of one agent in this browser. What is kept of other agents is deleted when this is opened: what one agent has written is never
 * shown to the next, and does not stay on a shared computer.
 */
export function openAgentStorage<Value>(storage: Store, { prefix, agentId }: Place): AgentStorage<Value> {
  const own = `${prefix}${agentId}:`;
  const keyOf = (key: string) => `${own}${key}`;
  for (const key of keysOf(storage, prefix)) if (!key.startsWith(own)) storage.removeItem(key);
  const keys = () => keysOf(storage, own).map((key) => key.slice(own.length));
  /** By key, what this window has read or written last. */
  const known = new Map<string, string>();
  const readAs = (key: string, raw: string | null) => {
    if (raw === null) return undefined;
    known.set(key, raw);
    try {
      return JSON.parse(raw) as Value;
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
    write(key, value) {
      const raw = JSON.stringify(value);
      try {
        storage.setItem(keyOf(key), raw);
        known.set(key, raw);
      } catch {
        // The storage is full or forbidden: what is written is in memory still.
      }
    },
    remove(key) {
      if (storage.getItem(keyOf(key)) === known.get(key)) storage.removeItem(keyOf(key));
      known.delete(key);
    },
    keys,
    clear: () => keys().forEach((key) => storage.removeItem(keyOf(key))),
    onRemoved(listener) {
      const hear = ({ key, newValue }: StorageEvent) => {
        if (key?.startsWith(own) && newValue === null) listener(key.slice(own.length));
      };
      addEventListener('storage', hear);
      return () => removeEventListener('storage', hear);
    },
  };
}
