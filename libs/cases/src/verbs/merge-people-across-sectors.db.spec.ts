import { createSector, updateTeam, type Principal } from '@guichet/access';
import { citizenById, citizenInFile } from '@guichet/citizens';
import type { Tx } from '@guichet/database';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { caseDetail } from '../inbox/case-detail.queries.js';
import { search } from '../search/search.js';
import { timeline } from '../timeline/timeline.queries.js';
import { mergePeople, unmergePeople } from './merge-people.js';

let town: TestTown;
/** Of both sectors; of each alone. */
let ana: Principal;
let bob: Principal;
let cleo: Principal;
let root: Principal;
let schools: Intake;
let taxes: Intake;

beforeAll(async () => {
  town = await TestTown.build();
  root = await town.agent('Root', [], 'administrator');
  const [one, two] = [await town.team('Écoles'), await town.team('Impôts')];
  [ana, bob, cleo] = [await town.agent('Ana', [one, two]), await town.agent('Bob', [one]), await town.agent('Cleo', [two])]; // prettier-ignore
  [schools, taxes] = [await town.mailbox(one), await town.mailbox(two)];
  for (const id of [one, two]) {
    const { id: sectorId } = await as(root, (tx) => createSector(tx, root, { name: `Sector of ${id}` }));
    await as(root, (tx) => updateTeam(tx, root, { id, wanted: { sectorId } }));
  }
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
let serial = 0;
async function write(account: Intake, name: string) {
  const value = `two${(serial += 1)}@citizen.test`;
  const [caseId] = await receive(town, account, from('email', value, { name }));
  return { value, caseId: caseId!, id: (await caseDetail(town.database, root, { id: caseId! })).citizen!.id };
}
const REASON = 'Carte vue au service des impôts';
/** Two records of which Ana has said that they are one. */
async function merged(names: readonly [string, string]) {
  return merge(await write(schools, names[0]), await write(taxes, names[1]));
}
async function merge(school: Known, tax: Known) {
  await as(ana, (tx) => mergePeople(tx, ana, { citizenId: school.id, intoId: tax.id, reason: REASON }));
  return { school, tax };
}
type Known = Awaited<ReturnType<typeof write>>;
const file = (who: Principal, { id, caseId }: Known) => citizenInFile(town.database, who, { id, caseId });
const activities = async (who: Principal, { caseId }: Known) =>
  (await timeline(town.database, who, { caseId, query: { limit: 50 } })).items.flatMap((entry) =>
    entry.kind === 'activity' ? [[entry.activity.type, entry.actor.name]] : [],
  );

// Threats: A018, A021.
describe('two records in two sectors of which an agent of both says that they are one', () => {
  it('are undone from the file of either by whoever sees both, and whoever sees one learns nothing of it', async () => {
    const [before, after] = [await write(schools, 'Irina École'), await write(taxes, 'Iryna Impôt')];
    const seenBy = async (who: Principal, own: Known) => {
      const { id: _, ...shown } = await file(who, own);
      return [shown, await timeline(town.database, who, { caseId: own.caseId, query: { limit: 50 } })];
    };
    const unmerged = [await seenBy(bob, before), await seenBy(cleo, after)];
    const { school, tax } = await merge(before, after);
    for (const who of [ana, root])
      for (const own of [school, tax])
        expect(await file(who, own)).toMatchObject({ merges: [], mergesElsewhere: [{ by: 'Ana', mayUndo: true }] });
    expect([await seenBy(bob, school), await seenBy(cleo, tax)]).toEqual(unmerged);

    const { mergesElsewhere } = await file(ana, school);
    const undo = (who: Principal) =>
      as(who, (tx) => unmergePeople(tx, who, { citizenId: school.id, mergeId: mergesElsewhere[0]!.id }));
    await expect(undo(bob)).rejects.toMatchObject({ code: 'not-found' });
    await undo(ana);
    expect([await seenBy(bob, school), await seenBy(cleo, tax)]).toEqual(unmerged);
    for (const own of [school, tax]) expect((await file(ana, own)).mergesElsewhere).toEqual([]);
    expect((await citizenById(town.database, ana, school.id)).cases.map(({ id }) => id)).toEqual([school.caseId]);
  });

  it('are parted by whoever has merged them, also once they work in one sector alone', async () => {
    const { school } = await merged(['Paul École', 'Paul Impôt']);
    const ofOne = { ...ana, teamIds: [schools.teamId] };
    const [merge] = (await file(ofOne, school)).mergesElsewhere;
    expect(merge).toMatchObject({ mayUndo: true });
    await as(ofOne, (tx) => unmergePeople(tx, ofOne, { citizenId: school.id, mergeId: merge!.id }));
    expect((await file(ana, school)).mergesElsewhere).toEqual([]);
  });

  it('are parted in every case that shows them as one, also where whoever does it sees that no more', async () => {
    const [one, other] = [await write(schools, 'Léa Une'), await write(schools, 'Léa Deux')];
    const [taxCaseId] = await receive(town, taxes, from('email', one.value, { name: 'Léa Une' }));
    await merge(one, other);
    await town.database.execute(`update cases set status = 'closed', closed_at = now() where id = $1`, [other.caseId]);
    const ofTaxes = { ...ana, teamIds: [taxes.teamId] };
    const [made] = (await file(ofTaxes, { ...one, caseId: taxCaseId! })).mergesElsewhere;
    await as(ofTaxes, (tx) => unmergePeople(tx, ofTaxes, { citizenId: one.id, mergeId: made!.id }));
    for (const own of [one, other])
      expect(await activities(bob, own)).toEqual([['citizen-merged', 'Ana'], ['citizen-unmerged', 'Ana']]); // prettier-ignore
    expect(await activities(cleo, { ...one, caseId: taxCaseId! })).toEqual([]);
  });

  it('say nothing of one with a restricted case', async () => {
    const [school, tax] = [await write(schools, 'Nour École'), await write(taxes, 'Nour Impôt')];
    await town.database.execute(`update cases set restricted_to = array[$2::uuid] where id = $1`, [tax.caseId, ana.id]);
    await merge(school, tax);
    expect(await activities(bob, school)).toEqual([]);
    expect((await file(bob, school)).mergesElsewhere).toEqual([]);
    expect((await file(ana, school)).mergesElsewhere).toMatchObject([{ mayUndo: true }]);
  });

  it('are both found by either name, by whoever sees both, and by nobody else', async () => {
    const { school, tax } = await merged(['Solveig Écolière', 'Solenne Contribuable']);
    const found = async (who: Principal, q: string) =>
      (await search(town.database, who, { q, limit: 20 })).hits.map((hit) => hit.case.id).toSorted();
    const both = [school.caseId, tax.caseId].toSorted();
    for (const who of [ana, root])
      for (const q of ['Solveig', 'Solenne Contribuable']) expect([q, await found(who, q)]).toEqual([q, both]);
    expect(await found(bob, 'Solveig')).toEqual([school.caseId]);
    expect(await found(bob, 'Solenne Contribuable')).toEqual([]);
    expect(await found(cleo, 'Solveig')).toEqual([]);
  });
});
