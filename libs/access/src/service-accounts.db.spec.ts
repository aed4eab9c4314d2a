import { shippedRole, type Event, type GiveRole, type TokenScope } from '@guichet/contracts';
import { openCase } from '../../../test/support/open-case.js';
import { TestTown } from '../../../test/support/test-town.js';
import { createAccessToken, ScopeRefused } from './service-access-tokens.js';
import { agents, updateAgent } from './agents.js';
import { endAccessOfAgent, endTokenOfAgent } from './agent-sessions-and-tokens.js';
import { principalOfToken } from './find-principal.js';
import { giveRole } from './give-and-take-roles.js';
import { createPasswordLink } from './password-links.js';
import { actorOf, reach, type Principal } from './principal.js';
import { purgeExpiredSessionsAndTokens } from './purge-expired-sessions-and-tokens.js';
import { readersOfCase } from './case-readers.js';
import { rightsOf } from './explain-agent-rights.js';
import { saveOrganisation, organisationOf } from './organisation.js';
import {
  createServiceAccount,
  deleteServiceAccount,
  serviceAccounts,
  updateServiceAccount,
} from './service-accounts.js';
import { createServiceSecret, endServiceSecret } from './service-secrets.js';
import { signIn } from './sessions.js';
import { createTeam } from './teams.js';

let town: TestTown;
let admin: Principal;
let team: string;
beforeAll(async () => {
  town = await TestTown.build();
  team = await town.team('Schools');
  admin = await town.agent('Ana', [team], 'administrator');
});
afterAll(() => town.close());

const write = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]): Promise<Result> =>
  town.database.write(actorOf(who), work);

let serial = 0;
const fields = (scopes: TokenScope[]) => ({
  name: `GRC bridge ${(serial += 1)}`,
  purpose: 'Sends the requests of the municipal app.',
  contact: 'dsi@town.example',
  scopes,
});
/** An account that is a case worker of some teams, and its secret. */
async function bridge(scopes: TokenScope[] = ['cases:read'], teamIds: string[] = [team]) {
  const { id, name } = await write(admin, (tx) => createServiceAccount(tx, admin, fields(scopes)));
  if (teamIds.length > 0) await give(id, { reach: 'teams', teamIds });
  const { secret, id: secretId } = await renew(id);
  return { id, name, secret, secretId };
}
const renew = (id: string, overlapHours = 24, expiresInDays?: number) =>
  write(admin, (tx) =>
    createServiceSecret(tx, admin, { id, wanted: { overlapHours, ...(expiresInDays && { expiresInDays }) } }),
  );
const give = (agentId: string, wanted: Partial<GiveRole>, by = admin) =>
  write(by, (tx) =>
    giveRole(tx, by, {
      agentId,
      wanted: {
        ...{ roleId: shippedRole('case-worker').id, reach: 'all-teams', teamIds: [], sectorIds: [] },
        ...{ validFrom: null, validUntil: null, ...wanted },
      },
    }),
  );
const change = (id: string, wanted: Parameters<typeof updateServiceAccount>[2]['wanted'], by = admin) =>
  write(by, (tx) => updateServiceAccount(tx, by, { id, wanted }));
const who = (token: string) => principalOfToken(town.database, token);
const eventsOf = (type: Event['type']) =>
  town.database.query<{ data: Record<string, unknown>; audience: string }>(
    `select data, audience from event where type = $1 order by xid, id`,
    [type],
  );

describe('a service account', () => {
  // Threats: A038.
  it('acts within its scopes and its roles, whichever is less', async () => {
    const other = await town.team('Roads');
    const { secret, id } = await bridge(['cases:read']);
    const principal = (await who(secret))!;
    expect(principal).toMatchObject({ id, isService: true, session: null, teamIds: [] });
    expect(reach(principal, 'case.read')).toEqual({ teamIds: [team], assigned: false });
    expect(reach(principal, 'case.reply')).toBe('nowhere');
    await change(id, { scopes: ['cases:write'] });
    const wider = (await who(secret))!;
    expect(reach(wider, 'case.reply')).toEqual({ teamIds: [team], assigned: false });
    expect(reach(wider, 'agent.manage')).toBe('nowhere');
    expect(JSON.stringify(wider.grants)).not.toContain(other);
  });

  it('is named as a program, in the language of who created it, and in no list of agents', async () => {
    const french = await bridge();
    const english = await write({ ...admin, language: 'en' }, (tx) =>
      createServiceAccount(tx, { ...admin, language: 'en' }, fields(['cases:read'])),
    );
    expect((await who(french.secret))!.name).toBe(`Service : ${french.name}`);
    const [row] = await town.database.query(`select name from agent where id = $1`, [english.id]);
    expect(row).toEqual({ name: `Service: ${english.name}` });
    const listed = (await agents(town.database)).map(({ id }) => id);
    expect(listed).not.toContain(french.id);
    expect(listed).toContain(admin.id);
  });

  it('cannot sign in, be activated, get a password or join a team', async () => {
    const { id } = await bridge();
    const email = `${id}@service.invalid`;
    await expect(signIn(town.database, { email, password: '', userAgent: null, address: null })).rejects.toMatchObject({
      code: 'wrong-credentials',
    });
    await expect(write(admin, (tx) => updateAgent(tx, admin, { id, wanted: { active: true } }))).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(
      write(admin, (tx) => createPasswordLink(tx, admin, { agentId: id, by: 'link' })),
    ).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      write(admin, (tx) => createTeam(tx, admin, { name: 'Programs', agentIds: [id] })),
    ).rejects.toMatchObject({ more: { errors: [{ reason: 'no-such-agent' }] } });
    await expect(town.database.execute(`update agent set active = true where id = $1`, [id])).rejects.toThrow(
      'agent_service_check',
    );
  });

  it('is listed with its secrets and its last use, and among those who see a case', async () => {
    const { id, secret, secretId } = await bridge();
    expect((await serviceAccounts(town.database, admin)).find((one) => one.id === id)).toMatchObject({
      lastUsedAt: null,
      roleIds: [shippedRole('case-worker').id],
      secrets: [{ id: secretId, lastUsedAt: null }],
      createdBy: 'Ana',
      enabled: true,
    });
    await who(secret);
    const used = (await serviceAccounts(town.database, admin)).find((one) => one.id === id)!;
    expect(Date.parse(used.lastUsedAt!)).toBeGreaterThan(Date.now() - 60_000);
    expect(used.secrets[0]!.lastUsedAt).not.toBeNull();
    expect(JSON.stringify(used)).not.toContain(secret);
    const rights = await rightsOf(town.database, admin, id);
    expect(rights.rights.map(({ permission }) => permission)).toContain('case.read');
    const caseId = await openCase(town, admin, 'School');
    const readers = await readersOfCase(town.database, admin, caseId);
    expect(readers.map(({ agent }) => agent.id)).toContain(id);
    await change(id, { enabled: false });
    expect((await readersOfCase(town.database, admin, caseId)).map(({ agent }) => agent.id)).not.toContain(id);
  });

  it('has a name of its own, which a deleted one leaves free', async () => {
    const { id, name } = await bridge();
    const again = () =>
      write(admin, (tx) => createServiceAccount(tx, admin, { ...fields(['admin']), name: name.toUpperCase() }));
    await expect(again()).rejects.toMatchObject({ more: { reason: 'service-name-taken' } });
    await write(admin, (tx) => deleteServiceAccount(tx, admin, id));
    await expect(again()).resolves.toMatchObject({ enabled: true });
  });
});

describe('the secret of a service account', () => {
  // Threats: A044.
  // ASVS: 9.2.1.
  it('is kept as a digest, ends after a year or sooner, and never later than the organisation allows', async () => {
    const { id, secret, secretId } = await bridge();
    const [row] = await town.database.query<{ text: string; days: number }>(
      `select t::text as text, extract(day from expires_at - created_at)::int as days from api_token t where id = $1`,
      [secretId],
    );
    expect(row!.text).not.toContain(secret);
    expect(row!.days).toBe(365);
    const organisation = await organisationOf(town.database);
    await write(admin, (tx) => saveOrganisation(tx, admin, { ...organisation, serviceSecretDays: 90 }));
    await expect(renew(id, 24, 91)).rejects.toMatchObject({
      more: { errors: [{ path: 'expiresInDays', reason: 'number-too-high', data: { max: 90 } }] },
    });
    const { expiresAt } = await renew(id);
    expect(Math.round((Date.parse(expiresAt) - Date.now()) / 86_400_000)).toBe(90);
    await write(admin, (tx) => saveOrganisation(tx, admin, organisation));
    await town.database.execute(`update api_token set expires_at = now() where agent_id = $1`, [id]);
    expect(await who(secret)).toBeNull();
  });

  it('is rotated with an overlap: the one before holds for that time, and not longer', async () => {
    const { id, secret } = await bridge();
    const next = await renew(id, 2);
    expect(await who(secret)).not.toBeNull();
    expect(await who(next.secret)).not.toBeNull();
    expect((await who(secret))!.changesAt! - Date.now()).toBeLessThanOrEqual(2 * 3_600_000);
    // A longer overlap of a later rotation makes nothing longer.
    await renew(id, 48);
    const { secrets } = (await serviceAccounts(town.database, admin)).find((one) => one.id === id)!;
    expect(secrets.map(({ expiresAt }) => Math.round((Date.parse(expiresAt) - Date.now()) / 3_600_000))).toEqual([
      365 * 24,
      48,
      2,
    ]);
    const last = await renew(id, 0);
    expect(await who(secret)).toBeNull();
    expect(await who(next.secret)).toBeNull();
    expect(await who(last.secret)).not.toBeNull();
  });

  it.each([
    ['a secret that is ended', (one: Bridge) => write(admin, (tx) => endServiceSecret(tx, admin, one))],
    ['an account that is disabled', (one: Bridge) => change(one.id, { enabled: false })],
    ['an account that is deleted', (one: Bridge) => write(admin, (tx) => deleteServiceAccount(tx, admin, one.id))],
  ])('and its access tokens end with %s, and every process hears of it', async (_what, end) => {
    const { secret, ...one } = await bridge();
    const { token } = await createAccessToken(town.database, { clientId: one.id, secret, wanted: null });
    expect(await who(token)).not.toBeNull();
    const before = (await eventsOf('session.ended')).length;
    await end(one);
    expect(await who(secret)).toBeNull();
    expect(await who(token)).toBeNull();
    expect((await eventsOf('session.ended')).slice(before)).toEqual([
      { data: { agentId: one.id, sessionId: null }, audience: 'agent' },
    ]);
    await expect(createAccessToken(town.database, { clientId: one.id, secret, wanted: null })).rejects.toMatchObject({
      code: 'wrong-credentials',
    });
  });

  it('works again when its account is enabled again, unlike what was given out for it', async () => {
    const { id, secret } = await bridge();
    const { token } = await createAccessToken(town.database, { clientId: id, secret, wanted: null });
    await change(id, { enabled: false });
    await change(id, { enabled: true });
    expect(await who(secret)).not.toBeNull();
    expect(await who(token)).toBeNull();
  });

  it('appends to the log what was done to the account', async () => {
    const { id, secretId } = await bridge();
    await change(id, { purpose: 'Another one.' });
    await change(id, { enabled: false });
    await write(admin, (tx) => endServiceSecret(tx, admin, { id, secretId }));
    await write(admin, (tx) => deleteServiceAccount(tx, admin, id));
    const logged = (await eventsOf('service-account.changed')).filter(({ data }) => data['serviceAccountId'] === id);
    expect(logged.map(({ data }) => data['what'])).toEqual([
      ...['created', 'secret-created', 'changed', 'disabled', 'secret-ended', 'deleted'],
    ]);
    expect(new Set(logged.map(({ audience }) => audience))).toEqual(new Set(['all-teams']));
  });
});

type Bridge = { id: string; secretId: string };

describe('an access token', () => {
  // ASVS: 10.3.2, 10.4.10, 10.4.11.
  it('has the scopes that were asked for, of those of its account', async () => {
    const { id: clientId, secret } = await bridge(['cases:write', 'quarantine:read']);
    const ask = (wanted: string | null) => createAccessToken(town.database, { clientId, secret, wanted });
    expect((await ask(null)).scopes).toEqual(['cases:write', 'quarantine:read']);
    expect((await ask('quarantine:read')).scopes).toEqual(['quarantine:read']);
    // It is included in what the account has.
    const { token, expiresIn } = await ask('cases:read cases:read');
    expect((await who(token))!.scopes).toEqual(['cases:read']);
    expect(expiresIn).toBe(3600);
    await expect(ask('admin')).rejects.toThrow(ScopeRefused);
    await expect(ask('cases:read no-such-scope')).rejects.toThrow(ScopeRefused);
  });

  it('loses the scopes that its account loses, and gets none that it gets', async () => {
    const { id: clientId, secret } = await bridge(['cases:write', 'quarantine:read']);
    const all = await createAccessToken(town.database, { clientId, secret, wanted: null });
    const narrow = await createAccessToken(town.database, { clientId, secret, wanted: 'quarantine:read' });
    await change(clientId, { scopes: ['cases:write', 'admin'] });
    expect((await who(all.token))!.scopes).toEqual(['cases:write']);
    expect((await who(narrow.token))!.scopes).toEqual([]);
    expect(reach((await who(narrow.token))!, 'quarantine.read')).toBe('nowhere');
  });

  it('lasts no longer than its secret, gives no other one, and is removed when it is over', async () => {
    const { id: clientId, secret } = await bridge();
    await town.database.execute(`update api_token set expires_at = now() + interval '10 minutes' where agent_id = $1`, [
      clientId,
    ]);
    const { token, expiresIn } = await createAccessToken(town.database, { clientId, secret, wanted: null });
    expect(expiresIn).toBeGreaterThan(590);
    expect(expiresIn).toBeLessThanOrEqual(600);
    await expect(createAccessToken(town.database, { clientId, secret: token, wanted: null })).rejects.toMatchObject({
      code: 'wrong-credentials',
    });
    const left = () => town.database.query(`select 1 from api_token where agent_id = $1`, [clientId]);
    await town.database.execute(
      `update api_token set expires_at = now() - interval '1 second' where parent_id is not null`,
    );
    await write(admin, purgeExpiredSessionsAndTokens);
    expect(await left()).toHaveLength(1);
  });

  // Threats: A046.
  it('is refused in the same words to a client that there is not and with a wrong secret', async () => {
    const { id, secret } = await bridge();
    const other = await bridge();
    for (const [clientId, shown] of [
      [admin.id, secret],
      ['nobody', secret],
      [id, other.secret],
      [id, `${secret}x`],
      [id, secret.slice(0, -1)],
      [id, ''],
    ] as const)
      await expect(createAccessToken(town.database, { clientId, secret: shown, wanted: null })).rejects.toMatchObject({
        code: 'wrong-credentials',
        message: 'The address or the password is wrong',
      });
  });
});

describe('who manages service accounts', () => {
  it('gives none more than they may do themselves, and takes over none that may more', async () => {
    const { id } = await bridge();
    await give(id, { roleId: shippedRole('administrator').id });
    const limited = await town.agent('Leo', [team], 'agent');
    const grants = [
      ...limited.grants,
      {
        ...limited.grants[0]!,
        id: 'g',
        permissions: ['agent.manage' as const, 'agent.read' as const],
        reach: 'all-teams' as const,
      },
    ];
    const leo = { ...limited, grants };
    await expect(give(id, { roleId: shippedRole('supervisor').id }, leo)).rejects.toMatchObject({
      more: { reason: 'beyond-own-rights' },
    });
    for (const act of [
      () => write(leo, (tx) => createServiceSecret(tx, leo, { id, wanted: { overlapHours: 0 } })),
      () => change(id, { scopes: ['admin'] }, leo),
      () => change(id, { enabled: false }, leo),
      () => write(leo, (tx) => deleteServiceAccount(tx, leo, id)),
    ])
      await expect(act()).rejects.toMatchObject({ more: { reason: 'beyond-own-rights' } });
  });

  it('does so where service accounts are managed, and not as if they were agents', async () => {
    const { id, secret, secretId } = await bridge();
    const token: Principal = { ...admin, session: null, scopes: ['admin'] };
    for (const by of [admin, token])
      for (const end of [
        () => write(by, (tx) => endAccessOfAgent(tx, by, id)),
        () => write(by, (tx) => endTokenOfAgent(tx, by, { agentId: id, tokenId: secretId })),
      ])
        await expect(end()).rejects.toMatchObject({ code: 'not-found' });
    expect(await who(secret)).not.toBeNull();
  });

  it('manages agents, and is a person: a token makes no other way in', async () => {
    const { id, secretId } = await bridge(['admin']);
    const clerk = await town.agent('Cleo', [team]);
    const token: Principal = { ...admin, scopes: ['admin'] };
    for (const by of [clerk, token])
      for (const act of [
        () => write(by, (tx) => createServiceAccount(tx, by, fields(['admin']))),
        () => change(id, { scopes: ['admin'] }, by),
        () => write(by, (tx) => createServiceSecret(tx, by, { id, wanted: { overlapHours: 0 } })),
        () => write(by, (tx) => endServiceSecret(tx, by, { id, secretId })),
        () => write(by, (tx) => deleteServiceAccount(tx, by, id)),
      ])
        await expect(act()).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(serviceAccounts(town.database, clerk)).rejects.toMatchObject({ code: 'not-permitted' });
  });
});
