import { createSector, updateTeam, type Principal } from '@guichet/access';
import { CaseQuery, Draft, type UpdateCase } from '@guichet/contracts';
import { allEvents } from '../../../../test/support/all-events.js';
import { openCase } from '../../../../test/support/open-case.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { saveDraft } from '../drafts/own-drafts.js';
import { commentDraft, saveSharedDraft, shareDraft, takeOverDraft } from '../drafts/shared-draft-actions.js';
import { sharedDraft } from '../drafts/shared-drafts.queries.js';
import { mergeCase, moveEntries } from '../moving/move-split-merge.js';
import { undoMove } from '../moving/undo-move.js';
import { inbox } from '../inbox/inbox.queries.js';
import { caseDetail } from '../inbox/case-detail.queries.js';
import { timeline } from '../timeline/timeline.queries.js';
import { addNote } from './add-note.js';
import { caseTypes, createCaseType } from './case-types.js';
import { updateCase } from './update-case.js';

let town: TestTown;
let root: Principal;
let ana: Principal;
let social: string;
let schools: string;
/** Two teams of the sector for social affairs, one of that for schools, and one of none. */
let [help, housing, classes, desk] = ['', '', '', ''];

beforeAll(async () => {
  town = await TestTown.build();
  root = await town.agent('Root', [], 'administrator');
  [help, housing, classes, desk] = [
    await town.team('Help'),
    await town.team('Housing'),
    await town.team('Classes'),
    await town.team('Desk'),
  ];
  ana = await town.agent('Ana', [help]);
  const sector = (name: string) => as(root, (tx) => createSector(tx, root, { name }));
  [social, schools] = [(await sector('Social')).id, (await sector('Schools')).id];
  const places = [[help, social], [housing, social], [classes, schools]] as const; // prettier-ignore
  for (const [id, sectorId] of places) await as(root, (tx) => updateTeam(tx, root, { id, wanted: { sectorId } }));
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const open = (teamId: string, subject = 'Aide') => openCase(town, { ...root, teamIds: [teamId] }, subject);
const update = (id: string, wanted: UpdateCase, who = root) => as(who, (tx) => updateCase(tx, who, { id, wanted }));
const needsReason: unknown = expect.objectContaining({
  code: 'invalid-request',
  more: expect.objectContaining({ errors: [expect.objectContaining({ reason: 'sector-reason-needed' })] }),
});
const sectorMoves = async (caseId: string) =>
  (await allEvents(town.database)).flatMap((event) =>
    event.type === 'case.sector-changed' && event.caseId === caseId ? [{ ...event.data, teamIds: event.teamIds }] : [],
  );
const lastActivity = async (caseId: string) => {
  const { items } = await timeline(town.database, root, { caseId, query: { limit: 100 } });
  return items.flatMap((entry) => (entry.kind === 'activity' ? [entry.activity] : [])).at(-1);
};

describe('a case that leaves its sector', () => {
  it('goes with a reason alone, which its timeline keeps, and the log tells from where to where', async () => {
    const id = await open(help);
    await expect(update(id, { teamId: classes })).rejects.toEqual(needsReason);
    await expect(update(id, { teamId: desk })).rejects.toEqual(needsReason);
    expect((await caseDetail(town.database, root, { id })).team.name).toBe('Help');

    await update(id, { teamId: classes, reason: 'It is about the canteen.' });
    expect(await lastActivity(id)).toEqual({
      ...{ type: 'team', from: 'Help', fromId: help, to: 'Classes', reason: 'It is about the canteen.' },
    });
    expect(await sectorMoves(id)).toEqual([{ from: social, to: schools, teamIds: [help, classes] }]);
  });

  // Threats: A018.
  it('is lost at once by whoever sees the old sector only, who may give it away all the same', async () => {
    const id = await open(help, 'Bourse de cantine');
    const listed = async () => (await inbox(town.database, ana, CaseQuery.parse({}))).items.map((item) => item.id);
    expect(await listed()).toContain(id);
    await update(id, { teamId: classes, reason: 'Wrong door.' }, ana);
    expect(await listed()).not.toContain(id);
    await expect(caseDetail(town.database, ana, { id })).rejects.toMatchObject({ code: 'not-found' });
    await expect(update(id, { teamId: help, reason: 'Back.' }, ana)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('needs no reason within its sector, nor to come into one', async () => {
    const id = await open(desk);
    await update(id, { teamId: housing });
    expect(await sectorMoves(id)).toEqual([{ from: null, to: social, teamIds: [desk, housing] }]);
    await update(id, { teamId: help });
    expect(await lastActivity(id)).toEqual({ type: 'team', from: 'Housing', fromId: housing, to: 'Help' });
    await update(id, { teamId: housing, reason: 'They know the family.' });
    expect(await lastActivity(id)).toMatchObject({ reason: 'They know the family.' });
    expect(await sectorMoves(id)).toHaveLength(1);
  });
});

describe('what is said in a case of a sector', () => {
  it('goes to a case of another one with a reason alone, by a merge and by a move', async () => {
    const [from, into, near] = [await open(help), await open(classes), await open(housing)];
    const note = { text: 'Note', mentions: [] };
    const noteId = await as(root, (tx) => addNote(tx, root, { caseId: from, note }));
    const move = (intoId: string, reason?: string) =>
      as(root, (tx) => moveEntries(tx, root, { fromId: from, wanted: { entryIds: [noteId], intoId, reason } }));
    const merge = (intoId: string, reason?: string) =>
      as(root, (tx) => mergeCase(tx, root, { fromId: from, intoId, reason }));
    await expect(move(into)).rejects.toEqual(needsReason);
    await expect(merge(into)).rejects.toEqual(needsReason);
    await move(into, 'It was said of the school.');
    expect(await lastActivity(into)).toMatchObject({ type: 'moved', reason: 'It was said of the school.' });
    await merge(near);
    expect(await lastActivity(near)).not.toHaveProperty('reason');
  });
});

describe('what came from a case of another sector', () => {
  const notesIn = async (caseId: string, who = root) =>
    (await timeline(town.database, who, { caseId, query: { limit: 100 } })).items.flatMap((entry) =>
      entry.kind === 'note' ? [entry.text] : [],
    );
  const addTo = (caseId: string, text: string) =>
    as(root, (tx) => addNote(tx, root, { caseId, note: { text, mentions: [] } }));
  const undo = (caseId: string, moveId: string, who = root) => as(who, (tx) => undoMove(tx, who, { caseId, moveId }));

  // Threats: A018.
  it.each([
    ['of no sector', () => [desk, classes]],
    ['of another one, which it left for a reason', () => [help, classes]],
    ['of another one, into none', () => [help, desk]],
  ] as const)('by a merge goes back there once it is undone, and nothing else does: a case %s', async (_, teamsOf) => {
    const [fromTeam, intoTeam] = teamsOf() as [string, string];
    const [from, into] = [await open(fromTeam), await open(intoTeam)];
    await addTo(from, 'Theirs');
    const reason = 'It is one matter.';
    const both = await town.agent('Both', [fromTeam, intoTeam]);
    const { moveId } = await as(both, (tx) => mergeCase(tx, both, { fromId: from, intoId: into, reason }));
    await addTo(into, 'Since');
    const [there, here] = [await town.agent('There', [fromTeam]), await town.agent('Here', [intoTeam])];
    for (const who of [there, here]) await expect(undo(into, moveId, who)).rejects.toMatchObject({ code: 'not-found' });

    await undo(into, moveId, both);
    expect([await notesIn(from, there), await notesIn(into, here)]).toEqual([['Theirs'], ['Since']]);
    const teams = [from, into].map(async (id) => (await caseDetail(town.database, root, { id })).team.id);
    expect(await Promise.all(teams)).toEqual([fromTeam, intoTeam]);
    await expect(notesIn(from, here)).rejects.toMatchObject({ code: 'not-found' });
    await expect(notesIn(into, there)).rejects.toMatchObject({ code: 'not-found' });
  });

  describe('with a reply that is shared', () => {
    let there: Principal;
    let here: Principal;
    let both: Principal;
    beforeAll(async () => {
      there = await town.agent('Thea', [help]);
      here = await town.agent('Hero', [classes]);
      both = await town.agent('Bodo', [help, classes]);
    });
    const draft = (text: string) => Draft.parse({ text });
    const readIn = (caseId: string, who: Principal) => sharedDraft(town.database, who, caseId);
    const takeOver = (caseId: string) => as(here, (tx) => takeOverDraft(tx, here, { caseId }));
    /** A case of the one team, with a reply that is shared, is merged into one of the other, and that is undone. */
    const undoneAfter = async (work: (into: string) => Promise<unknown>) => {
      const [from, into] = [await open(help), await open(classes)];
      await as(both, async (tx) => {
        await saveDraft(tx, both, { caseId: from, draft: draft('Theirs') });
        await shareDraft(tx, both, from);
      });
      const reason = 'It is one matter.';
      const { moveId } = await as(both, (tx) => mergeCase(tx, both, { fromId: from, intoId: into, reason }));
      await work(into);
      await undo(into, moveId, both);
      return { from, into };
    };

    // Threats: A018.
    it.each([
      [
        'in which somebody went on writing',
        async (caseId: string) => {
          await takeOver(caseId);
          const { turnId } = await readIn(caseId, here);
          await as(here, (tx) => saveSharedDraft(tx, here, { caseId, turnId, draft: draft('Of the school') }));
        },
      ],
      ['that somebody has begun to write', takeOver],
      [
        'whose writer went on',
        async (caseId: string) => {
          const { turnId } = await readIn(caseId, both);
          await as(both, (tx) => saveSharedDraft(tx, both, { caseId, turnId, draft: draft('Of the school') }));
        },
      ],
      [
        'that somebody has commented',
        (caseId: string) =>
          as(here, (tx) => commentDraft(tx, here, { caseId, note: { text: 'The school says no.', mentions: [] } })),
      ],
    ])('keeps one where it has come %s', async (_, work) => {
      const { from, into } = await undoneAfter(work);
      await expect(readIn(from, there)).rejects.toMatchObject({ code: 'not-found' });
      expect((await readIn(into, here)).draft.text).toMatch(/Theirs|Of the school/);
    });

    it('takes one along with which nobody has done anything', async () => {
      const { from, into } = await undoneAfter((id) => addTo(id, 'Since'));
      expect((await readIn(from, there)).draft.text).toBe('Theirs');
      await expect(readIn(into, here)).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  it('goes back also where the other case has gone on to a third one', async () => {
    const [from, into] = [await open(help), await open(housing)];
    await addTo(from, 'Theirs');
    const { moveId } = await as(root, (tx) => mergeCase(tx, root, { fromId: from, intoId: into }));
    await update(into, { teamId: classes, reason: 'It is about the canteen.' });
    await undo(into, moveId);
    expect([await notesIn(from), await notesIn(into)]).toEqual([['Theirs'], []]);
  });

  // Threats: A018.
  it('follows no case that has gone to another sector since, by an undoing, which asks for no reason', async () => {
    const [from, into] = [await open(help), await open(housing)];
    const noteId = await addTo(from, 'Theirs');
    const wanted = { entryIds: [noteId], intoId: into };
    const { moveId } = await as(root, (tx) => moveEntries(tx, root, { fromId: from, wanted }));
    await update(from, { teamId: classes, reason: 'It is about the canteen.' });
    await expect(undo(into, moveId)).rejects.toMatchObject({
      code: 'conflict',
      more: { reason: 'undo-leaves-sector' },
    });
    expect(await notesIn(into)).toEqual(['Theirs']);
    await update(from, { teamId: housing, reason: 'It is about the flat, too.' });
    await undo(into, moveId);
    expect([await notesIn(from), await notesIn(into)]).toEqual([['Theirs'], []]);
  });
});

describe('a case type of a sector', () => {
  it('is found there alone, is for its cases alone, and stays behind when one leaves', async () => {
    const { id: caseTypeId } = await as(root, (tx) => createCaseType(tx, root, { name: 'Mesure', sectorId: social }));
    const otto = await town.agent('Otto', [classes]);
    const found = async (who: Principal) => (await caseTypes(town.database, who)).map(({ name }) => name);
    expect([await found(ana), await found(root), await found(otto)]).toEqual([['Mesure'], ['Mesure'], []]);

    const [own, other] = [await open(help), await open(classes)];
    await expect(update(other, { caseTypeId })).rejects.toMatchObject({ code: 'invalid-request' });
    await update(own, { caseTypeId });
    await update(own, { teamId: housing });
    expect((await caseDetail(town.database, root, { id: own })).caseType).toMatchObject({ name: 'Mesure' });
    await update(own, { teamId: classes, reason: 'Wrong door.' });
    expect((await caseDetail(town.database, otto, { id: own })).caseType).toBeNull();
    expect(await lastActivity(own)).toEqual({ type: 'case-type', from: 'Mesure', to: null });
  });
});
