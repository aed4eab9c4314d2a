import { createSector, updateTeam, type Principal } from '@guichet/access';
import { SlaTargets } from '@guichet/contracts';
import { newId } from '@guichet/platform';
import { TestTown } from '../../../test/support/test-town.js';
import { readTargets, saveTargets, seedTargets } from './targets.js';

let town: TestTown;
let ana: Principal;
let sue: Principal;

beforeAll(async () => {
  town = await TestTown.build();
  ana = await town.agent('Ana', [await town.team('Écoles')]);
  sue = await town.agent('Sue', [], 'supervisor');
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);

describe('targets', () => {
  it('are seeded once, with a minute for a chat and five days for a mail', async () => {
    await seedTargets(town.database);
    const first = await readTargets(town.database, ana);
    const of = (channel: 'chat' | 'email') => first.targets.find(({ channels }) => channels.includes(channel))!;
    expect(of('chat')['first-response']).toEqual({ value: 1, unit: 'minutes' });
    expect(of('email')['first-response']).toEqual({ value: 5, unit: 'days' });

    const saved = await as(sue, (tx) => saveTargets(tx, sue, { targets: [], version: first.version }));
    expect(saved).toEqual({ targets: [], version: first.version + 1 });
    await seedTargets(town.database);
    expect(await readTargets(town.database, ana)).toEqual(saved);
  });

  it('for teams of a sector alone are shown to whoever knows it, and to whoever changes them', async () => {
    const social = await town.team('Social');
    const root = await town.agent('Root', [], 'administrator');
    const { id: sectorId } = await as(root, (tx) => createSector(tx, root, { name: 'Social' }));
    await as(root, (tx) => updateTeam(tx, root, { id: social, wanted: { sectorId } }));
    const { version } = await readTargets(town.database, sue);
    const [own] = ana.teamIds;
    const target = (name: string, teams: string[]) => ({ id: newId(), name, teams, caseTypes: [] });
    const targets = [target('Hidden', [social]), target('Both', [social, own!]), target('All', [])];
    await as(sue, (tx) => saveTargets(tx, sue, SlaTargets.parse({ targets, version })));
    const read = async (who: Principal) =>
      (await readTargets(town.database, who)).targets.map(({ name, teams }) => [name, teams]);
    expect(await read(ana)).toEqual([['Both', [own]], ['All', []]]); // prettier-ignore
    expect(await read(sue)).toHaveLength(3);
    await as(sue, (tx) => saveTargets(tx, sue, { targets: [], version: version + 1 }));
  });

  it('are refused where somebody else has saved, something unknown is named, or the agent may not change them', async () => {
    const { version } = await readTargets(town.database, ana);
    const save = (who: Principal, targets: object[], seen = version) =>
      as(who, (tx) => saveTargets(tx, who, SlaTargets.parse({ targets, version: seen })));
    const target = { id: newId(), name: 'Tout', teams: [], caseTypes: [] };
    await expect(save(sue, [target], version - 1)).rejects.toMatchObject({
      code: 'conflict',
      more: { reason: 'saved-meanwhile' },
    });
    await expect(save(sue, [{ ...target, teams: [newId()] }])).rejects.toMatchObject({
      more: { errors: [{ path: 'targets.0.teams' }] },
    });
    await expect(save(ana, [])).rejects.toMatchObject({ code: 'not-permitted' });
  });
});
