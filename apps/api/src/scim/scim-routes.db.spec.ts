import {
  agents,
  createServiceAccount,
  createServiceSecret,
  createToken,
  giveRole,
  lockRoles,
  mapGroup,
  openSession,
  principalOf,
  principalOfSession,
  rightsOf,
  updateAgent,
  type Principal,
} from '@guichet/access';
import { shippedRole, type GroupMapping } from '@guichet/contracts';
import { loadConfig, Logger } from '@guichet/platform';
import { listWorkforce, setSubstituteOfLeaving } from '@guichet/workforce';
import fastify, { type FastifyInstance } from 'fastify';
import { eventually } from '../../../../test/support/eventually.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { RequestLimits } from '../http/limit-requests.js';
import { ScimRoutes } from './scim-routes.js';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

let town: TestTown;
let server: FastifyInstance;
let admin: Principal;
let directory: { id: string; secret: string };
beforeAll(async () => {
  town = await TestTown.build();
  server = fastify();
  const config = loadConfig({ GUICHET_PUBLIC_URL: 'https://guichet.test' });
  await server.register(
    new ScimRoutes(town.database, config, new Logger('silent'), new RequestLimits(town.database)).routes,
  );
  admin = await town.agent('Ana', [], 'administrator');
  directory = await account('Directory', 'administrator');
});
afterAll(async () => {
  await server.close();
  await town.close();
});
beforeEach(() => town.database.execute(`delete from rate_limit`));

const write = <Result>(work: Parameters<typeof town.database.write<Result>>[1]): Promise<Result> =>
  town.database.write({ kind: 'agent', id: admin.id, name: admin.name }, work);

/** A service account of a directory that holds a role for all teams. */
const account = (name: string, role: Parameters<typeof shippedRole>[0] | null) =>
  write(async (tx) => {
    const fields = { name, purpose: 'Provisions agents.', contact: 'dsi@town.example' };
    const { id } = await createServiceAccount(tx, admin, { ...fields, scopes: ['scim:write'] });
    if (role)
      await giveRole(tx, admin, {
        agentId: id,
        wanted: {
          ...{ roleId: shippedRole(role).id, reach: 'all-teams', teamIds: [], sectorIds: [] },
          ...{ validFrom: null, validUntil: null },
        },
      });
    const { secret } = await createServiceSecret(tx, admin, { id, wanted: { overlapHours: 0 } });
    return { id, secret };
  });

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
interface Answer {
  status: number;
  body: Record<string, unknown>;
  headers: Record<string, unknown>;
}
async function ask(
  method: Method,
  path: string,
  ...[body, headers]: [body?: unknown, headers?: Record<string, string>]
): Promise<Answer> {
  const response = await server.inject({
    ...{ method, url: `/scim/v2${path}` },
    headers: {
      ...(body !== undefined && { 'content-type': 'application/scim+json; charset=utf-8' }),
      authorization: `Bearer ${directory.secret}`,
      ...headers,
    },
    ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = response.body;
  return {
    status: response.statusCode,
    body: (text ? JSON.parse(text) : {}) as Answer['body'],
    headers: response.headers,
  };
}
const patch = (path: string, ...operations: unknown[]) =>
  ask('PATCH', path, { schemas: [PATCH], Operations: operations });

let serial = 0;
const person = (changes: object = {}) => {
  serial += 1;
  return {
    schemas: [USER],
    userName: `Person${serial}@Town.example`,
    externalId: `ext-${serial}`,
    displayName: `Person ${serial}`,
    emails: [{ primary: true, type: 'work', value: `person${serial}@town.example` }],
    active: true,
    ...changes,
  };
};
async function add(changes: object = {}): Promise<string> {
  const { status, body } = await ask('POST', '/Users', person(changes));
  expect(status).toBe(201);
  return body['id'] as string;
}
async function addGroup(members: string[], mapping?: Partial<GroupMapping>): Promise<string> {
  serial += 1;
  const made = await ask('POST', '/Groups', {
    ...{ schemas: [GROUP], displayName: `Group ${serial}`, externalId: `group-${serial}` },
    members: members.map((value) => ({ value })),
  });
  expect(made.status).toBe(201);
  const id = made.body['id'] as string;
  if (mapping) await map(id, mapping);
  return id;
}
const map = (id: string, mapping: Partial<GroupMapping>) =>
  write((tx) =>
    mapGroup(tx, admin, {
      id,
      wanted: { teamIds: [], roleIds: [], reach: 'own-teams', reachTeamIds: [], reachSectorIds: [], ...mapping },
    }),
  );
const grantsOf = async (id: string) =>
  (await rightsOf(town.database, admin, id)).grants.map(({ roleId, reach, teamIds }) => ({ roleId, reach, teamIds }));
const teamsOf = async (id: string) => (await agents(town.database)).find((agent) => agent.id === id)!.teamIds;
const problem = (status: number, scimType?: string) => ({
  status,
  body: expect.objectContaining({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    ...(scimType && { scimType }),
  }) as unknown,
});

describe('who may provision', () => {
  // Threats: A038.
  it('is a service account with the scope, and nobody else', async () => {
    const token = await write((tx) => createToken(tx, admin, { name: 'Mine', scopes: ['admin'], expiresInDays: 1 }));
    for (const [authorization, status] of [
      ['', 401],
      ['Bearer of-nothing-at-all-that-is-known', 401],
      [`Bearer ${token.token}`, 403],
    ] as const)
      for (const [method, path] of [
        ['GET', '/Users'],
        ['GET', '/ServiceProviderConfig'],
        ['DELETE', `/Users/${admin.id}`],
      ] as const)
        expect(await ask(method, path, undefined, { authorization })).toMatchObject(problem(status));
  });

  it('gives by a group no more than the administrator may who mapped it, also while it is empty', async () => {
    const clerk = await town.agent('Clerk');
    const managing = await write(async (tx) => {
      const [role] = await tx.query<{ id: string }>(
        `insert into role (id, name, permissions) values (gen_random_uuid(), 'Clerk', '{agent.read,agent.manage}') returning id`,
      );
      await tx.query(
        `insert into role_grant (id, agent_id, role_id, reach) values (gen_random_uuid(), $1, $2, 'all-teams')`,
        [clerk.id, role!.id],
      );
      return (await principalOf(tx, clerk.id))!;
    });
    // Somebody works in teams of their own, so that a team gives something.
    await town.agent('Worker', [await town.team(`Team ${(serial += 1)}`)]);
    const group = await addGroup([]);
    const team = await town.team(`Team ${(serial += 1)}`);
    const nothing = { teamIds: [], roleIds: [], reach: 'own-teams' as const, reachTeamIds: [], reachSectorIds: [] };
    const byClerk = (mapping: Partial<GroupMapping>) =>
      write((tx) => mapGroup(tx, managing, { id: group, wanted: { ...nothing, ...mapping } }));
    const refused = expect.objectContaining({ more: expect.objectContaining({ reason: 'beyond-own-rights' }) });
    await expect(byClerk({ roleIds: [shippedRole('administrator').id], reach: 'all-teams' })).rejects.toEqual(refused);
    await expect(byClerk({ teamIds: [team] })).rejects.toEqual(refused);
    // Nor do they undo what somebody mapped who may do more.
    await map(group, { roleIds: [shippedRole('supervisor').id], reach: 'all-teams' });
    await expect(byClerk({})).rejects.toEqual(refused);
    await town.database.execute(`delete from role_grant where agent_id = $1`, [clerk.id]);
  });

  it('needs a role that manages agents, and gives no more than that account may', async () => {
    const powerless = await account('Powerless', 'supervisor');
    expect(await ask('GET', '/Users', undefined, { authorization: `Bearer ${powerless.secret}` })).toMatchObject(
      problem(403),
    );
    const limited = await write(async (tx) => {
      const [role] = await tx.query<{ id: string }>(
        `insert into role (id, name, permissions) values (gen_random_uuid(), 'Provisioner', '{agent.read,agent.manage}') returning id`,
      );
      return role!.id;
    });
    const { id, secret } = await account('Limited', null);
    await town.database.execute(
      `insert into role_grant (id, agent_id, role_id, reach) values (gen_random_uuid(), $1, $2, 'all-teams')`,
      [id, limited],
    );
    const authorization = `Bearer ${secret}`;
    const who = await add();
    const group = await addGroup([], { roleIds: [shippedRole('case-worker').id], reach: 'all-teams' });
    const joined = await ask(
      'PUT',
      `/Groups/${group}`,
      { schemas: [GROUP], displayName: 'Workers', members: [{ value: who }] },
      { authorization },
    );
    expect(joined).toMatchObject(problem(403));
    // Nothing of it is done.
    expect((await ask('GET', `/Groups/${group}`)).body).not.toMatchObject({ displayName: 'Workers' });
    expect(await grantsOf(who)).toEqual([]);
    expect(await ask('DELETE', `/Users/${admin.id}`, undefined, { authorization })).toMatchObject(problem(403));
  });
});

describe('users', () => {
  it('are created without rights, and found by what directories look for', async () => {
    const made = await ask('POST', '/Users', person({ name: { givenName: 'Zoé', familyName: 'Martin' } }));
    expect(made.status).toBe(201);
    const id = made.body['id'] as string;
    expect(made.headers).toMatchObject({
      location: `https://guichet.test/scim/v2/Users/${id}`,
      'content-type': 'application/scim+json; charset=utf-8',
      etag: expect.stringMatching(/^W\/"/) as string,
    });
    expect(made.body).toMatchObject({
      ...{ userName: `Person${serial}@Town.example`, externalId: `ext-${serial}`, active: true },
      name: { formatted: `Person ${serial}`, givenName: 'Zoé', familyName: 'Martin' },
      emails: [{ value: `person${serial}@town.example`, primary: true }],
      meta: { resourceType: 'User', version: made.headers['etag'] },
    });
    expect(await grantsOf(id)).toEqual([]);
    const found = async (filter: string) => {
      const { status, body } = await ask('GET', `/Users?filter=${encodeURIComponent(filter)}`);
      expect(status).toBe(200);
      return (body['Resources'] as { id: string }[]).map((one) => one.id);
    };
    for (const filter of [
      `userName eq "PERSON${serial}@town.EXAMPLE"`,
      `username Eq "person${serial}@town.example"`,
      `externalId eq "ext-${serial}"`,
      `emails[type eq "work"].value eq "person${serial}@TOWN.example"`,
      `userName sw "person${serial}@" and active eq true`,
      `displayName eq "person ${serial}" or userName eq "nobody"`,
    ])
      expect([filter, await found(filter)]).toEqual([filter, [id]]);
    expect(await found(`externalId eq "EXT-${serial}"`)).toEqual([]);
    // An agent whom the directory did not bring is known by their address, so that none is there twice.
    expect(await found(`userName eq "${admin.email.toUpperCase()}"`)).toEqual([admin.id]);
  });

  it('come page by page, and with the attributes that are asked for', async () => {
    await add();
    await add();
    const first = await ask('GET', '/Users?startIndex=1&count=2');
    const next = await ask('GET', '/Users?startIndex=2&count=1');
    expect(first.body).toMatchObject({ itemsPerPage: 2, startIndex: 1 });
    expect(next.body).toMatchObject({ itemsPerPage: 1, startIndex: 2, totalResults: first.body['totalResults'] });
    expect((next.body['Resources'] as { id: string }[])[0]!.id).toBe(
      (first.body['Resources'] as { id: string }[])[1]!.id,
    );
    expect((await ask('GET', '/Users?startIndex=-3&count=0')).body).toMatchObject({ startIndex: 1, Resources: [] });
    const { Resources } = (await ask('GET', '/Users?count=1&attributes=userName')).body as {
      Resources: object[];
    };
    expect(Object.keys(Resources[0]!).sort()).toEqual(expect.arrayContaining(['id', 'userName']));
    expect(Resources[0]).not.toHaveProperty('emails');
    expect((await ask('GET', '/Users?count=1&excludedAttributes=emails,groups')).body['Resources']).toEqual([
      expect.not.objectContaining({ emails: expect.anything() as unknown }),
    ]);
  });

  it.each([
    ['a filter that is none', '/Users?filter=userName%20eq', 400, 'invalidFilter'],
    ['a filter of an attribute that there is not', '/Users?filter=shoeSize%20eq%20%2243%22', 400, 'invalidFilter'],
    ['a count that is no number', '/Users?count=many', 400, 'invalidValue'],
    ['attributes that are none', '/Users?attributes=a%5Bb', 400, 'invalidValue'],
    [
      'groups of a filter that multiply',
      `/Users?filter=${Array(40).fill('(id%20pr%20or%20id%20pr)').join('%20and%20')}`,
      ...([400, 'invalidFilter'] as const),
    ],
    ['an id that is none', '/Users/1', 404, undefined],
    ['a user that there is not', '/Users/0193a000-0000-7000-8000-000000000000', 404, undefined],
    ['a group that there is not', '/Groups/0193a000-0000-7000-8000-000000000000', 404, undefined],
  ])('refuse %s', async (_what, path, status, scimType) => {
    expect(await ask('GET', path)).toMatchObject(problem(status, scimType));
  });

  it.each([
    ['no name', { userName: undefined }],
    ['an empty name', { userName: '  ' }],
    ['a list for a name', { userName: ['a'] }],
    ['an object for a name', { displayName: { a: 1 } }],
    ['a word for whether they are active', { active: 'perhaps' }],
    ['an address that is none', { emails: [{ value: 'nobody', primary: true }] }],
    ['a name of a thousand letters', { displayName: 'x'.repeat(1000) }],
  ])('are refused with %s, and nothing is written', async (_what, changes) => {
    const before = (await agents(town.database)).length;
    expect(await ask('POST', '/Users', person(changes))).toMatchObject(problem(400, 'invalidValue'));
    expect((await agents(town.database)).length).toBe(before);
  });

  it('are refused as bodies that are none, or of another kind', async () => {
    expect(await ask('POST', '/Users', '{"userName":')).toMatchObject(problem(400, 'invalidSyntax'));
    expect(await ask('POST', '/Users', '[]')).toMatchObject(problem(400, 'invalidSyntax'));
    expect(await ask('POST', '/Users', '{"__proto__":{"a":1}}')).toMatchObject(problem(400));
    expect(await ask('POST', '/Users', person({ schemas: [GROUP] }))).toMatchObject(problem(400, 'invalidSyntax'));
    expect(await ask('POST', '/Users', 'a=b', { 'content-type': 'text/plain' })).toMatchObject(problem(415));
  });

  it('have a name and an address of their own', async () => {
    const id = await add();
    const [{ userName, emails }] = [person({ userName: `Person${serial}@town.example` })];
    serial += 1;
    expect(
      await ask('POST', '/Users', {
        schemas: [USER],
        userName: userName.toUpperCase(),
        emails: [{ value: 'other@town.example' }],
      }),
    ).toMatchObject(problem(409, 'uniqueness'));
    expect(
      await ask('POST', '/Users', person({ userName: 'another', emails: [{ value: admin.email }] })),
    ).toMatchObject(problem(409, 'uniqueness'));
    const other = await add();
    expect(
      await patch(`/Users/${other}`, { op: 'replace', path: 'emails', value: [{ value: admin.email, primary: true }] }),
    ).toMatchObject(problem(409, 'uniqueness'));
    expect((await ask('GET', `/Users/${id}`)).status).toBe(200);
    expect(emails).toHaveLength(1);
  });

  // Threats: A043.
  it.each([
    ['a PATCH', (id: string) => patch(`/Users/${id}`, { op: 'replace', path: 'active', value: false })],
    ['a PUT', (id: string) => ask('PUT', `/Users/${id}`, person({ active: false }))],
    ['a DELETE', (id: string) => ask('DELETE', `/Users/${id}`)],
  ])('are signed out everywhere by %s that ends them, with their tokens', async (_what, end) => {
    const id = await add();
    const cookie = await write((tx) => openSession(tx, id, { userAgent: null, address: null }));
    expect(await principalOfSession(town.database, cookie)).not.toBeNull();
    const token = await write(async (tx) => {
      const who = (await principalOf(tx, id))!;
      const grants = admin.grants;
      return createToken(tx, { ...who, grants }, { name: 'Mine', scopes: ['cases:read'], expiresInDays: 1 });
    });
    expect((await end(id)).status).toBeLessThan(300);
    expect(await principalOfSession(town.database, cookie)).toBeNull();
    expect(await town.database.query(`select 1 from api_token where id = $1`, [token.id])).toEqual([]);
    const [event] = await town.database.query<{ data: object }>(
      `select data from event where type = 'session.ended' and agent_id = $1 order by xid desc, id desc limit 1`,
      [id],
    );
    expect(event!.data).toEqual({ agentId: id, sessionId: null });
    const [job] = await town.database.query(
      `select 1 from graphile_worker.jobs where task_identifier = 'unassign-lost'`,
    );
    expect(job).toBeDefined();
  });

  it('that were removed are not found, and come back as the same agent with nothing', async () => {
    const team = await town.team(`Team ${(serial += 1)}`);
    const fields = person();
    const { body } = await ask('POST', '/Users', fields);
    const id = body['id'] as string;
    await addGroup([id], { teamIds: [team], roleIds: [shippedRole('case-worker').id] });
    expect(await grantsOf(id)).toHaveLength(1);
    expect((await ask('DELETE', `/Users/${id}`)).status).toBe(204);
    expect(await ask('GET', `/Users/${id}`)).toMatchObject(problem(404));
    expect(await ask('DELETE', `/Users/${id}`)).toMatchObject(problem(404));
    expect(await grantsOf(id)).toEqual([]);
    expect(await teamsOf(id)).toEqual([]);
    const back = await ask('POST', '/Users', { ...fields, displayName: 'Back again' });
    expect(back).toMatchObject({ status: 201, body: { id, active: true, displayName: 'Back again' } });
    expect(await grantsOf(id)).toEqual([]);
  });

  it('that were removed are absent no longer, once they are back, as of their leaving', async () => {
    const [teamId, fields] = [await town.team(`Team ${(serial += 1)}`), person()];
    const [bob, id] = [await town.agent('Bob', [teamId]), (await ask('POST', '/Users', fields)).body['id'] as string];
    await write((tx) => setSubstituteOfLeaving(tx, admin, { agentId: id, substituteId: bob.id }));
    expect((await ask('DELETE', `/Users/${id}`)).status).toBe(204);
    expect((await ask('POST', '/Users', fields)).status).toBe(201);
    const back = (await listWorkforce(town.database, admin)).items.find((agent) => agent.id === id);
    expect(back).toMatchObject({ absence: null });
  });

  it('come back without anything by which somebody of that address signed in before', async () => {
    const fields = person();
    const id = (await ask('POST', '/Users', fields)).body['id'] as string;
    await town.database.execute(`update agent set password_hash = 'kept' where id = $1`, [id]);
    await town.database.execute(`insert into recovery_code (agent_id, digest) values ($1, 'kept')`, [id]);
    await town.database.execute(
      `insert into sign_in_link (id, agent_id, issuer, subject, idp_id, address, approved_at, created_at)
       values (gen_random_uuid(), $1, 'https://login.test', 'before', '', 'before@town.example', now(), now())`,
      [id],
    );
    expect((await ask('DELETE', `/Users/${id}`)).status).toBe(204);
    expect((await ask('POST', '/Users', fields)).status).toBe(201);
    const [left] = await town.database.query(
      `select password_hash as password, (select count(*)::int from recovery_code where agent_id = a.id) as codes,
         array(select approved_at is not null or ended_at is null from sign_in_link where agent_id = a.id) as open
       from agent a where id = $1`,
      [id],
    );
    expect(left).toEqual({ password: null, codes: 0, open: [false] });
  });

  it('are found again once an administrator has let them in again', async () => {
    const id = await add();
    expect((await ask('DELETE', `/Users/${id}`)).status).toBe(204);
    // In person, as nobody lets somebody in by a token.
    await write((tx) => updateAgent(tx, admin, { id, wanted: { active: true } }));
    expect(await ask('GET', `/Users/${id}`)).toMatchObject({ status: 200, body: { active: true } });
    expect((await ask('DELETE', `/Users/${id}`)).status).toBe(204);
  });

  it('keep their address where they have a password, which would be chosen anew by whoever reads the new one', async () => {
    const id = await add();
    await town.database.execute(`update agent set password_hash = 'kept' where id = $1`, [id]);
    expect(await patch(`/Users/${id}`, { op: 'replace', path: 'userName', value: 'thief@else.example' })).toMatchObject(
      problem(403),
    );
  });

  it('are not let in again by who read them while another request ended them', async () => {
    const id = await add();
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let locked = () => {};
    const isLocked = new Promise<void>((resolve) => (locked = resolve));
    const ending = write(async (tx) => {
      await lockRoles(tx);
      locked();
      await tx.query(`update agent set active = false where id = $1`, [id]);
      await held;
    });
    await isLocked;
    const renaming = patch(`/Users/${id}`, { op: 'replace', path: 'displayName', value: 'Renamed' });
    await eventually(async () => {
      const waiting = await town.database.query(
        `select 1 from pg_locks where locktype = 'advisory' and not granted
           and database = (select oid from pg_database where datname = current_database())`,
      );
      expect(waiting.length).toBeGreaterThan(0);
    });
    release();
    await ending;
    expect((await renaming).body).toMatchObject({ active: false, displayName: 'Renamed' });
  });

  it('cannot be the last administrator who is ended', async () => {
    const [only] = await town.database.query<{ count: number }>(
      `select count(*)::int as count from role_grant g join agent a on a.id = g.agent_id and a.active
       where g.role_id = $1`,
      [shippedRole('administrator').id],
    );
    expect(only!.count).toBe(1);
    expect(await ask('DELETE', `/Users/${admin.id}`)).toMatchObject(problem(403));
    expect(await patch(`/Users/${admin.id}`, { op: 'replace', value: { active: false } })).toMatchObject(problem(403));
    expect((await agents(town.database)).find(({ id }) => id === admin.id)!.active).toBe(true);
  });

  it('are not changed by who has read them before another did', async () => {
    const id = await add();
    const { etag } = (await ask('GET', `/Users/${id}`)).headers as { etag: string };
    expect((await ask('GET', `/Users/${id}`, undefined, { 'if-none-match': etag })).status).toBe(304);
    const rename = (name: string) =>
      ask(
        'PATCH',
        `/Users/${id}`,
        { schemas: [PATCH], Operations: [{ op: 'replace', path: 'displayName', value: name }] },
        { 'if-match': etag },
      );
    expect((await rename('First')).status).toBe(200);
    expect(await rename('Second')).toMatchObject(problem(412));
    expect((await ask('GET', `/Users/${id}`)).body).toMatchObject({ displayName: 'First' });
  });

  it('change their name by whichever attribute says so, and their address by that of the account', async () => {
    const id = await add({ emails: undefined, userName: `one${(serial += 1)}@town.example` });
    const now = async () => (await ask('GET', `/Users/${id}`)).body;
    await patch(`/Users/${id}`, { op: 'replace', path: 'displayName', value: 'Ana Displayed' });
    expect(await now()).toMatchObject({ displayName: 'Ana Displayed' });
    await patch(
      `/Users/${id}`,
      { op: 'add', path: 'name.givenName', value: 'Ana' },
      { op: 'add', path: 'name.familyName', value: 'Parts' },
    );
    expect(await now()).toMatchObject({ displayName: 'Ana Parts', name: { formatted: 'Ana Parts' } });
    await patch(`/Users/${id}`, { op: 'replace', path: 'name.formatted', value: 'Ana Formatted' });
    expect(await now()).toMatchObject({ displayName: 'Ana Formatted' });
    await patch(`/Users/${id}`, { op: 'replace', path: 'userName', value: `two${serial}@town.example` });
    expect(await now()).toMatchObject({ emails: [{ value: `two${serial}@town.example` }] });
  });

  it('undo nothing in part: an operation that fails undoes those before', async () => {
    const id = await add();
    const { body: before } = await ask('GET', `/Users/${id}`);
    expect(
      await patch(
        `/Users/${id}`,
        { op: 'replace', path: 'displayName', value: 'Changed' },
        { op: 'replace', path: 'shoeSize', value: 43 },
      ),
    ).toMatchObject(problem(400, 'invalidPath'));
    for (const [operations, scimType] of [
      [[{ op: 'explode', path: 'active' }], 'invalidSyntax'],
      [[{ op: 'remove' }], 'noTarget'],
      [['active'], 'invalidValue'],
      [[], 'invalidValue'],
      [[{ op: 'replace', path: 'userName', value: ['a'] }], 'invalidValue'],
      [[{ op: 'replace', path: 'id', value: admin.id }], undefined],
    ] as const)
      expect(await patch(`/Users/${id}`, ...operations)).toMatchObject(problem(400, scimType));
    expect((await ask('PATCH', `/Users/${id}`, { Operations: [] })).status).toBe(400);
    const long = `members[value eq "${'a'.repeat(300)}"]`;
    for (const path of [long, 'emails[(type eq "work") and (value pr)].value', '.'.repeat(100_000)])
      expect(await patch(`/Users/${id}`, { op: 'replace', path, value: 'x' })).toMatchObject(
        problem(400, 'invalidPath'),
      );
    const many = Array.from({ length: 101 }, () => ({ op: 'replace', path: 'displayName', value: 'Many' }));
    expect(await patch(`/Users/${id}`, ...many)).toMatchObject(problem(413));
    expect((await ask('GET', `/Users/${id}`)).body).toEqual(before);
  });
});

describe('groups', () => {
  it('give their members teams and roles, and take them from who leaves', async () => {
    const team = await town.team(`Team ${(serial += 1)}`);
    const [one, two] = [await add(), await add()];
    const group = await addGroup([one], { teamIds: [team], roleIds: [shippedRole('case-worker').id] });
    const given = { roleId: shippedRole('case-worker').id, reach: 'own-teams', teamIds: [] };
    expect([await grantsOf(one), await teamsOf(one)]).toEqual([[given], [team]]);
    await patch(`/Groups/${group}`, { op: 'add', path: 'members', value: [{ value: two }] });
    expect([await grantsOf(two), await teamsOf(two)]).toEqual([[given], [team]]);
    expect((await ask('GET', `/Users/${two}`)).body).toMatchObject({ groups: [{ value: group }] });
    await patch(`/Groups/${group}`, { op: 'remove', path: `members[value eq "${one}"]` });
    expect([await grantsOf(one), await teamsOf(one)]).toEqual([[], []]);
    expect([await grantsOf(two), await teamsOf(two)]).toEqual([[given], [team]]);
    expect((await ask('DELETE', `/Groups/${group}`)).status).toBe(204);
    expect([await grantsOf(two), await teamsOf(two)]).toEqual([[], []]);
  });

  it('leave what another group or an administrator gives as well', async () => {
    const team = await town.team(`Team ${(serial += 1)}`);
    const id = await add();
    const worker = shippedRole('case-worker').id;
    await write((tx) =>
      giveRole(tx, admin, {
        agentId: id,
        wanted: {
          ...{ roleId: worker, reach: 'all-teams', teamIds: [], sectorIds: [] },
          ...{ validFrom: null, validUntil: null },
        },
      }),
    );
    const first = await addGroup([id], { teamIds: [team], roleIds: [worker], reach: 'teams', reachTeamIds: [team] });
    await addGroup([id], { teamIds: [team] });
    expect(await grantsOf(id)).toHaveLength(2);
    await ask('PUT', `/Groups/${first}`, { schemas: [GROUP], displayName: `First ${serial}` });
    expect(await grantsOf(id)).toEqual([{ roleId: worker, reach: 'all-teams', teamIds: [] }]);
    expect(await teamsOf(id)).toEqual([team]);
  });

  it('give those who are in it what is decided later, and take what is no longer given', async () => {
    const [team, other] = [await town.team(`Team ${(serial += 1)}`), await town.team(`Team ${(serial += 1)}`)];
    const id = await add();
    const group = await addGroup([id]);
    await map(group, { teamIds: [team], roleIds: [shippedRole('supervisor').id], reach: 'all-teams' });
    expect([await grantsOf(id), await teamsOf(id)]).toEqual([
      [{ roleId: shippedRole('supervisor').id, reach: 'all-teams', teamIds: [] }],
      [team],
    ]);
    await map(group, { teamIds: [other] });
    expect([await grantsOf(id), await teamsOf(id)]).toEqual([[], [other]]);
    await expect(map(group, { roleIds: ['0193a000-0000-7000-8000-000000000000'] })).rejects.toMatchObject({
      more: { errors: [{ path: 'roleIds', reason: 'no-such-role' }] },
    });
    await expect(map(group, { roleIds: [shippedRole('expert').id], reach: 'teams' })).rejects.toMatchObject({
      more: { errors: [{ path: 'reachTeamIds', reason: 'no-such-team' }] },
    });
  });

  it('refuse members that there are not, groups in groups and a name that is taken', async () => {
    const group = await addGroup([]);
    const { body } = await ask('GET', `/Groups/${group}`);
    const name = body['displayName'] as string;
    for (const members of [
      [{ value: 'nobody' }],
      [{ value: '0193a000-0000-7000-8000-000000000000' }],
      [{ value: directory.id }],
      [{ value: group, type: 'Group' }],
    ])
      expect(await ask('PUT', `/Groups/${group}`, { schemas: [GROUP], displayName: 'Renamed', members })).toMatchObject(
        problem(400, 'invalidValue'),
      );
    expect(await ask('POST', '/Groups', { schemas: [GROUP], displayName: name.toUpperCase() })).toMatchObject(
      problem(409, 'uniqueness'),
    );
    expect((await ask('GET', `/Groups/${group}`)).body).toEqual(body);
    expect(
      (
        await ask(
          'GET',
          `/Groups?filter=displayName%20eq%20%22${encodeURIComponent(name)}%22&excludedAttributes=members`,
        )
      ).body,
    ).toMatchObject({
      totalResults: 1,
      Resources: [expect.not.objectContaining({ members: expect.anything() as unknown })],
    });
  });
});

describe('what directories really send', () => {
  it('Entra ID: words for booleans, also in a POST', async () => {
    const id = await add({ active: 'True' });
    await patch(`/Users/${id}`, { op: 'Replace', path: 'active', value: 'False' });
    expect((await ask('GET', `/Users/${id}`)).body).toMatchObject({ active: false });
    await patch(`/Users/${id}`, { op: 'Replace', value: { active: 'True' } });
    expect((await ask('GET', `/Users/${id}`)).body).toMatchObject({ active: true });
  });

  it('Entra ID: attributes that are not kept, in paths, in extensions and without a path', async () => {
    const id = await add({
      schemas: [USER, ENTERPRISE],
      ...{
        title: 'Clerk',
        roles: [],
        addresses: [{ type: 'work', country: 'FR' }],
        [ENTERPRISE]: { department: 'DSI' },
      },
    });
    const answer = await patch(
      `/Users/${id}`,
      { op: 'Add', path: 'phoneNumbers[type eq "work"].value', value: '+33 1 23 45 67 89' },
      { op: 'Replace', path: `${ENTERPRISE}:department`, value: 'Roads' },
      { op: 'Add', path: `${ENTERPRISE}:manager`, value: admin.id },
      { op: 'Replace', value: { title: 'Chief', [`${ENTERPRISE}:employeeNumber`]: '7', displayName: 'Kept' } },
    );
    expect(answer).toMatchObject({ status: 200, body: { displayName: 'Kept' } });
    const nothing = await patch(`/Users/${id}`, { op: 'Replace', path: 'title', value: 'Clerk' });
    expect(nothing).toMatchObject({ status: 200, body: { displayName: 'Kept' } });
  });

  it('Entra ID: dotted names without a path, names with their schema, and the address by a filter', async () => {
    const id = await add();
    await patch(`/Users/${id}`, { op: 'Add', value: { 'name.givenName': 'Zoé', 'name.familyName': 'Petit' } });
    expect((await ask('GET', `/Users/${id}`)).body).toMatchObject({ displayName: 'Zoé Petit' });
    await patch(
      `/Users/${id}`,
      { op: 'Replace', path: `${USER}:displayName`, value: 'Zoé Grand' },
      { op: 'Replace', path: 'emails[type eq "work"].value', value: `zoe${serial}@town.example` },
    );
    expect((await ask('GET', `/Users/${id}`)).body).toMatchObject({
      displayName: 'Zoé Grand',
      emails: [{ value: `zoe${serial}@town.example` }],
    });
  });

  it('Entra ID: members that are removed by a value, which is never read as a filter', async () => {
    const [one, two] = [await add(), await add()];
    const group = await addGroup([one, two]);
    await patch(`/Groups/${group}`, {
      op: 'Remove',
      path: 'members',
      value: [{ value: `x" or value pr or value eq "` }],
    });
    const members = async () =>
      (((await ask('GET', `/Groups/${group}`)).body['members'] ?? []) as { value: string }[]).map(({ value }) => value);
    expect((await members()).sort()).toEqual([one, two].sort());
    await patch(`/Groups/${group}`, { op: 'Remove', path: 'members', value: [{ value: one }] });
    expect(await members()).toEqual([two]);
    await patch(`/Groups/${group}`, { op: 'Remove', path: 'members' });
    expect(await members()).toEqual([]);
  });

  it('Okta: the id in the value, all members at once, and a PUT with what only we write', async () => {
    const [one, two] = [await add(), await add()];
    const group = await addGroup([one]);
    const name = `Okta ${(serial += 1)}`;
    expect(
      (await patch(`/Groups/${group}`, { op: 'replace', value: { id: group, displayName: name } })).body,
    ).toMatchObject({ displayName: name });
    await patch(`/Groups/${group}`, { op: 'replace', path: 'members', value: [{ value: two, display: 'Two' }] });
    expect((await ask('GET', `/Groups/${group}`)).body).toMatchObject({ members: [{ value: two }] });
    const { body } = await ask('GET', `/Users/${two}`);
    const put = await ask('PUT', `/Users/${two}`, {
      ...body,
      groups: [],
      password: 'a-secret-of-the-directory',
      displayName: 'Put',
    });
    expect(put).toMatchObject({ status: 200, body: { displayName: 'Put', groups: [{ value: group }] } });
    expect(JSON.stringify(put.body)).not.toContain('a-secret');
    const [row] = await town.database.query<{ hash: string | null }>(
      `select password_hash as hash from agent where id = $1`,
      [two],
    );
    expect(row!.hash).toBeNull();
  });

  it('a PUT without what it does not know lets nobody in again', async () => {
    const id = await add();
    await write((tx) => updateAgent(tx, admin, { id, wanted: { active: false } }));
    const { userName } = (await ask('GET', `/Users/${id}`)).body as { userName: string };
    expect((await ask('PUT', `/Users/${id}`, { schemas: [USER], userName })).body).toMatchObject({ active: false });
  });
});

describe('what the interface says of itself', () => {
  it('is what it does', async () => {
    const config = await ask('GET', '/ServiceProviderConfig');
    expect(config.body).toMatchObject({
      ...{ patch: { supported: true }, filter: { supported: true, maxResults: 200 }, etag: { supported: true } },
      ...{ bulk: { supported: false }, sort: { supported: false }, changePassword: { supported: false } },
      authenticationSchemes: [{ type: 'oauthbearertoken' }],
    });
    const types = await ask('GET', '/ResourceTypes');
    expect((types.body['Resources'] as { id: string }[]).map((type) => type.id)).toEqual(['User', 'Group']);
    expect((await ask('GET', '/ResourceTypes/User')).body).toMatchObject({ endpoint: '/Users', schema: USER });
    const schemas = (await ask('GET', '/Schemas')).body as {
      Resources: { id: string; attributes: { name: string }[] }[];
    };
    const user = schemas.Resources.find(({ id }) => id === USER)!;
    expect(user.attributes.map(({ name }) => name).sort()).toEqual([
      ...['active', 'displayName', 'emails', 'groups', 'name', 'userName'],
    ]);
    expect((await ask('GET', `/Schemas/${GROUP}`)).body).toMatchObject({ id: GROUP });
    expect(await ask('GET', '/Schemas/urn:none')).toMatchObject(problem(404));
  });
});
