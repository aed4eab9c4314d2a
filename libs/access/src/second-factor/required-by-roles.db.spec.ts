import { shippedRole, type Permission } from '@guichet/contracts';
import { TestTown } from '../../../../test/support/test-town.js';
import { updateAgent } from '../agents.js';
import { principalOf, principalOfSession, principalOfToken } from '../find-principal.js';
import { giveRole, takeRole } from '../give-and-take-roles.js';
import { provisionAgent, removeDirectoryAgent } from '../provisioning/provisioned-agents.js';
import { createRole, deleteRole, roles } from '../roles.js';
import { createSector, deleteSector } from '../sectors.js';
import { createToken } from '../api-tokens.js';
import type { Principal } from '../principal.js';
import { openSession } from '../sessions.js';
import { requireSecondFactorOfRole, secondFactorOfRole } from './required-by-roles.js';
import { beginSecondFactor, confirmSecondFactor, secondFactorOf } from './second-factor.js';
import { saveSignInRules } from './sign-in-rules.js';
import { totpAt } from './totp.js';

let town: TestTown;
let root: Principal;
const DAY = 86_400_000;

beforeAll(async () => {
  town = await TestTown.build();
  const { id } = await town.agent('Root', [], 'administrator');
  root = (await principalOf(town.database, id))!;
});
afterAll(() => town.close());
beforeEach(() => as(root, (tx) => saveSignInRules(tx, root, { graceDays: 10 })));

const as = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);

const roleNamed = (name: string, permissions: Permission[] = ['case.read']) =>
  as(root, (tx) => createRole(tx, root, { name, description: '', permissions })).then(({ id }) => id);
const give = (agentId: string, roleId: string, times: { validFrom?: string; validUntil?: string } = {}) =>
  as(root, (tx) =>
    giveRole(tx, root, {
      agentId,
      wanted: { roleId, reach: 'all-teams', teamIds: [], sectorIds: [], validFrom: null, validUntil: null, ...times },
    }),
  );
const demand = (roleId: string, required: boolean, who = root) =>
  as(who, (tx) => requireSecondFactorOfRole(tx, who, { roleId, required }));
const sessionOf = async (who: Principal, amr: string[] = []) => {
  const secret = await as(who, (tx) => openSession(tx, who.id, { userAgent: null, address: null }));
  await town.database.execute(`update session set amr = $2 where agent_id = $1`, [who.id, amr]);
  const found = (await principalOfSession(town.database, secret))!;
  return { ...found.session!, changesAt: found.changesAt };
};
const ago = (table: 'role' | 'role_grant', column: string, { id, days }: { id: string; days: number }) =>
  town.database.execute(`update ${table} set ${column} = now() - make_interval(days => $2) where id = $1`, [id, days]);
const inDays = (days: number) => Date.now() + days * DAY;
/** In whole days: a little less time is left by now than a test has made. */
const daysUntil = (at: number | null) => at && Math.round((at - Date.now()) / DAY);
/** A moment a test has made, which is a little later by now. */
const near = (at: number | null) => Math.round((at ?? 0) / 60_000);

// ASVS: 6.3.3. Threats: A028.
describe('a role that requires a second factor', () => {
  it('lets its agents work for some days, says until when, and then lets them do nothing before they have one', async () => {
    const [who, roleId] = [await town.agent('Ana'), await roleNamed('Closes')];
    const grantId = await give(who.id, roleId);
    expect(await sessionOf(who)).toMatchObject({ secondFactor: 'off', secondFactorDueAt: null, changesAt: null });
    await demand(roleId, true);
    const inGrace = await sessionOf(who);
    expect(inGrace.secondFactor).toBe('off');
    expect(near(inGrace.secondFactorDueAt)).toBe(near(inDays(10)));
    // Live sockets read rights anew at that moment.
    expect(inGrace.changesAt).toBe(inGrace.secondFactorDueAt);

    for (const [table, id, column] of [
      ['role', roleId, 'second_factor_since'],
      ['role_grant', grantId, 'created_at'],
    ] as const)
      await ago(table, column, { id, days: 11 });
    expect(await sessionOf(who)).toMatchObject({ secondFactor: 'missing', secondFactorDueAt: null });
    // A provider that has confirmed one is believed as by the rules for all, and a program has none to give.
    expect(await sessionOf(who, ['mfa'])).toMatchObject({ secondFactor: 'on', secondFactorDueAt: null });
    const { token } = await as(who, (tx) =>
      createToken(tx, who, { name: 'reads', scopes: ['cases:read'], expiresInDays: 1 }),
    );
    expect(await principalOfToken(town.database, token)).toMatchObject({ session: null });

    await demand(roleId, false);
    expect(await sessionOf(who)).toMatchObject({ secondFactor: 'off', secondFactorDueAt: null });
  });

  it('counts the days from the later of both, the grant and the switch, and from the beginning of a grant', async () => {
    const roleId = await roleNamed('Later');
    await demand(roleId, true);
    await ago('role', 'second_factor_since', { id: roleId, days: 30 });
    const [fresh, coming] = [await town.agent('Fresh'), await town.agent('Coming')];
    await give(fresh.id, roleId);
    expect(near((await sessionOf(fresh)).secondFactorDueAt)).toBe(near(inDays(10)));
    const grantId = await give(coming.id, roleId, { validFrom: new Date(inDays(5)).toISOString() });
    // Who holds it later has until later, and nothing is asked of them before.
    expect((await sessionOf(coming)).secondFactorDueAt).toBeNull();
    const { lacking } = await secondFactorOfRole(town.database, root, roleId);
    expect(lacking.map(({ agent, dueAt }) => [agent.name, near(Date.parse(dueAt))])).toEqual([
      ['Coming', near(inDays(15))],
      ['Fresh', near(inDays(10))],
    ]);
    await as(root, (tx) => takeRole(tx, root, { agentId: coming.id, grantId }));

    // A second role that requires it for longer is the earlier date.
    const earlier = await roleNamed('Earlier');
    await demand(earlier, true);
    await ago('role', 'second_factor_since', { id: earlier, days: 4 });
    await ago('role_grant', 'created_at', { id: await give(fresh.id, earlier), days: 7 });
    expect(near((await sessionOf(fresh)).secondFactorDueAt)).toBe(near(inDays(6)));
    const { requiredBy } = await secondFactorOf(town.database, root, fresh.id);
    expect(requiredBy.map(({ name, dueAt }) => [name, near(Date.parse(dueAt))])).toEqual([
      ['Earlier', near(inDays(6))],
      ['Later', near(inDays(10))],
    ]);
    await as(root, (tx) => saveSignInRules(tx, root, { graceDays: 0 }));
    expect((await sessionOf(fresh)).secondFactor).toBe('missing');
  });

  it('leaves no more time where it is taken and given anew, be it the same role or another one that requires it', async () => {
    const [roleId, otherId] = [await roleNamed('Again'), await roleNamed('Instead')];
    for (const id of [roleId, otherId]) {
      await demand(id, true);
      await ago('role', 'second_factor_since', { id, days: 30 });
    }
    const who = await town.agent('Anew');
    const daysLeft = async () => daysUntil((await sessionOf(who)).secondFactorDueAt);
    const take = (grantId: string) => as(root, (tx) => takeRole(tx, root, { agentId: who.id, grantId }));
    const first = await give(who.id, roleId);
    await ago('role_grant', 'created_at', { id: first, days: 6 });
    expect(await daysLeft()).toBe(4);

    await take(first);
    expect(await daysLeft()).toBeNull();
    const second = await give(who.id, roleId);
    expect(await daysLeft()).toBe(4);
    const other = await give(who.id, otherId);
    await take(second);
    expect(await daysLeft()).toBe(4);
    await take(other);
    // Nor by a role that begins later, or by one that is over.
    const later = await give(who.id, otherId, { validFrom: new Date(inDays(1)).toISOString() });
    const { lacking } = await secondFactorOfRole(town.database, root, otherId);
    expect(lacking.map(({ dueAt }) => daysUntil(Date.parse(dueAt)))).toEqual([4]);
    await ago('role_grant', 'valid_from', { id: later, days: 2 });
    await ago('role_grant', 'valid_until', { id: later, days: 1 });
    await give(who.id, roleId);
    expect(await daysLeft()).toBe(4);
    // Nor where they are made something else by one word.
    await as(root, (tx) => updateAgent(tx, root, { id: who.id, wanted: { role: 'supervisor' } }));
    expect(await daysLeft()).toBeNull();
    await give(who.id, roleId);
    expect(await daysLeft()).toBe(4);
  });

  it('leaves no more time where a role that is over goes with its definition or its sector, nor by what ended long ago', async () => {
    const roleId = await roleNamed('Stays');
    await demand(roleId, true);
    await ago('role', 'second_factor_since', { id: roleId, days: 30 });
    const daysLeft = async (who: Principal) => daysUntil((await sessionOf(who)).secondFactorDueAt);
    /** Six days with the role, which is over for a day. */
    const isOver = async (id: string) => {
      await ago('role_grant', 'created_at', { id, days: 6 });
      await ago('role_grant', 'valid_until', { id, days: 1 });
    };
    const [ofRole, ofSector] = [await town.agent('Of a role'), await town.agent('Of a sector')];
    const goes = await roleNamed('Goes');
    await demand(goes, true);
    await ago('role', 'second_factor_since', { id: goes, days: 30 });
    await isOver(await give(ofRole.id, goes));
    await as(root, (tx) => deleteRole(tx, root, goes));
    await give(ofRole.id, roleId);
    expect(await daysLeft(ofRole)).toBe(4);

    const sector = await as(root, (tx) => createSector(tx, root, { name: 'Goes' }));
    const inSector = await give(ofSector.id, roleId);
    await town.database.execute(`update role_grant set reach = 'sectors', sector_ids = array[$2::uuid] where id = $1`, [inSector, sector.id]); // prettier-ignore
    await isOver(inSector);
    await as(root, (tx) => deleteSector(tx, root, sector.id));
    const second = await give(ofSector.id, roleId);
    expect(await daysLeft(ofSector)).toBe(4);

    // What ended long ago does not hide that it was required until now.
    await ago('role_grant', 'created_at', { id: second, days: 85 });
    await ago('role_grant', 'valid_until', { id: second, days: 80 });
    const until = async () =>
      (await town.database.query<{ days: number }>(`select extract(epoch from now() - second_factor_required_until)::int / 86400 as days from agent where id = $1`, [ofSector.id]))[0]!.days; // prettier-ignore
    expect(await until()).toBe(1);
    const plain = await give(ofSector.id, await roleNamed('Plain'));
    await as(root, (tx) => takeRole(tx, root, { agentId: ofSector.id, grantId: plain }));
    expect(await until()).toBe(1);
  });

  it('begins anew for whoever was required to have none for 90 days, and counts no time before it was required', async () => {
    const [roleId, otherId] = [await roleNamed('After years'), await roleNamed('Requires later')];
    await demand(roleId, true);
    await ago('role', 'second_factor_since', { id: roleId, days: 400 });
    const who = await town.agent('Back');
    const daysLeft = async () => daysUntil((await sessionOf(who)).secondFactorDueAt);
    const first = await give(who.id, roleId);
    await ago('role_grant', 'created_at', { id: first, days: 300 });
    expect((await sessionOf(who)).secondFactor).toBe('missing');
    await as(root, (tx) => takeRole(tx, root, { agentId: who.id, grantId: first }));
    await town.database.execute(
      `update agent set second_factor_required_until = now() - interval '89 days' where id = $1`,
      [who.id],
    );
    const second = await give(who.id, roleId);
    expect((await sessionOf(who)).secondFactor).toBe('missing');
    await as(root, (tx) => takeRole(tx, root, { agentId: who.id, grantId: second }));

    // A role that did not require it yet leaves all of its days.
    await give(who.id, otherId);
    await demand(otherId, true);
    expect(await daysLeft()).toBe(10);
    await demand(otherId, false);
    await town.database.execute(
      `update agent set second_factor_required_until = now() - interval '91 days' where id = $1`,
      [who.id],
    );
    await give(who.id, roleId);
    expect(await daysLeft()).toBe(10);
  });

  it('counts nothing of an agent whom a directory has removed: whoever comes back may be somebody else', async () => {
    const roleId = await roleNamed('Of a directory');
    await demand(roleId, true);
    await ago('role', 'second_factor_since', { id: roleId, days: 30 });
    const names = { userName: 'eva', externalId: null, name: 'Eva', givenName: null, familyName: null };
    const wanted = { ...names, email: 'eva@town.test', active: true };
    const { id } = await as(root, (tx) => provisionAgent(tx, root, wanted));
    const daysLeft = async () =>
      daysUntil((await sessionOf((await principalOf(town.database, id))!)).secondFactorDueAt);
    const first = await give(id, roleId);
    await ago('role_grant', 'created_at', { id: first, days: 6 });
    await as(root, (tx) => takeRole(tx, root, { agentId: id, grantId: first }));
    await give(id, roleId);
    expect(await daysLeft()).toBe(4);
    await as(root, (tx) => removeDirectoryAgent(tx, root, id));
    await as(root, (tx) => provisionAgent(tx, root, wanted));
    await give(id, roleId);
    expect(await daysLeft()).toBe(10);
  });

  it('names who has none among those who hold it, and asks nothing more of whoever has one', async () => {
    const roleId = await roleNamed('Signs');
    const [without, safe, gone, former] = [
      await town.agent('Without'),
      await town.agent('Safe'),
      await town.agent('Gone'),
      await town.agent('Former'),
    ];
    for (const { id } of [without, safe, gone]) await give(id, roleId);
    await ago('role_grant', 'valid_until', { id: await give(former.id, roleId), days: 1 });
    await as(root, (tx) => updateAgent(tx, root, { id: gone.id, wanted: { active: false } }));
    const { secret } = await as(safe, (tx) => beginSecondFactor(tx, safe, town.keyring));
    const code = totpAt(secret, new Date());
    await as(safe, (tx) => confirmSecondFactor(tx, safe, { keyring: town.keyring, code }));
    const before = await secondFactorOfRole(town.database, root, roleId);
    expect(before).toMatchObject({ required: false, agents: 2, graceDays: 10 });
    expect(before.lacking).toMatchObject([{ agent: { id: without.id, name: 'Without' }, atProvider: false }]);
    // What the date would be is known before the switch.
    expect(near(Date.parse(before.lacking[0]!.dueAt))).toBe(near(inDays(10)));
    expect(await demand(roleId, true)).toMatchObject({ required: true, agents: 2, lacking: [{}] });
    expect(await sessionOf(safe)).toMatchObject({ secondFactor: 'on', secondFactorDueAt: null });
  });

  it('is kept as an event, and is the same where it is set twice: the date stays', async () => {
    const roleId = await roleNamed('Audited');
    const { id } = await town.agent('Holder');
    await give(id, roleId);
    const written = () =>
      town.database.query<{ type: string; required: unknown }>(
        `select type, data->'required' as required from event where data->>'roleId' = $1 and type like 'role.second%'
         or type = 'agent.changed' and data->>'agentId' = $2 order by id`,
        [roleId, id],
      );
    const before = (await written()).length;
    await demand(roleId, true);
    const [first] = (await demand(roleId, true)).lacking;
    expect((await roles(town.database)).find((role) => role.id === roleId)).toMatchObject({
      requiresSecondFactor: true,
    });
    await demand(roleId, false);
    expect(first?.dueAt).toBeDefined();
    expect((await written()).slice(before)).toEqual([
      { type: 'role.second-factor-changed', required: true },
      { type: 'agent.changed', required: null },
      { type: 'role.second-factor-changed', required: false },
      { type: 'agent.changed', required: null },
    ]);
  });

  it('is set by whoever could give the role, in person, also for one that ships', async () => {
    const limited = await roleNamed('Limited', ['agent.read', 'agent.manage', 'case.read']);
    const { id } = await town.agent('Deputy');
    await as(root, (tx) => updateAgent(tx, root, { id, wanted: { teamIds: [] } }));
    await give(id, limited);
    const deputy = (await principalOf(town.database, id))!;
    const administrator = shippedRole('administrator').id;
    await expect(demand(administrator, true, deputy)).rejects.toMatchObject({ more: { reason: 'beyond-own-rights' } });
    await expect(demand(limited, true, deputy)).resolves.toMatchObject({ required: true });
    await expect(demand(limited, false, { ...root, scopes: ['admin'] })).rejects.toMatchObject({
      code: 'not-permitted',
    });
    await expect(demand('01900000-0000-7000-8000-000000000000', true)).rejects.toMatchObject({ code: 'not-found' });
    await expect(demand(administrator, true)).resolves.toMatchObject({ required: true });
    await demand(administrator, false);
    const plain = await town.agent('Plain');
    await expect(secondFactorOfRole(town.database, plain, limited)).rejects.toMatchObject({ code: 'not-permitted' });
  });
});
