import type { Principal } from '@guichet/access';
import type { CaseLinkKind } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { openCase } from '../../../../test/support/open-case.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { caseDetail } from '../inbox/case-detail.queries.js';
import { mergeCase } from '../moving/move-split-merge.js';
import { undoMove } from '../moving/undo-move.js';
import { timeline } from '../timeline/timeline.queries.js';
import { linkCase, unlinkCase } from './link-case.js';
import { updateCase } from './update-case.js';

let town: TestTown;
let ana: Principal;
let bob: Principal;
let ofBob: string;

beforeAll(async () => {
  town = await TestTown.build();
  const [one, two] = [await town.team('Écoles'), await town.team('Impôts')];
  ana = await town.agent('Ana', [one, two]);
  bob = await town.agent('Bob', [two]);
  ofBob = two;
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const link = (caseId: string, otherId: string, kind?: CaseLinkKind) =>
  as(ana, (tx) => linkCase(tx, ana, { caseId, otherId, accept: true, kind }));
const unlink = (caseId: string, otherId: string, who = ana) =>
  as(who, (tx) => unlinkCase(tx, who, { caseId, otherId }));
const linksOf = async (id: string) =>
  (await caseDetail(town.database, ana, { id })).links.map(({ caseId, kind }) => ({ caseId, kind }));
const activitiesOf = async (caseId: string) =>
  (await timeline(town.database, ana, { caseId, query: { limit: 100 } })).items.flatMap((entry) =>
    entry.kind === 'activity' && 'caseId' in entry.activity
      ? [[entry.activity.type, entry.activity.caseId, ...('kind' in entry.activity ? [entry.activity.kind] : [])]]
      : [],
  );
const twoCases = async () => [await openCase(town, ana, 'Fuite'), await openCase(town, ana, 'Dégât')] as const;

describe('a link between two cases', () => {
  it.each([
    ['related', 'related'],
    ['parent', 'child'],
    ['child', 'parent'],
  ] as const)('that is "%s" in one is "%s" in the other, and both timelines say so', async (kind, inverse) => {
    const [one, other] = await twoCases();
    await link(one, other, kind);
    expect(await linksOf(one)).toEqual([{ caseId: other, kind }]);
    expect(await linksOf(other)).toEqual([{ caseId: one, kind: inverse }]);
    expect(await activitiesOf(one)).toEqual([['linked', other, kind]]);
    expect(await activitiesOf(other)).toEqual([['linked', one, inverse]]);
  });

  it('is "related" where nothing else is said', async () => {
    const [one, other] = await twoCases();
    await link(one, other);
    expect(await linksOf(one)).toEqual([{ caseId: other, kind: 'related' }]);
  });

  it('takes another kind, from either side; said again, it is written once', async () => {
    const [one, other] = await twoCases();
    await link(one, other);
    await link(other, one, 'parent');
    await link(other, one, 'parent');
    await link(one, other, 'child');
    expect(await linksOf(one)).toEqual([{ caseId: other, kind: 'child' }]);
    expect(await activitiesOf(one)).toEqual([
      ['linked', other, 'related'],
      ['linked', other, 'child'],
    ]);
  });

  it('is removed from either side, once', async () => {
    const [one, other] = await twoCases();
    await link(one, other, 'parent');
    await unlink(other, one);
    await unlink(one, other);
    expect([await linksOf(one), await linksOf(other)]).toEqual([[], []]);
    expect(await activitiesOf(one)).toEqual([
      ['linked', other, 'parent'],
      ['unlinked', other],
    ]);
    expect(await activitiesOf(other)).toEqual([
      ['linked', one, 'child'],
      ['unlinked', one],
    ]);
  });

  it('keeps its kind where it is said once more without one', async () => {
    const [one, other] = await twoCases();
    await link(one, other, 'parent');
    await link(one, other);
    expect(await linksOf(one)).toEqual([{ caseId: other, kind: 'parent' }]);
  });

  it('is a suggestion again where it was one, once it is removed', async () => {
    const [one, other] = await twoCases();
    await town.database.execute(
      `insert into case_link (case_id, other_id, state, reason) values ($1, $2, 'suggested', 'same-words')`,
      [one, other],
    );
    await link(one, other);
    await unlink(one, other);
    expect((await caseDetail(town.database, ana, { id: one })).links).toMatchObject([
      { caseId: other, state: 'suggested', reason: 'same-words' },
    ]);
    expect(await linksOf(other)).toEqual([]);
  });

  it('is removed by nobody who may not see both cases', async () => {
    const [one, hidden] = await twoCases();
    await as(ana, (tx) => updateCase(tx, ana, { id: one, wanted: { teamId: ofBob } }));
    await link(one, hidden);
    await expect(unlink(one, hidden, bob)).rejects.toMatchObject({ code: 'not-found' });
    expect(await linksOf(one)).toEqual([{ caseId: hidden, kind: 'related' }]);
  });

  it('goes on to the case into which one of the two is merged, and back when that is undone', async () => {
    const [whole, part] = await twoCases();
    const kept = await openCase(town, ana, 'Inondation');
    await link(whole, part, 'child');
    const { moveId } = await as(ana, (tx) => mergeCase(tx, ana, { fromId: whole, intoId: kept }));
    expect(await linksOf(kept)).toEqual(
      expect.arrayContaining([
        { caseId: part, kind: 'child' },
        { caseId: whole, kind: 'related' },
      ]),
    );
    expect(await linksOf(part)).toEqual(
      expect.arrayContaining([
        { caseId: kept, kind: 'parent' },
        { caseId: whole, kind: 'parent' },
      ]),
    );
    // What was done in the one that is gone says so.
    const { items } = await timeline(town.database, ana, { caseId: kept, query: { limit: 100 } });
    const { reference } = await caseDetail(town.database, ana, { id: whole });
    const linked = items.find((entry) => entry.kind === 'activity' && entry.activity.type === 'linked');
    expect(linked).toMatchObject({ movedFrom: { caseId: whole, reference } });

    await as(ana, (tx) => undoMove(tx, ana, { caseId: whole, moveId }));
    expect([await linksOf(kept), await linksOf(part)]).toEqual([[], [{ caseId: whole, kind: 'parent' }]]);
    const [, back] = (await timeline(town.database, ana, { caseId: whole, query: { limit: 100 } })).items;
    expect(back).not.toHaveProperty('movedFrom');
  });

  it('stays with a case that was merged, which it says', async () => {
    const [one, other] = await twoCases();
    await as(ana, (tx) => mergeCase(tx, ana, { fromId: other, intoId: one }));
    await expect(unlink(one, other)).rejects.toMatchObject({ code: 'conflict' });
    expect((await caseDetail(town.database, ana, { id: one })).links).toMatchObject([
      { caseId: other, merged: true, status: 'closed', kind: 'related' },
    ]);
  });
});
