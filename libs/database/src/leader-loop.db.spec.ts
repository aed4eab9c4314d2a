import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { Logger } from '@guichet/platform';
import pg from 'pg';
import { createDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { LeaderLocks } from './leader-locks.js';
import { LeaderLoop } from './leader-loop.js';

/** So often somebody else asks for the same as the loop: one that does not wait has asked about as often meanwhile. */
const OFTEN = 40;
/** How long the loop waits between two questions, in milliseconds. */
const WAITS_MS = 500;
const nobody = () => undefined;

let home: TestDatabase;
/** What the loops of a test and others have, to be ended with it. */
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  home = await createDatabase();
});
// Time stands still unless a test moves it on: whoever waits for some time asks for nothing meanwhile.
beforeEach(
  () => void jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date'] }),
);
afterEach(async () => {
  jest.useRealTimers();
  for (const end of ends.splice(0).toReversed()) await end();
});
afterAll(() => home.drop());

/** Locks of a process of their own, and a way to wait for each question that is asked there. */
function anotherProcess(url = home.url) {
  const locks = new LeaderLocks(url);
  ends.push(() => locks.close());
  const acquire = jest.spyOn(locks, 'acquire');
  const questions = () => acquire.mock.results.length;
  const asked = async (times: number) => {
    while (questions() < times) await turnOfLoop();
    // A failed question is logged by the loop, so it is not thrown once more here.
    await Promise.allSettled(acquire.mock.results.map(({ value }) => value as Promise<boolean>));
  };
  return { locks, questions, asked };
}

const turnOfLoop = () => new Promise((resolve) => setImmediate(resolve));

function start(locks: LeaderLocks) {
  const errors: unknown[] = [];
  const logger = new Logger('silent');
  jest.spyOn(logger, 'error').mockImplementation((...line) => void errors.push(line));
  const loop = new LeaderLoop({ name: 'spec', locks, logger, turn: () => Promise.resolve(false), idleMs: 60_000 });
  ends.push(() => loop.stop());
  loop.start();
  return { loop, errors };
}

/** Another connection that is made and refused, or that asks for the lock which somebody else has, again and again. */
async function meanwhile(ask: () => Promise<unknown>) {
  for (let time = 0; time < OFTEN; time += 1) await ask();
}

describe('a loop of a leader', () => {
  it('asks once and waits where the database refuses connections, however often it is woken before', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const refused = () => once(connect(port, '127.0.0.1'), 'connect').catch(nobody);
    const { locks, questions, asked } = anotherProcess(`postgres://nobody@127.0.0.1:${port}/none`);

    const { loop, errors } = start(locks);
    await asked(1);
    await meanwhile(refused);
    expect([questions(), errors.length]).toEqual([1, 1]);

    jest.advanceTimersByTime(WAITS_MS);
    await asked(2);
    await meanwhile(refused);
    expect([questions(), errors.length]).toEqual([2, 2]);

    loop.wake();
    await asked(3);
    await meanwhile(refused);
    expect([questions(), errors.length]).toEqual([3, 3]);
  });

  it('asks once for each time that it is woken, and waits, while another process has the lock', async () => {
    const [ours, theirs, other] = [anotherProcess(), anotherProcess(), anotherProcess()];
    expect(await theirs.locks.acquire('spec', nobody)).toBe(true);
    const refused = async () => expect(await other.locks.acquire('spec', nobody)).toBe(false);

    const { loop } = start(ours.locks);
    await ours.asked(1);
    await meanwhile(refused);
    expect(ours.questions()).toBe(1);

    loop.wake();
    await ours.asked(2);
    await meanwhile(refused);
    expect(ours.questions()).toBe(2);

    await theirs.locks.release('spec');
    jest.advanceTimersByTime(WAITS_MS);
    await loop.idle();
    expect(loop.isLeading).toBe(true);
    expect(ours.questions()).toBe(3);
  });

  it('asks at once for a lock that it has lost, and waits where another process has got it', async () => {
    const [ours, other] = [anotherProcess(), anotherProcess()];
    const { loop } = start(ours.locks);
    await loop.idle();
    const heir = new pg.Client({ connectionString: home.url });
    await heir.connect();
    ends.push(() => heir.end());
    const locks = `select pid from pg_locks where locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())`;
    const { rows } = await heir.query<{ pid: number }>(locks);
    const observer = new pg.Client({ connectionString: home.url });
    await observer.connect();
    ends.push(() => observer.end());
    const inherited = heir.query(`select pg_advisory_lock(hashtext('guichet'), hashtext('spec'))`);
    const isWaiting = async () => (await observer.query(`${locks} and not granted`)).rowCount === 1;
    while (!(await isWaiting()));

    await observer.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
    await inherited;
    await ours.asked(2);
    await meanwhile(async () => expect(await other.locks.acquire('spec', nobody)).toBe(false));
    expect([loop.isLeading, ours.questions()]).toEqual([false, 2]);
  });
});
