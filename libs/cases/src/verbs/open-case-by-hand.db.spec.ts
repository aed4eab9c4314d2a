import type { Principal } from '@guichet/access';
import { addressOwner, citizenById } from '@guichet/citizens';
import type { AddressOwnerQuery, CreateCase } from '@guichet/contracts';
import { TestTown } from '../../../../test/support/test-town.js';
import { caseDetail } from '../inbox/case-detail.queries.js';
import { openCase } from './open-case-by-hand.js';

let town: TestTown;
let ana: Principal;
let bao: Principal;
let sue: Principal;

beforeAll(async () => {
  town = await TestTown.build();
  const [schools, taxes] = [await town.team('Écoles'), await town.team('Impôts')];
  ana = await town.agent('Ana', [schools]);
  bao = await town.agent('Bao', [taxes]);
  sue = await town.agent('Sue', [schools], 'supervisor');
});
afterAll(() => town.close());

async function open(who: Principal, address: string, citizenName?: string) {
  const id = await town.database.write({ kind: 'agent', id: who.id, name: who.name }, (tx) =>
    openCase(tx, who, { subject: 'Cantine', address, ...(citizenName ? { citizenName } : {}) }),
  );
  return caseDetail(town.database, who, { id });
}

describe('a case opened for an address', () => {
  it('bears the name that was typed, else the address, where only hidden cases know the person', async () => {
    const hidden = await open(ana, 'zoe@citizen.test', 'Zoé Martin');
    expect(hidden.citizen?.name).toBe('Zoé Martin');

    for (const [typed, shown] of [
      [undefined, 'zoe@citizen.test'],
      ['Z. M.', 'Z. M.'],
    ] as const) {
      const own = await open(bao, 'zoe@citizen.test', typed);
      expect(own.citizen).toEqual({ id: hidden.citizen!.id, name: shown });
      expect(JSON.stringify([own, await citizenById(town.database, bao, own.citizen!.id)])).not.toContain('Martin');
    }
    // Whoever sees the other case knows the person by it.
    expect(await citizenById(town.database, ana, hidden.citizen!.id)).toMatchObject({ name: 'Zoé Martin' });
    expect(await citizenById(town.database, sue, hidden.citizen!.id)).toMatchObject({
      name: 'Zoé Martin',
      handles: [{ value: 'zoe@citizen.test', name: 'Zoé Martin' }],
    });
  });

  it('bears the stored name where a visible case tells it', async () => {
    await open(ana, 'yves@citizen.test', 'Yves Petit');
    expect((await open(ana, 'yves@citizen.test', 'Y.')).citizen?.name).toBe('Yves Petit');
    expect((await open(sue, 'yves@citizen.test')).citizen?.name).toBe('Yves Petit');
  });
});

describe('a case opened for somebody at the address of another one', () => {
  const openFor = (who: Principal, wanted: Partial<CreateCase>) =>
    town.database.write({ kind: 'agent', id: who.id, name: who.name }, (tx) =>
      openCase(tx, who, { subject: 'Cantine', ...wanted }),
    );
  const citizenOf = async (who: Principal, id: string) => (await caseDetail(town.database, who, { id })).citizen!;
  const phone = '06 39 98 12 11';
  let camille: { id: string; name: string };
  beforeAll(async () => {
    camille = (await open(ana, phone, 'Camille Delorme')).citizen!;
  });

  it('is refused until it is said who is meant, and leaves nothing behind', async () => {
    const refusal = openFor(ana, { citizenName: 'Marc Nouveau', address: phone });
    await expect(refusal).rejects.toMatchObject({
      code: 'invalid-request',
      more: { errors: [{ path: 'address', reason: 'address-of-somebody-else', data: { name: 'Camille Delorme' } }] },
    });
    const named = await town.database.query(`select 1 from citizen where name = 'Marc Nouveau'`);
    expect(named).toEqual([]);
  });

  it('is of the person named, who uses the address that stays its owner’s', async () => {
    const id = await openFor(ana, { citizenName: 'Marc Nouveau', address: phone, meant: 'named' });
    const marc = await citizenOf(ana, id);
    expect(marc).toEqual({ id: expect.not.stringMatching(camille.id), name: 'Marc Nouveau' });
    const owners = await town.database.query(
      `select h.citizen_id as id, h.evidence, u.kind, u.by_name as by, u.team_ids as teams from handle h
       join handle_evidence u on u.handle_id = h.id and u.citizen_id = $1 where h.value = '+33639981211'`,
      [marc.id],
    );
    expect(owners).toEqual([
      { id: camille.id, evidence: 'recorded', kind: 'recorded', by: 'Ana', teams: [ana.teamIds[0]] },
    ]);
    // From then on the name says who it is, in whatever way it is written.
    expect(await citizenOf(ana, await openFor(ana, { citizenName: 'NOUVEAU Marc', address: phone }))).toEqual(marc);
    expect(await citizenOf(ana, await openFor(ana, { citizenName: 'Mme DELORME Camille', address: phone }))).toEqual(
      camille,
    );
  });

  it('is of the person named, unasked, where a token opens it, unless it says who is meant', async () => {
    const token: Principal = { ...ana, scopes: ['cases:read', 'cases:write'] };
    const wanted = { citizenName: 'Armel Automate', address: phone };
    expect(await citizenOf(ana, await openFor(token, { ...wanted, meant: 'owner' }))).toEqual(camille);
    const armel = await citizenOf(ana, await openFor(token, wanted));
    expect(armel).toEqual({ id: expect.not.stringMatching(camille.id), name: 'Armel Automate' });
  });

  it('is of its owner where they are meant, or where nobody is named', async () => {
    const wanted = { citizenName: 'Julie Essai', address: phone };
    expect(await citizenOf(ana, await openFor(ana, { ...wanted, meant: 'owner' }))).toEqual(camille);
    expect(await citizenOf(ana, await openFor(ana, { address: phone }))).toEqual(camille);
    for (const citizenName of ['?', 'Madame', 'M.', 'J. D.']) {
      expect(await citizenOf(ana, await openFor(ana, { address: phone, citizenName }))).toEqual(camille);
      expect(await addressOwner(town.database, ana, { address: phone, citizenName })).toEqual({
        owner: camille,
        isSomebodyElse: false,
        unnamed: null,
      });
    }
  });

  it('bears the name that was typed where the owner of a new address is meant', async () => {
    const wanted = { citizenName: 'Zoé Petit', address: '06 39 98 13 15', meant: 'owner' } as const;
    expect((await citizenOf(ana, await openFor(ana, wanted))).name).toBe('Zoé Petit');
  });

  it('is of the person named, unasked, where the agent may not know whose it is', async () => {
    await openFor(ana, { citizenName: 'Hilaire Caché', address: 'foyer@citizen.test' });
    const own = await caseDetail(town.database, bao, {
      id: await openFor(bao, { citizenName: 'Julie Essai', address: 'foyer@citizen.test' }),
    });
    expect(own.citizen?.name).toBe('Julie Essai');
    const file = await citizenById(town.database, bao, own.citizen!.id);
    expect(file.handles.map(({ value }) => value)).toEqual(['foyer@citizen.test']);
    const ask = (address: string) =>
      addressOwner(town.database, bao, { address, citizenId: undefined, citizenName: 'Autre' });
    const seen = [own, file, await ask('foyer@citizen.test')];
    expect(JSON.stringify(seen)).not.toContain('Hilaire');
    expect(await ask('foyer@citizen.test')).toEqual(await ask('personne@citizen.test'));
    // Whoever sees both knows them apart.
    expect(await ask('foyer@citizen.test')).toEqual({ owner: null, isSomebodyElse: false, unnamed: null });
    expect(
      await addressOwner(town.database, sue, { address: 'foyer@citizen.test', citizenName: 'Autre' }),
    ).toMatchObject({
      owner: { name: 'Hilaire Caché' },
      isSomebodyElse: true,
    });
  });
});

describe('whose an address is', () => {
  it('is said in any spelling, and asked only where somebody else was named', async () => {
    const owner = (await open(ana, '06 39 98 12 12', 'Blaise Saulnier')).citizen!;
    const other = (await open(ana, 'rokia@citizen.test', 'Rokia Maillard')).citizen!;
    const ask = (more: Partial<AddressOwnerQuery>) =>
      addressOwner(town.database, ana, { address: '+33 6 39 98 12 12', ...more });
    const theirs = { owner, isSomebodyElse: false, unnamed: null };
    expect(await ask({})).toEqual(theirs);
    for (const citizenName of ['saulnier BLAISE', 'M. Blaise Saulnier', 'B. Saulnier'])
      expect(await ask({ citizenName })).toEqual({ ...theirs, named: owner });
    expect(await ask({ citizenId: owner.id })).toEqual(theirs);
    expect(await ask({ citizenName: 'Rokia Maillard' })).toEqual({ owner, isSomebodyElse: true, unnamed: null });
    expect(await ask({ citizenId: other.id })).toEqual({ owner, isSomebodyElse: true, unnamed: null });
    expect(await ask({ address: '06 39' })).toEqual({ owner: null, isSomebodyElse: false, unnamed: null });
    expect(await ask({ address: 'nobody@citizen.test' })).toEqual({
      owner: null,
      isSomebodyElse: false,
      unnamed: null,
    });
  });
});

describe('a case that is opened for whoever opens it', () => {
  const openFor = async (who: Principal, wanted: Partial<CreateCase>) => {
    const id = await town.database.write({ kind: 'agent', id: who.id, name: who.name }, (tx) =>
      openCase(tx, who, { subject: 'Cantine', ...wanted }),
    );
    return caseDetail(town.database, who, { id });
  };

  it('is theirs, in the team that they named, and about the person whom they chose', async () => {
    const { citizen } = await open(ana, 'lou@citizen.test', 'Lou Bel');
    const own = await openFor(ana, { teamId: ana.teamIds[0]!, assignToMe: true, citizenId: citizen!.id });
    expect(own).toMatchObject({ assignee: { id: ana.id }, team: { id: ana.teamIds[0] }, citizen });
    expect((await openFor(ana, { teamId: ana.teamIds[0]! })).assignee).toBeNull();
  });

  it('is nobody’s, and opened all the same, in a team where they may not take it', async () => {
    const [grant] = bao.grants;
    const permissions = grant!.permissions;
    for (const missing of ['case.update', 'case.assign']) {
      // Everything in their own team, and in the other one all but this.
      const elsewhere = permissions.filter((permission) => permission !== missing);
      const limited: Principal = {
        ...bao,
        teamIds: [...bao.teamIds, ...ana.teamIds],
        grants: [
          { ...grant!, reach: 'teams', teamIds: bao.teamIds },
          { ...grant!, permissions: elsewhere, reach: 'teams', teamIds: ana.teamIds },
        ],
      };
      const theirs = await openFor(limited, { teamId: ana.teamIds[0]!, assignToMe: true });
      expect(theirs).toMatchObject({ assignee: null, team: { id: ana.teamIds[0] } });
      const own = await openFor(limited, { teamId: bao.teamIds[0]!, assignToMe: true });
      expect(own).toMatchObject({ assignee: { id: bao.id } });
    }
  });
});

describe('a case about somebody who was chosen', () => {
  const openAbout = (who: Principal, citizenId: string, address: string) =>
    town.database.write({ kind: 'agent', id: who.id, name: who.name }, (tx) =>
      openCase(tx, who, { subject: 'Cantine', citizenId, address }),
    );

  it('gives them the address that nobody has yet', async () => {
    const { citizen } = await open(ana, 'max@citizen.test', 'Max Roy');
    const id = await openAbout(ana, citizen!.id, 'Max.Roy@work.test');
    const item = await caseDetail(town.database, ana, { id });
    expect(item.citizen).toEqual(citizen);
    const { handles } = await citizenById(town.database, ana, citizen!.id);
    expect(handles.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['max@citizen.test', 'max.roy@work.test']),
    );
    const owners = await town.database.source.query(`select citizen_id from handle where value = 'max.roy@work.test'`);
    expect(owners).toEqual([{ citizen_id: citizen!.id }]);
  });

  it('leaves the address of somebody else with them', async () => {
    const [one, other] = [await open(ana, 'eva@citizen.test', 'Eva'), await open(ana, 'noa@citizen.test', 'Noa')];
    const id = await openAbout(ana, one.citizen!.id, 'noa@citizen.test');
    expect((await caseDetail(town.database, ana, { id })).citizen).toEqual(one.citizen);
    const { handles } = await citizenById(town.database, ana, other.citizen!.id);
    expect(handles).toMatchObject([{ value: 'noa@citizen.test' }]);
  });
});
