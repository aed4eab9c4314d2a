import { shippedRole, type GroupMapping } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { allEvents } from '../../../../test/support/all-events.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { principalOf } from '../find-principal.js';
import { reach, type Principal } from '../principal.js';
import { createSector, deleteSector } from '../sectors.js';
import { updateTeam } from '../teams.js';
import {
  createDirectoryGroup,
  deleteDirectoryGroup,
  directoryGroups,
  mapGroup,
  updateDirectoryGroup,
} from './directory-groups.js';
import { directoryAgents, provisionAgent, removeDirectoryAgent, updateDirectoryAgent } from './provisioned-agents.js';

let town: TestTown;
let root: Principal;

beforeAll(async () => {
  town = await TestTown.build();
  root = (await principalOf(town.database, (await town.agent('Root', [], 'administrator')).id))!;
});
afterAll(() => town.close());

const as = <Result>(work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: root.id, name: root.name }, work);
const nothing: GroupMapping = { teamIds: [], roleIds: [], reach: 'own-teams', reachTeamIds: [], reachSectorIds: [] };

describe('a group of thousands', () => {
  it('is filled and mapped by a few statements, as nobody gives or takes a role meanwhile', async () => {
    const memberIds = Array.from({ length: 1000 }, () => newId());
    await town.database.execute(
      `insert into agent (id, email, name) select id, id || '@town.test', 'Somebody' from unnest($1::uuid[]) id`,
      [memberIds],
    );
    const team = await town.team('Schools');
    const { id } = await as((tx) => createDirectoryGroup(tx, root, { name: 'All', externalId: null, memberIds }));
    const wanted = { ...nothing, teamIds: [team], roleIds: [shippedRole('case-worker').id, shippedRole('expert').id] };
    expect(await as((tx) => mapGroup(tx, root, { id, wanted }))).toMatchObject({ members: 1000 });

    // Rows of one statement bear one number of a command.
    for (const [table, rows] of [
      ['role_grant', 2000],
      ['agent_group_member', 1000],
    ] as const)
      // prettier-ignore
      expect(
        await town.database.query(`select count(*)::int as rows, count(distinct cmin::text)::int as statements from ${table} where group_id = $1`, [id]), // prettier-ignore
      ).toEqual([{ rows, statements: 1 }]);

    await as((tx) => updateDirectoryGroup(tx, root, { id, wanted: { name: 'All', externalId: null, memberIds: memberIds.slice(0, 2) } })); // prettier-ignore
    expect(await town.database.query(`select count(*)::int as n from role_grant where group_id = $1`, [id])).toEqual([{ n: 4 }]); // prettier-ignore
    expect(await town.database.query(`select count(*)::int as n from team_member where team_id = $1`, [team])).toEqual([{ n: 2 }]); // prettier-ignore
  });
});

describe('a directory', () => {
  // Threats: A024.
  it.each([0, 1, 2, 3, 4, 5, 6, 7])(
    'is read and written by nobody who may not manage agents, whatever their token opens (%i)',
    async (n) => {
      const clerk = await town.agent('Clerk');
      const { id } = await as((tx) =>
        createDirectoryGroup(tx, root, { name: `Theirs ${n}`, externalId: null, memberIds: [] }),
      );
      const group = { name: 'Mine', externalId: null, memberIds: [] };
      const address = 'x@town.test';
      const agent = { userName: address, externalId: null, name: 'X', givenName: null, familyName: null, email: address, active: true }; // prettier-ignore
      const acts: (() => Promise<unknown>)[] = [
        () => directoryGroups(town.database, clerk),
        () => as((tx) => createDirectoryGroup(tx, clerk, group)),
        () => as((tx) => updateDirectoryGroup(tx, clerk, { id, wanted: group })),
        () => as((tx) => deleteDirectoryGroup(tx, clerk, id)),
        () => directoryAgents(town.database, clerk),
        () => as((tx) => provisionAgent(tx, clerk, agent)),
        () => as((tx) => updateDirectoryAgent(tx, clerk, { id: root.id, wanted: agent })),
        () => as((tx) => removeDirectoryAgent(tx, clerk, root.id)),
      ];
      await expect(acts[n]!()).rejects.toMatchObject({ code: 'not-permitted' });
    },
  );
});

describe('the mapping of a group', () => {
  it('is in the event log with what it gives once it changes, also while the group is empty', async () => {
    const { id } = await as((tx) => createDirectoryGroup(tx, root, { name: 'Empty', externalId: null, memberIds: [] }));
    const wanted = { ...nothing, roleIds: [shippedRole('expert').id] };
    await as((tx) => mapGroup(tx, root, { id, wanted }));
    await as((tx) => mapGroup(tx, root, { id, wanted }));
    await as((tx) => mapGroup(tx, root, { id, wanted: nothing }));
    const logged = (await allEvents(town.database)).filter(({ type }) => type === 'group.mapped').slice(-2);
    expect(logged.map(({ type, actorId, data }) => [type, actorId, data])).toEqual([
      ['group.mapped', root.id, { groupId: id, ...wanted }],
      ['group.mapped', root.id, { groupId: id, ...nothing }],
    ]);
  });

  it('lets nobody begin anew with the time for a second factor: a role that stays counts from when it was given', async () => {
    const [ann, ben] = [await town.agent('Ann'), await town.agent('Ben')];
    const team = await town.team('Archives');
    const members = (memberIds: string[]) => ({ name: 'Graces', externalId: null, memberIds });
    const { id } = await as((tx) => createDirectoryGroup(tx, root, members([ann.id])));
    const [expert, worker] = [shippedRole('expert').id, shippedRole('case-worker').id];
    const map = (wanted: Partial<GroupMapping>) =>
      as((tx) => mapGroup(tx, root, { id, wanted: { ...nothing, ...wanted } }));
    const grants = () =>
      town.database.query<{ id: string; agent: string; role: string; old: boolean }>(
        `select id, agent_id as agent, role_id as role, created_at < now() - interval '8 days' as old from role_grant where group_id = $1`,
        [id],
      );
    await map({ roleIds: [expert] });
    await town.database.execute(`update role_grant set created_at = now() - interval '9 days' where group_id = $1`, [id]); // prettier-ignore
    const before = await grants();
    await map({ roleIds: [expert] });
    expect(await grants()).toEqual(before);

    await as((tx) => updateDirectoryGroup(tx, root, { id, wanted: members([ann.id, ben.id]) }));
    await map({ roleIds: [expert, worker], teamIds: [team], reach: 'all-teams' });
    const found = await grants();
    expect(found).toHaveLength(4);
    expect(found.filter(({ old }) => old).map(({ agent, role }) => [agent, role])).toEqual([[ann.id, expert]]);
  });
});

describe('a group whose roles are for sectors', () => {
  it('gives its members all teams that are in them, now and later, and refuses a sector that there is not', async () => {
    const { id: sectorId } = await as((tx) => createSector(tx, root, { name: 'Families' }));
    const team = await town.team('Nurseries');
    const ann = await town.agent('Ann');
    const { id } = await as((tx) =>
      createDirectoryGroup(tx, root, { name: 'Supervisors', externalId: null, memberIds: [ann.id] }),
    );
    const wanted: GroupMapping = { ...nothing, roleIds: [shippedRole('expert').id], reach: 'sectors' };
    const map = (reachSectorIds: string[]) =>
      as((tx) => mapGroup(tx, root, { id, wanted: { ...wanted, reachSectorIds } }));
    for (const wrong of [[], [team]])
      await expect(map(wrong)).rejects.toMatchObject({ more: { errors: [{ path: 'reachSectorIds', reason: 'no-such-sector' }] } }); // prettier-ignore
    expect(await map([sectorId])).toMatchObject({ reach: 'sectors', reachSectorIds: [sectorId] });
    const reached = async () => reach((await principalOf(town.database, ann.id))!, 'case.read');
    expect(await reached()).toMatchObject({ teamIds: [] });
    await as((tx) => updateTeam(tx, root, { id: team, wanted: { sectorId } }));
    expect(await reached()).toMatchObject({ teamIds: [team] });

    // Also while nobody is in it: whoever comes would get a role for a sector that is gone.
    await as((tx) => updateTeam(tx, root, { id: team, wanted: { sectorId: null, reason: 'It is closed.' } }));
    await as((tx) => updateDirectoryGroup(tx, root, { id, wanted: { name: 'Supervisors', externalId: null, memberIds: [] } })); // prettier-ignore
    await expect(as((tx) => deleteSector(tx, root, sectorId))).rejects.toMatchObject({ more: { reason: 'sector-in-use' } }); // prettier-ignore
    await map([sectorId]);
    await as((tx) => mapGroup(tx, root, { id, wanted: nothing }));
    await expect(as((tx) => deleteSector(tx, root, sectorId))).resolves.toBeUndefined();
  });
});
