import type { Principal } from '@guichet/access';
import type { NoteEntry, PostNote } from '@guichet/contracts';
import type { LoggedEvent, Tx } from '@guichet/database';
import { listNotifications, notifyAgents } from '@guichet/notifications';
import { openCase } from '../../../../test/support/open-case.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { caseDetail } from '../inbox/case-detail.queries.js';
import { mergeCase } from '../moving/move-split-merge.js';
import { search } from '../search/search.js';
import { timeline } from '../timeline/timeline.queries.js';
import { addNote } from './add-note.js';
import { editNote, removeNote } from './edit-or-remove-note.js';
import { updateCase } from './update-case.js';

let town: TestTown;
let [roads, planning] = ['', ''];
let [ana, bob, cem]: Principal[] = [];

beforeAll(async () => {
  town = await TestTown.build();
  [roads, planning] = [await town.team('Voirie'), await town.team('Urbanisme')];
  ana = await town.agent('Ana', [roads, planning]);
  [bob, cem] = [await town.agent('Bob', [roads]), await town.agent('Cem', [roads])];
});
afterAll(() => town.close());

const by = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);

const opened = () => openCase(town, ana!, 'Mur qui penche');
const add = (caseId: string, text: string, mentions: string[] = []) =>
  by(ana!, (tx) => addNote(tx, ana!, { caseId, note: { text, mentions } }));
const edit = (who: Principal, at: readonly [caseId: string, entryId: string], note: PostNote | string) =>
  by(who, (tx) =>
    editNote(tx, who, {
      ...{ caseId: at[0], entryId: at[1] },
      note: typeof note === 'string' ? { text: note, mentions: [] } : note,
    }),
  );
const remove = (who: Principal, caseId: string, entryId: string) =>
  by(who, (tx) => removeNote(tx, who, { caseId, entryId }));

const entries = async (caseId: string) => (await timeline(town.database, bob!, { caseId, query: { limit: 50 } })).items;
const noteOf = async (caseId: string, entryId: string) =>
  (await entries(caseId)).find(({ id }) => id === entryId) as NoteEntry;
const changes = async (caseId: string) =>
  (await entries(caseId)).flatMap((entry) =>
    entry.kind === 'activity' && entry.activity.type === 'note-changed' ? [entry.activity.what] : [],
  );
const previewOf = async (id: string) => (await caseDetail(town.database, bob!, { id })).preview;
const found = async (q: string) =>
  (await search(town.database, bob!, { q, limit: 10 })).hits.map(({ case: item, snippet }) => ({
    id: item.id,
    text: snippet.map(({ text }) => text).join(''),
  }));

/** Has the reader of the log notify of all that was noted in a case, as it does after each event. */
const notifyOf = async (caseId: string) => {
  const events = await town.database.query<LoggedEvent>(
    `select type, data, case_id as "caseId" from event where case_id = $1 and type in ('note.added', 'note.changed') order by id`,
    [caseId],
  );
  await town.database.write({ kind: 'system', name: 'Notifications' }, (tx) => notifyAgents(tx, events));
};
const notified = async (who: Principal, caseId: string) =>
  (await listNotifications(town.database, who, { limit: 50 })).items.filter((one) => one.case?.id === caseId).length;

describe('a note that its author edits', () => {
  it('says the new wording everywhere and keeps the earlier ones', async () => {
    const id = await opened();
    const note = await add(id, 'Le tilleul est malade');
    await edit(ana!, [id, note], 'Le platane est malade');
    await edit(ana!, [id, note], 'Le platane est sain');

    expect(await noteOf(id, note)).toMatchObject({
      text: 'Le platane est sain',
      earlier: [{ text: 'Le tilleul est malade' }, { text: 'Le platane est malade' }],
    });
    expect(await changes(id)).toEqual(['edited', 'edited']);
    expect(await previewOf(id)).toBe('Le platane est sain');
    expect(await found('tilleul')).toEqual([]);
    expect(await found('platane')).toMatchObject([{ id, text: expect.stringContaining('Le platane est sain') }]);
  });

  it('is left as it is where nothing is changed', async () => {
    const id = await opened();
    const note = await add(id, 'Vu sur place', [bob!.id]);
    await edit(ana!, [id, note], { text: 'Vu sur place', mentions: [bob!.id] });
    expect(await changes(id)).toEqual([]);
  });

  it('leaves the list of cases as it is where something was written since', async () => {
    const id = await opened();
    const note = await add(id, 'Premier');
    await add(id, 'Second');
    await edit(ana!, [id, note], 'Autre');
    expect(await previewOf(id)).toBe('Second');
  });

  it('notifies whom it comes to mention, and nobody a second time', async () => {
    const id = await opened();
    const note = await add(id, '@Bob', [bob!.id]);
    await notifyOf(id);
    await edit(ana!, [id, note], { text: '@Bob @Cem', mentions: [bob!.id, cem!.id] });
    await notifyOf(id);
    expect([await notified(bob!, id), await notified(cem!, id)]).toEqual([1, 1]);
  });

  it('notifies nobody whom it mentions no more', async () => {
    const id = await opened();
    const note = await add(id, '@Bob', [bob!.id]);
    await edit(ana!, [id, note], 'Personne');
    await notifyOf(id);
    expect(await notified(bob!, id)).toBe(0);
  });

  it('is edited by nobody else, and not at all where it went with a handover', async () => {
    const id = await opened();
    const note = await add(id, 'De moi');
    await expect(edit(bob!, [id, note], 'De Bob')).rejects.toMatchObject({ more: { reason: 'note-of-other' } });
    await expect(remove(bob!, id, note)).rejects.toMatchObject({ more: { reason: 'note-of-other' } });
    await by(ana!, (tx) => updateCase(tx, ana!, { id, wanted: { teamId: planning, summary: 'À vous' } }));
    const handover = (await timeline(town.database, ana!, { caseId: id, query: { limit: 50 } })).items.findLast(
      ({ kind }) => kind === 'note',
    )!;
    await expect(edit(ana!, [id, handover.id], 'Autre')).rejects.toMatchObject({
      more: { reason: 'note-of-handover' },
    });
  });

  it('keeps its wording where its case is merged into another', async () => {
    const [id, into] = [await opened(), await opened()];
    const note = await add(id, 'Avant');
    await edit(ana!, [id, note], 'Après');
    await by(ana!, (tx) => mergeCase(tx, ana!, { fromId: id, intoId: into }));
    expect(await noteOf(into, note)).toMatchObject({ text: 'Après', earlier: [{ text: 'Avant' }] });
    expect(await previewOf(into)).toBe('Après');
    await expect(edit(ana!, [id, note], 'Encore')).rejects.toMatchObject({ code: 'conflict' });
    await edit(ana!, [into, note], 'Encore');
    expect(await previewOf(into)).toBe('Encore');
  });
});

describe('a note that its author removes', () => {
  it('says nothing any more, is not found, and the list shows what was written before', async () => {
    const id = await opened();
    await add(id, 'Vu sur place');
    const note = await add(id, 'Le hérisson de la mauvaise personne');
    await remove(ana!, id, note);

    const { text, mentions, earlier, removedAt } = await noteOf(id, note);
    expect({ text, mentions, earlier }).toMatchObject({
      ...{ text: '', mentions: [] },
      earlier: [{ text: 'Le hérisson de la mauvaise personne' }],
    });
    expect(removedAt).toBe(earlier!.at(-1)!.until);
    expect(await found('hérisson')).toEqual([]);
    expect(await previewOf(id)).toBe('Vu sur place');
    await remove(ana!, id, note);
    expect(await changes(id)).toEqual(['removed']);
  });

  it('takes back that it mentioned somebody, and says so again once it is restored', async () => {
    const id = await opened();
    const note = await add(id, 'Voir @Bob', [bob!.id]);
    await notifyOf(id);
    await remove(ana!, id, note);
    await notifyOf(id);
    expect(await notified(bob!, id)).toBe(0);

    await edit(ana!, [id, note], { text: 'Voir @Bob', mentions: [bob!.id] });
    await notifyOf(id);
    expect(await notified(bob!, id)).toBe(1);
    expect(await noteOf(id, note)).toMatchObject({ text: 'Voir @Bob', mentions: [bob!.id] });
    expect(await noteOf(id, note)).not.toHaveProperty('earlier');
    expect(await changes(id)).toEqual(['removed', 'restored']);
  });
});
