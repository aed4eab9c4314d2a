import { randomUUIDv7 } from 'node:crypto';
import { Logger } from '@guichet/platform';
import { createDatabase, type TestDatabase } from '../../../test/support/database.js';
import { Database } from './database.js';
import { LogReader, readAgain } from './log-reader.js';
import { WakeUps } from './wake-ups.js';

const SOMEBODY = { kind: 'system', name: 'Spec' } as const;
let home: TestDatabase;
let database: Database;
let wakeUps: WakeUps;

beforeAll(async () => {
  home = await createDatabase();
  database = await Database.connect(home.url, { poolSize: 4 });
  wakeUps = new WakeUps(home.url);
});
afterAll(async () => {
  await database.close();
  await home.drop();
});

describe('a reader of the log', () => {
  it('leaves what fails alone to a job, and reads everything else once and in order', async () => {
    const teams = Array.from({ length: 20 }, () => randomUUIDv7());
    const poison = teams[12];
    await database.write(SOMEBODY, async (tx) => {
      for (const teamId of teams) tx.publish('team.changed', { teamId });
    });
    const read: unknown[] = [];
    const reader = new LogReader('spec', database, wakeUps, new Logger('silent'), async (tx, events) => {
      // What fails may have written something before.
      await tx.query(`update team set name = name`);
      if (events.some(({ data }) => data['teamId'] === poison)) throw new TypeError('No such thing.');
      read.push(...events.map(({ data }) => data['teamId']));
    });

    reader.start();
    await reader.drain();
    await reader.stop();

    expect(read).toEqual(teams.filter((id) => id !== poison));
    const jobs = await database.read<{ payload: { reader: string; position: string } }>(
      `select payload from graphile_worker._private_jobs`,
    );
    expect(jobs).toMatchObject([{ payload: { reader: 'spec' } }]);
    const later: unknown[] = [];
    await readAgain(database, 'spec', jobs[0]!.payload.position, async (_, events) => {
      later.push(...events.map(({ data }) => data['teamId']));
    });
    expect(later).toEqual([poison]);
  });
});
