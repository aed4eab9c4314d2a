import type { Principal } from '@guichet/access';
import { caseDetail, createCaseField, createCaseType, openCase, setCaseFields, updateCase } from '@guichet/cases';
import {
  CreateCaseField,
  endpoints,
  Rule,
  StartBulkAction,
  type BulkItemState,
  type CaseField,
  type CaseFieldValue,
  type UpdateCase,
} from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { saveRouting } from '@guichet/routing';
import { TestTown } from '../../../../test/support/test-town.js';
import type { BulkContext } from './bulk-context.js';
import { bulkActionStatus, bulkItems } from './bulk-actions.queries.js';
import { undoBulkAction } from './confirm-cancel-undo-bulk-action.js';
import { runBulkAction } from './run-bulk-action.js';
import { startBulkAction } from './start-bulk-action.js';

let town: TestTown;
let [schools, roads] = ['', ''];
let ana: Principal;
let root: Principal;
let [enrolment, pothole] = ['', ''];
let year: CaseField;
let note: CaseField;

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);

beforeAll(async () => {
  town = await TestTown.build();
  [schools, roads] = [await town.team('Écoles'), await town.team('Voirie')];
  ana = await town.agent('Ana', [schools]);
  root = await town.agent('Root', [], 'administrator');
  const typeOf = async (name: string) => (await as(root, (tx) => createCaseType(tx, root, { name }))).id;
  [enrolment, pothole] = [await typeOf('Inscription'), await typeOf('Nid-de-poule')];
  const options = ['2026–2027', '2027–2028'].map((label) => ({ label: { en: label, fr: label } }));
  const label = { en: 'School year', fr: 'Année scolaire' };
  const wanted = CreateCaseField.parse({ kind: 'choice', key: 'annee', label, options, required: true });
  year = await as(root, (tx) => createCaseField(tx, root, { caseTypeId: enrolment, wanted }));
  const plain = CreateCaseField.parse({ kind: 'text', key: 'remarque', label: { en: 'Remark', fr: 'Remarque' } });
  note = await as(root, (tx) => createCaseField(tx, root, { caseTypeId: enrolment, wanted: plain }));
});
beforeEach(async () => {
  await town.forget();
  await town.database.execute('delete from bulk_action');
});
afterAll(() => town.close());

const change = (id: string, wanted: UpdateCase) => as(ana, (tx) => updateCase(tx, ana, { id, wanted }));
const fill = (id: string, value: CaseFieldValue | null) =>
  as(ana, (tx) => setCaseFields(tx, ana, { caseId: id, changes: [{ key: 'annee', value }] }));
const opened = async (caseTypeId: string | null) => {
  const id = await as(ana, (tx) => openCase(tx, ana, { subject: 'Cantine', teamId: schools }));
  if (caseTypeId) await change(id, { caseTypeId });
  return id;
};
const valueIn = async (id: string) =>
  (await caseDetail(town.database, root, { id })).fields.find(({ field }) => field.id === year.id)?.value;
const first = () => year.options[0]!.key;
const second = () => year.options[1]!.key;

const start = (who: Principal, caseIds: readonly string[], action: object) =>
  as(who, (tx) =>
    startBulkAction(tx, who, StartBulkAction.parse({ cases: { caseIds }, action: { kind: 'field', ...action } })),
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
const done = async (caseIds: readonly string[], value: CaseFieldValue) =>
  run((await start(ana, caseIds, { fieldId: year.id, value })).id);
const undone = async (id: string) => {
  await as(ana, (tx) => undoBulkAction(tx, ana, id));
  return run(id);
};
const itemsIn = async (id: string, state: BulkItemState) =>
  (await bulkItems(town.database, ana, { id, query: { state, limit: 200 } })).items;

describe('a field that is filled in for many cases', () => {
  it('is filled in where the type of the case has it, and the others say that theirs has not', async () => {
    const [empty, other, same] = [await opened(enrolment), await opened(enrolment), await opened(enrolment)];
    const [elsewhere, untyped] = [await opened(pothole), await opened(null)];
    await fill(other, second());
    await fill(same, first());

    const { id, counts } = await done([empty, other, same, elsewhere, untyped], first());

    expect(counts).toMatchObject({ done: 2, unchanged: 1, refused: 2 });
    for (const one of [empty, other, same]) expect(await valueIn(one)).toBe(first());
    const refused = await itemsIn(id, 'refused');
    expect(refused.map(({ caseId, refusal }) => [caseId, refusal?.reason])).toEqual([
      [elsewhere, 'field-not-of-type'],
      [untyped, 'field-not-of-type'],
    ]);
    await change(empty, { status: 'closed' });
    expect((await caseDetail(town.database, ana, { id: empty })).status).toBe('closed');
  });

  it('has its former value in each case once that is undone, but where somebody has changed it since', async () => {
    const [empty, other, touched, closed] = [
      ...[await opened(enrolment), await opened(enrolment)],
      ...[await opened(enrolment), await opened(enrolment)],
    ] as [string, string, string, string];
    await fill(other, second());
    const action = await done([empty, other, touched, closed], first());
    await fill(touched, second());
    await change(closed, { status: 'closed' });

    const { counts } = await undone(action.id);

    expect(counts).toMatchObject({ undone: 2, kept: 2 });
    expect([await valueIn(empty), await valueIn(other)]).toEqual([null, second()]);
    expect([await valueIn(touched), await valueIn(closed)]).toEqual([second(), first()]);
    const kept = (await itemsIn(action.id, 'kept')).map(({ refusal }) => refusal?.reason);
    expect(kept).toEqual(['undo-late', 'case-fields-required']);
  });

  it('stays as it is once that is undone where somebody has changed it since and changed it back', async () => {
    const [again, other, elsewhere] = [await opened(enrolment), await opened(enrolment), await opened(enrolment)];
    const action = await done([again, other, elsewhere], first());
    await fill(again, second());
    await fill(again, first());
    // What stands in other fields is none of it.
    const changes = [{ key: note.key, value: 'Vu' }];
    await as(ana, (tx) => setCaseFields(tx, ana, { caseId: other, changes }));

    const { counts } = await undone(action.id);

    expect(counts).toMatchObject({ undone: 2, kept: 1 });
    expect([await valueIn(again), await valueIn(other), await valueIn(elsewhere)]).toEqual([first(), null, null]);
    expect(await itemsIn(action.id, 'kept')).toMatchObject([{ caseId: again, refusal: { reason: 'undo-late' } }]);
  });

  it('takes the values of one case, and is begun by whoever may fill it in', async () => {
    const id = await opened(enrolment);
    const wrong = start(ana, [id], { fieldId: year.id, value: '1999' });
    await expect(wrong).rejects.toMatchObject({
      code: 'invalid-request',
      more: { errors: [{ path: 'action.value', reason: 'not-one-of' }] },
    });
    const empty = start(ana, [id], { fieldId: note.id, value: ' ' });
    await expect(empty).rejects.toMatchObject({
      more: { errors: [{ path: 'action.value', reason: 'value-not-valid' }] },
    });
    expect(endpoints.startBulkAction.errors).toEqual(expect.arrayContaining(['not-one-of', 'value-not-valid']));
    const nothing = start(ana, [id], { fieldId: enrolment, value: first() });
    await expect(nothing).rejects.toMatchObject({ code: 'not-found' });
    const reader = { ...ana, scopes: ['cases:read' as const] };
    const reading = start(reader, [id], { fieldId: year.id, value: first() });
    await expect(reading).rejects.toMatchObject({ code: 'not-permitted' });
    expect(await valueIn(id)).toBeNull();
  });

  it('is followed by the rules that ask for it, and a case out of sight by that is not restored', async () => {
    const id = await opened(enrolment);
    const rule = Rule.parse({
      ...{ id: schools, name: 'Next year', active: true, then: [{ do: 'team', teamId: roads }] },
      when: [{ on: 'field', fieldId: year.id, is: [second()] }],
    });
    const { version } = await as(root, (tx) => saveRouting(tx, root, { rules: [rule], version: 0 }));

    const { counts, undoUntil } = await done([id], second());

    expect(counts).toMatchObject({ done: 1 });
    expect((await caseDetail(town.database, root, { id })).team.id).toBe(roads);
    expect(undoUntil).toBeNull();
    await as(root, (tx) => saveRouting(tx, root, { rules: [], version }));
  });
});
