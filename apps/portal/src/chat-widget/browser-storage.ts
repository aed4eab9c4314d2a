import type { ChatProfile } from '@guichet/contracts';
import { newId } from './new-id.js';
import type { UnsentMessage } from './shown-messages.js';

/** What the browser keeps of one chat, for the next page and for other tabs. */
interface Kept {
  /** Whose all this is. Another one, or none, and what a page still has in mind is somebody else's. */
  visit: string;
  token: string;
  profile: ChatProfile;
  draft: string;
  readUpTo: string;
  /** There is a conversation: worth a connection before anybody opens the panel. */
  begun: boolean;
  /** Each under its own name: what does not fit takes no other with it, and tabs do not overwrite each other. */
  [outbox: `outbox:${string}`]: UnsentMessage;
}
type Key = keyof Kept;

/** What the browser keeps of one chat, in local storage; what that does not take is kept as long as the page. */
export class BrowserStorage {
  private readonly prefix: string;
  private readonly memory = new Map<string, string>();
  private visit: string | undefined;

  constructor(channelAccountId: string) {
    this.prefix = `guichet:${channelAccountId}:`;
    this.visit = this.get('visit');
  }

  get<Name extends Key>(key: Name): Kept[Name] | undefined {
    const name = this.prefix + key;
    try {
      const text = this.memory.get(name) ?? localStorage.getItem(name);
      return text === null ? undefined : (JSON.parse(text) as Kept[Name]);
    } catch {
      return undefined;
    }
  }

  set<Name extends Key>(key: Name, value: Kept[Name]): void {
    if (key !== 'visit' && this.get('visit') === undefined) this.set('visit', (this.visit = newId()));
    const name = this.prefix + key;
    const text = JSON.stringify(value);
    this.memory.delete(name);
    try {
      localStorage.setItem(name, text);
    } catch {
      // Full, or forbidden. What lay there is out of date.
      this.drop(name);
      this.memory.set(name, text);
    }
  }

  remove(key: Key): void {
    this.drop(this.prefix + key);
  }

  outbox(): UnsentMessage[] {
    const start = 'outbox:' as const;
    return this.names()
      .filter((name) => name.startsWith(this.prefix + start))
      .flatMap((name) => this.get(`${start}${name.slice(this.prefix.length + start.length)}`) ?? [])
      .sort((a, b) => (a.at < b.at ? -1 : 1));
  }

  /** Everything of this chat; after it the next visitor is another one. */
  clear(): void {
    for (const name of this.names()) this.drop(name);
    this.visit = undefined;
  }

  /** Another tab changed something; `onForgotten`: it has ended the conversation that this page shows. */
  watch(onChange: () => void, onForgotten: () => void): void {
    const look = () => {
      const visit = this.get('visit');
      const isForgotten = this.visit !== undefined && this.visit !== visit;
      this.visit = visit;
      if (!isForgotten) return onChange();
      this.memory.clear();
      onForgotten();
    };
    addEventListener('storage', ({ key }) => {
      if (key === null || key.startsWith(this.prefix)) look();
    });
    // Back from where it heard nothing.
    addEventListener('pageshow', ({ persisted }) => persisted && look());
  }

  private names(): string[] {
    const names = new Set(this.memory.keys());
    try {
      for (const name of Object.keys(localStorage)) if (name.startsWith(this.prefix)) names.add(name);
    } catch {
      // Forbidden: the memory has it all.
    }
    return [...names];
  }

  private drop(name: string): void {
    this.memory.delete(name);
    try {
      localStorage.removeItem(name);
    } catch {
      // Forbidden: it was never there.
    }
  }
}
