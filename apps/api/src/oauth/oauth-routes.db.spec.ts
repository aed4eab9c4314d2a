import {
  createServiceAccount,
  createServiceSecret,
  listRefusedSignIns,
  principalOfToken,
  type Principal,
} from '@guichet/access';
import { loadConfig, Logger } from '@guichet/platform';
import fastify, { type FastifyInstance } from 'fastify';
import { TestTown } from '../../../../test/support/test-town.js';
import { RequestLimits } from '../http/limit-requests.js';
import { SignInLimits } from '../http/limit-sign-ins.js';
import { SignInRefusals } from '../http/refused-sign-ins-and-alarms.js';
import { OAuthRoutes } from './oauth-routes.js';

let town: TestTown;
let server: FastifyInstance;
let admin: Principal;
let client: { id: string; secret: string };
beforeAll(async () => {
  town = await TestTown.build();
  const { database } = town;
  const logger = new Logger('silent');
  server = fastify();
  await server.register(
    new OAuthRoutes(
      database,
      loadConfig({ GUICHET_PUBLIC_URL: 'https://guichet.test/' }),
      logger,
      new SignInLimits(database),
      new RequestLimits(database),
      new SignInRefusals(database, logger),
    ).routes,
  );
  admin = await town.agent('Ana', [], 'administrator');
  client = await database.write({ kind: 'agent', id: admin.id, name: admin.name }, async (tx) => {
    const { id } = await createServiceAccount(tx, admin, {
      ...{ name: 'GRC bridge', purpose: 'Requests of the app.', contact: 'dsi@town.example' },
      scopes: ['cases:write', 'quarantine:read'],
    });
    const { secret } = await createServiceSecret(tx, admin, { id, wanted: { overlapHours: 0 } });
    return { id, secret };
  });
});
afterAll(async () => {
  await server.close();
  await town.close();
});
beforeEach(() => town.database.execute(`delete from rate_limit`));

const basic = (id: string, secret: string): string =>
  `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`;
const GRANT = 'grant_type=client_credentials';
const post = (payload: string, headers: Record<string, string> = {}) =>
  server.inject({
    method: 'POST',
    url: '/oauth/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload,
  });
const own = () => ({ authorization: basic(client.id, client.secret) });

describe('POST /oauth/token', () => {
  // ASVS: 10.4.4.
  it('gives an access token to a client that shows its secret in the header or in the form', async () => {
    const byHeader = await post(GRANT, own());
    expect(byHeader.statusCode).toBe(200);
    expect(byHeader.headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' });
    expect(byHeader.json()).toEqual({
      access_token: expect.stringMatching(/^gca_[\w-]{43}$/) as string,
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'cases:write quarantine:read',
    });
    const inForm = await post(
      `${GRANT}&client_id=${client.id}&client_secret=${client.secret}&scope=cases%3Aread+quarantine%3Aread`,
    );
    expect(inForm.json()).toMatchObject({ scope: 'cases:read quarantine:read' });
    const { access_token: token } = inForm.json<{ access_token: string }>();
    expect(await principalOfToken(town.database, token)).toMatchObject({ id: client.id, isService: true });
  });

  it.each([
    ['no grant', '', 400, 'invalid_request'],
    ['an empty grant', 'grant_type=', 400, 'invalid_request'],
    ['the grant of a password', 'grant_type=password&username=ana&password=x', 400, 'unsupported_grant_type'],
    ['a grant twice', `${GRANT}&${GRANT}`, 400, 'invalid_request'],
    ['a secret in the form as well', `${GRANT}&client_secret=x`, 400, 'invalid_request'],
    ['another client in the form', `${GRANT}&client_id=other`, 400, 'invalid_request'],
    ['a scope that it does not have', `${GRANT}&scope=admin`, 400, 'invalid_scope'],
    ['a scope that there is not, with signs', `${GRANT}&scope=${encodeURIComponent('é"\\x')}`, 400, 'invalid_scope'],
  ])('refuses %s in the words of OAuth', async (_what, payload, status, error) => {
    const response = await post(payload, own());
    expect(response.statusCode).toBe(status);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.json()).toMatchObject({ error });
    expect(response.json<{ error_description: string }>().error_description).toMatch(/^[ !#-[\]-~]+$/);
  });

  it.each([
    ['JSON', 'application/json', '{"grant_type":"client_credentials"}', 400],
    ['a body of another kind', 'text/plain', GRANT, 400],
    ['an endless form', 'application/x-www-form-urlencoded', `${GRANT}&scope=${'x'.repeat(9000)}`, 413],
  ])('refuses %s', async (_what, type, payload, status) => {
    const response = await post(payload, { ...own(), 'content-type': type });
    expect([response.statusCode, response.json<{ error: string }>().error]).toEqual([status, 'invalid_request']);
  });

  // Threats: A046, A048.
  it('refuses who does not show the secret, in one form whatever is wrong', async () => {
    const [row] = await town.database.query<{ digest: string }>(`select digest from api_token where agent_id = $1`, [
      client.id,
    ]);
    const refused = await Promise.all([
      post(GRANT, { authorization: basic(client.id, 'wrong') }),
      post(GRANT, { authorization: basic(client.id, row!.digest) }),
      post(GRANT, { authorization: basic('0193a000-0000-7000-8000-000000000000', client.secret) }),
      post(`${GRANT}&client_id=nobody&client_secret=${client.secret}`),
    ]);
    for (const response of refused) {
      expect(response.statusCode).toBe(401);
      expect(response.headers['www-authenticate']).toMatch(/^Basic /);
      expect(response.json()).toEqual(refused[0].json());
    }
    for (const authorization of ['Basic', 'Basic !', 'Bearer x', basic(client.id, client.secret).slice(0, 12)])
      expect((await post(GRANT, { authorization })).json()).toMatchObject({ error: 'invalid_client' });
    const { items } = await listRefusedSignIns(town.database, admin, { limit: 10 });
    expect(items.map(({ agent }) => agent?.id)).toContain(client.id);
  });

  // Threats: A051.
  it('counts guesses by client and network, and lets in who has the secret from elsewhere', async () => {
    const guess = () => post(GRANT, { authorization: basic(client.id, 'wrong') });
    for (let n = 0; n < 10; n += 1) expect((await guess()).statusCode).toBe(401);
    const refused = await guess();
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.json()).toMatchObject({ error: 'temporarily_unavailable' });
    const elsewhere = await server.inject({
      ...{ method: 'POST', url: '/oauth/token', payload: GRANT, remoteAddress: '198.51.100.7' },
      headers: { ...own(), 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(elsewhere.statusCode).toBe(200);
  });

  // Threats: A051. The id of a client is no secret.
  it('locks no client out, from however many networks somebody guesses', async () => {
    const from = (remoteAddress: string, authorization: string) =>
      server.inject({
        ...{ method: 'POST', url: '/oauth/token', payload: GRANT, remoteAddress },
        headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
      });
    for (let n = 0; n < 51; n += 1)
      expect((await from(`203.0.113.${n}`, basic(client.id, 'wrong'))).statusCode).toBe(401);
    expect((await from('198.51.100.7', basic(client.id, client.secret))).statusCode).toBe(200);
  });

  it('gives no client more tokens than it needs', async () => {
    for (let n = 0; n < 60; n += 1) expect((await post(GRANT, own())).statusCode).toBe(200);
    expect((await post(GRANT, own())).statusCode).toBe(429);
    // A right secret is no guess.
    const [row] = await town.database.query(
      `select 1 from rate_limit where key like '%sign-in-account-network%' and points > 0`,
    );
    expect(row).toBeUndefined();
  });
});

describe('GET /.well-known/oauth-authorization-server', () => {
  it('says where and how, as RFC 8414 has it', async () => {
    const response = await server.inject({ url: '/.well-known/oauth-authorization-server' });
    expect(response.json()).toEqual({
      issuer: 'https://guichet.test',
      token_endpoint: 'https://guichet.test/oauth/token',
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      grant_types_supported: ['client_credentials'],
      response_types_supported: [],
      scopes_supported: ['cases:read', 'cases:write', 'quarantine:read', 'admin', 'scim:write'],
      service_documentation: 'https://guichet.test/api/docs',
    });
  });
});
