import { createServiceAccount, createServiceSecret } from '@guichet/access';
import type { TokenScope } from '@guichet/contracts';
import { loadConfig, Logger } from '@guichet/platform';
import { TestTown } from '../../../test/support/test-town.js';
import type { LiveSocket } from './socket-frames.js';
import { SocketRights } from './socket-rights.js';

let town: TestTown;
beforeAll(async () => (town = await TestTown.build()));
afterAll(() => town.close());

// Threats: A038.
it('a live socket is for a program that may read here, and not for one whose scope is for SCIM alone', async () => {
  const admin = await town.agent('Ana', [], 'administrator');
  const secretFor = (scope: TokenScope) =>
    town.database.write({ kind: 'agent', id: admin.id, name: admin.name }, async (tx) => {
      const fields = { name: scope, purpose: 'A program.', contact: 'dsi@town.test', scopes: [scope] };
      const { id } = await createServiceAccount(tx, admin, fields);
      return (await createServiceSecret(tx, admin, { id, wanted: { overlapHours: 0 } })).secret;
    });
  const around = { database: town.database, logger: new Logger('silent'), config: loadConfig({}) };
  const rights = new SocketRights(around, () => Promise.resolve());
  const admit = (token: string) =>
    rights.admit({ handshake: { auth: { token }, headers: {} } } as unknown as LiveSocket);
  expect(await admit(await secretFor('scim:write'))).toBe(false);
  expect(await admit(await secretFor('cases:read'))).toBe(true);
});
