import type { CaseSummary, Change } from '@guichet/contracts';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { queryRefresher } from '../live/refresh-queries-on-changes.js';
import { caseQuery, timelineQuery } from '../api/queries.js';
import { endRest, fetchCaseAtRest, fetchCaseEarly } from './fetch-case-early.js';

const row = (id: string, unread = false) => ({ id, lastPosition: 120, unread }) as CaseSummary;

describe('a case that is fetched before it is shown', () => {
  let client: QueryClient;
  let asked: { path: string; ahead: string | null; answer: (body: object) => Promise<void> }[];
  const { fetch } = globalThis;
  beforeEach(() => {
    jest.useFakeTimers();
    client = new QueryClient();
    asked = [];
    globalThis.fetch = (url, { headers } = {}) =>
      new Promise((resolve) => {
        const answer = async (body: object) => {
          resolve(Response.json(body));
          // It is read in several turns, and what waits for it goes on in others.
          for (let turn = 0; turn < 10; turn += 1) await jest.advanceTimersByTimeAsync(0);
        };
        const path = (url as string).replace('/api/v1', '');
        asked.push({ path, ahead: new Headers(headers).get('x-ahead'), answer });
      });
  });
  afterEach(() => {
    endRest();
    client.clear();
    globalThis.fetch = fetch;
    jest.useRealTimers();
  });
  const paths = () => asked.map(({ path }) => path).toSorted();
  const askedFor = (path: string) => asked.find((one) => one.path === path)!;
  const CASE = '/cases/a';
  const ENTRIES = '/cases/a/timeline?after=100&limit=50';
  const hasCase = () => client.getQueryData(caseQuery('a').queryKey) !== undefined;

  it('comes together with the entries at which it opens', async () => {
    fetchCaseEarly(client, row('a'));
    expect(paths()).toEqual([CASE, ENTRIES]);
    await askedFor(CASE).answer({ id: 'a' });
    expect(hasCase()).toBe(false);

    await askedFor(ENTRIES).answer({ items: [] });
    expect(hasCase()).toBe(true);
    expect(client.getQueryData(timelineQuery('a', 2).queryKey)).toEqual({ items: [] });
    expect(asked.map(({ ahead }) => ahead)).toEqual([null, null]);
  });

  it('comes without them where they are late', async () => {
    fetchCaseEarly(client, row('a'));
    await askedFor(CASE).answer({ id: 'a' });
    await jest.advanceTimersByTimeAsync(100);
    expect(hasCase()).toBe(true);
  });

  it('comes with its first entries as well where nothing of it was read', () => {
    fetchCaseEarly(client, row('a', true));
    expect(paths()).toEqual([CASE, '/cases/a/timeline?after=0&limit=50', ENTRIES]);
  });

  describe('when something happens to it before it has come', () => {
    const happens = () =>
      queryRefresher(client)([{ position: '1', type: 'case.changed', caseId: 'a', actorId: null, data: {} } as Change]);
    const hasEntries = () => client.getQueryData(timelineQuery('a', 2).queryKey) !== undefined;

    it('is given up, and fetched anew where it is shown', async () => {
      fetchCaseEarly(client, row('a'));
      await askedFor(CASE).answer({ id: 'a' });
      happens();
      await askedFor(ENTRIES).answer({ items: [] });
      await jest.advanceTimersByTimeAsync(100);
      expect([hasCase(), hasEntries()]).toEqual([false, false]);

      const shown = new QueryObserver(client, caseQuery('a'));
      const leave = shown.subscribe(() => undefined);
      expect(paths().filter((path) => path === CASE)).toHaveLength(2);
      leave();
    });

    it('comes all the same to whoever waits for it', async () => {
      const fetched = client.fetchQuery(caseQuery('a'));
      happens();
      await askedFor(CASE).answer({ id: 'a' });
      expect((await fetched).data).toEqual({ id: 'a' });
    });
  });

  it('is asked for, as fetched ahead, where a pointer rests on its row and not where it passes by', async () => {
    fetchCaseAtRest(client, row('b'));
    await jest.advanceTimersByTimeAsync(99);
    fetchCaseAtRest(client, row('a'));
    await jest.advanceTimersByTimeAsync(99);
    expect(asked).toEqual([]);

    await jest.advanceTimersByTimeAsync(1);
    expect(paths()).toEqual([CASE, ENTRIES]);
    expect(asked.map(({ ahead }) => ahead)).toEqual(['1', '1']);
  });

  it('is not asked for once the pointer has gone', async () => {
    fetchCaseAtRest(client, row('a'));
    endRest();
    await jest.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual([]);
  });
});
