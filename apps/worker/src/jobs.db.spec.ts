import { updateAgent, type Principal } from '@guichet/access';
import { caseDetail, updateCase } from '@guichet/cases';
import { runJobs, type Jobs } from '@guichet/database';
import { newId } from '@guichet/platform';
import { openCase } from '../../../test/support/open-case.js';
import { TestTown } from '../../../test/support/test-town.js';
import { jobs, type JobContext } from './jobs.js';

let town: TestTown;
let root: Principal;
let ana: Principal;

beforeAll(async () => {
  town = await TestTown.build();
  ana = await town.agent('Ana', [await town.team('Écoles')]);
  root = await town.agent('Root', [], 'administrator');
});
afterAll(() => town.close());

/** What these jobs do not use is not there. */
const means = () => ({ database: town.database }) as JobContext;

const as = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);

describe('the jobs', () => {
  it('give back the cases of an agent who has left', async () => {
    const id = await openCase(town, ana, 'Cantine');
    await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { assigneeId: ana.id } }));
    await as(root, (tx) => updateAgent(tx, root, { id: ana.id, wanted: { active: false } }));

    const every = jobs(means());
    const done = Promise.withResolvers<void>();
    const watched: Jobs = {
      ...every,
      'unassign-lost': (payload, isLastTry) => every['unassign-lost'](payload, isLastTry).then(() => done.resolve()),
    };
    const runner = await runJobs(town.database.url, {
      jobs: watched,
      crontab: '',
      onError: (_, error) => done.reject(error),
    });
    try {
      await done.promise;
    } finally {
      await runner.stop();
    }
    expect((await caseDetail(town.database, root, { id })).assignee).toBeNull();
  });

  it('purge sessions that have ended, and no others', async () => {
    const ids = { fresh: newId(), expired: newId(), unused: newId() };
    await town.database.execute(
      `insert into session (digest, id, agent_id, csrf_token, seen_at, idle_minutes, expires_at)
       select id::text, id, $4, 'x', seen, 480, expires from (values
         ($1::uuid, now(), now() + interval '1 day'),
         ($2::uuid, now(), now() - interval '1 second'),
         ($3::uuid, now() - interval '481 minutes', now() + interval '1 day')) s(id, seen, expires)`,
      [ids.fresh, ids.expired, ids.unused, root.id],
    );
    await jobs(means())['purge']({}, true);
    expect(await town.database.query('select id from session')).toEqual([{ id: ids.fresh }]);
  });
});
