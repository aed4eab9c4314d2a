import type { Principal } from '@guichet/access';
import { addHandle, caseDetail, markDistinct, restrictCase, timeline } from '@guichet/cases';
import type { AddHandle } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { from, receive, type Intake } from '../../../test/support/receive-messages.js';
import { TestTown } from '../../../test/support/test-town.js';
import { citizenById, citizenInFile, citizensBeginning } from './citizen.queries.js';

let town: TestTown;
let ana: Principal;
let bob: Principal;
let sue: Principal;
let ines: Principal;
let social: Intake;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Social');
  [ana, bob] = [await town.agent('Ana', [team]), await town.agent('Bob', [team])];
  sue = await town.agent('Sue', [], 'supervisor');
  ines = await town.agent('Ines', [], 'supervisor');
  social = await town.mailbox(team);
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const person = (who: Principal, id: string) => citizenById(town.database, who, id);
const write = async (value: string, name: string): Promise<{ caseId: string; id: string }> => {
  const [caseId] = await receive(town, social, from('email', value, { name }));
  return { caseId: caseId!, id: (await caseDetail(town.database, ana, { id: caseId! })).citizen!.id };
};
const restrict = (id: string) =>
  as(sue, (tx) =>
    restrictCase(tx, sue, { id, wanted: { reason: 'violence', detail: '', agentIds: [ana.id, ines.id] } }),
  );
const add = (who: Principal, id: string, wanted: Partial<AddHandle> & { address: string }) =>
  as(who, (tx) => addHandle(tx, who, { id, wanted: { evidence: 'recorded', ...wanted } }));

describe('what was learnt in a restricted case', () => {
  // Threats: A018, A021.
  it('is told of a person to nobody who does not see the case, though they see another case of theirs, and every team', async () => {
    const hidden = await write('lea@citizen.test', 'Léa');
    const seen = await write('lea@citizen.test', 'Léa');
    const other = await write('max@citizen.test', 'Max');
    await restrict(hidden.caseId);
    await add(ana, hidden.id, { address: 'lea@citizen.test', note: 'Mise à l’abri', caseId: hidden.caseId });
    await add(ana, hidden.id, { address: '0612345678', note: 'Numéro secret', caseId: hidden.caseId });

    const known = await person(ines, hidden.id);
    expect(known.handles.map(({ value }) => value).sort()).toEqual(['+33612345678', 'lea@citizen.test']);
    for (const who of [sue, bob]) {
      const shown = await person(who, hidden.id);
      expect(shown.cases.map(({ id }) => id)).toEqual([seen.caseId]);
      expect(shown.handles.map(({ value }) => value)).toEqual(['lea@citizen.test']);
      expect(JSON.stringify(shown)).not.toContain('abri');
    }
    // Whoever sees every team is still told all of whoever has no hidden case.
    await add(ana, other.id, { address: '0612345679', note: 'Au guichet', caseId: other.caseId });
    expect(JSON.stringify(await person(sue, other.id))).toContain('Au guichet');
  });

  it('is written in it by nobody who does not see it, nor is it the file of somebody whom they know', async () => {
    const hidden = await write('rim@citizen.test', 'Rim');
    await write('rim@citizen.test', 'Rim');
    await restrict(hidden.caseId);
    const said = async () =>
      (await timeline(town.database, ana, { caseId: hidden.caseId, query: { limit: 50 } })).items;
    const before = await said();
    const adding = add(bob, hidden.id, { address: '0612345670', caseId: hidden.caseId }).then(
      () => 'added',
      () => 'refused',
    );
    expect([await adding, await said()]).toEqual(['refused', before]);

    const inFile = (who: Principal) => citizenInFile(town.database, who, { id: hidden.id, caseId: hidden.caseId });
    expect((await inFile(ana)).cases).toHaveLength(2);
    await expect(inFile(bob)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('was said of two persons before somebody could know both', async () => {
    const hidden = await write('ada@citizen.test', 'Ada');
    const other = await write('eve@citizen.test', 'Eve');
    await as(ana, (tx) => markDistinct(tx, ana, { id: hidden.id, otherId: other.id }));
    expect((await person(sue, other.id)).distinct).toHaveLength(1);
    await restrict(hidden.caseId);
    const seen = await write('ada@citizen.test', 'Ada');
    expect(seen.id).toBe(hidden.id);
    expect((await person(sue, other.id)).distinct).toEqual([]);
    expect((await person(ana, other.id)).distinct).toHaveLength(1);
  });
});

describe('what was said of an address before its case was restricted', () => {
  // Threats: A018, A021.
  it('is told no more to the team, nor whose it is; where they see another case of it, not what was said in that one', async () => {
    const hidden = await write('zoe@citizen.test', 'Zoé');
    const other = await write('tom@citizen.test', 'Tom');
    await add(ana, hidden.id, { address: 'zoe@citizen.test', note: 'Vue au guichet', caseId: hidden.caseId });
    expect(JSON.stringify(await person(bob, hidden.id))).toContain('Vue au guichet');
    await restrict(hidden.caseId);

    for (const who of [bob, sue]) {
      await expect(person(who, hidden.id)).rejects.toMatchObject({ code: 'not-found' });
      await expect(add(who, other.id, { address: 'zoe@citizen.test' })).rejects.toMatchObject({
        more: { reason: 'address-taken' },
      });
      expect((await citizensBeginning(town.database, who, { q: 'zoe@', limit: 10 })).items).toEqual([]);
    }
    await write('zoe@citizen.test', 'Zoé');
    const shown = await person(bob, hidden.id);
    expect(shown.handles.map(({ value }) => value)).toEqual(['zoe@citizen.test']);
    expect(JSON.stringify(shown)).not.toContain('Vue au guichet');
    expect(JSON.stringify(await person(ana, hidden.id))).toContain('Vue au guichet');
  });

  it('is told no more in another case, of an address by which somebody takes part in the restricted one', async () => {
    const seen = await write('pia@citizen.test', 'Pia');
    await add(ana, seen.id, { address: 'pia.abri@citizen.test', note: 'Le foyer', caseId: seen.caseId });
    const addresses = async (who: Principal) =>
      (await person(who, seen.id)).handles.map(({ value }) => value).toSorted();
    const both = ['pia.abri@citizen.test', 'pia@citizen.test'];
    expect(await addresses(bob)).toEqual(both);
    const hidden = await write('pia.abri@citizen.test', 'Pia');
    await restrict(hidden.caseId);
    expect([await addresses(ana), await addresses(bob)]).toEqual([both, ['pia@citizen.test']]);
  });

  it('is told no more of an address that is in no case, be it said in the case or of its person', async () => {
    const hidden = await write('mia@citizen.test', 'Mia');
    await add(ana, hidden.id, { address: '0612345681', note: 'Chez sa sœur', caseId: hidden.caseId });
    await add(ana, hidden.id, { address: '0612345682', note: 'Au travail' });
    const numbers = async (who: Principal) =>
      (await person(who, hidden.id)).handles.flatMap(({ type, value }) => (type === 'phone' ? [value] : [])).sort();
    expect(await numbers(bob)).toEqual(['+33612345681', '+33612345682']);
    await restrict(hidden.caseId);
    for (const who of [bob, sue]) {
      await expect(person(who, hidden.id)).rejects.toMatchObject({ code: 'not-found' });
      expect((await citizensBeginning(town.database, who, { q: '+3361234568', limit: 10 })).items).toEqual([]);
    }
    expect(await numbers(ana)).toEqual(['+33612345681', '+33612345682']);

    // Of a person of whom they see another case they know what was not said in the hidden one.
    await write('mia@citizen.test', 'Mia');
    for (const who of [bob, sue]) {
      expect(await numbers(who)).toEqual(['+33612345682']);
      expect(JSON.stringify(await person(who, hidden.id))).not.toContain('Chez sa sœur');
    }
  });
});
