import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createServiceAccount,
  createServiceSecret,
  openSession,
  principalOf,
  principalOfSession,
  type Principal,
} from '@guichet/access';
import {
  endpoints,
  scopeOfPermission,
  shippedRoles,
  type TokenScope,
  type EndpointDefinition,
  type EndpointName,
  type Permission,
  type RoleKey,
} from '@guichet/contracts';
import { NotificationListener } from '@guichet/database';
import { cookieName, EventTail, OwnOriginCheck } from '@guichet/live';
import { loadConfig, Logger } from '@guichet/platform';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { TestTown } from '../../../../test/support/test-town.js';
import { AgentCookies } from './agent-cookies.js';
import { AuthGuard } from './auth.guard.js';
import { ENDPOINT } from './endpoint-decorator.js';
import { RequestLimits } from './limit-requests.js';

const DOCUMENT = join(import.meta.dirname, '../../../../test/ROLES.md');
const config = loadConfig({ GUICHET_PUBLIC_URL: 'https://guichet.test' });

let town: TestTown;
let guard: AuthGuard;
beforeAll(async () => {
  town = await TestTown.build();
  const tail = new EventTail(town.database, new Logger('silent'), new NotificationListener(town.database.url));
  guard = new AuthGuard(
    new Reflector(),
    town.database,
    town.keyring,
    new RequestLimits(town.database),
    new AgentCookies(config),
    new OwnOriginCheck(config),
    tail,
  );
});
afterAll(() => town.close());

interface Browser {
  cookie: string;
  csrfToken: string;
}

/** The browser of an agent who holds this role alone: for all teams, or for one. */
async function signedIn(key: RoleKey, teamId: string | null): Promise<Browser> {
  const who = await town.agent(`${key} ${teamId ? 'of a team' : 'of all'}`, []);
  await town.database.execute(
    `update role_grant set role_id = (select id from role where key = $2), reach = $3, team_ids = $4 where agent_id = $1`,
    [who.id, key, teamId ? 'teams' : 'all-teams', teamId ? [teamId] : []],
  );
  const cookie = await town.database.write({ kind: 'agent', id: who.id, name: who.name }, (tx) =>
    openSession(tx, who.id, { userAgent: null, address: '127.0.0.1' }),
  );
  return { cookie, csrfToken: (await principalOfSession(town.database, cookie))!.session!.csrfToken };
}

/** The secret of a service account that holds this role for all teams, and these scopes. */
async function secretOf(key: RoleKey, scopes: TokenScope[]): Promise<string> {
  const { id } = await town.agent(`${key} ${scopes.join()}`, [], 'administrator');
  const admin: Principal = (await principalOf(town.database, id))!;
  return town.database.write({ kind: 'agent', id, name: admin.name }, async (tx) => {
    const fields = { name: admin.name, purpose: 'A program.', contact: 'dsi@town.test', scopes };
    const account = await createServiceAccount(tx, admin, fields);
    await tx.query(
      `insert into role_grant (id, agent_id, role_id, reach)
       select gen_random_uuid(), $1, id, 'all-teams' from role where key = $2`,
      [account.id, key],
    );
    return (await createServiceSecret(tx, admin, { id: account.id, wanted: { overlapHours: 0 } })).secret;
  });
}

/** Whether the guard lets this browser, or a program with this secret, call an operation. */
async function isLetIn(name: EndpointName, caller: Browser | string): Promise<boolean> {
  const handler = () => {};
  Reflect.defineMetadata(ENDPOINT, name, handler);
  const request = {
    method: endpoints[name].method,
    ...(typeof caller === 'string'
      ? { headers: { authorization: `Bearer ${caller}` }, cookies: {} }
      : {
          headers: { 'x-csrf-token': caller.csrfToken },
          cookies: { [cookieName('session', config.publicUrl)]: caller.cookie },
        }),
  };
  const execution = {
    getType: () => 'http',
    getHandler: () => handler,
    switchToHttp: () => ({ getRequest: () => request, getResponse: () => ({ headers: () => {} }) }),
  };
  return guard.canActivate(execution as unknown as ExecutionContext).catch((error: { code?: string }) => {
    if (error.code === 'not-permitted') return false;
    throw error;
  });
}

const HEAD = `# What each role may call

Every operation of the API × every role that ships, as the guard answers it. ✓: lets in. all: lets in only where the role is given
for all teams. Empty: refuses. Behind the guard, what is about cases is limited to the teams for which the role is given, or to the
cases that are assigned to the agent.
Made by \`UPDATE_ROLES=1 npm test -- apps/api/src/http/roles-at-guard.db.spec.ts\`.
`;

function documentOf(cells: ReadonlyMap<EndpointName, readonly string[]>): string {
  const row = (cell: readonly string[]) => `| ${cell.join(' | ')} |`;
  const rows = [...cells].map(([name, own]) => {
    const { method, path, scope }: EndpointDefinition = endpoints[name];
    return row([`${method} ${path}`, scope, ...own]);
  });
  const columns = ['operation', 'needs', ...shippedRoles.map(({ key }) => key)];
  return `${HEAD}\n${[row(columns), row(columns.map(() => '---')), ...rows].join('\n')}\n`;
}

describe('every role that ships', () => {
  // Threats: A024.
  // ASVS: 8.1.1, 8.2.1.
  it('is let into the operations that the table lists, and into no other', async () => {
    const teamId = await town.team('Schools');
    const browsers = await Promise.all(
      shippedRoles.map(async ({ key }) => ({ all: await signedIn(key, null), team: await signedIn(key, teamId) })),
    );
    const cells = new Map<EndpointName, string[]>();
    for (const name of Object.keys(endpoints) as EndpointName[]) {
      if (endpoints[name].scope === 'public') continue;
      const own: string[] = [];
      for (const { all, team } of browsers)
        own.push((await isLetIn(name, team)) ? '✓' : (await isLetIn(name, all)) ? 'all' : '');
      cells.set(name, own);
    }
    const document = documentOf(cells);
    if (process.env['UPDATE_ROLES']) writeFileSync(DOCUMENT, document);
    expect(existsSync(DOCUMENT) ? readFileSync(DOCUMENT, 'utf8') : '').toBe(document);
  });
});

/** What a program with this secret is answered where it is refused, and how it may sign in. */
async function refusalOf(name: EndpointName, secret?: string): Promise<{ detail: unknown; challenge: unknown }> {
  const handler = () => {};
  Reflect.defineMetadata(ENDPOINT, name, handler);
  const headers = secret === undefined ? {} : { authorization: `Bearer ${secret}` };
  const request = { method: endpoints[name].method, headers, cookies: {} };
  const given: Record<string, string> = {};
  const response = { headers: () => {}, header: (key: string, value: string) => (given[key] = value) };
  const execution = {
    getType: () => 'http',
    getHandler: () => handler,
    switchToHttp: () => ({ getRequest: () => request, getResponse: () => response }),
  };
  const failure = await guard.canActivate(execution as unknown as ExecutionContext).then(
    () => null,
    (error: { more: { detail?: string } }) => error,
  );
  return { detail: failure?.more.detail, challenge: given['WWW-Authenticate'] };
}

describe('whoever is refused', () => {
  it('learns that it is the scope of the token which lacks, and which one, where the role would permit it', async () => {
    const secret = await secretOf('administrator', ['cases:write']);
    const { detail } = await refusalOf('createChannel', secret);
    expect(detail).toBe('This token has not the scope admin.');
    const role = await secretOf('case-worker', ['cases:write', 'admin']);
    expect((await refusalOf('createChannel', role)).detail).toBeUndefined();
  });

  it('learns how to sign in, and whether it was the token that is wrong', async () => {
    expect(await refusalOf('listCases')).toEqual({ detail: undefined, challenge: 'Bearer realm="guichet"' });
    expect(await refusalOf('listCases', 'x'.repeat(40))).toEqual({
      detail: 'This token is unknown or no longer valid.',
      challenge: 'Bearer realm="guichet", error="invalid_token"',
    });
  });
});

describe('a service account', () => {
  const guarded = (Object.keys(endpoints) as EndpointName[]).filter((name) => endpoints[name].scope !== 'public');
  const letIn = async (caller: Browser | string) => {
    const names: EndpointName[] = [];
    for (const name of guarded) if (await isLetIn(name, caller)) names.push(name);
    return names;
  };

  // Threats: A024, A038.
  it.each(['case-worker', 'administrator', 'auditor'] as const)(
    'with the role %s calls what such an agent may, but nothing that is for a person',
    async (key) => {
      const agent = await letIn(await signedIn(key, null));
      const program = await letIn(await secretOf(key, ['cases:write', 'quarantine:read', 'admin']));
      expect(program).toEqual(agent.filter((name) => endpoints[name].scope !== 'in-person'));
    },
  );

  it('calls nothing where its scope is for SCIM alone, and nothing that needs another permission where it may read', async () => {
    const isNeeded = (name: EndpointName): Permission | null => {
      const { scope } = endpoints[name] as EndpointDefinition;
      return scope === 'public' || scope === 'signed-in' || scope === 'in-person' ? null : scope;
    };
    expect(await letIn(await secretOf('administrator', ['scim:write']))).toEqual([]);
    const reader = await letIn(await secretOf('administrator', ['cases:read']));
    const others = reader.filter((name) => {
      const permission = isNeeded(name);
      return endpoints[name].method !== 'GET' || (permission && scopeOfPermission(permission) !== 'cases:read');
    });
    expect(others).toEqual([]);
  });
});
