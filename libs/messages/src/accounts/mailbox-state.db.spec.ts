import type { Principal } from '@guichet/access';
import { TestTown } from '../../../../test/support/test-town.js';
import { mailboxState } from './mailbox-state.js';

let town: TestTown;
let ana: Principal;
let root: Principal;
let id: string;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Écoles');
  ana = await town.agent('Ana', [team]);
  root = await town.agent('Root', [team], 'administrator');
  id = (await town.mailbox(team)).id;
});
afterAll(() => town.close());

const set = async (imap: object | null, position?: object) => {
  await town.database.execute(`update channel_account set config = $2 where id = $1`, [
    id,
    JSON.stringify({ inbound: imap ? { imap } : {} }),
  ]);
  await town.database.execute(`delete from channel_cursor`);
  if (!position) return;
  const cursor = {
    start: 'history',
    folders: {},
    history: null,
    count: { at: '2026-11-01T02:00:00.000Z', folders: [] },
  };
  await town.database.execute(`insert into channel_cursor (channel_account_id, cursor) values ($1, $2)`, [
    id,
    JSON.stringify({ ...cursor, ...position }),
  ]);
};
const state = () => mailboxState(town.database, root, id);

describe('the state of a mailbox', () => {
  it('is nothing where there is none, and where its past is left', async () => {
    await set(null);
    expect(await state()).toEqual({ history: null, count: null });
    await set({ start: 'new' }, {});
    expect(await state()).toEqual({ history: null, count: null });
  });

  it('is for those who manage the channels', async () => {
    await expect(mailboxState(town.database, ana, id)).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('says how far the history is imported', async () => {
    const history = { isDone: false, taken: 3, total: 10, last: null };
    await set({ start: 'history' });
    expect((await state()).history).toEqual({ state: 'running', taken: 0, total: null, missing: 0 });
    await set({ start: 'history' }, { history });
    expect((await state()).history).toEqual({ state: 'running', taken: 3, total: 10, missing: 0 });
    await set({ start: 'history', historyPaused: true }, { history });
    expect((await state()).history).toEqual({ state: 'paused', taken: 3, total: 10, missing: 0 });
    await set({ start: 'history' }, { history: { ...history, isDone: true, taken: 10 } });
    expect((await state()).history).toEqual({ state: 'done', taken: 10, total: 10, missing: 0 });
    const missing = [{ folder: 'INBOX', uid: 2 }];
    await set({ start: 'history' }, { history: { ...history, missing, fault: 'email.closed' } });
    expect((await state()).history).toEqual({ state: 'failing', taken: 3, total: 10, missing: 1 });
  });

  it('says what the last count has found', async () => {
    const folder = { folder: 'INBOX', onServer: 5, here: 4, missing: [7], fetched: 1 };
    await set({ start: 'new' }, { count: { at: '2026-11-02T02:00:00.000Z', folders: [folder] } });
    expect((await state()).count).toEqual({ at: '2026-11-02T02:00:00.000Z', folders: [folder] });
  });

  it('is that of an account that exists', async () => {
    await expect(mailboxState(town.database, root, ana.id)).rejects.toThrow('Not found');
  });
});
