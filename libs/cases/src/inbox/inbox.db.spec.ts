import { type Principal } from '@guichet/access';
import { CaseQuery, type CaseSummary } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { newId } from '@guichet/platform';
import { openCase } from '../../../../test/support/open-case.js';
import { mergeCase } from '../moving/move-split-merge.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { counts, foldCounts, inbox } from './inbox.queries.js';
import { createCaseType } from '../verbs/case-types.js';
import { addNote } from '../verbs/add-note.js';
import { search } from '../search/search.js';
import { updateCase } from '../verbs/update-case.js';
import { caseDetail } from './case-detail.queries.js';
import { timeline } from '../timeline/timeline.queries.js';
import { wakeCase } from '../verbs/wake-or-reopen-case.js';

let town: TestTown;
let schools: string;
let taxes: string;
let ana: Principal;
let bao: Principal;
let sue: Principal;

beforeAll(async () => {
  town = await TestTown.build();
  [schools, taxes] = [await town.team('Écoles'), await town.team('Impôts')];
  ana = await town.agent('Ana', [schools]);
  bao = await town.agent('Bao', [taxes]);
  sue = await town.agent('Sue', [], 'supervisor');
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const page = (who: Principal, query: Record<string, unknown> = {}) => inbox(town.database, who, CaseQuery.parse(query));

/** All pages of a view, by following its cursors. */
async function everything(who: Principal, query: Record<string, unknown>): Promise<CaseSummary[]> {
  const items: CaseSummary[] = [];
  for (let cursor: string | null = null; ;) {
    const { items: more, nextCursor }: Awaited<ReturnType<typeof page>> = await page(who, {
      ...query,
      ...(cursor ? { cursor } : {}),
    });
    items.push(...more);
    if (!nextCursor) return items;
    cursor = nextCursor;
  }
}

describe('the inbox', () => {
  it.each(['newest', 'oldest'])(
    'pages through a view without gap or repeat, %s first, whatever the limit',
    async (sort) => {
      for (let n = 0; n < 23; n += 1) await openCase(town, ana, `Case ${n}`);
      const whole = (await page(ana, { sort, limit: 200 })).items.map(({ id }) => id);
      for (const limit of [1, 7, 22, 23, 50]) {
        expect((await everything(ana, { sort, limit })).map(({ id }) => id)).toEqual(whole);
      }
      const times = (await page(ana, { sort, limit: 200 })).items.map(({ lastEntryAt }) => lastEntryAt);
      expect(times).toEqual([...times].sort((a, b) => (sort === 'newest' ? b.localeCompare(a) : a.localeCompare(b))));
    },
  );

  it('shows each view what belongs to it', async () => {
    const mine = await openCase(town, ana, 'Mine');
    const others = await openCase(town, bao, 'Of the others');
    await as(ana, (tx) => updateCase(tx, ana, { id: mine, wanted: { assigneeId: ana.id, tags: ['urgent'] } }));
    const ids = async (who: Principal, query: Record<string, unknown>) =>
      (await everything(who, query)).map(({ id }) => id);

    expect(await ids(ana, { view: 'mine' })).toEqual([mine]);
    expect(await ids(ana, { view: 'unassigned' })).not.toContain(mine);
    expect(await ids(ana, { view: 'team' })).toContain(mine);
    expect(await ids(ana, { view: 'all' })).not.toContain(others);
    expect(await ids(ana, { view: 'all', team: taxes })).toEqual([]);
    expect(await ids(sue, { view: 'all' })).toEqual(expect.arrayContaining([mine, others]));
    expect(await ids(sue, { view: 'all', team: taxes })).toEqual([others]);
    expect(await ids(sue, { view: 'all', tag: 'urgent' })).toEqual([mine]);
    expect(await ids(sue, { view: 'all', assignee: ana.id })).toEqual([mine]);
    expect(await ids(ana, { status: 'closed' })).toEqual([]);
  });

  it('shows whoever has a role for the cases assigned to them each view, beside those of their teams or alone', async () => {
    const [one] = ana.grants;
    const assigned = { ...one!, id: newId(), reach: 'assigned-cases' as const };
    const id = await openCase(town, bao, 'For Ana');
    await town.database.execute(`update cases set assignee_id = $2 where id = $1`, [id, ana.id]);
    for (const view of ['mine', 'unassigned', 'team', 'all', 'spam']) {
      const idsOf = async (who: Principal) => (await everything(who, { view })).map((item) => item.id);
      const own = await idsOf(ana);
      const theirs = ['mine', 'all'].includes(view) ? [id] : [];
      expect((await idsOf({ ...ana, grants: [one!, assigned] })).toSorted()).toEqual([...own, ...theirs].toSorted());
      expect(await idsOf({ ...ana, grants: [assigned] })).toEqual(expect.arrayContaining(theirs));
    }
  });

  it('reads who may see a case from the index of a view, also where a hundred agents are named for it', async () => {
    const id = await openCase(town, ana, 'Restricted');
    const named = [...Array.from({ length: 100 }, () => newId()), sue.id];
    await town.database.execute(`update cases set restricted_to = $2 where id = $1`, [id, named]);
    const query = { view: 'unassigned', team: schools };
    expect((await page(ana, query)).items.map((item) => item.id)).not.toContain(id);
    expect((await page(sue, query)).items.map((item) => item.id)).toContain(id);

    const asked: [string, unknown[]][] = [];
    const recording = { now: new Date(), query: (sql: string, values: unknown[]) => (asked.push([sql, values]), Promise.resolve([])) }; // prettier-ignore
    for (const [who, view] of [[ana, 'unassigned'], [ana, 'team'], [sue, 'unassigned']] as const) await inbox(recording as Reader, who, CaseQuery.parse({ view })); // prettier-ignore
    await town.database.execute(`vacuum (analyze) cases`);
    const runner = town.database.source.createQueryRunner();
    for (const way of ['seqscan', 'bitmapscan', 'sort']) await runner.query(`set enable_${way} = off`);
    const plans = [];
    for (const [sql, values] of asked) plans.push(JSON.stringify(await runner.query(`explain ${sql}`, values)));
    await runner.query(`reset all`);
    await runner.release();
    const indexes = plans.map((plan) => /Index Only Scan (?:Backward )?using (\w+) on cases/.exec(plan)?.[1]);
    expect(indexes).toEqual(['cases_unassigned', 'cases_team', 'cases_unassigned_status']);
  });

  it('is planned once for all lists, also where one looks cheaper because it is short', async () => {
    const { items } = await page(ana, { view: 'all', limit: 200 });
    expect(items.length).toBeGreaterThan(20);
    const { nextCursor } = await page(ana, { view: 'all', limit: items.length - 1 });
    let [sql, values]: [string, unknown[]] = ['', []];
    const recording = { now: new Date(), query: (...asked: [string, unknown[]]) => (([sql, values] = asked), Promise.resolve([])) }; // prettier-ignore
    await inbox(recording as Reader, ana, CaseQuery.parse({ view: 'all', cursor: nextCursor }));
    await town.database.execute(`vacuum (analyze) cases`);
    const runner = town.database.source.createQueryRunner();
    const connection = (await runner.connect()) as { query(asked: object | string): Promise<{ rows: unknown[] }> };
    for (let n = 0; n < 8; n += 1)
      expect((await connection.query({ name: 'last page', text: sql, values })).rows).toHaveLength(1);
    const { rows } = await connection.query(
      `select generic_plans, custom_plans from pg_prepared_statements where name = 'last page'`,
    );
    await connection.query(`deallocate "last page"`);
    await runner.release();
    expect(rows).toEqual([{ generic_plans: '3', custom_plans: '5' }]);
  });

  it('shows spam in its own view only, and brings it back', async () => {
    const id = await openCase(town, ana, 'Gagnez un vélo');
    const mark = (status: 'spam' | 'open') => as(ana, (tx) => updateCase(tx, ana, { id, wanted: { status } }));
    const shown = async (query: Record<string, unknown>) => (await everything(ana, query)).some((one) => one.id === id);
    const ordinary = await openCase(town, ana, 'Gagnez du temps');
    const before = await counts(town.database, ana);

    await mark('spam');
    expect(await shown({ view: 'spam' })).toBe(true);
    expect(await shown({ view: 'spam', q: 'gagnez' })).toBe(true);
    expect((await everything(ana, { status: 'open,spam', q: 'gagnez' })).map((one) => one.id).sort()).toEqual(
      [id, ordinary].sort(),
    );
    for (const query of [{ view: 'all' }, { view: 'unassigned' }, { view: 'team' }, { status: 'any' }, { q: 'gagnez' }])
      expect([query, await shown(query)]).toEqual([query, false]);
    expect((await search(town.database, ana, { q: 'gagnez', limit: 20 })).hits.map((hit) => hit.case.id)).toEqual([
      ordinary,
    ]);
    expect(await counts(town.database, ana)).toMatchObject({ all: before.all - 1, spam: before.spam + 1 });

    await mark('open');
    expect(await shown({ view: 'spam' })).toBe(false);
    expect(await shown({ view: 'all' })).toBe(true);
    expect(await counts(town.database, ana)).toEqual(before);
    await mark('spam');
  });

  it('counts what the views hold, also after the differences were folded', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (const who of [ana, bao, sue]) {
        const numbers = await counts(town.database, who);
        for (const view of ['mine', 'unassigned', 'team', 'all', 'spam'] as const) {
          expect([view, numbers[view]]).toEqual([view, (await everything(who, { view, limit: 200 })).length]);
        }
      }
      await foldCounts(town.database);
    }
  });

  it('pages through what is due next, and what never is after it', async () => {
    const late = await openCase(town, ana, 'Late');
    const soon = await openCase(town, ana, 'Soon');
    const later = await openCase(town, ana, 'Later');
    const inHours = (id: string, hours: number) =>
      town.database.execute(`update cases set due_at = now() + make_interval(hours => $2) where id = $1`, [id, hours]);
    await Promise.all([inHours(late, -1), inHours(soon, 1), inHours(later, 30)]);

    const whole = (await page(ana, { sort: 'due', limit: 200 })).items.map(({ id }) => id);
    expect(whole.slice(0, 3)).toEqual([late, soon, later]);
    expect(whole.slice(3)).toEqual([...whole.slice(3)].sort());
    for (const view of ['team', 'all', 'unassigned'])
      for (const limit of [1, 2, 7])
        expect((await everything(ana, { sort: 'due', view, limit })).map(({ id }) => id)).toEqual(
          (await page(ana, { sort: 'due', view, limit: 200 })).items.map(({ id }) => id),
        );
    const ids = async (query: Record<string, unknown>) => (await page(ana, query)).items.map(({ id }) => id);
    expect(await ids({ due: 'late' })).toEqual([late]);
    expect(await ids({ due: 'soon', sort: 'due' })).toEqual([soon]);
    expect(await ids({ due: 'late', status: 'closed' })).toEqual([]);
    expect(await ids({ sort: 'due', status: 'any' })).toEqual(await ids({ status: 'any' }));
  });

  it('finds what is of one kind, and whose answer did not arrive', async () => {
    const caseType = await as(sue, (tx) => createCaseType(tx, sue, { name: 'Inscription scolaire' }));
    const [school, failed] = [await openCase(town, ana, 'School'), await openCase(town, ana, 'Failed')];
    await as(ana, (tx) => updateCase(tx, ana, { id: school, wanted: { caseTypeId: caseType.id } }));
    await town.database.execute(`update cases set delivery_problem = 'failed' where id = $1`, [failed]);
    expect((await page(ana, { caseType: caseType.id })).items.map(({ id }) => id)).toEqual([school]);
    expect((await page(ana, { problem: 'delivery', sort: 'due' })).items.map(({ id }) => id)).toEqual([failed]);
    expect((await page(bao, { problem: 'delivery' })).items).toEqual([]);
  });

  // Threats: A018.
  it('shows an assignee nothing of a team that is theirs no more, nor others what such an agent has', async () => {
    const cleo = await town.agent('Cleo', [schools, taxes]);
    const id = await openCase(town, bao, 'Left behind');
    await as(bao, (tx) => updateCase(tx, bao, { id, wanted: { assigneeId: cleo.id } }));
    const left = { ...cleo, teamIds: [schools] };
    const found = async (who: Principal, query: object) => (await page(who, { ...query })).items.map((item) => item.id);
    expect(await found(cleo, { view: 'mine' })).toEqual([id]);
    expect(await found(left, { view: 'mine' })).toEqual([]);
    expect(await found(bao, { assignee: cleo.id })).toEqual([id]);
    expect(await found(ana, { assignee: cleo.id })).toEqual([]);
  });

  it('refuses a cursor or a status that is none', async () => {
    await expect(page(ana, { cursor: 'bm90IG91cnM' })).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(page(ana, { status: 'open,gone' })).rejects.toMatchObject({ code: 'invalid-request' });
  });
});

describe('search', () => {
  // Threats: U05.
  it('finds a case by a word of its text, without accents, by the beginning of a word, and by its reference', async () => {
    const id = await openCase(town, ana, 'Poubelle');
    await as(ana, (tx) =>
      addNote(tx, ana, {
        caseId: id,
        note: { text: 'La poubelle jaune de l’hôtel a été renversée par un sanglier', mentions: [] },
      }),
    );
    const { reference } = await caseDetail(town.database, ana, { id });

    for (const q of [
      'sanglier',
      'SANGL',
      'hotel',
      'hôtel renversee',
      reference,
      reference.toLowerCase(),
      reference.split('-')[2]!,
      String(Number(reference.split('-')[2])),
    ]) {
      expect([q, (await search(town.database, ana, { q, limit: 20 })).hits.map((hit) => hit.case.id)]).toEqual([
        q,
        expect.arrayContaining([id]),
      ]);
    }
    const [hit] = (await search(town.database, ana, { q: 'sanglier', limit: 20 })).hits;
    expect(hit!.snippet.filter((piece) => piece.hit).map(({ text }) => text)).toEqual(['sanglier']);
    expect((await page(ana, { q: 'sanglier' })).items.map((item) => item.id)).toEqual([id]);
  });

  it('finds a case that an agent opened by its subject, which no message bears', async () => {
    const id = await openCase(town, ana, 'Carte de stationnement');
    expect(
      (await search(town.database, ana, { q: 'stationnement', limit: 20 })).hits.map((hit) => hit.case.id),
    ).toEqual([id]);
  });

  // Threats: A022. What one may not open, one may not find either.
  it('finds nothing in the cases of other teams', async () => {
    expect((await search(town.database, bao, { q: 'sanglier', limit: 20 })).hits).toEqual([]);
    expect((await page(bao, { q: 'sanglier' })).items).toEqual([]);
    expect((await search(town.database, sue, { q: 'sanglier', limit: 20 })).hits).toHaveLength(1);
  });

  // Threats: R04.
  it.each(['%', '_', '\\', "'", ':*', '&|!()', "a' | 'b", '(a+)+$', '--', 'a'.repeat(200), '😀', '\u202e', "x':*)&(y"])(
    'takes %j literally',
    async (q) => {
      await expect(search(town.database, ana, { q, limit: 20 })).resolves.toBeDefined();
      await expect(page(ana, { q })).resolves.toBeDefined();
    },
  );
});

describe('a case', () => {
  // Threats: A018, A019, R01.
  // ASVS: 8.2.2.
  it('of another team is not there: not to read, not to write', async () => {
    const id = await openCase(town, bao, 'Hidden');
    const missing = { code: 'not-found' };
    await expect(caseDetail(town.database, ana, { id })).rejects.toMatchObject(missing);
    await expect(timeline(town.database, ana, { caseId: id, query: { limit: 10 } })).rejects.toMatchObject(missing);
    await expect(
      as(ana, (tx) => addNote(tx, ana, { caseId: id, note: { text: 'x', mentions: [] } })),
    ).rejects.toMatchObject(missing);
    await expect(as(ana, (tx) => updateCase(tx, ana, { id, wanted: { status: 'closed' } }))).rejects.toMatchObject(
      missing,
    );
  });

  it('tells every change in its timeline, and a change that is none not at all', async () => {
    const id = await openCase(town, ana, 'Cantine');
    await as(ana, (tx) =>
      updateCase(tx, ana, {
        id,
        wanted: { subject: 'Cantine scolaire', priority: 'high', tags: ['b', 'a', 'b'], assigneeId: ana.id },
      }),
    );
    await as(ana, (tx) =>
      updateCase(tx, ana, {
        id,
        wanted: { subject: 'Cantine scolaire', priority: 'high', tags: ['b', 'a'], assigneeId: ana.id },
      }),
    );

    const { items } = await timeline(town.database, ana, { caseId: id, query: { limit: 50 } });
    expect(items.map((entry) => entry.kind === 'activity' && entry.activity.type)).toEqual([
      'opened',
      'subject',
      'assigned',
      'priority',
      'tags',
    ]);
    expect(await caseDetail(town.database, ana, { id })).toMatchObject({
      version: 2,
      tags: ['b', 'a'],
      assignee: { name: 'Ana' },
    });
  });

  // Threats: C09.
  it('refuses an older version, and an assignee who could not open it', async () => {
    const id = await openCase(town, ana, 'Piscine');
    await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { priority: 'low' }, expectedVersion: 1 }));
    await expect(
      as(ana, (tx) => updateCase(tx, ana, { id, wanted: { priority: 'high' }, expectedVersion: 1 })),
    ).rejects.toMatchObject({
      code: 'case-changed',
    });
    await expect(as(ana, (tx) => updateCase(tx, ana, { id, wanted: { assigneeId: bao.id } }))).rejects.toMatchObject({
      code: 'invalid-request',
    });
  });

  it('leaves its assignee behind when it goes to a team that is not theirs', async () => {
    const id = await openCase(town, ana, 'Taxe');
    await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { assigneeId: ana.id } }));
    await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { teamId: taxes } }));
    expect(await caseDetail(town.database, bao, { id })).toMatchObject({ assignee: null, team: { id: taxes } });
  });

  it('is not among what is to be taken while it is snoozed, nor counted there, and is back when its time has come', async () => {
    const id = await openCase(town, ana, 'Personne ne l’a');
    const { teamId } = (await town.database.query<{ teamId: string }>(`select team_id as "teamId" from cases where id = $1`, [id]))[0]!; // prettier-ignore
    const holds = async (query: Record<string, unknown>) => (await everything(ana, query)).some((one) => one.id === id);
    const counted = async () => {
      const { unassigned, all, teams } = await counts(town.database, ana);
      return { unassigned, all, ofTeam: teams.find((team) => team.id === teamId)!.unassigned };
    };
    const before = await counted();
    expect(await holds({ view: 'unassigned' })).toBe(true);
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { snoozeUntil: until } }));
    expect(await holds({ view: 'unassigned' })).toBe(false);
    expect(await holds({ view: 'unassigned', status: 'snoozed' })).toBe(true);
    expect(await holds({ view: 'all' })).toBe(true);
    expect(await counted()).toEqual({
      unassigned: before.unassigned - 1,
      all: before.all,
      ofTeam: before.ofTeam - 1,
    });

    await town.database.write({ kind: 'system', name: 'Timers' }, (tx) => wakeCase(tx, id, until));
    expect(await holds({ view: 'unassigned' })).toBe(true);
    expect(await counted()).toEqual(before);
  });

  it('is not among what its agent has to do while it is snoozed, and is found by its status', async () => {
    const id = await openCase(town, ana, 'Plus tard');
    await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { assigneeId: ana.id } }));
    const holds = async (query: Record<string, unknown>) => (await everything(ana, query)).some((one) => one.id === id);
    const before = await counts(town.database, ana);
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { snoozeUntil: until } }));
    await town.database.execute(`update cases set due_at = now() - interval '1 hour' where id = $1`, [id]);

    expect(await holds({ view: 'mine' })).toBe(false);
    for (const query of [
      { view: 'mine', status: 'snoozed' },
      { view: 'mine', status: 'any' },
      { view: 'mine', due: 'late' },
      { view: 'team' },
    ])
      // prettier-ignore
      expect([query, await holds(query)]).toEqual([query, true]);
    const { mine, mineSnoozed, all } = await counts(town.database, ana);
    expect({ mine, mineSnoozed, all }).toEqual({
      mine: before.mine - 1,
      mineSnoozed: before.mineSnoozed + 1,
      all: before.all,
    });

    await town.database.write({ kind: 'system', name: 'Timers' }, (tx) => wakeCase(tx, id, until));
    expect(await holds({ view: 'mine' })).toBe(true);
    expect(await counts(town.database, ana)).toEqual(before);
  });

  it('sleeps until its time, and a timer that is late or twice does nothing', async () => {
    const id = await openCase(town, ana, 'Relance');
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { snoozeUntil: until } }));
    const [job] = await town.database.query<{ n: number }>(
      `select count(*)::int as n from graphile_worker.jobs where key = $1`,
      [`wake-case:${id}`],
    );
    expect(job!.n).toBe(1);
    expect((await caseDetail(town.database, ana, { id })).status).toBe('snoozed');

    const wake = (time: string) =>
      town.database.write({ kind: 'system', name: 'Timers' }, (tx) => wakeCase(tx, id, time));
    await wake(new Date(0).toISOString());
    expect((await caseDetail(town.database, ana, { id })).status).toBe('snoozed');
    await wake(until);
    await wake(until);
    expect(await caseDetail(town.database, ana, { id })).toMatchObject({ status: 'open', snoozeUntil: null });
  });

  // Threats: C09.
  it('loses no change of two hundred at once', async () => {
    const id = await openCase(town, ana, 'Foule');
    await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        as(ana, (tx) => addNote(tx, ana, { caseId: id, note: { text: `note ${n}`, mentions: [] } })),
      ),
    );
    const { items, total } = await timeline(town.database, ana, { caseId: id, query: { limit: 200, after: 1 } });
    expect(items.map(({ position }) => position)).toEqual(Array.from({ length: 200 }, (_, n) => n + 2));
    expect(total).toBe(201);
  });
});

describe('a list of closed cases', () => {
  it('says of a merged case into which one it went, as far as the reader may see that', async () => {
    const [from, into] = [await openCase(town, ana, 'Merged'), await openCase(town, ana, 'Into')];
    await as(ana, (tx) => mergeCase(tx, ana, { fromId: from, intoId: into }));
    const { reference } = await caseDetail(town.database, ana, { id: into });
    const mergedInto = async () =>
      (await everything(ana, { status: 'closed' })).find(({ id }) => id === from)!.mergedInto;

    expect(await mergedInto()).toEqual({ caseId: into, reference });
    await town.database.execute('update cases set team_id = $2 where id = $1', [into, taxes]);
    expect(await mergedInto()).toBeNull();
  });
});
