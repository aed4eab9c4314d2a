import type { Draft } from '@guichet/contracts';
import { draftKey, emptyContent, turnKey } from './draft-content.js';
import { DraftStore } from './draft-store.js';
import { readSaved, save } from './saved-drafts.js';

const CASE = 'case-1';
const TURN = turnKey(CASE, 'turn-1');
const OWN = draftKey(CASE, 'reply');
const words = (text: string) => ({ ...emptyContent, text });
const nothingKept = {
  read: () => undefined,
  readOfOtherWindow: () => undefined,
  isOfOtherWindow: () => false,
  write: () => {},
  remove: () => {},
  keys: () => [],
  onRemoved: () => () => undefined,
  clear: () => {},
  sent: { of: () => [], add: () => {}, forget: () => {}, clear: () => {} },
};

/** What the server keeps: the own draft of an agent, and a shared one. Whoever writes in another turn is refused. */
class Server {
  own: Draft | null = null;
  shared: { turnId: string; draft: Draft } | null = null;
  away = false;
  readonly addresses: string[] = [];

  answer = async (address: unknown, { method, body }: RequestInit = {}): Promise<Response> => {
    if (this.away) throw new TypeError('offline');
    this.addresses.push(String(address));
    const isShared = String(address).endsWith('/shared-draft');
    const sent = typeof body === 'string' ? (JSON.parse(body) as { turnId: string; draft: Draft } & Draft) : undefined;
    if (method === 'GET') return this.#read(isShared);
    if (!isShared) {
      this.own = sent ?? null;
      if (sent) return Response.json({ updatedAt: new Date(1_000).toISOString() });
    } else if (!sent || sent.turnId !== this.shared?.turnId)
      return Response.json({ code: 'conflict' }, { status: 409 });
    else this.shared = sent;
    return new Response(null, { status: 204 });
  };

  #read(isShared: boolean): Response {
    const updatedAt = new Date(0).toISOString();
    if (!isShared) return Response.json({ draft: this.own && { ...this.own, updatedAt }, noteDraft: null });
    if (!this.shared) return Response.json({ code: 'not-found' }, { status: 404 });
    return Response.json({ ...this.shared, updatedAt });
  }
}

const draft = (text: string): Draft => ({ mode: 'reply', text, html: null, attachmentIds: [], mentions: [] });
let server: Server;
let drafts: DraftStore;

beforeEach(() => {
  server = new Server();
  jest.spyOn(globalThis, 'fetch').mockImplementation(server.answer);
  drafts = new DraftStore({
    read: readSaved,
    write: (key, content, replaced) => save(drafts, { key, content, replaced }),
    isOutdated: () => false,
    isPermanent: () => false,
    mirror: nothingKept,
    isOnItsWay: () => false,
    now: () => Date.now(),
  });
});
afterEach(() => {
  drafts.clear();
  jest.restoreAllMocks();
});

describe('what is written in a turn at a shared draft', () => {
  it('is the shared draft while the turn lasts', async () => {
    server.shared = { turnId: 'turn-1', draft: draft('Bonjour') };
    await drafts.open(TURN);
    expect(drafts.contentOf(TURN)?.text).toBe('Bonjour');

    drafts.edit(TURN, words('Bonjour Madame'));
    await drafts.flush(TURN);

    expect(server.shared.draft.text).toBe('Bonjour Madame');
    expect(server.own).toBeNull();
  });

  // Interaction: R08.
  it('is the agent’s own once a colleague has taken over, and takes the place of nobody’s words', async () => {
    server.shared = { turnId: 'turn-1', draft: draft('Bonjour') };
    await drafts.open(TURN);
    server.own = draft('Autre chose');
    server.shared = { turnId: 'turn-2', draft: draft('Bonjour de la part de Bao') };

    drafts.edit(TURN, words('Bonjour Madame'));
    await drafts.flush(TURN);
    await drafts.flush(OWN);

    expect(server.shared.draft.text).toBe('Bonjour de la part de Bao');
    expect(server.own.text).toBe('Bonjour Madame\n\nAutre chose');
    expect(drafts.stateOf(TURN)).toBe('saved');
  });

  it('waits here while the server is away, and leaves nothing behind where it was sent', async () => {
    server.shared = { turnId: 'turn-1', draft: draft('Bonjour') };
    await drafts.open(TURN);
    server.away = true;
    drafts.edit(TURN, words('Bonjour Madame'));
    await drafts.flush(TURN);
    expect(drafts.hasUnsaved()).toBe(true);

    server.away = false;
    server.shared = null;
    drafts.discard(TURN);
    await drafts.flush(TURN);

    expect(server.own).toBeNull();
    expect(drafts.hasUnsaved()).toBe(false);
  });

  it('is not read as that of another turn', async () => {
    server.shared = { turnId: 'turn-2', draft: draft('Bonjour') };
    expect(await readSaved(TURN)).toBeNull();
  });
});

it('a draft says which version it takes the place of, so that one from another window is not lost in it', async () => {
  await drafts.open(OWN);
  drafts.edit(OWN, words('Bonjour'));
  await drafts.flush(OWN);
  drafts.edit(OWN, words(''));
  await drafts.flush(OWN);
  expect(server.addresses.slice(1)).toEqual([
    `/api/v1/cases/${CASE}/draft?replaces=nothing`,
    `/api/v1/cases/${CASE}/draft?mode=reply&replaces=1970-01-01T00%3A00%3A01.000Z`,
  ]);
});
