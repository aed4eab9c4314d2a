import type { Principal } from '@guichet/access';
import {
  addCaseStep,
  caseDetail,
  createCaseType,
  createChecklistStep,
  openCase,
  timeline,
  updateCase,
  updateCaseStep,
} from '@guichet/cases';
import { StartBulkAction, type BulkItemState, type ChecklistStep, type UpdateCase } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { TestTown } from '../../../../test/support/test-town.js';
import type { BulkContext } from './bulk-context.js';
import { bulkActionStatus, bulkItems } from './bulk-actions.queries.js';
import { undoBulkAction } from './confirm-cancel-undo-bulk-action.js';
import { runBulkAction } from './run-bulk-action.js';
import { startBulkAction } from './start-bulk-action.js';

let town: TestTown;
let schools = '';
let ana: Principal;
let bea: Principal;
let root: Principal;
let [enrolment, pothole] = ['', ''];
let check: ChecklistStep;
let call: ChecklistStep;
let photograph: ChecklistStep;

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);

beforeAll(async () => {
  town = await TestTown.build();
  schools = await town.team('Écoles');
  ana = await town.agent('Ana', [schools]);
  bea = await town.agent('Béa', [schools]);
  root = await town.agent('Root', [], 'administrator');
  const typeOf = async (name: string) => (await as(root, (tx) => createCaseType(tx, root, { name }))).id;
  [enrolment, pothole] = [await typeOf('Inscription'), await typeOf('Nid-de-poule')];
  const stepOf = (caseTypeId: string, fr: string, required: boolean) =>
    as(root, (tx) => createChecklistStep(tx, root, { caseTypeId, wanted: { label: { fr, en: fr }, required } }));
  check = await stepOf(enrolment, 'Vérifier les pièces', true);
  call = await stepOf(enrolment, 'Appeler', false);
  photograph = await stepOf(pothole, 'Photographier', true);
});
beforeEach(async () => {
  await town.forget();
  await town.database.execute('delete from bulk_action');
});
afterAll(() => town.close());

const change = (id: string, wanted: UpdateCase) => as(ana, (tx) => updateCase(tx, ana, { id, wanted }));
const tick = (caseId: string, stepId: string, { done = true, who = ana } = {}) =>
  as(who, (tx) => updateCaseStep(tx, who, { caseId, stepId, wanted: { done } }));
const opened = async (caseTypeId: string | null = enrolment) => {
  const id = await as(ana, (tx) => openCase(tx, ana, { subject: 'Cantine', teamId: schools }));
  if (caseTypeId) await change(id, { caseTypeId });
  return id;
};
const detail = (id: string) => caseDetail(town.database, root, { id });
const doneBy = async (id: string, stepId = check.id) =>
  (await detail(id)).steps.find((step) => step.id === stepId)?.done?.by.name ?? null;
const recorded = async (caseId: string) =>
  (await timeline(town.database, root, { caseId, query: { limit: 50 } })).items.flatMap((entry) =>
    entry.kind === 'activity' && entry.activity.type === 'step' ? [{ by: entry.actor?.name, ...entry.activity }] : [],
  );

const start = (who: Principal, caseIds: readonly string[], ...stepIds: string[]) =>
  as(who, (tx) =>
    startBulkAction(tx, who, StartBulkAction.parse({ cases: { caseIds }, action: { kind: 'steps', stepIds } })),
  );
const status = (id: string) => bulkActionStatus(town.database, ana, id);
const context = (): BulkContext => ({
  ...({ database: town.database, keyring: town.keyring, logger: { error: () => undefined } } as unknown as BulkContext),
  config: { publicUrl: 'https://guichet.test' },
});
const run = async (id: string) => {
  while (['running', 'undoing'].includes((await status(id)).state)) await runBulkAction(context(), id);
  return status(id);
};
const done = async (caseIds: readonly string[], ...stepIds: string[]) =>
  run((await start(ana, caseIds, ...(stepIds.length > 0 ? stepIds : [check.id]))).id);
const undone = async (id: string) => {
  await as(ana, (tx) => undoBulkAction(tx, ana, id));
  return run(id);
};
const reasonsIn = async (id: string, state: BulkItemState) =>
  (await bulkItems(town.database, ana, { id, query: { state, limit: 200 } })).items.map(({ caseId, refusal }) => [
    caseId,
    refusal?.reason,
  ]);

describe('a step that is ticked in many cases', () => {
  it('is ticked where it is to be done, and cases of other types say that theirs has not got it', async () => {
    const [open, another, ticked] = [await opened(), await opened(), await opened()];
    const [elsewhere, untyped] = [await opened(pothole), await opened(null)];
    await tick(ticked, check.id, { who: bea });

    const { id, counts } = await done([open, another, ticked, elsewhere, untyped]);

    expect(counts).toMatchObject({ done: 2, unchanged: 1, refused: 2 });
    expect([await doneBy(open), await doneBy(another), await doneBy(ticked)]).toEqual(['Ana', 'Ana', 'Béa']);
    expect([await doneBy(open, call.id), await doneBy(elsewhere)]).toEqual([null, null]);
    expect(await reasonsIn(id, 'refused')).toEqual([
      [elsewhere, 'step-not-of-type'],
      [untyped, 'step-not-of-type'],
    ]);
    await change(open, { status: 'closed' });
    expect((await detail(open)).status).toBe('closed');
  });

  it('is in the timeline of each case as one that is ticked there alone', async () => {
    const [alone, one] = [await opened(), await opened()];
    await tick(alone, check.id);

    const { id } = await done([one]);

    const said = { by: 'Ana', type: 'step', what: 'done', stepId: check.id, label: check.label };
    expect([await recorded(alone), await recorded(one)]).toEqual([[said], [said]]);
    await undone(id);
    expect(await recorded(one)).toEqual(expect.arrayContaining([said, { ...said, what: 'undone' }]));
  });

  it('is to be done again once that is undone, but where somebody has ticked it anew, or closed the case since', async () => {
    const [one, again, byHand, closed, retyped] = [
      ...[await opened(), await opened(), await opened()],
      ...[await opened(), await opened()],
    ] as [string, string, string, string, string];
    const action = await done([one, again, byHand, closed, retyped]);
    await tick(again, check.id, { done: false });
    await tick(again, check.id, { who: bea });
    await tick(byHand, check.id, { done: false, who: bea });
    await change(closed, { status: 'closed' });
    await change(retyped, { caseTypeId: pothole });
    // What is ticked beside it is none of it.
    await tick(one, call.id);

    const { counts } = await undone(action.id);

    expect(counts).toMatchObject({ undone: 1, kept: 4 });
    expect([await doneBy(one), await doneBy(one, call.id)]).toEqual([null, 'Ana']);
    expect([await doneBy(again), await doneBy(byHand), await doneBy(closed)]).toEqual(['Béa', null, 'Ana']);
    expect(await reasonsIn(action.id, 'kept')).toEqual([
      [again, 'undo-late'],
      [byHand, 'undo-late'],
      [closed, 'case-steps-required'],
      [retyped, 'undo-late'],
    ]);
  });

  it('is one of several, of which each case has those ticked that it has and that are to be done', async () => {
    const [none, half, elsewhere, untyped] = [
      await opened(),
      await opened(),
      await opened(pothole),
      await opened(null),
    ];
    await tick(half, call.id, { who: bea });

    const action = await done([none, half, elsewhere, untyped], check.id, call.id, photograph.id);

    expect(action.counts).toMatchObject({ done: 3, refused: 1 });
    const whose = async (id: string) => [await doneBy(id), await doneBy(id, call.id), await doneBy(id, photograph.id)];
    expect([await whose(none), await whose(half)]).toEqual([
      ['Ana', 'Ana', null],
      ['Ana', 'Béa', null],
    ]);
    expect(await whose(elsewhere)).toEqual([null, null, 'Ana']);
    // One of several that somebody has ticked anew is left as it is, with the others of its case.
    await tick(none, call.id, { done: false });
    await tick(none, call.id, { who: bea });
    expect((await undone(action.id)).counts).toMatchObject({ undone: 2, kept: 1 });
    expect([await whose(none), await whose(half), await whose(elsewhere)]).toEqual([
      ['Ana', 'Béa', null],
      [null, 'Béa', null],
      [null, null, null],
    ]);
  });

  it('cannot be undone where it was ticked in none of them', async () => {
    const ticked = await opened();
    await tick(ticked, check.id);

    const { counts, undoUntil } = await done([ticked]);

    expect(counts).toMatchObject({ unchanged: 1 });
    expect(undoUntil).toBeNull();
  });

  it('is one of a type that the agent knows, and is begun by whoever may tick it', async () => {
    const id = await opened();
    await as(ana, (tx) => addCaseStep(tx, ana, { caseId: id, label: 'Écrire' }));
    const own = (await detail(id)).steps.find(({ of }) => of === 'own')!;
    for (const stepId of [own.id, enrolment])
      await expect(start(ana, [id], stepId)).rejects.toMatchObject({ code: 'not-found' });
    const reader = { ...ana, scopes: ['cases:read' as const] };
    await expect(start(reader, [id], check.id)).rejects.toMatchObject({ code: 'not-permitted' });
    expect(await doneBy(id)).toBeNull();
  });
});
