import { emptyContent, type DraftContent } from './draft-content.js';
import { openMirror } from './local-draft-copy.js';
import { DraftStore } from './draft-store.js';

const CASE = 'case-1';
const words = (text: string): DraftContent => ({ ...emptyContent, text });

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

/** A server that keeps one draft, and can be away. */
class Server {
  away = false;
  refuses = false;
  draft: { content: DraftContent; updatedAt: number } | null = null;
  readonly writes: (string | undefined)[] = [];

  read = async () => {
    if (this.away) throw new Error('offline');
    return this.draft;
  };
  write = async (_: string, content: DraftContent | undefined, replaced: number | null | undefined) => {
    if (this.away) throw new Error('offline');
    if (this.refuses) throw new Error('case-merged');
    if (this.draft && replaced !== undefined && replaced !== this.draft.updatedAt) throw new Error('outdated');
    this.writes.push(content?.text);
    this.draft = content ? { content, updatedAt: Date.now() } : null;
    return this.draft?.updatedAt ?? null;
  };
}

let server: Server;
let storage: MemoryStorage;
const isOutdated = (error: unknown) => (error as Error).message === 'outdated';
const open = (agentId = 'ana') =>
  new DraftStore({
    read: server.read,
    write: server.write,
    isOutdated,
    isPermanent: (error) => (error as Error).message !== 'offline',
    mirror: openMirror(storage, agentId),
    isOnItsWay: (_, { text }) => text === 'On its way',
    now: () => Date.now(),
  });
const pass = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  jest.useFakeTimers({ now: 1_000_000 });
  server = new Server();
  storage = new MemoryStorage();
});
afterEach(() => jest.useRealTimers());

describe('a draft typed while the server is away', () => {
  it('is saved as soon as the connection is back', async () => {
    const drafts = open();
    await drafts.open(CASE);
    server.away = true;
    drafts.edit(CASE, words('Bonjour'));
    await pass(1_000);
    expect(drafts.stateOf(CASE)).toBe('unsaved');
    expect(drafts.hasUnsaved()).toBe(true);
    drafts.setOnline(false);
    server.away = false;
    drafts.setOnline(true);
    await pass(0);
    expect(server.writes).toEqual(['Bonjour']);
    expect(drafts.stateOf(CASE)).toBe('saved');
    expect(drafts.hasUnsaved()).toBe(false);
  });

  it('is tried again by itself', async () => {
    const drafts = open();
    server.away = true;
    drafts.edit(CASE, words('Bonjour'));
    await pass(1_000);
    server.away = false;
    await pass(2_000);
    expect(server.writes).toEqual(['Bonjour']);
  });

  it('is there after a reload, and then saved', async () => {
    server.away = true;
    const before = open();
    before.edit(CASE, words('Bonjour'));
    await pass(10_000);
    server.away = false;
    const drafts = open();
    expect(drafts.contentOf(CASE)?.text).toBe('Bonjour');
    await pass(1_000);
    expect(server.writes).toContain('Bonjour');
    expect(storage.length).toBe(0);
  });

  it('does not replace a newer one from elsewhere, and is offered beside it', async () => {
    server.away = true;
    open().edit(CASE, words('Ici'));
    server.away = false;
    server.draft = { content: words('Ailleurs'), updatedAt: Date.now() + 60_000 };
    const drafts = open();
    await drafts.open(CASE);
    expect(drafts.contentOf(CASE)?.text).toBe('Ailleurs');
    expect(drafts.otherOf(CASE)?.text).toBe('Ici');
    expect(open().otherOf(CASE)?.text).toBe('Ici');
    drafts.takeOther(CASE);
    await pass(1_000);
    expect(server.draft?.content.text).toBe('Ici');
  });

  it('does not replace what was written elsewhere meanwhile without offering it', async () => {
    const drafts = open();
    await drafts.open(CASE);
    server.away = true;
    drafts.edit(CASE, words('Ici'));
    await pass(1_000);
    server.draft = { content: words('Ailleurs'), updatedAt: Date.now() };
    server.away = false;
    await pass(2_000);
    expect(server.draft?.content.text).toBe('Ici');
    expect(drafts.otherOf(CASE)?.text).toBe('Ailleurs');
  });

  it('is kept, and not sent again and again, where the server refuses it', async () => {
    const drafts = open();
    server.refuses = true;
    drafts.edit(CASE, words('Bonjour'));
    await pass(120_000);
    expect(drafts.stateOf(CASE)).toBe('refused');
    expect(drafts.hasUnsaved()).toBe(true);
    expect(open().contentOf(CASE)?.text).toBe('Bonjour');
  });
});

describe('what this browser keeps', () => {
  it('is nothing once the server has it', async () => {
    const drafts = open();
    drafts.edit(CASE, words('Bonjour'));
    expect(storage.length).toBe(1);
    await pass(1_000);
    expect(storage.length).toBe(0);
  });

  it('is nothing once it was sent, and it does not come back', async () => {
    const drafts = open();
    await drafts.open(CASE);
    drafts.edit(CASE, words('Bonjour'));
    drafts.startSending(CASE);
    expect(drafts.contentOf(CASE)).toBeUndefined();
    drafts.discard(CASE);
    await pass(1_000);
    expect([openMirror(storage, 'ana').keys(), server.draft]).toEqual([[], null]);
    drafts.clear();
    expect(storage.length).toBe(0);
  });

  it('says that a draft was sent, though the server could not be told so', async () => {
    server.draft = { content: words('Bonjour'), updatedAt: 0 };
    const before = open();
    await before.open(CASE);
    server.away = true;
    before.discard(CASE);
    await pass(1_000);
    server.away = false;
    const drafts = open();
    await drafts.open(CASE);
    await pass(1_000);
    expect([drafts.contentOf(CASE), server.draft]).toEqual([undefined, null]);
  });

  it('is never seen by another agent of this browser, and is gone when one signs in', async () => {
    server.away = true;
    open('ana').edit(CASE, words('Bonjour'));
    expect(open('bob').contentOf(CASE)).toBeUndefined();
    expect(storage.length).toBe(0);
  });

  it('is deleted on sign-out', () => {
    server.away = true;
    const drafts = open();
    drafts.edit(CASE, words('Bonjour'));
    drafts.clear();
    expect([storage.length, drafts.hasUnsaved()]).toEqual([0, false]);
  });
});

it('the store saves one draft after the other, and only the last of those that waited', async () => {
  const drafts = open();
  await drafts.open(CASE);
  let end = () => {};
  const { write } = server;
  jest.spyOn(server, 'write').mockImplementationOnce(async (...call) => {
    await new Promise<void>((resolve) => (end = resolve));
    return write(...call);
  });
  const slow = new DraftStore({
    read: server.read,
    write: (...call) => server.write(...call),
    isOutdated,
    isPermanent: () => false,
    isOnItsWay: () => false,
    mirror: openMirror(storage, 'ana'),
    now: () => Date.now(),
  });
  slow.edit(CASE, words('a'));
  await pass(1_000);
  slow.edit(CASE, words('ab'));
  slow.edit(CASE, words('abc'));
  await pass(5_000);
  expect(server.writes).toEqual([]);
  end();
  await pass(1_000);
  expect(server.writes).toEqual(['a', 'abc']);
});

it('the store gives back the words of a reply that could not be sent', async () => {
  const drafts = open();
  drafts.edit(CASE, words('Bonjour'));
  drafts.startSending(CASE);
  drafts.edit(CASE, words('Bonjour'));
  expect(drafts.contentOf(CASE)?.text).toBe('Bonjour');
});

it('words that are on their way as a message are no draft, wherever they were kept', async () => {
  server.draft = { content: words('On its way'), updatedAt: 1 };
  const drafts = open();
  await drafts.open(CASE);
  expect(drafts.contentOf(CASE)).toBeUndefined();

  server.away = true;
  drafts.edit(CASE, words('On its way'));
  expect(storage.length).toBe(1);
  expect(open().contentOf(CASE)).toBeUndefined();
  expect(storage.length).toBe(0);
});

describe('two windows of one agent', () => {
  /** What another window, of this browser or of another device, saves. */
  const savedElsewhere = (text: string) => void (server.draft = { content: words(text), updatedAt: Date.now() });

  it('show at once what was begun in the other one', async () => {
    const drafts = open();
    await drafts.open(CASE);
    const shown: (string | undefined)[] = [];
    drafts.subscribe(CASE, () => shown.push(drafts.contentOf(CASE)?.text));
    savedElsewhere('Bonjour');
    await drafts.noteSaved(CASE, Date.now());
    expect([shown, drafts.stateOf(CASE)]).toEqual([['Bonjour'], 'saved']);
  });

  it('show what was written on in the other one once they are turned to', async () => {
    const drafts = open();
    savedElsewhere('Bon');
    await drafts.open(CASE);
    await drafts.refreshShown();
    await pass(1_000);
    savedElsewhere('Bonjour');
    await drafts.refreshShown();
    expect(drafts.contentOf(CASE)?.text).toBe('Bon');
    drafts.subscribe(CASE, () => {});
    await drafts.refreshShown();
    expect(drafts.contentOf(CASE)?.text).toBe('Bonjour');
  });

  it('do not read what they have saved themselves, and leave it as it stands', async () => {
    const drafts = open();
    await drafts.open(CASE);
    drafts.edit(CASE, words('Bonjour'));
    await pass(1_000);
    const own = drafts.contentOf(CASE);
    drafts.subscribe(CASE, () => {});
    const reads = jest.spyOn(server, 'read');
    await drafts.noteSaved(CASE, server.draft!.updatedAt);
    expect(reads).not.toHaveBeenCalled();
    // As a server that keeps no recipients which it would refuse.
    server.draft!.content = { ...words('Bonjour'), envelope: { to: [], cc: [], bcc: [] } };
    await drafts.refreshShown();
    expect(drafts.contentOf(CASE)).toBe(own);
  });

  it('save nothing that a page has made by itself of the words of the other one', async () => {
    const drafts = open();
    await drafts.open(CASE);
    drafts.edit(CASE, words('Sent'));
    await pass(1_000);
    savedElsewhere('Begun [Date]');
    await drafts.open(CASE);
    drafts.renew(CASE, words('Begun today'));
    await pass(1_000);
    expect([server.writes, drafts.contentOf(CASE)?.text]).toEqual([['Sent'], 'Begun today']);
    savedElsewhere('Begun tomorrow');
    await drafts.noteSaved(CASE, Date.now());
    expect([drafts.contentOf(CASE)?.text, drafts.otherOf(CASE)]).toEqual(['Begun tomorrow', undefined]);

    drafts.edit(CASE, words('Begun, typed'));
    drafts.renew(CASE, words('Begun, typed, rendered'));
    await pass(1_000);
    expect(server.writes).toEqual(['Sent', 'Begun, typed, rendered']);
  });

  it('offer the draft of the other one beside what is typed, and lose neither over a reload', async () => {
    const drafts = open();
    await drafts.open(CASE);
    savedElsewhere('Taken back');
    await pass(1_000);
    drafts.edit(CASE, words('Typed'));
    await pass(1_000);
    expect([drafts.contentOf(CASE)?.text, drafts.otherOf(CASE)?.text]).toEqual(['Typed', 'Taken back']);
    expect([server.draft?.content.text, drafts.stateOf(CASE)]).toEqual(['Typed', 'saved']);

    const loaded = open();
    await loaded.open(CASE);
    expect([loaded.contentOf(CASE)?.text, loaded.otherOf(CASE)?.text]).toEqual(['Typed', 'Taken back']);
  });

  it('never delete the draft of the other one with words that are taken out again, or were sent', async () => {
    const drafts = open();
    await drafts.open(CASE);
    savedElsewhere('Begun there');
    await pass(1_000);
    drafts.edit(CASE, words('a'));
    drafts.edit(CASE, words(''));
    await pass(1_000);
    expect([drafts.contentOf(CASE)?.text, server.draft?.content.text]).toEqual(['Begun there', 'Begun there']);

    drafts.startSending(CASE);
    savedElsewhere('Begun since');
    drafts.discard(CASE);
    await pass(1_000);
    expect([drafts.contentOf(CASE)?.text, server.draft?.content.text]).toEqual(['Begun since', 'Begun since']);
  });

  it('keep what the other one offers, whichever of them saves last', async () => {
    const [one, two] = [open(), open()];
    await Promise.all([one.open(CASE), two.open(CASE)]);
    savedElsewhere('Taken back');
    one.edit(CASE, words('Typed'));
    await pass(1_000);
    await two.open(CASE);
    two.edit(CASE, words('Typed on'));
    await pass(1_000);
    expect(two.otherOf(CASE)?.text).toBe('Taken back');

    const loaded = open();
    await loaded.open(CASE);
    expect([loaded.contentOf(CASE)?.text, loaded.otherOf(CASE)?.text]).toEqual(['Typed on', 'Taken back']);
  });

  it('keep what both have written without a connection', async () => {
    const [one, two] = [open(), open()];
    await Promise.all([one.open(CASE), two.open(CASE)]);
    server.away = true;
    one.edit(CASE, words('Here'));
    two.edit(CASE, words('There'));
    one.edit(CASE, words('Here too'));
    const loaded = open();
    expect(loaded.contentOf(CASE)?.text).toBe('Here too');
    expect(loaded.otherOf(CASE)?.text).toBe('There');
  });

  describe('of which one is sent', () => {
    /** The second one was begun in a stale window, which offers the first one beside it. */
    const conflict = async () => {
      const [one, two] = [open(), open()];
      await Promise.all([one.open(CASE), two.open(CASE)]);
      one.edit(CASE, words('Answer one'));
      await pass(1_000);
      two.edit(CASE, words('Second text'));
      await pass(1_000);
      expect([two.contentOf(CASE)?.text, two.otherOf(CASE)?.text]).toEqual(['Second text', 'Answer one']);
      return [one, two] as const;
    };
    const sent = async (drafts: DraftStore) => {
      drafts.startSending(CASE);
      drafts.discard(CASE);
      await pass(1_000);
    };

    it('do not offer what was sent, nor make it a draft again', async () => {
      const [one, two] = await conflict();
      await sent(one);
      expect([one.contentOf(CASE)?.text, one.otherOf(CASE)]).toEqual(['Second text', undefined]);
      // A window that is loaded before the other one has heard of it.
      expect(open().otherOf(CASE)).toBeUndefined();
      await pass(1_000);
      two.dropSent();
      expect([two.contentOf(CASE)?.text, two.otherOf(CASE)]).toEqual(['Second text', undefined]);
      await sent(two);
      expect([two.contentOf(CASE), two.otherOf(CASE), server.draft]).toEqual([undefined, undefined, null]);
      one.subscribe(CASE, () => {});
      await one.noteSaved(CASE, null);
      expect([one.contentOf(CASE), one.otherOf(CASE)]).toEqual([undefined, undefined]);
    });

    it('make no draft of what was sent though the other one has not heard of it', async () => {
      const [one, two] = await conflict();
      await sent(one);
      await sent(two);
      expect([two.contentOf(CASE), server.draft]).toEqual([undefined, null]);
    });

    it('leave what the other one keeps in this browser to it', async () => {
      const [one, two] = [open(), open()];
      await Promise.all([one.open(CASE), two.open(CASE)]);
      one.edit(CASE, words('Answer one'));
      await pass(1_000);
      server.away = true;
      two.edit(CASE, words('Second text'));
      one.startSending(CASE);
      one.discard(CASE);
      expect(openMirror(storage, 'ana').read(CASE)?.content?.text).toBe('Second text');
      await pass(1_000);
      expect([one.contentOf(CASE), one.otherOf(CASE)]).toEqual([undefined, undefined]);
      expect(openMirror(storage, 'ana').read(CASE)?.content?.text).toBe('Second text');
    });

    it('take nothing from the other one in the moment in which the words are sent', async () => {
      const [one, two] = [open(), open()];
      await Promise.all([one.open(CASE), two.open(CASE)]);
      savedElsewhere('Taken back');
      one.edit(CASE, words('Answer one'));
      await pass(1_000);
      two.edit(CASE, words('Second text'));
      one.startSending(CASE);
      one.discard(CASE);
      expect([one.contentOf(CASE)?.text, one.otherOf(CASE)]).toEqual(['Taken back', undefined]);
    });

    it('offer again what was sent and taken back', async () => {
      const [one, two] = await conflict();
      await sent(one);
      two.dropSent();
      await sent(two);
      one.restore(CASE, words('Answer one'));
      await pass(1_000);
      two.edit(CASE, words('Third text'));
      await pass(1_000);
      expect([two.contentOf(CASE)?.text, two.otherOf(CASE)?.text]).toEqual(['Third text', 'Answer one']);
    });

    it('offer again what was sent and taken back on another device', async () => {
      const [one, two] = await conflict();
      await sent(one);
      await sent(two);
      savedElsewhere('Answer one');
      two.edit(CASE, words('Third text'));
      await pass(1_000);
      expect(two.otherOf(CASE)?.text).toBe('Answer one');
    });
  });

  it('do not offer what was typed here, and changed since, because the other one offers it', async () => {
    const [one, two] = [open(), open()];
    await Promise.all([one.open(CASE), two.open(CASE)]);
    one.edit(CASE, words('Answer one'));
    await pass(1_000);
    two.edit(CASE, words('Second text'));
    await pass(1_000);
    one.edit(CASE, words('Reply one'));
    expect(one.otherOf(CASE)?.text).toBe('Second text');
  });

  it('do not go on showing what was sent from another device', async () => {
    const drafts = open();
    savedElsewhere('Bonjour');
    await drafts.open(CASE);
    drafts.subscribe(CASE, () => {});
    server.draft = null;
    await drafts.noteSaved(CASE, null);
    expect(drafts.contentOf(CASE)).toBeUndefined();
  });
});
