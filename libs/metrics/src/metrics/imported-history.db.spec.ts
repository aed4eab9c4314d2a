import type { Principal } from '@guichet/access';
import { MetricQuery, type MetricName } from '@guichet/contracts';
import { importFromMailbox } from '../../../../test/support/import-history.js';
import { MetricsScenario } from '../../../../test/support/metrics-scenario.js';
import { receive, type Intake } from '../../../../test/support/receive-messages.js';
import { mail, TestTown } from '../../../../test/support/test-town.js';
import { computeMetric } from '../query/compute-metric.js';
import { rebuildMetrics } from '../rollup/rebuild-metrics.js';

let town: TestTown;
let ana: Principal;
let root: Principal;
let mailbox: Intake;
let story: MetricsScenario;

beforeEach(async () => {
  town = await TestTown.build();
  const team = await town.team('Écoles');
  ana = await town.agent('Ana', [team]);
  root = await town.agent('Root', [team], 'administrator');
  mailbox = await town.mailbox(team);
  story = new MetricsScenario(town, new Date('2026-03-02T09:00:00Z'));
});
afterEach(() => town.close());

async function ask(name: MetricName): Promise<number | null> {
  await story.counted();
  const query = MetricQuery.parse({ from: '2026-03-02', to: '2026-03-06' });
  return (await computeMetric(town.database, root, { name, query })).total.value;
}
const old = { message: mail('zoe@citizen.test', { externalId: 'old-1' }), at: '2026-03-02T08:00:00Z' };

describe('the history of a mailbox', () => {
  it('counts in no figure, also when all are computed again', async () => {
    await importFromMailbox(town, mailbox, old);
    await rebuildMetrics(town.database);
    for (const name of ['opened', 'closed', 'contacts', 'backlog'] as const) expect(await ask(name)).toBeFalsy();
  });

  it('counts from when its citizen writes again', async () => {
    const [id] = await importFromMailbox(town, mailbox, old);
    story.at('2026-03-03T10:00');
    await receive(town, mailbox, mail('zoe@citizen.test', { threadKeys: ['ref:old-1'] }));
    await story.at('2026-03-04T10:00').changes(ana, id!, { status: 'closed' });
    expect(await ask('opened')).toBeFalsy();
    expect([await ask('contacts'), await ask('reopened'), await ask('closed'), await ask('backlog')]).toEqual([
      1, 1, 1, 0,
    ]);
    expect((await ask('resolution'))! / 86_400).toBeCloseTo(1, 0);
  });
});
