import type { Agent, CaseSummary, ChannelAccount, ChatHandover, Team, Timeline, Workforce } from '@guichet/contracts';
import type { Socket } from 'socket.io-client';
import { AgentClient } from '../support/agent-client.js';
import type { Visitor } from '../support/chat-visitor.js';
import { eventually } from '../support/eventually.js';
import { ApiClient } from '../support/running-product.js';
import { RunningTown, SITE } from '../support/running-town.js';

const password = 'another horse battery';
const MINUTE = 60_000;
const always = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };

let town: RunningTown;
let schools: Team;
let chat: ChannelAccount;
let zoe: Visitor;
let item: CaseSummary;
const sockets: Socket[] = [];

beforeAll(async () => {
  town = await RunningTown.open();
  const root = town.desk.client;
  schools = await root.post('/teams', { name: 'Écoles' });
  const hours = { timeZone: 'Europe/Paris', week: always, territory: null };
  await root.call('PUT', `/teams/${schools.id}/business-hours`, { body: hours });
  await root.call('PUT', `/teams/${schools.id}/queue`, { body: { assignment: 'automatic' } });
  for (const name of ['Ana', 'Bob'])
    await root.post<Agent>('/agents', { name, email: email(name), role: 'agent', password, teamIds: [schools.id] });
  const config = { allowedOrigins: [SITE], mailAfterMinutes: 0 };
  chat = await root.post('/channels', { kind: 'chat', name: 'Chat', config, teamId: schools.id });
});
afterAll(async () => {
  zoe?.leave();
  for (const socket of sockets) socket.disconnect();
  await town?.close();
});

const email = (name: string) => `${name.toLowerCase()}@town.test`;
const signIn = (name: string) => AgentClient.signIn(town.product.url, { email: email(name), password });
/** Opens the console of an agent, as far as the product knows of it. */
async function open(name: string): Promise<{ agent: AgentClient; socket: Socket }> {
  const agent = await signIn(name);
  const socket = await agent.live();
  sockets.push(socket);
  await is(name, 'available');
  return { agent, socket };
}
/** The computer sleeps, the browser is closed, the train is in a tunnel: to us all is the same. */
async function lose(name: string, socket: Socket): Promise<void> {
  socket.io.engine.close();
  socket.disconnect();
  await is(name, 'offline');
  await town.product.settled();
}
/** After a restart the product has another address. */
const root = () => ApiClient.signIn(town.product.url);
const is = (name: string, state: string) =>
  eventually(async () => {
    const { items } = await (await root()).get<Workforce>('/presence');
    expect(items.find((one) => one.name === name)!.state).toBe(state);
  });
const assignedTo = (name: string) =>
  eventually(async () => {
    const { assignee } = await (await root()).get<CaseSummary>(`/cases/${item.id}`);
    expect(assignee?.name).toBe(name);
  });
const assignments = async () =>
  (await (await root()).get<Timeline>(`/cases/${item.id}/timeline?limit=200`)).items.flatMap((entry) =>
    entry.kind === 'activity' && entry.activity.type === 'assigned'
      ? [{ to: entry.activity.to, by: entry.activity.because?.by }]
      : [],
  );
const requeues = () =>
  town.product.sql.query<{ key: string }>(
    `select key from graphile_worker.jobs where task_identifier = 'requeue-conversation'`,
  );
const handovers = () => zoe.frames.filter(({ name }) => name === 'handover').map(({ data }) => data as ChatHandover);

/** One story: each test goes on where the one before ended. */
describe('an agent who loses their connection in the middle of a conversation', () => {
  // Threats: W14.
  it('keeps it when they are back within a minute', async () => {
    const ana = await open('Ana');
    zoe = await town.enter(chat);
    await zoe.say('Où inscrire ma fille ?');
    item = await town.caseOf('Où inscrire ma fille');
    await assignedTo('Ana');
    await ana.agent.post(`/cases/${item.id}/messages`, { text: 'Quelle école ?' });
    await zoe.message('Quelle école ?');
    await zoe.say('Celle des Lilas');
    await town.product.processed();

    await lose('Ana', ana.socket);
    expect(await requeues()).toEqual([{ key: `requeue-conversation:${item.id}` }]);
    const back = await open('Ana');
    await town.product.advance(MINUTE + 1000);
    await town.product.jobsDone();
    expect(await requeues()).toEqual([]);
    expect(await assignments()).toEqual([{ to: 'Ana', by: 'load' }]);
    expect(handovers()).toEqual([]);
    await lose('Ana', back.socket);
  });

  // Threats: W14.
  it('loses it after a minute, over a restart of the product, to a colleague; and the visitor learns of it', async () => {
    zoe.leave();
    await town.product.restart();
    zoe = await zoe.again({}, town.product.url);
    expect(zoe.welcome.handover).toBeNull();
    const bob = await open('Bob');
    await town.product.advance(MINUTE + 1000);
    const handover = await zoe.frame<ChatHandover>('handover');
    await assignedTo('Bob');
    expect(await assignments()).toEqual([
      { to: 'Ana', by: 'load' },
      { to: null, by: 'disconnected' },
      { to: 'Bob', by: 'load' },
    ]);
    // Another page of the web site says the same, until there is a reply.
    const page = await zoe.again();
    expect(page.welcome.handover).toEqual(handover);
    page.leave();
    await bob.agent.post(`/cases/${item.id}/messages`, { text: 'Bonjour, c’est Bob : je m’en occupe.' });
    expect(await zoe.message('Bonjour, c’est Bob : je m’en occupe.')).toMatchObject({ author: 'Bob' });
    const later = await zoe.again();
    expect(later.welcome.handover).toBeNull();
    later.leave();
    expect(new Set(handovers().map(({ at }) => at))).toEqual(new Set([handover.at]));
  });
});
