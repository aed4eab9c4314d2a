import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseSummary, ChannelAccount, Change, Page } from '@guichet/contracts';
import { AgentClient } from '../support/agent-client.js';
import { Visitor } from '../support/chat-visitor.js';
import { eventually } from '../support/eventually.js';
import { memoryFolder } from '../support/memory-folder.js';
import { administrator, startProductProcess, type ProductProcess } from '../support/product-process.js';
import { ReverseProxy } from '../support/reverse-proxy.js';
import { createDatabase, type TestDatabase } from '../support/test-database.js';

const SITE = 'https://www.ville.test';

let folder: string;
let database: TestDatabase;
let api: ProductProcess;
let edge: ProductProcess;
let proxy: ReverseProxy;

beforeAll(async () => {
  folder = mkdtempSync(join(memoryFolder(), 'guichet-roles-'));
  database = await createDatabase();
  const start = (roles: string) =>
    startProductProcess({ databaseUrl: database.url, dataDir: join(folder, roles), roles });
  // One after the other: the first one makes the administrator.
  api = await start('api,worker');
  edge = await start('edge');
  proxy = await ReverseProxy.before({ api: api.url, edge: edge.url });
});
afterAll(async () => {
  await proxy?.close();
  await Promise.all([api?.stop(), edge?.stop()]);
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a process of agents and one of citizens behind one address', () => {
  it('carry a conversation of the chat from one to the other', async () => {
    const agent = await AgentClient.signIn(proxy.url, administrator);
    const config = { allowedOrigins: [SITE], mailAfterMinutes: 0 };
    const { id } = await agent.post<ChannelAccount>('/channels', { kind: 'chat', name: 'Chat', config });
    const live = await agent.live();
    const opened = new Promise<Change>((resolve) =>
      live.on('change', (change: Change) => change.type === 'case.opened' && resolve(change)),
    );

    // The other process hears of a new account a moment later.
    await eventually(async () => expect((await fetch(`${proxy.url}/chat/${id}`)).status).toBe(200));
    const visitor = await Visitor.enter(proxy.url, SITE, { channelAccountId: id });
    expect(await visitor.say('À quelle heure ouvre la piscine ?')).toEqual({ ok: true });
    const { caseId } = await opened;
    await agent.post(`/cases/${caseId}/messages`, { text: 'À 9 heures.' });

    expect(await visitor.message('À 9 heures.')).toMatchObject({ direction: 'out' });
    const { items } = await agent.get<Page<CaseSummary>>('/cases?status=any');
    expect(items.map((item) => item.id)).toEqual([caseId]);
    visitor.leave();
    live.disconnect();
  });

  it.each([
    ['agents', () => api.url, '/socket.io/', '/chat/socket.io/'],
    ['citizens', () => edge.url, '/chat/socket.io/', '/socket.io/'],
  ])('each serve their own socket only: that of %s', async (_whose, url, own, other) => {
    const statusOf = async (path: string) => (await fetch(`${url()}${path}?EIO=4&transport=polling`)).status;
    expect([await statusOf(own), await statusOf(other)]).toEqual([200, 404]);
  });
});
