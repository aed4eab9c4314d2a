import { createSector, principalOf, type Principal } from '@guichet/access';
import { mergeCase, openCase } from '@guichet/cases';
import {
  MetricCasesQuery,
  MetricQuery,
  MetricsExport,
  type MetricCasesOrder,
  type MetricName,
} from '@guichet/contracts';
import { newId } from '@guichet/platform';
import { MetricsScenario } from '../../../../test/support/metrics-scenario.js';
import type { Intake } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { ageing } from '../board/ageing.queries.js';
import { metricCases } from '../query/drill-down.queries.js';
import { computeMetric } from '../query/compute-metric.js';
import { metricsSheet } from '../exports/metrics-export.js';

let town: TestTown;
let team: string;
let ana: Principal;
let root: Principal;
let mailbox: Intake;
let story: MetricsScenario;

beforeEach(async () => {
  town = await TestTown.build();
  team = await town.team('Écoles');
  ana = await town.agent('Ana', [team]);
  root = await town.agent('Root', [team], 'administrator');
  mailbox = await town.mailbox(team);
  story = new MetricsScenario(town, new Date('2026-03-02T09:00:00Z'));
});
afterEach(() => town.close());

const days = { from: '2026-03-02', to: '2026-03-06' };
async function ask(name: MetricName, more: Partial<MetricQuery> = {}, who: Principal = root) {
  await story.counted();
  return computeMetric(town.database, who, { name, query: MetricQuery.parse({ ...days, ...more }) });
}
const listOf = (query: object) => MetricCasesQuery.parse({ ...days, ...query });
/** A target of a case that was done by now, be it too late. */
const addTimer = (caseId: string, { kind, breached }: { kind: string; breached: string | null }) =>
  town.database.execute(
    `insert into sla_timer (id, case_id, kind, start_position, state, target, target_name, team_id, started_at, elapsed_seconds, total_seconds, as_of, ended_at, breached_at)
     values (gen_random_uuid(), $1, $2, 1, 'done', '{"value":1,"unit":"hours"}', 'All', $3, $4, 1800, 3600, $4, $4, $5)`,
    [caseId, kind, team, story.now, breached],
  );
const byKey = ({ points }: { points: { key: string; value: number | null }[] }) =>
  Object.fromEntries(points.map(({ key, value }) => [key, value]));

describe('metrics', () => {
  it('count contacts on the day when they came, and nothing that a machine sent', async () => {
    const id = await story.at('2026-03-02T10:00').writes(mailbox, 'zoe@citizen.test');
    await story.at('2026-03-03T23:30').writes(mailbox, 'zoe@citizen.test', { caseId: id });
    await story.at('2026-03-04T10:00').writes(mailbox, 'zoe@citizen.test', { caseId: id, automatic: 'reply' });

    const result = await ask('contacts');
    expect(result.total).toEqual({ value: 2, count: 2, p90: null });
    expect(byKey(result)).toEqual({
      '2026-03-02': 1,
      '2026-03-03': 1,
      '2026-03-04': 0,
      '2026-03-05': 0,
      '2026-03-06': 0,
    });
    expect((await ask('contacts', { groupBy: 'hour' })).points.filter(({ value }) => value)).toMatchObject([
      { key: 'mon-10', value: 1 },
      { key: 'tue-23', value: 1 },
    ]);
  });

  it('are of the teams of one sector where that is asked for, and of no other for who supervises it', async () => {
    const [{ id: families }, { id: roads }] = await story.as(root, async (tx) => [await createSector(tx, root, { name: 'Families' }), await createSector(tx, root, { name: 'Roads' })] as const); // prettier-ignore
    const other = await town.team('Voirie');
    await town.database.execute(`update team set sector_id = case id when $1 then $2::uuid else $3::uuid end`, [team, families, roads]); // prettier-ignore
    const sue = await town.agent('Sue', [], 'supervisor');
    await town.database.execute(`update role_grant set reach = 'sectors', sector_ids = array[$2::uuid] where agent_id = $1`, [sue.id, families]); // prettier-ignore
    await story.at('2026-03-02T10:00').writes(mailbox, 'zoe@citizen.test');
    await story.at('2026-03-02T11:00').writes(await town.mailbox(other), 'max@citizen.test');
    const by = async (who: Principal, more: Partial<MetricQuery> = {}) =>
      (await ask('contacts', { groupBy: 'team', ...more }, who)).points.map(({ label, value }) => [label, value]);
    expect(await by(root)).toHaveLength(2);
    expect(await by(root, { sector: roads })).toEqual([['Voirie', 1]]);
    expect(await by(root, { sector: roads, team })).toEqual([]);
    const supervisor = (await principalOf(town.database, sue.id))!;
    expect(await by(supervisor)).toEqual([['Écoles', 1]]);
    expect(await by(supervisor, { sector: roads })).toEqual([]);
    const { items, total } = await metricCases(town.database, root, {
      name: 'contacts',
      query: listOf({ sector: roads }),
    });
    expect([items.length, total]).toEqual([1, 1]);
    const asked = MetricsExport.parse({ ...days, metrics: 'contacts', groupBy: 'team', sector: families });
    const { rows } = await metricsSheet(town.database, root, asked);
    expect(JSON.stringify(rows)).toContain('Écoles');
    expect(JSON.stringify(rows)).not.toContain('Voirie');
  });

  it('count cases that were closed without a reply, but not those whose reply was sent with the closing', async () => {
    const ignored = await story.at('2026-03-02T10:00').writes(mailbox, 'zoe@citizen.test');
    await story.at('2026-03-02T11:00').changes(ana, ignored, { status: 'closed' });
    const answered = await story.at('2026-03-03T10:00').writes(mailbox, 'ali@citizen.test');
    const reply = await story
      .at('2026-03-03T11:00')
      .answers(ana, { caseId: answered, account: mailbox, state: 'queued' });
    await story.changes(ana, answered, { status: 'closed' });
    await story.at('2026-03-03T11:01').becomes(reply, 'sent');
    const quiet = await story
      .at('2026-03-04T10:00')
      .as(ana, (tx) => openCase(tx, ana, { subject: 'Note', teamId: team }));
    await story.changes(ana, quiet, { status: 'closed' });

    const result = await ask('closed-without-reply');
    expect(result.total.value).toBe(1);
    expect(byKey(result)).toMatchObject({ '2026-03-02': 1, '2026-03-03': 0, '2026-03-04': 0 });
    expect((await metricCases(town.database, root, { name: 'closed-without-reply', query: listOf({}) })).items.map((one) => one.case.id)).toEqual([ignored]); // prettier-ignore
  });

  it('tell how long citizens waited for a first answer that left', async () => {
    const id = await story.at('2026-03-02T10:00').writes(mailbox, 'zoe@citizen.test');
    const other = await story.at('2026-03-02T12:00').writes(mailbox, 'max@citizen.test');
    const failing = await story.at('2026-03-02T11:00').answers(ana, { caseId: id, account: mailbox, state: 'queued' });
    expect((await ask('first-response')).total).toEqual({ value: null, count: 0, p90: null });

    await story.becomes(failing, 'failed');
    await story.at('2026-03-03T10:00').answers(ana, { caseId: id, account: mailbox });
    await story.at('2026-03-03T11:00').answers(ana, { caseId: id, account: mailbox });
    const result = await ask('first-response', { groupBy: 'agent' });
    expect(result.points).toMatchObject([{ key: ana.id, label: 'Ana', count: 1 }]);
    expect(result.total.value! / 86_400).toBeCloseTo(1, 0);
    expect(result.histogram).toEqual([{ from: 86_400, to: 172_800, count: 1 }]);
    expect(byKey(await ask('replies'))).toMatchObject({ '2026-03-02': 0, '2026-03-03': 2 });
    expect((await ask('replies', { agent: root.id })).total.value).toBe(0);
    expect((await metricCases(town.database, root, { name: 'first-response', query: listOf({}) })).items).toMatchObject(
      [{ case: { id }, value: 86_400 }],
    );
    expect(other).not.toBe(id);

    // In the zone, a new week has begun already.
    await story.at('2026-03-09T00:30').answers(ana, { caseId: other, account: mailbox });
    const weeks = await ask('first-response', { from: '2026-03-03', to: '2026-03-10', groupBy: 'week', by: 'channel' });
    expect(weeks.points).toMatchObject([
      { key: '2026-03-02', series: 'email', count: 1 },
      { key: '2026-03-09', series: 'email', count: 1 },
    ]);
  });

  it('list the cases behind a length of time with the longest first, page after page', async () => {
    const waited = [3, 26, 8, 26, 1];
    const ids: string[] = [];
    for (const [n, hours] of waited.entries()) {
      const id = await story.at('2026-03-02T10:00').writes(mailbox, `citizen${n}@citizen.test`);
      const at = new Date(Date.parse('2026-03-02T10:00Z') + hours * 3_600_000).toISOString().slice(0, 16);
      await story.at(at).answers(ana, { caseId: id, account: mailbox });
      ids.push(id);
    }
    await story.counted();
    const all: { id: string; hours: number }[] = [];
    for (let cursor: string | null = null; ;) {
      const query = listOf({ limit: 2, ...(cursor && { cursor }) });
      const page = await metricCases(town.database, root, { name: 'first-response', query });
      all.push(...page.items.map((one) => ({ id: one.case.id, hours: one.value / 3600 })));
      if (!(cursor = page.nextCursor)) break;
    }

    expect(all.map(({ hours }) => hours)).toEqual([26, 26, 8, 3, 1]);
    expect(all.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    const query = listOf({ cursor: Buffer.from('["x"]').toString('base64url') });
    await expect(metricCases(town.database, root, { name: 'first-response', query })).rejects.toMatchObject({
      more: { errors: [{ path: 'cursor' }] },
    });
  });

  it('list the cases behind a number in the order that is asked for, page after page', async () => {
    const waited: [hours: number, id: string][] = [];
    for (const [n, hours] of [8, 1, 26].entries()) {
      const id = await story.at('2026-03-02T10:00').writes(mailbox, `order${n}@citizen.test`);
      const at = new Date(Date.parse('2026-03-02T10:00Z') + hours * 3_600_000).toISOString().slice(0, 16);
      await story.at(at).answers(ana, { caseId: id, account: mailbox });
      waited.push([hours, id]);
    }
    await story.counted();
    const listed = async (order?: MetricCasesOrder) => {
      const ids: string[] = [];
      for (let cursor: string | undefined; ;) {
        const query = listOf({ limit: 2, ...(order && { order }), ...(cursor && { cursor }) });
        const page = await metricCases(town.database, root, { name: 'first-response', query });
        ids.push(...page.items.map((one) => one.case.id));
        if (!page.nextCursor) return ids;
        cursor = page.nextCursor;
      }
    };
    const [eight, one, most] = waited.map(([, id]) => id);

    // A reply that took longer came later.
    expect(await listed('oldest')).toEqual([one, eight, most]);
    expect(await listed('newest')).toEqual([most, eight, one]);
    expect(await listed('worst')).toEqual([most, eight, one]);
    expect(await listed()).toEqual([most, eight, one]);
  });

  it('list those outside their target first, where that is asked of the share of kept targets', async () => {
    const orderOf = async (order: MetricCasesOrder) => {
      const { items } = await metricCases(town.database, root, { name: 'on-time', query: listOf({ order }) });
      return items.map((one) => one.value);
    };
    for (const breached of [null, '2026-03-03T10:00:00Z', null]) {
      const id = await story.at('2026-03-02T10:00').writes(mailbox, 'zoe@citizen.test');
      await addTimer(id, { kind: 'first-response', breached });
    }
    await story.counted();

    expect(await orderOf('worst')).toEqual([0, 1, 1]);
    const missed = await metricCases(town.database, root, { name: 'on-time', query: listOf({ within: 'no' }) });
    expect([missed.total, missed.items.map(({ value }) => value)]).toEqual([1, [0]]);
    const kept = await metricCases(town.database, root, { name: 'on-time', query: listOf({ within: 'yes' }) });
    expect([kept.total, kept.items.map(({ value }) => value)]).toEqual([2, [1, 1]]);
    await expect(
      metricCases(town.database, root, { name: 'opened', query: listOf({ within: 'no' }) }),
    ).rejects.toMatchObject({ code: 'invalid-request' });
    expect(await orderOf('newest')).toEqual([0, 1, 1]);
    expect(await orderOf('oldest')).toEqual([1, 1, 0]);
  });

  it.each([
    ['backlog', 'worst'],
    ['opened', 'worst'],
  ] as const)('refuse to list %s in the order “%s”, which it has not', async (name, order) => {
    await expect(metricCases(town.database, root, { name, query: listOf({ order }) })).rejects.toMatchObject({
      more: { errors: [{ path: 'order' }] },
    });
  });

  it.each<[query: object, path: string]>([
    [{ groupBy: 'team', key: 'écoles' }, 'key'],
    [{ groupBy: 'day', key: '2026-13-45' }, 'key'],
    [{ groupBy: 'week', key: '2026-03-03' }, 'key'],
    [{ groupBy: 'day', key: '2026-03-02', by: 'caseType', series: 'x' }, 'series'],
    [{ from: '0000-01-01', to: '0000-01-02' }, 'from'],
  ])('refuse a point that is none: %j', async (query, path) => {
    await expect(metricCases(town.database, root, { name: 'contacts', query: listOf(query) })).rejects.toMatchObject({
      more: { errors: [{ path }] },
    });
  });

  it('count no closing that was taken back, nor that a case came back by it', async () => {
    const id = await story.at('2026-03-02T10:00').writes(mailbox, 'zoe@citizen.test');
    await story.at('2026-03-02T12:00').changes(ana, id, { status: 'closed' });
    await story.at('2026-03-02T12:01').changes(ana, id, { status: 'open', undo: true });
    const asleep = await story.at('2026-03-02T10:00').writes(mailbox, 'max@citizen.test');
    const snoozeUntil = '2026-03-02T12:30:00.000Z';
    await story.at('2026-03-02T11:00').changes(ana, asleep, { status: 'snoozed', snoozeUntil });
    await story.at('2026-03-02T12:00').changes(ana, asleep, { status: 'closed' });
    await story.at('2026-03-02T12:50').changes(ana, asleep, { status: 'open', undo: true });
    for (const name of ['closed', 'closed-without-reply', 'reopened', 'reopen-rate', 'resolution'] as const)
      expect([name, (await ask(name)).total.count]).toEqual([name, 0]);

    // What is reopened by a decision did come back, and a reopening that is taken back leaves the closing.
    await story.at('2026-03-03T10:00').changes(ana, id, { status: 'closed' });
    await story.at('2026-03-03T11:00').changes(ana, id, { status: 'open' });
    await story.at('2026-03-03T11:01').changes(ana, id, { status: 'closed', undo: true });
    expect(byKey(await ask('closed'))).toMatchObject({ '2026-03-02': 0, '2026-03-03': 1 });
    expect((await ask('reopened')).total.value).toBe(0);
    await story.at('2026-03-04T11:00').changes(ana, id, { status: 'open' });
    expect(byKey(await ask('reopened'))).toMatchObject({ '2026-03-03': 0, '2026-03-04': 1 });
  });

  it('tell of closings, of what came back, and of how much it took', async () => {
    const id = await story.at('2026-03-02T10:00').writes(mailbox, 'zoe@citizen.test');
    await story.at('2026-03-02T11:00').writes(mailbox, 'zoe@citizen.test', { caseId: id });
    await story.at('2026-03-02T12:00').changes(ana, id, { status: 'closed' });
    expect((await ask('resolution')).histogram).toEqual([{ from: 7200, to: 14_400, count: 1 }]);
    expect((await ask('reopen-rate')).total.value).toBe(0);

    await story.at('2026-03-03T10:00').writes(mailbox, 'zoe@citizen.test', { caseId: id });
    expect((await ask('resolution')).total.count).toBe(0);
    await story.at('2026-03-04T10:00').changes(ana, id, { status: 'closed' });
    expect(byKey(await ask('closed'))).toMatchObject({ '2026-03-02': 1, '2026-03-03': 0, '2026-03-04': 1 });
    expect(byKey(await ask('reopened'))).toMatchObject({ '2026-03-03': 1 });
    expect(byKey(await ask('reopen-rate'))).toMatchObject({ '2026-03-02': 1, '2026-03-03': null, '2026-03-04': 0 });
    expect((await ask('contacts-per-case')).total).toEqual({ value: 2.5, count: 2, p90: null });
    expect((await ask('resolution')).histogram).toEqual([{ from: 172_800, to: 259_200, count: 1 }]);
    expect(byKey(await ask('backlog'))).toEqual({
      '2026-03-02': 0,
      '2026-03-03': 1,
      '2026-03-04': 0,
      '2026-03-05': 0,
      '2026-03-06': 0,
    });
    expect(
      await metricCases(town.database, root, { name: 'backlog', query: listOf({ to: '2026-03-03' }) }),
    ).toMatchObject({
      items: [{ case: { id } }],
      total: 1,
    });
    expect(
      (await metricCases(town.database, root, { name: 'backlog', query: listOf({ to: '2026-03-04' }) })).items,
    ).toEqual([]);
    expect(await metricCases(town.database, root, { name: 'closed', query: listOf({}) })).toMatchObject({
      items: [{ case: { id }, value: 2 }],
      nextCursor: null,
      total: 1,
    });
  });

  it('say which targets were missed, and how long the team worked', async () => {
    const id = await story.at('2026-03-02T10:00').writes(mailbox, 'zoe@citizen.test');
    await addTimer(id, { kind: 'first-response', breached: null });
    await addTimer(id, { kind: 'resolution', breached: '2026-03-03T10:00:00Z' });
    await story.answers(ana, { caseId: id, account: mailbox });

    expect((await ask('on-time')).total).toEqual({ value: 0.5, count: 2, p90: null });
    expect(byKey(await ask('breaches'))).toMatchObject({ '2026-03-02': 0, '2026-03-03': 1 });
    // It says when the target was missed, which is what the list goes by.
    expect(await metricCases(town.database, root, { name: 'breaches', query: listOf({}) })).toMatchObject({
      total: 1,
      items: [{ at: '2026-03-03T10:00:00.000Z' }],
    });
    expect((await ask('first-response-worked')).histogram).toEqual([{ from: 1800, to: 3600, count: 1 }]);
    expect((await ask('resolution-worked')).total.count).toBe(1);
  });

  it('count a case with the team and the case type that it has now', async () => {
    const id = await story.at('2026-03-02T10:00').writes(mailbox, 'zoe@citizen.test');
    const other = await town.team('Voirie');
    const caseTypeId = newId();
    await town.database.execute(`insert into case_type (id, name) values ($1, 'Cantine')`, [caseTypeId]);
    expect((await ask('contacts', { groupBy: 'caseType' })).points).toMatchObject([
      { key: 'none', label: null, value: 1 },
    ]);

    await story.changes(root, id, { teamId: other, caseTypeId });
    expect((await ask('contacts', { groupBy: 'caseType', by: 'team' })).points).toMatchObject([
      { key: caseTypeId, label: 'Cantine', series: other, value: 1 },
    ]);
    expect((await ask('contacts', {}, ana)).total.value).toBe(0);
  });

  it('see a merged case as part of the other one', async () => {
    const id = await story.at('2026-03-02T10:00').writes(mailbox, 'zoe@citizen.test');
    const into = await story.at('2026-03-02T11:00').writes(mailbox, 'max@citizen.test');
    await story.at('2026-03-02T12:00').as(ana, (tx) => mergeCase(tx, ana, { fromId: id, intoId: into }));
    expect((await ask('opened')).total.value).toBe(1);
    expect((await ask('closed')).total.value).toBe(0);
    expect((await ask('contacts')).total.value).toBe(2);
    expect((await metricCases(town.database, root, { name: 'contacts', query: listOf({}) })).items).toMatchObject([
      { case: { id: into }, value: 2 },
    ]);
  });

  it('count cases that a message has proved to be one correspondence as one', async () => {
    const question = { externalId: 'question@citizen.test' };
    const answer = { threadKeys: [`ref:${question.externalId}`] };
    const older = await story.at('2026-03-02T10:00').writes(mailbox, 'zoe@citizen.test', answer);
    const newer = await story.at('2026-03-03T10:00').writes(mailbox, 'zoe@citizen.test', answer);
    expect(newer).not.toBe(older);
    expect((await ask('opened')).total.value).toBe(2);
    expect(await story.at('2026-03-04T10:00').writes(mailbox, 'zoe@citizen.test', question)).toBe(older);
    expect((await ask('opened')).total.value).toBe(1);
    expect((await ask('closed')).total.value).toBe(0);
    expect((await metricCases(town.database, root, { name: 'contacts', query: listOf({}) })).items).toMatchObject([
      { case: { id: older }, value: 3 },
    ]);
    await story.at('2026-03-04T12:00').answers(ana, { caseId: older, account: mailbox });
    // Since the first of them came: 50 hours, as exact as such figures are kept.
    expect((await ask('first-response')).total.value).toBeGreaterThan(49 * 3600);
  });

  it('do not take the end of a case for that of the case which it became part of', async () => {
    const id = await story.at('2026-03-02T10:00').writes(mailbox, 'zoe@citizen.test');
    const into = await story.at('2026-03-02T11:00').writes(mailbox, 'max@citizen.test');
    await story.at('2026-03-02T12:00').changes(ana, id, { status: 'closed' });
    await story.at('2026-03-02T13:00').as(ana, (tx) => mergeCase(tx, ana, { fromId: id, intoId: into }));
    expect((await ask('backlog')).total.value).toBe(1);
    expect((await ask('closed')).total.value).toBe(0);
    await story.at('2026-03-02T14:00').changes(ana, into, { status: 'closed' });
    expect((await ask('backlog')).total.value).toBe(0);
    expect((await ask('reopened')).total.value).toBe(0);
  });

  it('tell a switch of channels, and what was made from a template', async () => {
    const sms: Intake = { ...(await town.mailbox(team)), kind: 'sms' };
    const id = await story.at('2026-03-02T10:00').writes(mailbox, 'zoe@citizen.test');
    await story.writes(sms, 'zoe@citizen.test', { caseId: id });
    await story.answers(ana, { caseId: id, account: mailbox });
    await story.changes(ana, id, { status: 'closed' });
    expect((await ask('channel-switches', { groupBy: 'channel' })).points).toMatchObject([{ key: 'email', value: 1 }]);
    expect((await ask('contacts', { groupBy: 'channel' })).points).toMatchObject([
      { key: 'email', value: 1 },
      { key: 'sms', value: 1 },
    ]);
    expect((await ask('template-share')).total).toEqual({ value: 0, count: 1, p90: null });
  });

  it('count no answer from an agent’s own text as one from a template', async () => {
    const id = await story.at('2026-03-02T10:00').writes(mailbox, 'zoe@citizen.test');
    for (const [title, owner] of [
      ['Shared', null],
      ['Own', ana.id],
    ]) {
      await story.answers(ana, { caseId: id, account: mailbox });
      await town.database.execute(
        `with t as (insert into template (id, title, source_language, owner_id, created_at, updated_at)
           values (gen_random_uuid(), $1, 'fr', $2, now(), now()) returning id),
         v as (insert into template_version (id, template_id, language, number, state, content, created_at, created_by)
           select gen_random_uuid(), id, 'fr', 1, 'approved', '{"blocks": []}', now(), 'Ana' from t returning id, template_id)
         insert into template_use (entry_id, case_id, team_id, agent_id, template_id, version_id, language, channel_kind, level, verbatim, edits, facts, at)
         select e.id, e.case_id, $4, e.actor_id, v.template_id, v.id, 'fr', 'email', 'full', true, '[]', '[]', e.at
         from v, (select * from timeline_entry where case_id = $3 and direction = 'out' order by position desc limit 1) e`,
        [title, owner, id, team],
      );
    }
    expect((await ask('template-share')).total).toEqual({ value: 0.5, count: 2, p90: null });
  });

  it('tell how it went, and how many said so', async () => {
    const id = await story.at('2026-03-02T10:00').writes(mailbox, 'zoe@citizen.test');
    const said = (day: string, score: number) =>
      town.database.execute(
        `insert into survey_response (id, day, at, team_id, channel, language, score) values (gen_random_uuid(), $1::date, $1::date, $2, 'email', 'fr', $3)`,
        [day, team, score],
      );
    for (const [day, score] of [['2026-03-02', 3], ['2026-03-02', 3], ['2026-03-03', 1], ['2026-03-09', 1]] as const) await said(day, score); // prettier-ignore
    await town.database.execute(
      `insert into survey (id, case_id, team_id, channel, entry_id, language, sent_at, responded_at)
       values (gen_random_uuid(), $1, $2, 'email', (select id from timeline_entry where case_id = $1 limit 1), 'fr', '2026-03-02T23:30:00Z', '2026-03-04T00:00:00Z')`,
      [id, team],
    );
    const went = await ask('satisfaction');
    expect(went.total.value).toBeCloseTo(2 / 3);
    expect(byKey(went)).toMatchObject({ '2026-03-02': 1, '2026-03-03': 0, '2026-03-04': null });
    expect((await ask('satisfaction', { groupBy: 'caseType', by: 'channel' })).points).toMatchObject([
      { key: 'none', count: 3 },
    ]);
    expect(byKey(await ask('survey-response'))).toMatchObject({ '2026-03-02': null, '2026-03-03': 1 });
    for (const [groupBy, key] of [
      ['week', '2026-03-02'],
      ['month', '2026-03-01'],
    ] as const)
      expect(byKey(await ask('survey-response', { groupBy }))).toMatchObject({ [key]: 1 });
    expect(await metricCases(town.database, root, { name: 'satisfaction', query: listOf({}) })).toMatchObject({
      items: [],
      total: 0,
    });
  });

  it('compare with the days before, and with those of a year ago', async () => {
    await story.at('2025-03-04T10:00').writes(mailbox, 'zoe@citizen.test');
    await story.at('2026-02-27T10:00').writes(mailbox, 'max@citizen.test');
    await story.writes(mailbox, 'lou@citizen.test');
    const before = await ask('contacts', { compare: 'previous' });
    expect(before.previous).toEqual({ value: 2, count: 2, p90: null, from: '2026-02-25', to: '2026-03-01' });
    const year = await ask('backlog', { compare: 'year' });
    expect(year.total.value).toBe(3);
    expect(year.previous).toMatchObject({ value: 1, from: '2025-03-02', to: '2025-03-06' });
    const long = await ask('opened', { from: '2025-01-15', groupBy: 'month' });
    expect(long.points).toHaveLength(15);
    expect(byKey(long)).toMatchObject({ '2025-01-01': 0, '2025-03-01': 1, '2026-02-01': 2 });
    expect((await ask('opened', { from: '2025-01-15', groupBy: 'channel' })).total.value).toBe(3);
  });

  it('show agents their own teams, and of agents only themselves', async () => {
    const id = await story.at('2026-03-02T10:00').writes(mailbox, 'zoe@citizen.test');
    await story.answers(ana, { caseId: id, account: mailbox });
    await story.answers(root, { caseId: id, account: mailbox });
    const stranger = await town.agent('Bob', [await town.team('Voirie')]);

    expect((await ask('replies', { groupBy: 'agent' })).points).toHaveLength(2);
    expect((await ask('replies', { groupBy: 'agent' }, ana)).points).toMatchObject([{ key: ana.id, value: 1 }]);
    expect((await ask('replies', {}, ana)).total.value).toBe(2);
    await expect(ask('replies', { agent: root.id }, ana)).rejects.toMatchObject({ code: 'not-permitted' });
    expect((await ask('replies', {}, stranger)).total.value).toBe(0);
    expect((await ask('replies', { team }, stranger)).total.value).toBe(0);
    expect(await metricCases(town.database, stranger, { name: 'replies', query: listOf({ team }) })).toEqual({
      items: [],
      nextCursor: null,
      total: 0,
    });
    expect((await ageing(town.database, stranger)).items).toEqual([]);
    expect((await ageing(town.database, ana)).items).toEqual([
      { team: { id: team, name: 'Écoles' }, counts: [1, 0, 0, 0, 0] },
    ]);
  });

  it('list the cases behind a number page by page, and behind each of its points', async () => {
    const ids: string[] = [];
    for (const hour of ['09', '10', '11', '12', '13'])
      ids.unshift(await story.at(`2026-03-02T${hour}:00`).writes(mailbox, `${hour}@citizen.test`));
    await story.counted();
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await metricCases(town.database, root, { name: 'opened', query: listOf({ limit: 2, cursor }) });
      expect(page.total).toBe(5);
      seen.push(...page.items.map((item) => item.case.id));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(ids);
    const point = await metricCases(town.database, root, {
      name: 'contacts',
      query: listOf({ groupBy: 'hour', key: 'mon-11', by: undefined }),
    });
    expect(point).toMatchObject({ items: [{ case: { id: ids[2] } }], total: 1 });
    const none = await metricCases(town.database, root, {
      name: 'contacts',
      query: listOf({ groupBy: 'caseType', key: 'none', by: 'channel', series: 'sms' }),
    });
    expect(none).toEqual({ items: [], nextCursor: null, total: 0 });
  });
});
