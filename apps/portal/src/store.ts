import type { ChatProfile } from '@guichet/contracts';
import type { Pending } from './lines.js';

/** What the browser keeps of one chat, for the next page and for other tabs. */
interface Kept {
  token: string;
  outbox: Pending[];
  profile: ChatProfile;
  draft: string;
  readUpTo: string;
  /** There is a conversation: worth a connection before anybody opens the panel. */
  begun: boolean;
}

/** Local storage, as far as the browser and the page allow: else what is kept lasts as long as the page. */
export class Store {
  private readonly memory = new Map<string, string>();

  constructor(private readonly channelId: string) {}

  get<Key extends keyof Kept>(key: Key): Kept[Key] | undefined {
    const name = this.nameOf(key);
    try {
      const text = localStorage.getItem(name) ?? this.memory.get(name);
      return text === undefined ? undefined : (JSON.parse(text) as Kept[Key]);
    } catch {
      const text = this.memory.get(name);
      return text === undefined ? undefined : (JSON.parse(text) as Kept[Key]);
    }
  }

  set<Key extends keyof Kept>(key: Key, value: Kept[Key]): void {
    const text = JSON.stringify(value);
    this.memory.set(this.nameOf(key), text);
    try {
      localStorage.setItem(this.nameOf(key), text);
    } catch {
      // Full, or forbidden: the memory has it.
    }
  }

  /** Everything of this chat; after it the next visitor is another one. */
  clear(): void {
    this.memory.clear();
    try {
      for (const name of Object.keys(localStorage)) if (name.startsWith(this.nameOf(''))) localStorage.removeItem(name);
    } catch {
      // Nothing could be kept there either.
    }
  }

  /** Another tab changed something. */
  onChange(listen: () => void): void {
    addEventListener('storage', ({ key }) => {
      if (key === null || key.startsWith(this.nameOf(''))) listen();
    });
  }

  private nameOf(key: string): string {
    return `guichet:${this.channelId}:${key}`;
  }
}
