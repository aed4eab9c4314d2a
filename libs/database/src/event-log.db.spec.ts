import { newId } from '@guichet/platform';
import { eventually } from '../../../test/support/eventually.js';
import { createDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { Database } from './database.js';
import { currentPosition, eventsAfter } from './event.queries.js';

const SOMEBODY = { kind: 'system', name: 'Spec' } as const;
let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createDatabase();
  database = await Database.connect(home.url, { poolSize: 8 });
});
afterAll(async () => {
  await database.close();
  await home.drop();
});

const publish = (teamId: string, meanwhile: () => Promise<void> = async () => {}) =>
  database.write(SOMEBODY, async (tx) => {
    // Takes its place in the order of transactions before it waits.
    await tx.query('select pg_current_xact_id()');
    await meanwhile();
    tx.publish('team.changed', { teamId }, { everybody: 'It is a test.' });
  });

/** Waits for so many events: an older transaction in any database of the server hides them, and others test beside this spec. */
const shown = (position: string, count: number) =>
  eventually(async () => {
    const events = await eventsAfter(database.query, position, 10);
    expect(events).toHaveLength(count);
    return events;
  });

describe('the event log', () => {
  it('never skips a transaction that commits late', async () => {
    let position = await currentPosition(database.query);
    const [late, early] = [newId(), newId()];
    let letGo = () => {};
    const waiting = new Promise<void>((resolve) => (letGo = resolve));
    let begun = () => {};
    const open = new Promise<void>((resolve) => (begun = resolve));

    const slow = publish(late, async () => {
      begun();
      await waiting;
    });
    await open;
    await publish(early);
    // The later one has committed, but an older transaction is still open: a reader who took it would skip the other.
    expect(await eventsAfter(database.query, position, 10)).toEqual([]);

    letGo();
    await slow;
    const events = await shown(position, 2);
    expect(events.map(({ data }) => data)).toEqual([{ teamId: late }, { teamId: early }]);
    expect(events[0]!.position < events[1]!.position).toBe(true);
    position = events[1]!.position;
    expect(await eventsAfter(database.query, position, 10)).toEqual([]);
  });

  it('holds what was published exactly when what it tells was committed', async () => {
    const position = await currentPosition(database.query);
    await expect(
      database.write(SOMEBODY, async (tx) => {
        tx.publish('team.changed', { teamId: newId() }, { everybody: 'It is a test.' });
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await eventsAfter(database.query, position, 10)).toEqual([]);
  });

  it('refuses to nest one transaction into another', async () => {
    await expect(database.write(SOMEBODY, () => database.write(SOMEBODY, async () => {}))).rejects.toThrow(
      'inside another',
    );
  });

  // Threats: A089.
  it('refuses to rewrite the timeline', async () => {
    await expect(database.execute(`truncate timeline_entry cascade`)).rejects.toThrow('never rewritten');
  });
});

describe('two transactions that wait for each other', () => {
  // Threats: C10.
  it('both commit, as the one that the database ends is tried again', async () => {
    const [first, second] = [newId(), newId()];
    await database.execute('create table counter (id uuid primary key, n int not null)');
    await database.execute('insert into counter values ($1, 0), ($2, 0)', [first, second]);
    const bothHoldOne = Promise.withResolvers<void>();
    let holding = 0;
    let tries = 0;
    const count = (ids: string[]) =>
      database.write(SOMEBODY, async (tx) => {
        tries += 1;
        for (const id of ids) {
          await tx.query('update counter set n = n + 1 where id = $1', [id]);
          holding += 1;
          if (holding === 2) bothHoldOne.resolve();
          await bothHoldOne.promise;
        }
      });
    await Promise.all([count([first, second]), count([second, first])]);
    expect(await database.query('select n from counter')).toEqual([{ n: 2 }, { n: 2 }]);
    // On a busy machine the database may end both, one after the other.
    expect(tries).toBeGreaterThan(2);
  });
});
