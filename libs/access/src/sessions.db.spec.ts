import { Organisation } from '@guichet/contracts';
import { TestTown } from '../../../test/support/test-town.js';
import { updateAgent } from './agents.js';
import { principalOfSession } from './find-principal.js';
import { saveOrganisation } from './organisation.js';
import type { Principal } from './principal.js';
import { endOtherSessions, endSession, openSession, sessionsOf, signIn } from './sessions.js';

let town: TestTown;
let root: Principal;
beforeAll(async () => {
  town = await TestTown.build();
  root = await town.agent('Root', [], 'administrator');
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const open = (who: Principal, userAgent: string) =>
  as(who, (tx) => openSession(tx, who.id, { userAgent, address: '192.0.2.7' }));
const isOpen = async (secret: string) => (await principalOfSession(town.database, secret)) !== null;

describe('the sessions of an agent', () => {
  // ASVS: 7.4.3, 7.5.2.
  it('are seen by them, and ended one by one or all but the one in which they ask', async () => {
    const [ana, ben] = [await town.agent('Ana'), await town.agent('Ben')];
    const [here, phone, kiosk] = [await open(ana, 'Here'), await open(ana, 'Phone'), await open(ana, 'Kiosk')];
    const ofBen = await open(ben, 'Ben');
    const me = (await principalOfSession(town.database, here))!;
    const seen = await sessionsOf(town.database, me);
    expect(seen.map(({ userAgent, current }) => [userAgent, current]).toSorted()).toEqual([
      ['Here', true],
      ['Kiosk', false],
      ['Phone', false],
    ]);
    const idOf = async (secret: string) => (await principalOfSession(town.database, secret))!.session!.id;
    const foreign = await idOf(ofBen);
    await expect(as(me, (tx) => endSession(tx, me.id, foreign))).rejects.toMatchObject({ code: 'not-found' });
    const lost = await idOf(phone);
    await as(me, (tx) => endSession(tx, me.id, lost));
    expect([await isOpen(here), await isOpen(phone), await isOpen(kiosk)]).toEqual([true, false, true]);
    await as(me, (tx) => endOtherSessions(tx, me));
    expect([await isOpen(here), await isOpen(kiosk), await isOpen(ofBen)]).toEqual([true, false, true]);
  });

  // ASVS: 7.4.3.
  it('are not opened by a password that is changed while it is checked', async () => {
    const eve = await town.agent('Eve');
    const refused = await town.commitWhenBlocked(
      root,
      (tx) => updateAgent(tx, root, { id: eve.id, wanted: { password: 'another horse battery' } }),
      () =>
        signIn(town.database, {
          ...{ email: eve.email, password: 'correct horse battery', userAgent: null, address: null },
        }).catch((error: unknown) => error),
    );
    expect(refused).toMatchObject({ code: 'wrong-credentials' });
    expect(await sessionsOf(town.database, eve)).toEqual([]);
  });

  // ASVS: 7.3.2.
  it('end after the days of the organisation, however much is done in them, and are never made longer', async () => {
    const ana = await town.agent('Ana');
    const save = (sessionDays: number) =>
      as(root, (tx) => saveOrganisation(tx, root, Organisation.parse({ sessionDays })));
    await save(3);
    const secret = await open(ana, 'Busy');
    const daysLeft = async () => {
      const [row] = await town.database.query<{ days: number }>(
        `select extract(epoch from expires_at - now())::float / 86400 as days from session where agent_id = $1`,
        [ana.id],
      );
      return Math.round(row!.days);
    };
    expect(await daysLeft()).toBe(3);
    await save(30);
    expect(await daysLeft()).toBe(3);
    await save(2);
    expect(await daysLeft()).toBe(2);
    const age = (seconds: number) =>
      town.database.execute(
        `update session set created_at = now() - make_interval(days => 2, secs => $2),
           expires_at = now() - make_interval(secs => $2), seen_at = now() where agent_id = $1`,
        [ana.id, seconds],
      );
    await age(-5);
    expect(await isOpen(secret)).toBe(true);
    await age(0);
    expect(await isOpen(secret)).toBe(false);
  });
});
