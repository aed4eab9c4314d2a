import { grantOfWord, type Principal } from '@guichet/access';
import { addHandle, caseDetail, mergePeople, openCase, timeline, unmergePeople } from '@guichet/cases';
import { citizenById } from '@guichet/citizens';
import type { AddHandle } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { from, receive, type Intake } from '../support/receive-messages.js';
import { TestTown } from '../support/test-town.js';

let town: TestTown;
/** Of both teams; of the taxes alone; of all. */
let ana: Principal;
let bob: Principal;
let sue: Principal;
let schools: Intake;
let taxes: Intake;
beforeAll(async () => {
  town = await TestTown.build();
  const [one, two] = [await town.team('Écoles'), await town.team('Impôts')];
  ana = await town.agent('Ana', [one, two]);
  bob = await town.agent('Bob', [two]);
  sue = await town.agent('Sue', [], 'supervisor');
  schools = await town.mailbox(one);
  taxes = await town.mailbox(two);
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const activities = async (caseId: string) =>
  (await timeline(town.database, sue, { caseId, query: { limit: 50 } })).items.flatMap((entry) => (entry.kind === 'activity' ? [entry.activity.type] : [])); // prettier-ignore
let serial = 0;
async function write(account: Intake, name: string, value = `who${(serial += 1)}@citizen.test`) {
  const [caseId] = await receive(town, account, from('email', value, { name }));
  return { id: (await caseDetail(town.database, sue, { id: caseId! })).citizen!.id, caseId: caseId!, value };
}
/** Somebody who has written to both teams. */
async function writeToBoth(name: string) {
  const tax = await write(taxes, name);
  return { tax, school: await write(schools, name, tax.value) };
}
const merge = (who: Principal, citizenId: string, intoId: string) =>
  as(who, (tx) => mergePeople(tx, who, { citizenId, intoId, reason: 'Au guichet' }));
const unmerge = async (who: Principal, citizenId: string) => {
  const [merged] = (await citizenById(town.database, ana, citizenId)).merges;
  return as(who, (tx) => unmergePeople(tx, who, { citizenId, mergeId: merged!.id }));
};
const add = (who: Principal, id: string, wanted: Partial<AddHandle> = {}) =>
  as(who, (tx) =>
    addHandle(tx, who, {
      id,
      wanted: { address: `more${(serial += 1)}@citizen.test`, evidence: 'recorded', ...wanted },
    }),
  );
/** The teams that may know what was said last of an address. */
const informed = async () => {
  const [said] = await town.database.query<{ teams: string[] }>(
    `select team_ids as teams from handle_evidence where by_name is not null order by id desc limit 1`,
  );
  return said!.teams.toSorted();
};

describe('what an agent says of a person', () => {
  // Threats: A021.
  it('is shown in no case that they do not see: not that two are one, and not that they are two again', async () => {
    const { tax, school } = await writeToBoth('Lou Petit');
    const other = await write(taxes, 'Lou Grand');
    await merge(bob, other.id, tax.id);
    expect(await activities(tax.caseId)).toEqual(['citizen-merged']);
    await unmerge(bob, tax.id);
    expect(await activities(tax.caseId)).toEqual(['citizen-merged', 'citizen-unmerged']);
    expect(await activities(school.caseId)).toEqual([]);
  });

  it('is shown in no case that they do not see, though its team knows both of whom it is said', async () => {
    const [one, other] = [await writeToBoth('Zoé Petit'), await writeToBoth('Zoé Grand')];
    await merge(bob, other.tax.id, one.tax.id);
    expect(await activities(one.tax.caseId)).toEqual(['citizen-merged']);
    for (const { school } of [one, other]) expect(await activities(school.caseId)).toEqual([]);
  });

  // Threats: A020.
  it('is shown in no case that they do not see: not another address', async () => {
    const { tax, school } = await writeToBoth('Max Petit');
    await add(bob, tax.id);
    expect(await activities(tax.caseId)).toHaveLength(1);
    expect(await activities(school.caseId)).toEqual([]);
  });

  it('in a case is shown in no case of another team, though they see it', async () => {
    const { tax, school } = await writeToBoth('Noé Petit');
    await add(sue, school.id, { caseId: school.caseId });
    expect(await activities(school.caseId)).toHaveLength(1);
    expect(await activities(tax.caseId)).toEqual([]);
  });

  // Threats: A020, A021.
  it('is for the teams in which they work, by membership or by a role, and that know the person', async () => {
    const { tax } = await writeToBoth('Ugo Petit');
    await add(ana, tax.id);
    expect(await informed()).toEqual([schools.teamId, taxes.teamId].toSorted());
    await add(bob, tax.id);
    expect(await informed()).toEqual([taxes.teamId]);
    const gil = { ...(await town.agent('Gil')), grants: [{ ...grantOfWord('agent'), reach: 'teams' as const, teamIds: [taxes.teamId] }] }; // prettier-ignore
    await add(gil, tax.id);
    expect(await informed()).toEqual([taxes.teamId]);
  });
});

describe('a person of whom an agent knows a part', () => {
  // Threats: A021.
  it('is not parted by them, whichever part it is', async () => {
    const [tax, school] = [await write(taxes, 'Eli Taxe'), await write(schools, 'Eli Secret')];
    await merge(ana, school.id, tax.id);
    await expect(unmerge(bob, tax.id)).rejects.toMatchObject({ code: 'not-found' });
    const [below, above] = [await write(taxes, 'Flo Taxe'), await write(schools, 'Flo Secret')];
    await merge(ana, below.id, above.id);
    await expect(unmerge(bob, below.id)).rejects.toMatchObject({ code: 'not-found' });
  });

  // Threats: A020.
  it('is named as they know them where their address is refused', async () => {
    const hidden = await write(schools, 'Ida Secret');
    await as(bob, (tx) => openCase(tx, bob, { subject: 'Taxe', address: hidden.value }));
    const other = await write(taxes, 'Ida Taxe');
    const refusal: unknown = await add(bob, other.id, { address: hidden.value }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'conflict', more: { reason: 'address-of' } });
    expect(JSON.stringify(refusal)).not.toContain('Secret');
  });
});
