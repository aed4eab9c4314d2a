import { Logger, newId } from '@guichet/platform';
import { createDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { Database } from './database.js';
import { lastEvents, type LoggedEvent } from './event.queries.js';
import { LogReader, readAgain } from './log-reader.js';
import { NotificationListener } from './pg-notification-listener.js';

const SOMEBODY = { kind: 'system', name: 'Spec' } as const;
let home: TestDatabase;
let database: Database;
let notificationListener: NotificationListener;

beforeAll(async () => {
  home = await createDatabase();
  database = await Database.connect(home.url, { poolSize: 4 });
  notificationListener = new NotificationListener(home.url);
});
afterAll(async () => {
  await database.close();
  await home.drop();
});

const teamOf = (event: LoggedEvent) => (event.type === 'team.changed' ? event.data.teamId : null);

describe('a reader of the log', () => {
  // Threats: D06.
  it('leaves an event that cannot be handled to a job, and handles everything else once and in order', async () => {
    const teams = Array.from({ length: 20 }, () => newId());
    const poison = teams[12];
    await database.write(SOMEBODY, async (tx) => {
      for (const teamId of teams) tx.publish('team.changed', { teamId }, { everybody: 'It is a test.' });
    });
    const read: unknown[] = [];
    const readByOther: unknown[] = [];
    const reader = new LogReader(database, {
      listener: notificationListener,
      logger: new Logger('silent'),
      name: 'spec',
      handlers: {
        spec: async (tx, events) => {
          // A handler may have written something before it fails.
          await tx.query(`update team set name = name`);
          if (events.some((event) => teamOf(event) === poison)) throw new TypeError('No such thing.');
          read.push(...events.map(teamOf));
        },
        other: (_, events) => {
          readByOther.push(...events.map(teamOf));
          return Promise.resolve();
        },
      },
    });

    reader.start();
    await reader.drain();
    await reader.stop();

    expect(read).toEqual(teams.filter((id) => id !== poison));
    // The first time, both were in the transaction that failed.
    expect(readByOther.slice(-teams.length)).toEqual(teams);
    const jobs = await database.query<{ payload: { reader: string; position: string } }>(
      `select payload from graphile_worker._private_jobs`,
    );
    expect(jobs).toMatchObject([{ payload: { reader: 'spec' } }]);
    const later: unknown[] = [];
    await readAgain(database, {
      name: 'spec',
      position: jobs[0]!.payload.position,
      handler: async (_, events) => {
        later.push(...events.map(teamOf));
      },
    });
    expect(later).toEqual([poison]);
  });

  it('gives a reader that wants some types these alone, few at once, and moves on over the others', async () => {
    const teamId = newId();
    const [agentA, agentB, agentC] = [newId(), newId(), newId()];
    await database.write(SOMEBODY, async (tx) => {
      for (const agentId of [agentA, agentB, agentC]) {
        tx.publish('agent.changed', { agentId }, { everybody: 'It is a test.' });
        tx.publish('team.changed', { teamId }, { everybody: 'It is a test.' });
      }
    });
    const batches: string[][] = [];
    const reader = new LogReader(database, {
      listener: notificationListener,
      logger: new Logger('silent'),
      name: 'picky',
      handlers: {
        picky: (_, events) => {
          batches.push(events.map((event) => (event.type === 'agent.changed' ? event.data.agentId : event.type)));
          return Promise.resolve();
        },
      },
      only: { types: ['agent.changed'], most: 2 },
    });
    reader.start();
    await reader.drain();
    await reader.stop();
    expect(batches).toEqual([[agentA, agentB], [agentC]]);
    const [at] = await database.query<{ position: string }>(`select position from log_reader where name = 'picky'`);
    expect(await lastEvents(database.query)).toEqual([at]);
  });
});
