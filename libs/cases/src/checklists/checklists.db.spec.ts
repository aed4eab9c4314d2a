import { randomUUID } from 'node:crypto';
import type { Principal } from '@guichet/access';
import {
  checklistLimits,
  CreateCaseField,
  type CaseStep,
  type ChecklistStep,
  type UpdateCase,
} from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { allEvents } from '../../../../test/support/all-events.js';
import { openCase } from '../../../../test/support/open-case.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { createCaseField } from '../fields/edit-case-type-fields.js';
import { setCaseFields } from '../fields/set-case-fields.js';
import { caseDetail } from '../inbox/case-detail.queries.js';
import { mergeCase } from '../moving/move-split-merge.js';
import { undoMove } from '../moving/undo-move.js';
import { timeline } from '../timeline/timeline.queries.js';
import { createCaseType } from '../verbs/case-types.js';
import { updateCase } from '../verbs/update-case.js';
import { checklistSteps, stepsOfCases } from './checklists.queries.js';
import {
  createChecklistStep,
  orderChecklistSteps,
  removeChecklistStep,
  updateChecklistStep,
} from './edit-case-type-checklist.js';
import { addCaseStep, orderCaseSteps, removeCaseStep, updateCaseStep } from './edit-case-steps.js';

let town: TestTown;
let ana: Principal;
let bao: Principal;
let otto: Principal;
let root: Principal;
let school: string;
let roads: string;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Accueil');
  ana = { ...(await town.agent('Ana', [team])), language: 'en' };
  bao = await town.agent('Bao', [team]);
  otto = await town.agent('Otto', [await town.team('Autre')]);
  root = await town.agent('Root', [], 'administrator');
});
afterAll(() => town.close());
beforeEach(async () => {
  school = await typeOf('Inscription');
  roads = await typeOf('Voirie');
});

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const typeOf = async (name: string) =>
  (await as(root, (tx) => createCaseType(tx, root, { name: `${name} ${randomUUID()}` }))).id;
const add = (fr: string, { type = school, required = false, en = fr, who = root } = {}): Promise<ChecklistStep> =>
  as(who, (tx) => createChecklistStep(tx, who, { caseTypeId: type, wanted: { label: { fr, en }, required } }));
const change = (id: string, wanted: UpdateCase, who = ana) => as(who, (tx) => updateCase(tx, who, { id, wanted }));
const open = async (caseTypeId: string | null = school) => {
  const id = await openCase(town, ana, 'École');
  if (caseTypeId) await change(id, { caseTypeId });
  return id;
};
const tick = (caseId: string, stepId: string, { done = true, who = ana } = {}) =>
  as(who, (tx) => updateCaseStep(tx, who, { caseId, stepId, wanted: { done } }));
const rename = (caseId: string, stepId: string, label: string) =>
  as(ana, (tx) => updateCaseStep(tx, ana, { caseId, stepId, wanted: { label } }));
const addTo = async (caseId: string, label: string): Promise<CaseStep> => {
  await as(ana, (tx) => addCaseStep(tx, ana, { caseId, label }));
  return (await stepsIn(caseId)).findLast((step) => step.of === 'own')!;
};
const stepsIn = async (id: string, who = ana) => (await caseDetail(town.database, who, { id })).steps;
const labelsIn = async (id: string) => (await stepsIn(id)).map(({ label }) => label.fr);
const recorded = async (caseId: string) =>
  (await timeline(town.database, ana, { caseId, query: { limit: 50 } })).items.flatMap((entry) =>
    entry.kind === 'activity' && entry.activity.type === 'step' ? [entry.activity] : [],
  );

describe('the checklist of a case type', () => {
  it('is in its order in each case of the type, in both languages, and in no other case', async () => {
    const [first, second] = [await add('Vérifier', { en: 'Check' }), await add('Répondre', { required: true })];
    await as(root, (tx) => orderChecklistSteps(tx, root, { caseTypeId: school, ids: [second.id, first.id] }));

    const steps = await stepsIn(await open());

    expect(steps).toEqual([
      { id: second.id, label: { fr: 'Répondre', en: 'Répondre' }, required: true, of: 'type', done: null },
      { id: first.id, label: { fr: 'Vérifier', en: 'Check' }, required: false, of: 'type', done: null },
    ]);
    expect(await stepsIn(await open(roads))).toEqual([]);
    expect(await stepsIn(await open(null))).toEqual([]);
  });

  it('is changed in all cases at once, and a step that is removed leaves them', async () => {
    const [first, second] = [await add('Vérifier'), await add('Répondre')];
    const caseId = await open();
    await tick(caseId, first.id);

    const label = { fr: 'Vérifier les pièces', en: 'Check the documents' };
    await as(root, (tx) => updateChecklistStep(tx, root, { id: first.id, wanted: { label } }));
    await as(root, (tx) => removeChecklistStep(tx, root, second.id));

    expect(await stepsIn(caseId)).toMatchObject([{ label, done: { by: { name: 'Ana' } } }]);
    await expect(as(root, (tx) => removeChecklistStep(tx, root, second.id))).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('is written by administrators alone, and has an end', async () => {
    await expect(add('Vérifier', { who: ana })).rejects.toMatchObject({ code: 'not-permitted' });
    for (let n = 0; n < checklistLimits.steps; n += 1) await add(`Étape ${n}`);

    await expect(add('De trop')).rejects.toMatchObject({ more: { reason: 'too-many-steps' } });
    const ids = (await checklistSteps(town.database, ana)).filter(({ caseTypeId }) => caseTypeId === school);
    expect(ids).toHaveLength(checklistLimits.steps);
  });

  it('keeps its order where somebody orders a list that is another one by now', async () => {
    const [first, second] = [await add('Un'), await add('Deux')];

    for (const ids of [[first.id], [first.id, first.id], [second.id, first.id, randomUUID()]])
      await expect(as(root, (tx) => orderChecklistSteps(tx, root, { caseTypeId: school, ids }))).rejects.toMatchObject({
        code: 'invalid-request',
      });
  });
});

describe('a step of a case', () => {
  it('is added below the others, though some above were removed, to a type and to a case', async () => {
    const [one, two] = [await add('Un'), await add('Deux'), await add('Trois')];
    const caseId = await open();
    const [mine, ours] = [await addTo(caseId, 'Mon un'), await addTo(caseId, 'Mon deux')];
    await addTo(caseId, 'Mon trois');
    for (const { id } of [one, two]) await as(root, (tx) => removeChecklistStep(tx, root, id));
    for (const { id } of [mine, ours]) await as(ana, (tx) => removeCaseStep(tx, ana, { caseId, stepId: id }));

    await add('Quatre');
    await as(ana, (tx) => addCaseStep(tx, ana, { caseId, label: 'Mon quatre' }));

    expect(await labelsIn(caseId)).toEqual(['Trois', 'Quatre', 'Mon trois', 'Mon quatre']);
  });

  it('stays in the cases in which it was done once its type has it no longer, and is required no more', async () => {
    const { id } = await add('Vérifier', { required: true });
    const [done, undone] = [await open(), await open()];
    await tick(done, id);

    await as(root, (tx) => removeChecklistStep(tx, root, id));

    expect(await stepsIn(done)).toMatchObject([{ id, required: false, done: { by: { name: 'Ana' } } }]);
    expect(await stepsIn(undone)).toEqual([]);
  });

  it('is ticked with who did it and when, recorded by the timeline, and pushed to whoever sees the case', async () => {
    const { id } = await add('Vérifier', { en: 'Check' });
    const caseId = await open();

    await tick(caseId, id, { who: bao });

    const [step] = await stepsIn(caseId);
    expect(step?.done).toEqual({ at: expect.any(String) as string, by: { id: bao.id, name: 'Bao' } });
    expect(await recorded(caseId)).toEqual([
      { type: 'step', what: 'done', stepId: id, label: { fr: 'Vérifier', en: 'Check' } },
    ]);
    const events = (await allEvents(town.database)).filter((event) => event.caseId === caseId);
    expect(events.at(-1)).toMatchObject({ type: 'case.changed', data: { fields: ['steps'] } });
  });

  it('is to be done again once the tick is taken back, which the timeline tells, too', async () => {
    const { id } = await add('Vérifier');
    const caseId = await open();
    await tick(caseId, id);

    await tick(caseId, id, { done: false });

    expect(await stepsIn(caseId)).toMatchObject([{ done: null }]);
    expect((await recorded(caseId)).map(({ what }) => what)).toEqual(['done', 'undone']);
  });

  it('is merged step by step where colleagues tick at once, and stays with who was first', async () => {
    const [first, second] = [await add('Un'), await add('Deux')];
    const caseId = await open();

    await Promise.all([tick(caseId, first.id), tick(caseId, second.id, { who: bao })]);
    await tick(caseId, first.id, { who: bao });

    expect((await stepsIn(caseId)).map(({ done }) => done?.by.name)).toEqual(['Ana', 'Bao']);
    expect(await recorded(caseId)).toHaveLength(2);
  });

  it('is remembered while the case has another type', async () => {
    const { id } = await add('Vérifier');
    const caseId = await open();
    await tick(caseId, id);

    await change(caseId, { caseTypeId: roads });
    expect(await stepsIn(caseId)).toEqual([]);
    await change(caseId, { caseTypeId: school });

    expect(await stepsIn(caseId)).toMatchObject([{ done: { by: { name: 'Ana' } } }]);
  });

  it('can be added to one case, renamed, ordered, ticked and removed there, behind those of the type', async () => {
    await add('Vérifier');
    const caseId = await open();
    const [call, write] = [await addTo(caseId, 'Appeler'), await addTo(caseId, 'Écrire')];

    await as(ana, (tx) => orderCaseSteps(tx, ana, { caseId, ids: [write.id, call.id] }));
    await rename(caseId, call.id, 'Appeler l’école');
    expect(await labelsIn(caseId)).toEqual(['Vérifier', 'Écrire', 'Appeler l’école']);
    await tick(caseId, call.id);
    await as(ana, (tx) => removeCaseStep(tx, ana, { caseId, stepId: write.id }));

    expect(await stepsIn(caseId)).toMatchObject([
      { of: 'type' },
      { of: 'own', label: { fr: 'Appeler l’école', en: 'Appeler l’école' }, done: { by: { name: 'Ana' } } },
    ]);
    expect((await recorded(caseId)).map(({ what, from }) => [what, from])).toEqual([
      ...[['added', undefined], ['added', undefined], ['renamed', 'Appeler'], ['done', undefined], ['removed', undefined]], // prettier-ignore
    ]);
    expect(await stepsIn(await open())).toHaveLength(1);
  });

  it('of the type is neither renamed nor removed in a case, nor ticked where the case does not have it', async () => {
    const [ours, theirs] = [await add('Vérifier'), await add('Balayer', { type: roads })];
    const caseId = await open();

    await expect(rename(caseId, ours.id, 'x')).rejects.toMatchObject({ code: 'not-found' });
    await expect(as(ana, (tx) => removeCaseStep(tx, ana, { caseId, stepId: ours.id }))).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(tick(caseId, theirs.id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(tick(caseId, randomUUID())).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is out of reach for agents of other teams, and in a case that was merged', async () => {
    const { id } = await add('Vérifier');
    const [caseId, into] = [await open(), await open()];

    await expect(tick(caseId, id, { who: otto })).rejects.toMatchObject({ code: 'not-found' });
    await as(ana, (tx) => mergeCase(tx, ana, { fromId: caseId, intoId: into }));
    await expect(tick(caseId, id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('goes with its case into another one by a merge, and back by its undoing where nobody has changed it since', async () => {
    const [first] = [await add('Vérifier'), await add('Répondre')];
    const [caseId, into] = [await open(), await open()];
    await tick(caseId, first.id);
    const [call, write] = [await addTo(caseId, 'Appeler'), await addTo(caseId, 'Écrire')];
    await addTo(into, 'Classer');

    const { moveId } = await as(ana, (tx) => mergeCase(tx, ana, { fromId: caseId, intoId: into }));

    expect((await stepsIn(into)).map(({ label, done }) => [label.fr, done?.by.name])).toEqual([
      ...[['Vérifier', 'Ana'], ['Répondre', undefined]], // prettier-ignore
      ...[['Classer', undefined], ['Appeler', undefined], ['Écrire', undefined]], // prettier-ignore
    ]);
    await tick(into, call.id, { who: bao });
    await as(ana, (tx) => undoMove(tx, ana, { caseId: into, moveId }));
    expect((await stepsIn(into)).map(({ label, done }) => [label.fr, done?.by.name])).toEqual([
      ...[['Vérifier', undefined], ['Répondre', undefined], ['Classer', undefined], ['Appeler', 'Bao']], // prettier-ignore
    ]);
    expect((await stepsIn(caseId)).map(({ id }) => id)).toEqual(expect.arrayContaining([call.id, write.id]));
  });

  it('has to be done before the case is closed where its type requires it, and is not taken back then', async () => {
    const [must, may] = [await add('Vérifier', { required: true, en: 'Check' }), await add('Appeler')];
    const caseId = await open();

    await expect(change(caseId, { status: 'closed' })).rejects.toMatchObject({
      more: { reason: 'case-steps-required', data: { names: 'Check', ids: [must.id] } },
    });
    await expect(change(caseId, { status: 'closed', caseTypeId: null })).rejects.toMatchObject({
      more: { reason: 'case-steps-required' },
    });
    await tick(caseId, must.id);
    await change(caseId, { status: 'closed' });

    await expect(tick(caseId, must.id, { done: false })).rejects.toMatchObject({
      more: { reason: 'case-steps-required' },
    });
    await tick(caseId, may.id);
    await tick(caseId, may.id, { done: false });
  });

  it('is named at once with the fields that are empty where closing is refused for both', async () => {
    const must = await add('Vérifier', { required: true, en: 'Check' });
    const label = { fr: 'Année', en: 'Year' };
    const wanted = CreateCaseField.parse({ kind: 'text', key: 'annee', label, required: true });
    await as(root, (tx) => createCaseField(tx, root, { caseTypeId: school, wanted }));
    const elsewhere = await add('Photographier', { type: roads, required: true, en: 'Take a photo' });
    const caseId = await open();

    await expect(change(caseId, { status: 'closed' })).rejects.toMatchObject({
      code: 'conflict',
      more: {
        reason: 'case-fields-and-steps-required',
        data: {
          ...{ names: 'Year', keys: ['annee'], labels: [label] },
          ...{ steps: 'Check', ids: [must.id], stepLabels: [must.label] },
        },
      },
    });
    // Whoever changes the type at once is asked for what both types require.
    await expect(change(caseId, { status: 'closed', caseTypeId: roads })).rejects.toMatchObject({
      more: { data: { names: 'Year', ids: [must.id, elsewhere.id] } },
    });
    const changes = [{ key: 'annee', value: '2026' }];
    await as(ana, (tx) => setCaseFields(tx, ana, { caseId, changes }));
    await expect(change(caseId, { status: 'closed' })).rejects.toMatchObject({
      more: { reason: 'case-steps-required', data: { names: 'Check' } },
    });
    await tick(caseId, must.id);
    await change(caseId, { status: 'closed' });
  });
});

describe('the checklists of many cases', () => {
  it('are read at once, without cases that have none', async () => {
    const { id } = await add('Vérifier');
    const [ticked, fresh, other] = [await open(), await open(), await open(roads)];
    await tick(ticked, id);

    const found = await stepsOfCases(town.database, [ticked, fresh, other]);

    expect([...found.keys()].toSorted()).toEqual([ticked, fresh].toSorted());
    expect(found.get(ticked)?.[0]?.done).not.toBeNull();
  });
});
