import type { Principal } from '@guichet/access';
import type { UpdateCase } from '@guichet/contracts';
import { openCase } from '../../../../test/support/open-case.js';
import { from, receive } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { caseDetail } from '../inbox/case-detail.queries.js';
import { updateCase } from './update-case.js';

let town: TestTown;
let ana: Principal;
let bao: Principal;

beforeAll(async () => {
  town = await TestTown.build();
  const roads = await town.team('Voirie');
  ana = await town.agent('Ana', [roads]);
  bao = await town.agent('Bao', [roads]);
});
afterAll(() => town.close());

const update = (
  who: Principal,
  { id, wanted, version = null }: { id: string; wanted: UpdateCase; version?: number | null },
) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, (tx) =>
    updateCase(tx, who, { id, wanted, expectedVersion: version }),
  );

describe('taking a case', () => {
  // Threats: C07.
  it('is for the first of two agents who see it free; the second is told that it changed', async () => {
    const id = await openCase(town, ana, 'Lampadaire');

    const taken = await Promise.allSettled(
      [ana, bao].map((who) => update(who, { id, wanted: { assigneeId: who.id } })),
    );

    expect(taken.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(taken.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'case-changed' } });
  });

  it('from a colleague is possible to an agent who has seen that they have it', async () => {
    const id = await openCase(town, ana, 'Trottoir');
    await update(ana, { id, wanted: { assigneeId: ana.id } });
    const { version } = await caseDetail(town.database, bao, { id });

    await update(bao, { id, wanted: { assigneeId: bao.id }, version });

    expect((await caseDetail(town.database, ana, { id })).assignee).toMatchObject({ id: bao.id });
    await expect(update(ana, { id, wanted: { assigneeId: ana.id }, version })).rejects.toMatchObject({
      code: 'case-changed',
    });
  });

  it('goes on without a version where it is a colleague who gets the case, or nobody', async () => {
    const id = await openCase(town, ana, 'Banc');
    await update(ana, { id, wanted: { assigneeId: bao.id } });
    await update(ana, { id, wanted: { assigneeId: null } });
    expect((await caseDetail(town.database, ana, { id })).assignee).toBeNull();
  });
});

describe('a case', () => {
  it('is given to nobody whose roles let them have none of its team, be it another team or one in which they only read', async () => {
    const id = await openCase(town, ana, 'Banc');
    const others = [await town.agent('Cem', [await town.team('Eau')]), await town.agent('Dea', [...ana.teamIds])];
    await town.database.execute(
      `with read as (insert into role (id, name, permissions) values (gen_random_uuid(), 'Lecture', '{case.read}') returning id)
       update role_grant set role_id = read.id from read where agent_id = $1`,
      [others[1]!.id],
    );
    for (const { id: assigneeId } of others)
      await expect(update(ana, { id, wanted: { assigneeId } })).rejects.toMatchObject({
        code: 'invalid-request',
        more: { errors: [{ reason: 'agent-not-in-team' }] },
      });
    expect((await caseDetail(town.database, ana, { id })).assignee).toBeNull();
  });

  it('does not name an account of another team by which nobody wrote in it', async () => {
    const [id] = await receive(town, await town.mailbox(ana.teamIds[0]!), from('email', 'zoe@citizen.test'));
    const { id: accountId } = await town.mailbox(await town.team('Port'));
    await town.database.execute(`update cases set channel_account_id = $2 where id = $1`, [id, accountId]);
    expect(JSON.stringify(await caseDetail(town.database, ana, { id: id! }))).not.toContain(accountId);
    const root = await town.agent('Rita', [], 'administrator');
    expect(JSON.stringify(await caseDetail(town.database, root, { id: id! }))).toContain(accountId);
  });

  it('goes to another team without whoever has it, unless they work in that one', async () => {
    const water = await town.team('Parcs');
    const [eve, fay] = [await town.agent('Eve', [...ana.teamIds]), await town.agent('Fay', [...ana.teamIds, water])];
    const root = await town.agent('Root', [], 'administrator');
    for (const { id: assigneeId } of [eve, fay]) {
      const id = await openCase(town, ana, 'Arbre');
      await update(ana, { id, wanted: { assigneeId } });
      await update(root, { id, wanted: { teamId: water } });
      expect((await caseDetail(town.database, root, { id })).assignee?.id).toBe(
        assigneeId === fay.id ? fay.id : undefined,
      );
    }
  });
});

describe('an agent who may answer but not close', () => {
  let clerk: Principal;
  beforeAll(() => {
    const [grant] = ana.grants;
    const permissions = grant!.permissions.filter((one) => one !== 'case.close' && one !== 'case.assign');
    clerk = { ...bao, grants: [{ ...grant!, permissions }] };
  });

  it.each<[string, UpdateCase]>([
    ['closes', { status: 'closed' }],
    ['marks as spam', { status: 'spam' }],
    ['takes', { assigneeId: '01930000-0000-7000-8000-000000000999' }],
    ['transfers', { teamId: '01930000-0000-7000-8000-000000000999' }],
  ])('never %s a case', async (_, wanted) => {
    const id = await openCase(town, ana, 'Banc');
    await expect(update(clerk, { id, wanted })).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(update(clerk, { id, wanted: { ...wanted, priority: 'high' } })).rejects.toMatchObject({
      code: 'not-permitted',
    });
  });

  it('changes everything else, also of a case that is closed, and reopens it', async () => {
    const id = await openCase(town, ana, 'Banc');
    await update(clerk, { id, wanted: { priority: 'high', tags: ['parc'], subject: 'Banc cassé', assigneeId: null } });
    await update(ana, { id, wanted: { status: 'closed' } });
    await update(clerk, { id, wanted: { tags: [], status: 'closed' } });
    await update(clerk, { id, wanted: { status: 'open' } });
    expect(await caseDetail(town.database, ana, { id })).toMatchObject({ status: 'open', priority: 'high', tags: [] });
  });
});
