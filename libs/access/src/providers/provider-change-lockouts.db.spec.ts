import { CreateSignInProvider, type PreviewSignInProvider } from '@guichet/contracts';
import { TestTown } from '../../../../test/support/test-town.js';
import type { Principal } from '../principal.js';
import { lockoutsOfProviderChange } from './provider-change-lockouts.js';
import { createSignInProvider, deleteSignInProvider, updateSignInProvider } from './provider-settings.js';

const ISSUER = 'https://town.test';

let town: TestTown;
let root: Principal;
let providerId: string;

const as = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);

beforeEach(async () => {
  town = await TestTown.build();
  root = await town.agent('Root', [], 'administrator');
  for (const name of ['Ana', 'Bob', 'Cleo', 'Dan']) await town.agent(name, []);
  await town.database.execute(`update agent set email = lower(name) || '@town.test', password_hash = 'a hash'`);
  await town.database.execute(`update agent set email = 'cleo@elsewhere.test' where name = 'Cleo'`);
  await town.database.execute(`update agent set active = false where name = 'Dan'`);
  const wanted = CreateSignInProvider.parse({
    ...{ name: 'Town', profile: 'generic', issuer: ISSUER, clientId: 'guichet', clientSecret: 'secret' },
    ...{ domains: ['town.test'], active: true },
  });
  providerId = (await as(root, (tx) => createSignInProvider(tx, root, { keyring: town.keyring, wanted }))).id;
});
afterEach(() => town.close());

const effects = (wanted: Partial<PreviewSignInProvider> | null) =>
  lockoutsOfProviderChange(town.database, root, {
    id: providerId,
    wanted: wanted && { active: true, passwordsAllowed: true, domains: ['town.test'], issuer: ISSUER, ...wanted },
  });
/** Somebody has signed in by the provider once. */
const signedIn = (name: string) =>
  town.database.execute(
    `insert into sign_in_link (id, agent_id, provider_id, issuer, subject, idp_id, address, created_at, used_at, approved_at)
     select gen_random_uuid(), id, $2, $3, name, '', email, now(), now(), now() from agent where name = $1`,
    [name, providerId, ISSUER],
  );
const save = (wanted: Parameters<typeof updateSignInProvider>[2]['wanted']) =>
  as(root, (tx) => updateSignInProvider(tx, root, { id: providerId, keyring: town.keyring, wanted })).then(
    () => 'saved',
    (error: { more?: { errors?: { reason: string }[] } }) => error.more?.errors?.[0]?.reason ?? error,
  );
const remove = () =>
  as(root, (tx) => deleteSignInProvider(tx, root, providerId)).then(
    () => 'removed',
    (error: { more?: { errors?: { reason: string }[] } }) => error.more?.errors?.[0]?.reason ?? error,
  );

describe('a change of a provider', () => {
  it('says before whose password stops working, and that no administrator is left', async () => {
    expect(await effects({})).toEqual({
      losePassword: { count: 0, names: [] },
      shutOut: { count: 0, names: [] },
      administrators: { able: 1, without: 1 },
    });
    expect(await effects({ passwordsAllowed: false })).toEqual({
      losePassword: { count: 3, names: ['Ana', 'Bob', 'Root'] },
      shutOut: { count: 3, names: ['Ana', 'Bob', 'Root'] },
      administrators: { able: 0, without: 0 },
    });
    expect(await save({ passwordsAllowed: false })).toBe('sign-in-nobody-left');
    await signedIn('Ana');
    expect(await save({ passwordsAllowed: false })).toBe('sign-in-nobody-left');
  });

  it('is saved where an administrator has signed in so, and says that none gets in while it does not respond', async () => {
    await signedIn('Root');
    expect(await effects({ passwordsAllowed: false })).toEqual({
      losePassword: { count: 3, names: ['Ana', 'Bob', 'Root'] },
      shutOut: { count: 2, names: ['Ana', 'Bob'] },
      administrators: { able: 1, without: 0 },
    });
    expect(await save({ passwordsAllowed: false })).toBe('saved');
  });

  it('is saved where the password of an administrator is of another domain', async () => {
    await town.database.execute(
      `insert into role_grant (id, agent_id, role_id, reach, team_ids, sector_ids, created_at)
       select gen_random_uuid(), c.id, g.role_id, g.reach, g.team_ids, g.sector_ids, now()
       from role_grant g join agent a on a.id = g.agent_id and a.name = 'Root', agent c where c.name = 'Cleo'`,
    );
    // One whose role ends does not count: who would be left then?
    const ends = (until: string | null) => town.database.execute(`update role_grant g set valid_until = $1 from agent a where a.id = g.agent_id and a.name = 'Cleo'`, [until]); // prettier-ignore
    await ends(new Date(Date.now() + 86_400_000).toISOString());
    expect(await effects({ passwordsAllowed: false })).toMatchObject({ administrators: { able: 0, without: 0 } });
    expect(await save({ passwordsAllowed: false })).toBe('sign-in-nobody-left');
    await ends(null);
    expect(await effects({ passwordsAllowed: false })).toMatchObject({ administrators: { able: 1, without: 1 } });
    expect(await save({ passwordsAllowed: false })).toBe('saved');
  });

  it('is refused where it takes the only way of the administrators, whether it is switched off or removed', async () => {
    await signedIn('Root');
    await town.database.execute(`update agent set password_hash = null where name = 'Root'`);
    for (const wanted of [null, { active: false }])
      expect(await effects(wanted)).toEqual({
        losePassword: { count: 0, names: [] },
        shutOut: { count: 1, names: ['Root'] },
        administrators: { able: 0, without: 0 },
      });
    expect([await save({ active: false }), await remove()]).toEqual(['sign-in-nobody-left', 'sign-in-nobody-left']);
    // A domain more takes passwords, too.
    expect(await save({ passwordsAllowed: false })).toBe('saved');
    expect(await effects({ passwordsAllowed: false, domains: ['town.test', 'elsewhere.test'] })).toMatchObject({
      losePassword: { count: 1, names: ['Cleo'] },
    });
  });

  it('says before that accounts of another issuer count no more', async () => {
    for (const name of ['Root', 'Ana', 'Bob']) await signedIn(name);
    await town.database.execute(`update agent set password_hash = null where name in ('Root', 'Ana')`);
    const wanted = { issuer: 'https://corrected.test' };
    expect(await effects(wanted)).toEqual({
      losePassword: { count: 0, names: [] },
      shutOut: { count: 2, names: ['Ana', 'Root'] },
      administrators: { able: 0, without: 0 },
    });
    expect(await save({ ...wanted, clientSecret: 'secret' })).toBe('sign-in-nobody-left');
    await town.database.execute(`update agent set password_hash = 'a hash' where name = 'Root'`);
    expect(await effects(wanted)).toMatchObject({ shutOut: { names: ['Ana'] }, administrators: { able: 1 } });
    expect(await save({ ...wanted, clientSecret: 'secret' })).toBe('saved');
  });

  it('is told to nobody by a token, nor to whoever does not manage the organisation', async () => {
    const ana = await town.agent('Eve', []);
    for (const who of [ana, { ...root, scopes: ['admin' as const] }])
      await expect(
        lockoutsOfProviderChange(town.database, who, { id: providerId, wanted: null }),
      ).rejects.toMatchObject({ code: 'not-permitted' });
  });
});
