import { newId } from '@guichet/platform';
import { eventually } from '../../../test/support/eventually.js';
import { createDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { Database } from './database.js';
import { currentPosition, eventsAfter, eventsOfTypesAfter } from './event.queries.js';
import { RecentEvents } from './recent-events.js';

const SOMEBODY = { kind: 'system', name: 'Spec' } as const;
const EVERYBODY = { everybody: 'It is a test.' };
let home: TestDatabase;
let database: Database;
/** Positions behind which the log was read, one for each statement that read it. */
let readFrom: bigint[] = [];

beforeAll(async () => {
  home = await createDatabase();
  database = await Database.connect(home.url, { poolSize: 4 });
});
afterAll(async () => {
  await database.close();
  await home.drop();
});
beforeEach(() => (readFrom = []));

/** The log as another process reads it. */
const newReader = () =>
  new RecentEvents(<Row>(sql: string, parameters: unknown[] = []) => {
    if (sql.includes('from event')) readFrom.push(BigInt(parameters[1] as string));
    return database.query<Row>(sql, parameters);
  });

/** Writes events of two types in turns, and waits until no older transaction in the server hides them. */
async function written(count: number): Promise<{ start: string; positions: string[] }> {
  const start = await currentPosition(database.query);
  await database.write(SOMEBODY, async (tx) => {
    for (let n = 0; n < count; n += 1)
      if (n % 2 === 0) tx.publish('team.changed', { teamId: newId() }, EVERYBODY);
      else tx.publish('citizen.changed', { citizenId: newId() }, EVERYBODY);
    return Promise.resolve();
  });
  const positions = await eventually(async () => {
    const events = await eventsAfter(database.query, start, count);
    expect(events).toHaveLength(count);
    return events.map(({ position }) => position);
  });
  return { start, positions };
}

describe('the events that a process has read lately', () => {
  it('are read from the database once, whoever reads them and however many at once', async () => {
    const log = newReader();
    const { start, positions } = await written(9);
    const all = await log.after(start, 100);
    expect(all.map(({ position }) => position)).toEqual(positions);
    const reads = readFrom.length;

    const inParts: string[] = [];
    for (let from = start; inParts.length < 9; from = inParts.at(-1)!)
      inParts.push(...(await log.after(from, 3)).map(({ position }) => position));
    expect(inParts).toEqual(positions);
    expect(readFrom).toHaveLength(reads);
  });

  it('are read once by those who are woken at once, who miss nothing that came meanwhile', async () => {
    const log = newReader();
    const { start, positions } = await written(40);
    const parts = await Promise.all([log.after(start, 30), log.after(start, 100), log.after(start, 5)]);
    expect(parts.map((events) => events.map(({ position }) => position))).toEqual([
      positions.slice(0, 30),
      positions,
      positions.slice(0, 5),
    ]);
    // Only what is behind the first read was read besides.
    expect(new Set(readFrom).size).toBe(readFrom.length);
  });

  it('are followed by those that were written since', async () => {
    const log = newReader();
    const first = await written(3);
    await log.after(first.start, 100);
    const second = await written(2);
    expect((await log.after(first.start, 100)).map(({ position }) => position)).toEqual([
      ...first.positions,
      ...second.positions,
    ]);
    // The second time, only what was new came from the database.
    expect(readFrom.at(-1)).toBe(BigInt(first.positions.at(-1)!.split('-')[1]!));
  });

  it('lack nothing between what two readers have read at places that are apart', async () => {
    const log = newReader();
    const { start, positions } = await written(12);
    await log.after(start, 3);
    await log.after(positions[8]!, 100);
    expect((await log.after(positions[1]!, 5)).map(({ position }) => position)).toEqual(positions.slice(2, 7));
    expect((await log.after(start, 100)).map(({ position }) => position)).toEqual(positions);
  });

  it('are as they are in the log after thousands of others', async () => {
    const log = newReader();
    const { start, positions } = await written(6000);
    for (let from = start, read = 0; read < 6000; read += 500) from = (await log.after(from, 500)).at(-1)!.position;
    const reads = readFrom.length;
    expect((await log.after(positions[5500]!, 499)).map(({ position }) => position)).toEqual(positions.slice(5501));
    expect(readFrom).toHaveLength(reads);
    // What is older than all that is kept comes from the database.
    expect((await log.after(start, 10)).map(({ position }) => position)).toEqual(positions.slice(0, 10));
    expect(readFrom.length).toBeGreaterThan(reads);
  });

  it('give those of some types as the database does, whatever is kept', async () => {
    const { start, positions } = await written(2100);
    for (const kept of [0, 7, 1000, 1500, 2100]) {
      const log = newReader();
      if (kept > 0) await log.after(start, kept);
      for (const most of [150, 2000]) {
        const wanted = { types: ['citizen.changed'], most };
        const found: string[] = [];
        for (let from: string | null = start; from !== null && found.length < 1050;) {
          const { events, to } = await log.ofTypesAfter(from, wanted);
          expect(events.length).toBeLessThanOrEqual(most);
          found.push(...events.map(({ position }) => position));
          from = to;
        }
        expect(found).toEqual(positions.filter((_, n) => n % 2 === 1));
      }
    }
    const { events, to } = await eventsOfTypesAfter(database.query, start, { types: ['citizen.changed'], most: 5 });
    expect(await newReader().ofTypesAfter(start, { types: ['citizen.changed'], most: 5 })).toMatchObject({
      events,
      to,
    });
  });

  it('are forgotten where the log has become another one', async () => {
    const log = newReader();
    const { start, positions } = await written(4);
    expect(await log.after(start, 10)).toHaveLength(4);
    // As a database that was restored from an earlier state of itself: what followed that state is gone.
    await database.execute(
      `delete from event where lpad(xid::text, 20, '0') || '-' || lpad(id::text, 20, '0') = any($1)`,
      [positions],
    );
    expect(await log.after(start, 10)).toHaveLength(4);

    log.forget();
    expect(await log.after(start, 10)).toEqual([]);
    const later = await written(2);
    expect((await log.after(start, 10)).map(({ position }) => position)).toEqual(later.positions);
  });
});
