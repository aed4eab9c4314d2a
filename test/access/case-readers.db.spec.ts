import {
  createSector,
  nameableFor,
  principalOf,
  readersOfCase,
  readingOfCase,
  updateTeam,
  type Principal,
} from '@guichet/access';
import { breakGlass, openCase, restrictCase } from '@guichet/cases';
import { shippedRole } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { TestTown } from '../support/test-town.js';

let town: TestTown;
let root: Principal;
let papers: string;
let social: string;
let caseId: string;

beforeAll(async () => {
  town = await TestTown.build();
  [papers, social] = [await town.team('Papers'), await town.team('Social')];
  root = await town.agent('Root', [], 'administrator');
  const sector = await as(root, (tx) => createSector(tx, root, { name: 'Aid' }));
  await as(root, (tx) => updateTeam(tx, root, { id: social, wanted: { sectorId: sector.id, reason: 'Sealed off.' } }));
  caseId = await as(root, (tx) => openCase(tx, root, { subject: 'A knife', citizenName: 'Ali', teamId: social }));
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const readingOf = ({ id }: Principal) => readingOfCase(town.database, root, { caseId, agentId: id });
const obstaclesOf = async (who: Principal) => {
  const { reader, obstacles } = await readingOf(who);
  expect(reader).toBeNull();
  return obstacles;
};
const grants = ({ id }: Principal, change: string) =>
  town.database.execute(`update role_grant set ${change} where agent_id = $1`, [id]);

it('whoever does not see a case is in another team or sector, without a role, before or after its dates, or deactivated', async () => {
  const luc = await town.agent('Luc', [papers]);
  expect(await obstaclesOf(luc)).toEqual([
    {
      type: 'elsewhere',
      reasons: [expect.objectContaining({ key: 'case-worker', teams: [{ id: papers, name: 'Papers' }] })],
      team: { id: social, name: 'Social' },
      sector: expect.objectContaining({ name: 'Aid' }),
    },
  ]);
  const eva = await town.agent('Eva', [social]);
  expect((await readingOf(eva)).reader).toMatchObject({ agent: { name: 'Eva' }, admission: null });
  await grants(eva, `valid_until = now() - interval '1 day'`);
  expect(await obstaclesOf(eva)).toMatchObject([{ type: 'role-ended', role: { key: 'case-worker' } }]);
  await grants(eva, `valid_from = now() + interval '1 day', valid_until = null`);
  expect(await obstaclesOf(eva)).toMatchObject([{ type: 'role-begins', role: { key: 'case-worker' } }]);
  await grants(eva, `role_id = '${shippedRole('elected-official').id}', valid_from = null`);
  expect(await obstaclesOf(eva)).toEqual([{ type: 'no-role' }]);
  await town.database.execute(`update agent set active = false where id = $1`, [eva.id]);
  expect(await obstaclesOf(eva)).toEqual([{ type: 'inactive' }]);
});

// Threats: A018.
it('is answered only to whoever sees the case and may read rights', async () => {
  const zoe = await town.agent('Zoe', [papers]);
  const ask = (who: Principal) => readingOfCase(town.database, who, { caseId, agentId: root.id });
  await expect(ask(zoe)).rejects.toMatchObject({ code: 'not-found' });
  const ida = await town.agent('Ida', [social]);
  await expect(ask(ida)).resolves.toMatchObject({ reader: { agent: { name: 'Root' } } });
  const blind = { ...ida, grants: [{ ...ida.grants[0]!, permissions: ['case.read' as const] }] };
  await expect(ask(blind)).rejects.toMatchObject({ code: 'not-permitted' });
  await expect(readingOfCase(town.database, root, { caseId, agentId: caseId })).rejects.toMatchObject({ code: 'not-found' }); // prettier-ignore
});

it('a restricted case is seen by its named agents and whoever has broken its glass, and no role is the reason', async () => {
  const [ana, sam, tom] = [await town.agent('Ana', [social]), await town.agent('Sam', [], 'supervisor'), await town.agent('Tom', [social])]; // prettier-ignore
  await grants(sam, `reach = 'all-teams'`);
  const wanted = { reason: 'violence' as const, detail: '', agentIds: [ana.id, root.id] };
  await as(root, (tx) => restrictCase(tx, root, { id: caseId, wanted }));
  const nameable = await nameableFor(town.database, root, caseId);
  expect(nameable.map(({ agent }) => agent.name)).toEqual(expect.arrayContaining(['Ana', 'Root', 'Sam', 'Tom']));
  expect(await obstaclesOf(tom)).toEqual([{ type: 'restricted', mayBreakGlass: false }]);
  expect(await obstaclesOf(sam)).toEqual([{ type: 'restricted', mayBreakGlass: true }]);

  const now = (await principalOf(town.database, sam.id))!;
  const { until } = await as(now, (tx) => breakGlass(tx, now, { id: caseId, reason: 'The police is on the phone.' }));
  const readers = await readersOfCase(town.database, root, caseId);
  expect(readers.map(({ agent, admission }) => [agent.name, admission])).toEqual([
    ['Ana', { by: 'name' }],
    ['Root', { by: 'name' }],
    ['Sam', { by: 'glass', until, reason: 'The police is on the phone.' }],
  ]);
  expect((await readingOf(sam)).reader).toEqual(readers[2]);
});
