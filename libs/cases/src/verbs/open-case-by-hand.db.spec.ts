import type { Principal } from '@guichet/access';
import { citizenById } from '@guichet/citizens';
import type { CreateCase } from '@guichet/contracts';
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
