import type { Principal } from '@guichet/access';
import { CaseQuery, SaveView, type SavedView } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { allEvents } from '../../../../test/support/all-events.js';
import { openCase } from '../../../../test/support/open-case.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { inbox } from '../inbox/inbox.queries.js';
import { updateCase } from '../verbs/update-case.js';
import { countAsView, countSavedViews } from './count-views.js';
import { createSavedView, deleteSavedView, restoreSavedView, updateSavedView } from './save-views.js';
import { savedViews } from './saved-views.queries.js';

let town: TestTown;
let schools: string;
let roads: string;
let ana: Principal;
let bob: Principal;
let otto: Principal;
let sam: Principal;
let sue: Principal;

beforeEach(async () => {
  town = await TestTown.build();
  [schools, roads] = [await town.team('Écoles'), await town.team('Voirie')];
  ana = await town.agent('Ana', [schools]);
  bob = await town.agent('Bob', [schools]);
  otto = await town.agent('Otto', [roads]);
  sam = ofTeam(await town.agent('Sam', [schools], 'supervisor'), schools);
  sue = await town.agent('Sue', [], 'supervisor');
});
afterEach(() => town.close());

const ofTeam = (who: Principal, teamId: string): Principal => ({
  ...who,
  grants: who.grants.map((grant) => ({ ...grant, reach: 'teams', teamIds: [teamId] })),
});
const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const wanted = (changes: Partial<SaveView> = {}) =>
  SaveView.parse({ name: 'Urgent', filter: { priority: 'urgent' }, ...changes });
const save = (who: Principal, changes: Partial<SaveView> = {}) =>
  as(who, (tx) => createSavedView(tx, who, wanted(changes)));
const change = (who: Principal, { id }: SavedView, changes: Partial<SaveView> = {}) =>
  as(who, (tx) => updateSavedView(tx, who, { id, wanted: wanted(changes) }));
const namesFor = async (who: Principal) => (await savedViews(town.database, who)).map(({ name }) => name);
const countFor = async (who: Principal, { id }: SavedView) => {
  const counted = await countSavedViews(town.database, who, await savedViews(town.database, who));
  return counted.find((one) => one.id === id);
};
const put = (who: Principal, id: string, wantedCase: Parameters<typeof updateCase>[2]['wanted']) =>
  as(who, (tx) => updateCase(tx, who, { id, wanted: wantedCase }));

describe('a saved view', () => {
  it('is its owner’s alone, in the words and with the filters that they chose', async () => {
    const filter = { view: 'mine', channel: 'email', sort: 'due', q: 'has:file' } as const;
    const view = await save(ana, { name: 'Dossiers à pièces', filter });

    expect(view).toMatchObject({ name: 'Dossiers à pièces', filter, scope: 'mine', mayChange: true, gone: [] });
    expect([await namesFor(ana), await namesFor(bob), await namesFor(sue)]).toEqual([['Dossiers à pièces'], [], []]);
    await expect(change(bob, view)).rejects.toMatchObject({ code: 'not-found' });
    await expect(as(sue, (tx) => deleteSavedView(tx, sue, view.id))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is shared with a team by whoever manages that one, and is then in the lists of its members', async () => {
    await save(sam, { name: 'Cantine', scope: 'team', teamId: schools });

    const lists = [await namesFor(ana), await namesFor(otto), await namesFor(sam)];

    expect(lists).toEqual([['Cantine'], [], ['Cantine']]);
    await expect(save(ana, { scope: 'team', teamId: schools })).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(save(sam, { scope: 'team', teamId: roads })).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(save(sam, { scope: 'everybody' })).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('of everybody is changed by whoever manages all teams, and by nobody else', async () => {
    const view = await save(sue, { scope: 'everybody' });
    await expect(change(ana, view, { name: 'Mine now' })).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(change(sam, view, { scope: 'mine' })).rejects.toMatchObject({ code: 'not-permitted' });

    const [shown] = await savedViews(town.database, otto);

    expect(shown).toMatchObject({ name: 'Urgent', scope: 'everybody', mayChange: false, owner: { name: 'Sue' } });
  });

  it('that was shared is its owner’s to read only, once they may share it no longer', async () => {
    const view = await save(sam, { scope: 'team', teamId: schools });
    const moved = ofTeam(sam, roads);

    expect(await savedViews(town.database, moved)).toMatchObject([{ mayChange: false }]);
    await expect(change(moved, view, { name: 'Other' })).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('goes from every list when it is deleted, and comes back within a day', async () => {
    const view = await save(sam, { scope: 'team', teamId: schools });
    await as(sam, (tx) => deleteSavedView(tx, sam, view.id));
    const gone = await namesFor(ana);
    await expect(as(ana, (tx) => restoreSavedView(tx, ana, view.id))).rejects.toMatchObject({ code: 'not-permitted' });

    await as(sam, (tx) => restoreSavedView(tx, sam, view.id));

    expect([gone, await namesFor(ana)]).toEqual([[], ['Urgent']]);
    await expect(as(sam, (tx) => restoreSavedView(tx, sam, view.id))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is told to those in whose lists it is, and in whose it was', async () => {
    const view = await save(sam, { scope: 'team', teamId: schools });
    await change(sam, view, { scope: 'mine' });

    const published = (await allEvents(town.database)).filter(({ type }) => type === 'saved-view.changed');

    expect(
      published.map(({ audience, teamIds, agentId }) => [audience, audience === 'teams' ? teamIds : agentId]),
    ).toEqual([
      ['agent', sam.id],
      ['teams', [schools]],
      ['agent', sam.id],
      ['teams', [schools]],
    ]);
  });

  it('opens and says so where it names a tag, an agent or a team that is gone or not seen', async () => {
    const filter = CaseQuery.parse({ team: roads, assignee: bob.id, tag: 'cantine' });
    await save(ana, {
      filter: { view: filter.view, sort: filter.sort, team: roads, assignee: bob.id, tag: 'cantine' },
    });
    const id = await openCase(town, bob, 'Menus');
    await town.database.execute(`update agent set active = false where id = $1`, [bob.id]);
    const [before] = await savedViews(town.database, ana);
    await put(ana, id, { tags: ['cantine'] });

    const [after] = await savedViews(town.database, ana);

    expect([before?.gone, after?.gone]).toEqual([
      ['team', 'assignee', 'tag'],
      ['team', 'assignee'],
    ]);
  });

  it('is refused with a status that there is not, and beyond the limit', async () => {
    const unknown = { view: 'all', sort: 'newest', status: 'nowhere' } as const;
    await expect(save(ana, { filter: unknown })).rejects.toMatchObject({ code: 'invalid-request' });
    for (let made = 0; made < 50; made += 1) await save(ana);

    await expect(save(ana)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('the number beside a view', () => {
  it('is that of the rows of its list, whoever reads, restricted cases among them', async () => {
    const [first, second, third] = [
      await openCase(town, ana, 'Un'),
      await openCase(town, ana, 'Deux'),
      await openCase(town, otto, 'Trois'),
    ];
    for (const id of [first, second, third]) await put(sue, id, { priority: 'urgent' });
    await put(sue, second, { status: 'closed' });
    const filters = [
      {},
      { status: 'any' },
      { priority: 'urgent' },
      { view: 'team' },
      { q: 'from:zoe' },
      { due: 'late' },
    ];
    const views = filters.map((filter, at) => ({ id: first.slice(0, -1) + at, filter: CaseQuery.parse(filter) }));
    await town.database.execute(`update cases set restricted_to = $2 where id = $1`, [first, [bob.id]]);

    for (const who of [ana, bob, otto, sue]) {
      const counted = await countSavedViews(town.database, who, views);
      const listed = await Promise.all(views.map(({ filter }) => inbox(town.database, who, filter)));
      expect(counted.map(({ count }) => count)).toEqual(listed.map(({ items }) => items.length));
      expect(counted.every(({ isAtLeast }) => !isAtLeast)).toBe(true);
    }
  });

  it('changes with the view, and stops at 999, which it says', async () => {
    const id = await openCase(town, ana, 'Un');
    const view = await save(ana);
    const none = await countFor(ana, view);
    await put(ana, id, { priority: 'urgent' });
    const one = await countFor(ana, view);
    await town.database.execute(
      `insert into cases select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'reference', 'GCH-2026-9' || n))).*
       from cases c, generate_series(1, 1001) n where c.id = $1`,
      [id],
    );

    expect([none, one, await countFor(ana, view)]).toEqual([
      { id: view.id, count: 0, isAtLeast: false },
      { id: view.id, count: 1, isAtLeast: false },
      { id: view.id, count: 999, isAtLeast: true },
    ]);
    // A list that nobody has saved is counted in the same way.
    expect([
      await countAsView(town.database, ana, view.filter),
      await countAsView(town.database, otto, view.filter),
    ]).toEqual([
      { count: 999, isAtLeast: true },
      { count: 0, isAtLeast: false },
    ]);
  });
});

describe('what is typed above a list', () => {
  it('narrows it as it narrows a search', async () => {
    const id = await openCase(town, ana, 'Menus de la cantine');
    await openCase(town, ana, 'Bus scolaire');
    await put(ana, id, { tags: ['cantine'] });
    const subjects = async (q: string) =>
      (await inbox(town.database, ana, CaseQuery.parse({ q }))).items.map(({ subject }) => subject);

    expect(await subjects('tag:cantine')).toEqual(['Menus de la cantine']);
    expect(await subjects('étiquette:cantine menus')).toEqual(['Menus de la cantine']);
    expect(await subjects('tag:cantine bus')).toEqual([]);
    expect(await subjects('avant:2020-01-01')).toEqual([]);
    expect(await subjects('statut:nulle-part')).toEqual([]);
  });
});
