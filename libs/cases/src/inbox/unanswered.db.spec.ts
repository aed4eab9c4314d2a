import type { Principal } from '@guichet/access';
import type { Reader } from '@guichet/database';
import { CaseFilter, CreateCaseField } from '@guichet/contracts';
import { MetricsScenario } from '../../../../test/support/metrics-scenario.js';
import { openCase } from '../../../../test/support/open-case.js';
import type { Intake } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { updateCaseStep } from '../checklists/edit-case-steps.js';
import { createChecklistStep } from '../checklists/edit-case-type-checklist.js';
import { createCaseField } from '../fields/edit-case-type-fields.js';
import { createCaseType } from '../verbs/case-types.js';
import { caseDetail } from './case-detail.queries.js';
import { listedCaseIds } from './ids-and-count-of-list.queries.js';
import { findUnansweredCases } from './unanswered-cases.queries.js';

let town: TestTown;
let ana: Principal;
let sue: Principal;
let mailbox: Intake;
let story: MetricsScenario;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Écoles');
  ana = await town.agent('Ana', [team]);
  sue = await town.agent('Sue', [await town.team('Voirie')]);
  mailbox = await town.mailbox(team);
  story = new MetricsScenario(town, new Date());
});
afterAll(() => town.close());

const isUnanswered = async (id: string) => (await caseDetail(town.database, ana, { id })).unanswered;

describe('a case in which a citizen has written', () => {
  it('waits for a first reply until one is about to leave', async () => {
    const id = await story.writes(mailbox, 'zoe@citizen.test');
    expect(await isUnanswered(id)).toBe(true);
    const reply = await story.answers(ana, { caseId: id, account: mailbox, state: 'scheduled' });
    expect(await isUnanswered(id)).toBe(false);
    await story.becomes(reply, 'canceled');
    expect(await isUnanswered(id)).toBe(true);
    await story.becomes(await story.answers(ana, { caseId: id, account: mailbox, state: 'queued' }), 'failed');
    expect(await isUnanswered(id)).toBe(true);
    await story.answers(ana, { caseId: id, account: mailbox });
    // What comes after it has been answered once, and what is written there later is another matter.
    await story.writes(mailbox, 'zoe@citizen.test', { caseId: id });
    expect(await isUnanswered(id)).toBe(false);
  });

  it('waits for none once it is over, or where nobody but an agent or a machine has written', async () => {
    const [spam, automatic] = [
      await story.writes(mailbox, 'ads@citizen.test'),
      await story.writes(mailbox, 'robot@citizen.test', { flags: ['automatic'] }),
    ];
    await story.changes(ana, spam, { status: 'spam' });
    const own = await openCase(town, ana, 'Note');
    expect(await Promise.all([spam, automatic, own].map(isUnanswered))).toEqual([false, false, false]);
  });
});

describe('many cases that are about to be closed', () => {
  const writers = Array.from({ length: 7 }, (_, n) => `writer-${n}@citizen.test`);
  let ids: string[];
  let answered: string;
  beforeAll(async () => {
    ids = [];
    for (const writer of writers) ids.push(await story.writes(mailbox, writer, { subject: `Tondeuse ${writer}` }));
    [answered] = ids as [string];
    await story.answers(ana, { caseId: answered, account: mailbox });
  });

  it('are looked at in one statement: how many wait for a first reply, and the first of them as they were named', async () => {
    let statements = 0;
    const counting = { now: new Date(), query: (...asked: Parameters<Reader['query']>) => ((statements += 1), town.database.query(...asked)) } as Reader; // prettier-ignore
    const [, ...waiting] = ids;
    const caseIds = [...ids, ids[1]!];
    const found = await findUnansweredCases(counting, ana, { caseIds });
    expect(statements).toBe(1);
    expect(found).toMatchObject({ count: 6, isAtLeast: false, caseIds: waiting });
    expect(found.first.map(({ id }) => id)).toEqual(waiting.slice(0, 5));
    const { reference, subject } = await caseDetail(town.database, ana, { id: waiting[0]! });
    expect(found.first[0]).toMatchObject({ reference, subject });
  });

  it('may be all of a list, in its order, over its pages', async () => {
    const filter = CaseFilter.parse({ view: 'all', sort: 'oldest' });
    const among = await listedCaseIds(town.database, ana, { filter, among: ids, limit: 100 });
    const { first, caseIds, count } = await findUnansweredCases(town.database, ana, { filter });
    const named = await findUnansweredCases(town.database, ana, { caseIds: await listedCaseIds(town.database, ana, { filter, limit: 100 }) }); // prettier-ignore
    expect(count).toBe(named.count);
    expect(first).toEqual(named.first);
    expect(caseIds).toEqual([]);
    expect(among.filter((id) => named.caseIds.includes(id))).toEqual(among.filter((id) => id !== answered));
    expect((await findUnansweredCases(town.database, ana, { filter: { ...filter, status: 'closed' } })).count).toBe(0);
  });

  it('are none that cannot be closed yet for a step of their type, until it is done', async () => {
    const root = await town.agent('Root', [], 'administrator');
    const { id: caseTypeId } = await story.as(root, (tx) => createCaseType(tx, root, { name: 'Tondeuses' }));
    const wanted = { label: { fr: 'Vérifier', en: 'Check' }, required: true };
    const { id: stepId } = await story.as(root, (tx) => createChecklistStep(tx, root, { caseTypeId, wanted }));
    const caseId = await story.writes(mailbox, 'lacking@citizen.test');
    const counted = async () => (await findUnansweredCases(town.database, ana, { caseIds: [caseId] })).count;
    await story.changes(ana, caseId, { caseTypeId });
    expect(await counted()).toBe(0);
    await story.as(ana, (tx) => updateCaseStep(tx, ana, { caseId, stepId, wanted: { done: true } }));
    expect(await counted()).toBe(1);
    await story.as(root, (tx) => createCaseField(tx, root, { caseTypeId, wanted: CreateCaseField.parse({ kind: 'text', label: wanted.label, required: true }) })); // prettier-ignore
    expect(await counted()).toBe(0);
  });

  it('are none that the reader may not see', async () => {
    expect(await findUnansweredCases(town.database, sue, { caseIds: ids })).toEqual({ count: 0, isAtLeast: false, first: [], caseIds: [] }); // prettier-ignore
  });

  it('are counted no further than a thousand, and no other case is read', async () => {
    await town.database.execute(
      `insert into cases select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'reference', 'GCH-2026-9' || lpad(n::text, 5, '0')))).*
       from cases c cross join generate_series(1, 1005) n where c.id = $1`,
      [ids[1]],
    );
    await town.database.execute(
      `insert into timeline_entry select (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'case_id', c.id))).*
       from cases c cross join timeline_entry m where c.reference like 'GCH-2026-9%' and m.case_id = $1 and m.kind = 'message'`,
      [ids[1]],
    );
    const { count, isAtLeast, first } = await findUnansweredCases(town.database, ana, { filter: CaseFilter.parse({ view: 'all' }) }); // prettier-ignore
    expect([count, isAtLeast, first.length]).toEqual([1000, true, 5]);

    let asked: [string, unknown[]] = ['', []];
    const recording = { now: new Date(), query: (...one: typeof asked) => ((asked = one), Promise.resolve([])) };
    await findUnansweredCases(recording as unknown as Reader, ana, { caseIds: ids.slice(0, 2) });
    await town.database.execute(`vacuum (analyze) cases`);
    await town.database.execute(`vacuum (analyze) timeline_entry`);
    const plan = JSON.stringify(await town.database.query(`explain ${asked[0]}`, asked[1]));
    expect(plan).toContain('timeline_entry_position');
    expect(plan).not.toContain('Seq Scan on cases');
    expect(plan).not.toContain('Seq Scan on timeline_entry');
  });
});
