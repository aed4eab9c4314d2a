import { shippedRole, type CreateAgent, type FirstRole, type RoleKey } from '@guichet/contracts';
import { TestTown } from '../../../test/support/test-town.js';
import { createAgent } from './agents.js';
import { principalOf } from './find-principal.js';
import { giveRole } from './give-and-take-roles.js';
import { reach, type Principal } from './principal.js';

let town: TestTown;
let schools: string;
let roads: string;
let root: Principal;

beforeAll(async () => {
  town = await TestTown.build();
  [schools, roads] = [await town.team('Schools'), await town.team('Roads')];
  root = await fresh((await town.agent('Root', [], 'administrator')).id);
});
afterAll(() => town.close());

const fresh = async (id: string): Promise<Principal> => (await principalOf(town.database, id))!;
const role = (key: RoleKey, wanted: Partial<FirstRole> = {}): FirstRole => ({
  ...{ roleId: shippedRole(key).id, reach: 'own-teams', teamIds: [], sectorIds: [] },
  ...{ validFrom: null, validUntil: null },
  ...wanted,
});
let count = 0;
const invite = async (
  wanted: Pick<CreateAgent, 'firstRole' | 'teamIds'>,
  who: Principal = root,
): Promise<Principal> => {
  count += 1;
  const { id } = await town.database.write({ kind: 'agent', id: who.id, name: who.name }, (tx) =>
    createAgent(tx, who, { name: `New ${count}`, email: `new-${count}@town.test`, role: 'agent', ...wanted }),
  );
  return fresh(id);
};

describe('the role of a new agent', () => {
  it('is any of the roles, in the teams that they join', async () => {
    const supervisor = await invite({ firstRole: role('supervisor'), teamIds: [roads] });
    expect(reach(supervisor, 'message.cancel-others')).toEqual({ teamIds: [roads], assigned: false });
    expect(reach(supervisor, 'quarantine.read')).toBe('nowhere');
    const auditor = await invite({ firstRole: role('auditor', { reach: 'all-teams' }), teamIds: [] });
    expect([reach(auditor, 'case.read'), reach(auditor, 'case.reply')]).toEqual(['everywhere', 'nowhere']);
  });

  it('is for given teams, whatever those that they join', async () => {
    const given = role('expert', { reach: 'teams', teamIds: [schools, schools] });
    expect(reach(await invite({ firstRole: given, teamIds: [roads] }), 'case.read')).toEqual({
      ...{ teamIds: [schools], assigned: false },
    });
  });

  it('is held from its first day until its last', async () => {
    const days = { validFrom: '2099-01-01T00:00:00.000Z', validUntil: '2099-07-01T00:00:00.000Z' };
    const trainee = await invite({ firstRole: role('case-worker', days), teamIds: [roads] });
    expect(reach(trainee, 'case.read')).toBe('nowhere');
    expect(
      await town.database.query(
        `select valid_from as "from", valid_until as "until" from role_grant where agent_id = $1`,
        [trainee.id],
      ),
    ).toEqual([{ from: new Date(days.validFrom), until: new Date(days.validUntil) }]);
  });

  it('is refused where there is no such role, team or sector, and nobody is created', async () => {
    const nothing = '01930000-0000-7000-8000-00000000ffff';
    const wrong: [string, FirstRole][] = [
      ['firstRole.roleId', role('expert', { roleId: nothing })],
      ['firstRole.teamIds', role('expert', { reach: 'teams', teamIds: [nothing] })],
      ['firstRole.teamIds', role('expert', { reach: 'teams' })],
      ['firstRole.sectorIds', role('expert', { reach: 'sectors', sectorIds: [nothing] })],
      ['firstRole.validUntil', role('expert', { validUntil: '2020-01-01T00:00:00Z' })],
    ];
    const before = await town.database.query('select id from agent');
    for (const [path, firstRole] of wrong)
      await expect(invite({ firstRole, teamIds: [roads] })).rejects.toMatchObject({
        ...{ code: 'invalid-request', more: { errors: [expect.objectContaining({ path })] } },
      });
    expect(await town.database.query('select id from agent')).toHaveLength(before.length);
  });

  // Threats: A024.
  it('lets do no more than whoever gives it may, and is given by nobody but a person', async () => {
    const { id } = await town.agent('Clerk', [roads]);
    const manager = await town.database.write({ kind: 'agent', id: root.id, name: root.name }, async (tx) => {
      const [{ id: roleId }] = (await tx.query<{ id: string }>(
        `insert into role (id, name, description, permissions) values (gen_random_uuid(), 'Manages agents', '', '{agent.read,agent.manage}') returning id`,
      )) as [{ id: string }];
      await giveRole(tx, root, {
        ...{
          agentId: id,
          wanted: { ...role('expert', { roleId, reach: 'all-teams' }), validFrom: null, validUntil: null },
        },
      });
      return id;
    });
    const clerk = await fresh(manager);
    const beyond = expect.objectContaining({ more: expect.objectContaining({ reason: 'beyond-own-rights' }) });
    await expect(invite({ firstRole: role('supervisor'), teamIds: [roads] }, clerk)).rejects.toEqual(beyond);
    await expect(invite({ firstRole: role('expert'), teamIds: [schools] }, clerk)).rejects.toEqual(beyond);
    await expect(
      invite({ firstRole: role('expert', { reach: 'all-teams' }), teamIds: [roads] }, clerk),
    ).rejects.toEqual(beyond);
    expect(reach(await invite({ firstRole: role('expert'), teamIds: [roads] }, clerk), 'case.read')).toEqual({
      ...{ teamIds: [roads], assigned: false },
    });
    const token: Principal = { ...root, scopes: ['admin'] };
    await expect(invite({ firstRole: role('expert'), teamIds: [roads] }, token)).rejects.toMatchObject({
      code: 'not-permitted',
    });
  });
});
