import type { Principal } from '@guichet/access';
import { liftRestriction, mergeCase, moveEntries, restrictCase, splitCase, undoMove } from '@guichet/cases';
import { MetricName, MetricQuery, type CaseStatus } from '@guichet/contracts';
import fc from 'fast-check';
import { newId } from '@guichet/platform';
import { allEvents } from '../../../../test/support/all-events.js';
import { MetricsScenario } from '../../../../test/support/metrics-scenario.js';
import type { Intake } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { metricCases } from '../query/drill-down.queries.js';
import { recountCase, updateMetrics } from './update-metrics.js';
import { buildZone, rebuildMetrics } from './rebuild-metrics.js';
import { computeMetric } from '../query/compute-metric.js';
import { registerZones } from './rollup-time-zones.js';

let town: TestTown;
let root: Principal;
let agents: Principal[];
let teams: string[];
let accounts: Intake[];
let kinds: string[];

beforeEach(async () => {
  town = await TestTown.build();
  teams = [await town.team('Écoles'), await town.team('Voirie')];
  root = await town.agent('Root', teams, 'administrator');
  agents = [root, await town.agent('Ana', teams)];
  accounts = [await town.mailbox(teams[0]!), { ...(await town.mailbox(teams[1]!)), kind: 'sms' }];
  kinds = [newId(), newId()];
  await town.database.execute(`insert into case_type (id, name) values ($1, 'Cantine'), ($2, 'Trou')`, kinds);
});
afterEach(() => town.close());

const Step = fc.record({
  act: fc.constantFrom(
    ...['open', 'write', 'write', 'answer', 'answer', 'fate', 'status', 'status', 'team', 'caseType', 'timer'],
    ...['move', 'split', 'merge', 'undo', 'count'],
  ),
  one: fc.nat(99),
  other: fc.nat(99),
  /** Until the next step; some reach into another month, or across the change of the clocks. */
  hours: fc.constantFrom(0, 0.2, 1, 7, 26, 24 * 9),
});
type Step = typeof Step extends fc.Arbitrary<infer Value> ? Value : never;

const pick = <Item>(items: readonly Item[], n: number): Item | undefined => items[n % items.length];

/** One history of a few cases, counted now and then. */
class History {
  private readonly cases: string[] = [];
  private readonly answers: string[] = [];
  private readonly moves: { moveId: string; fromId: string }[] = [];
  readonly story = new MetricsScenario(town, new Date('2026-02-20T22:30:00Z'));

  async go({ act, one, other, hours }: Step): Promise<void> {
    this.story.now = new Date(this.story.now.getTime() + hours * 3_600_000);
    const account = accounts[other % 2]!;
    const who = agents[other % 2]!;
    const caseId = pick(this.cases, one);
    if (act === 'count') return this.story.counted(1 + (other % 3));
    if (act === 'open' || !caseId) {
      const opened = await this.story.writes(account, `citizen${other}@citizen.test`);
      return void (this.cases.includes(opened) || this.cases.push(opened));
    }
    if (act === 'write')
      return void (await this.story.writes(account, 'zoe@citizen.test', {
        caseId,
        ...(other % 5 === 0 ? { automatic: 'reply' } : {}),
      }));
    await this.change(act, { who, caseId, one, other }).catch(refused);
  }

  private async change(
    act: string,
    { who, caseId, one, other }: { who: Principal; caseId: string } & Pick<Step, 'one' | 'other'>,
  ): Promise<void> {
    const { story } = this;
    const into = pick(this.cases, other)!;
    const keep = async (move: Promise<{ moveId: string; fromId: string; intoId: string }>) => {
      const done = await move;
      this.moves.push(done);
      if (!this.cases.includes(done.intoId)) this.cases.push(done.intoId);
    };
    const said = async () =>
      (await town.database.query<{ id: string }>(`select id from timeline_entry where case_id = $1 and kind = 'message' order by position`, [caseId]))
        .filter((_, n) => (n + other) % 2 === 0).map(({ id }) => id); // prettier-ignore
    if ((act === 'move' || act === 'split') && (await said()).length === 0) return;
    switch (act) {
      case 'answer':
        return void this.answers.push(
          await story.answers(who, { caseId, account: accounts[one % 2]!, state: other % 3 ? 'sent' : 'queued' }),
        );
      case 'fate': {
        const answer = pick(this.answers, one);
        return answer ? story.becomes(answer, (['sent', 'failed', 'canceled'] as const)[other % 3]!) : undefined;
      }
      case 'status':
        return story.changes(who, caseId, {
          status: (['open', 'waiting', 'closed', 'closed'] as CaseStatus[])[other % 4]!,
        });
      case 'team':
        return story.changes(who, caseId, { teamId: teams[other % 2]! });
      case 'caseType':
        return story.changes(who, caseId, { caseTypeId: [null, ...kinds][other % 3]! });
      case 'timer':
        return void (await town.database.write({ kind: 'system', name: 'SLA' }, async (tx) => {
          await tx.query(
            `insert into sla_timer (id, case_id, kind, start_position, state, target, target_name, team_id, started_at, elapsed_seconds, total_seconds, as_of, ended_at, breached_at)
             values ($1, $2, $3, $4, 'done', '{}', 'All', $5, $6, $7, 9, $6, $6, $8)`,
            [
              newId(),
              caseId,
              one % 2 ? 'resolution' : 'first-response',
              one,
              teams[0],
              story.now,
              one * 1000,
              other % 2 ? story.now : null,
            ],
          );
          tx.publish('sla.timer-changed', { dueFor: null, counts: true }, { caseId, teamIds: [] });
        }));
      case 'move':
        return keep(
          said().then((entryIds) =>
            story.as(who, (tx) => moveEntries(tx, who, { fromId: caseId, wanted: { entryIds, intoId: into } })),
          ),
        );
      case 'split':
        return keep(
          said().then((entryIds) =>
            story.as(who, (tx) => splitCase(tx, who, { fromId: caseId, wanted: { entryIds } })),
          ),
        );
      case 'merge':
        return keep(story.as(who, (tx) => mergeCase(tx, who, { fromId: caseId, intoId: into })));
      default: {
        const move = pick(this.moves, one);
        return (
          move && void (await story.as(who, (tx) => undoMove(tx, who, { caseId: move.fromId, moveId: move.moveId })))
        );
      }
    }
  }
}

/** What may be refused: a case that was merged away, itself as its target, nothing to move, a timer that is there. */
function refused(error: unknown): void {
  const { code = '' } = error as { code?: string };
  if (!['conflict', 'invalid-request', '23505'].includes(code)) throw error;
}

const sums = () =>
  town.database.query(
    `select metric, granularity, zone, day::text, team_id, channel, case_type_id, agent_id, bucket, n, total from metric_rollup where n <> 0 or total <> 0
     order by 1, 2, 3, 4, 5, 6, 7, 8, 9`,
  );
const points = () => town.database.query<{ metric: string }>(`select * from metric_point order by case_id, metric, n`);

/** Not every metric is grouped by everything. */
function ungrouped(error: unknown): null {
  if ((error as { code?: string }).code !== 'invalid-request') throw error;
  return null;
}

/** Every metric and every way to read it: what is added up is what there is, and each number has its cases. */
async function readingsAgree(to: string): Promise<void> {
  const days = { from: '2026-02-18', to };
  for (const metric of MetricName.options) {
    const read = async (query: object) =>
      computeMetric(town.database, root, { name: metric, query: MetricQuery.parse({ ...days, ...query }) }).catch(
        ungrouped,
      );
    const byDay = (await read({}))!;
    for (const query of [
      { groupBy: 'team' },
      { groupBy: 'caseType', by: 'channel' },
      { groupBy: 'agent', by: 'caseType' },
      { groupBy: 'month' },
      { groupBy: 'hour' },
    ]) {
      const other = await read(query);
      if (other && query.groupBy !== 'hour') expect([metric, query, other.total]).toEqual([metric, query, byDay.total]);
      if (other && query.groupBy === 'hour') expect(other.total.count).toBe(byDay.total.count);
    }
    if (metric.startsWith('s')) continue;
    const cases = await metricCases(town.database, root, { name: metric, query: { ...days, limit: 200 } });
    // A case with several points, as one with several contacts, is one case behind the number.
    expect([metric, cases.total]).toEqual([metric, cases.items.length]);
    expect(cases.total).toBeLessThanOrEqual(byDay.total.count);
    if (byDay.unit === 'count')
      expect([metric, cases.items.reduce((sum, { value }) => sum + value, 0)]).toEqual([metric, byDay.total.value]);
  }
}

describe('whatever happens to cases', () => {
  it('adds up as if it were counted anew, in every zone, and every number has its cases', async () => {
    await town.database.execute(`insert into metric_zone (zone, ready) values ('Indian/Reunion', true)`);
    await fc.assert(
      fc.asyncProperty(fc.array(Step, { minLength: 2, maxLength: 6 }), async (steps) => {
        await town.forget();
        await town.database.execute(`truncate metric_point, metric_rollup`);
        const history = new History();
        for (const step of steps) await history.go(step);
        await history.story.counted();
        const [counted, summed] = [await points(), await sums()];
        await readingsAgree(history.story.now.toISOString().slice(0, 10));

        await history.story.counted();
        expect(await sums()).toEqual(summed);
        await rebuildMetrics(town.database);
        expect(await sums()).toEqual(summed);
        expect(await points()).toEqual(counted);
        await town.database.execute(`truncate metric_point, metric_rollup`);
        await rebuildMetrics(town.database);
        expect(await points()).toEqual(counted);
        expect(await sums()).toEqual(summed);
      }),
      { numRuns: 100 },
    );
  }, 300_000);

  it('counts nothing of spam, and all of it once more when it is none', async () => {
    const story = new MetricsScenario(town, new Date('2026-03-02T09:00:00Z'));
    const caseId = await story.writes(accounts[0]!, 'zoe@citizen.test');
    await story.answers(root, { caseId, account: accounts[0]! });
    await story.changes(root, caseId, { status: 'closed' });
    await story.counted();
    const [counted, summed] = [await points(), await sums()];
    expect(counted.map(({ metric }) => metric)).toEqual(
      expect.arrayContaining(['contacts', 'opened', 'closed', 'replies']),
    );

    await story.changes(root, caseId, { status: 'spam' });
    await story.counted();
    expect(await points()).toEqual([]);
    expect(await sums()).toEqual([]);

    await story.changes(root, caseId, { status: 'closed' });
    await story.counted();
    expect(await points()).toEqual(counted);
    expect(await sums()).toEqual(summed);
  });

  it('counts nothing of a restricted case, also of one message, and all of it once that is lifted', async () => {
    const story = new MetricsScenario(town, new Date('2026-03-02T09:00:00Z'));
    const caseId = await story.writes(accounts[0]!, 'zoe@citizen.test');
    await story.answers(root, { caseId, account: accounts[0]! });
    await story.changes(root, caseId, { status: 'closed' });
    await story.counted();
    const [counted, summed] = [await points(), await sums()];

    const wanted = { agentIds: [root.id], reason: 'violence' as const, detail: '' };
    await story.as(root, (tx) => restrictCase(tx, root, { id: caseId, wanted }));
    await story.counted();
    expect([await points(), await sums()]).toEqual([[], []]);
    await rebuildMetrics(town.database);
    expect([await points(), await sums()]).toEqual([[], []]);

    await story.as(root, (tx) => liftRestriction(tx, root, caseId));
    await story.counted();
    expect([await points(), await sums()]).toEqual([counted, summed]);

    const other = await story.writes(accounts[0]!, 'max@citizen.test');
    await town.database.execute(`update cases set restricted_to = array[$1::uuid] where id = $2`, [root.id, other]);
    await story.counted();
    expect([await points(), await sums()]).toEqual([counted, summed]);
  });

  it('counts a case of one message as it is counted anew, whoever wrote it and however often the log is read', async () => {
    const story = new MetricsScenario(town, new Date('2026-03-02T21:30:00Z'));
    await story.writes(accounts[0]!, 'zoe@citizen.test');
    await story.writes(accounts[1]!, 'robot@citizen.test', { automatic: 'bulk' });
    await story.counted();
    const events = await allEvents(town.database);
    const [counted, summed] = [await points(), await sums()];
    expect(counted.map(({ metric }) => metric).sort()).toEqual(['contacts', 'opened', 'opened']);

    await town.database.write({ kind: 'system', name: 'metrics' }, (tx) => updateMetrics(tx, events));
    expect([await points(), await sums()]).toEqual([counted, summed]);
    await town.database.execute(`truncate metric_point, metric_rollup`);
    await rebuildMetrics(town.database);
    expect([await points(), await sums()]).toEqual([counted, summed]);
  });

  it('counts a case in which citizens have only written as it is counted anew, and also when something else has happened', async () => {
    const story = new MetricsScenario(town, new Date('2026-03-02T21:30:00Z'));
    const caseId = await story.writes(accounts[0]!, 'zoe@citizen.test');
    await story.counted();
    await story.at('2026-03-03T08:00').writes(accounts[1]!, 'zoe@citizen.test', { caseId });
    await story.writes(accounts[0]!, 'robot@citizen.test', { caseId, automatic: 'bulk' });
    await story.counted();
    const agree = async () => {
      const [counted, summed] = [await points(), await sums()];
      await town.database.execute(`truncate metric_point, metric_rollup`);
      await rebuildMetrics(town.database);
      expect([await points(), await sums()]).toEqual([counted, summed]);
      return counted.map(({ metric }) => metric).sort();
    };
    expect(await agree()).toEqual(['contacts', 'contacts', 'opened']);

    await town.database.execute(
      `insert into sla_timer (id, case_id, kind, start_position, state, target, target_name, team_id, started_at, elapsed_seconds, total_seconds, as_of, ended_at, breached_at)
       values ($1, $2, 'first-response', 1, 'done', '{}', 'All', $3, $4, 9, 9, $4, $4, $4)`,
      [newId(), caseId, teams[0], story.now],
    );
    await story.writes(accounts[0]!, 'zoe@citizen.test', { caseId });
    await story.counted();
    expect(await agree()).toEqual(['contacts', 'contacts', 'contacts', 'first-response-worked', 'on-time', 'opened']);
  });

  it('is counted by the days of a new zone once a team has it', async () => {
    const story = new MetricsScenario(town, new Date('2026-03-02T21:30:00Z'));
    await story.writes(accounts[0]!, 'zoe@citizen.test');
    await story.counted();
    await town.database.write({ kind: 'system', name: 'Teams' }, async (tx) => {
      await tx.query(`update team set business_hours = '{"timeZone":"Indian/Reunion"}' where id = $1`, [teams[0]]);
      await registerZones(tx);
      await updateMetrics(tx, []);
    });
    const days = MetricQuery.parse({ from: '2026-03-02', to: '2026-03-03' });
    const read = async () =>
      (await computeMetric(town.database, root, { name: 'contacts', query: days })).points.map(({ value }) => value);
    expect(await read()).toEqual([1, 0]);
    await buildZone(town.database, 'Indian/Reunion');
    expect(await read()).toEqual([0, 1]);
  });

  it('is counted later, once for all that came meanwhile, where it has thousands of entries', async () => {
    const story = new MetricsScenario(town, new Date('2026-03-02T09:00:00Z'));
    const caseId = await story.writes(accounts[0]!, 'robot@citizen.test');
    const write = () => story.writes(accounts[0]!, 'robot@citizen.test', { caseId });
    await story.counted();
    const contacts = async () => (await points()).filter(({ metric }) => metric === 'contacts').length;
    const waiting = () =>
      town.database.query<{ runAt: Date }>(
        `select run_at as "runAt" from graphile_worker.jobs where task_identifier = 'recount-case'`,
      );
    await town.database.execute(
      `with long as (update cases set last_position = 1001 where id = $1)
       update timeline_entry set position = 1001 where case_id = $1 and position = 1`,
      [caseId],
    );
    await write();
    await story.counted();
    const [first] = await waiting();
    await write();
    await story.counted();
    expect(await contacts()).toBe(1);
    expect(await waiting()).toEqual([first]);
    await recountCase(town.database, caseId);
    expect(await contacts()).toBe(3);
  });
});
