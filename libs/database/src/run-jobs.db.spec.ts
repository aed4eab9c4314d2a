import { eventually } from '../../../test/support/eventually.js';
import { TcpProxy } from '../../../test/support/tcp-proxy.js';
import { createDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { Database } from './database.js';
import { runJobs } from './run-jobs.js';

let home: TestDatabase;
let database: Database;
beforeAll(async () => {
  home = await createDatabase();
  database = await Database.connect(home.url, { poolSize: 2 });
});
afterAll(async () => {
  await database.close();
  await home.drop();
});

const AUTHOR = { kind: 'system', name: 'Spec' } as const;
const kept = () =>
  database.query<{ task: string; key: string; minutes: number }>(
    `select t.identifier as task, j.key, round(extract(epoch from j.run_at - now()) / 60)::int as minutes
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.key`,
  );

describe('jobs', () => {
  // Threats: C03.
  it('wait as long as our own clock says, whatever time the database has; a later one replaces an earlier one', async () => {
    database.clock = () => new Date('2031-01-01T10:00:00Z');
    await database.write(AUTHOR, async (tx) => {
      await tx.job('build-metric-zone', { zone: 'a' }, { runAt: new Date('2031-01-01T11:00:00Z'), key: 'a' });
      await tx.jobs('read-again', [
        { payload: { reader: 'spec', position: '1' }, runAt: new Date('2031-01-01T10:30:00Z'), key: 'b' },
        { payload: { reader: 'spec', position: '2' }, runAt: new Date('2030-12-31T10:30:00Z'), key: 'c' },
      ]);
      await tx.jobs('read-again', []);
    });
    await database.write(AUTHOR, (tx) =>
      tx.jobs('read-again', [
        { payload: { reader: 'spec', position: '3' }, runAt: new Date('2031-01-01T10:45:00Z'), key: 'b' },
      ]),
    );
    expect(await kept()).toEqual([
      { task: 'build-metric-zone', key: 'a', minutes: 60 },
      { task: 'read-again', key: 'b', minutes: 45 },
      { task: 'read-again', key: 'c', minutes: 0 },
    ]);
  });

  // Threats: D01.
  it('are marked as done once the database is back, where it went away while they were at work', async () => {
    await database.execute('delete from graphile_worker._private_jobs');
    database.clock = () => new Date();
    const proxy = await TcpProxy.to(home.url);
    const url = Object.assign(new URL(home.url), { host: new URL(proxy.url).host, search: '' });
    let runs = 0;
    const runner = await runJobs(url.href, {
      jobs: {
        'build-metric-zone': async () => {
          runs += 1;
          proxy.cut();
          setTimeout(() => proxy.restore(), 300);
        },
      },
      crontab: '',
      onError: (_, error) => {
        throw error;
      },
    });
    await database.write(AUTHOR, (tx) => tx.job('build-metric-zone', { zone: 'a' }, { runAt: new Date(), key: 'a' }));
    await eventually(async () => expect(await kept()).toEqual([]));
    expect(runs).toBe(1);
    await runner.stop();
    await proxy.close();
  });
});
