import type { Principal } from '@guichet/access';
import { appendEntry, caseDetail, saveCase, timeline, updateCase } from '@guichet/cases';
import { TimelineQuery } from '@guichet/contracts';
import { Case, ChannelAccount, type LoggedEvent, type Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
import { mail, TestTown } from '../../../../test/support/test-town.js';
import { assignBatch } from '../assignment/auto-assigner.js';
import { saveQueueSettings } from '../queues/queue-settings.js';
import { expireConnections, heartbeat, markDisconnected } from './presence.js';
import { requeueConversation, scheduleRequeue } from './requeue-conversations.js';

let town: TestTown;
let root: Principal;
let ana: Principal;
let bob: Principal;
let schools: string;
let chat: Intake;
/** Ten in the morning in Paris, two hours before the break. */
const MORNING = new Date('2026-03-02T09:00:00Z');
let now = MORNING;
/** How far the log was read. */
let read = 0;

beforeEach(async () => {
  now = MORNING;
  read = 0;
  town = await TestTown.build();
  town.database.clock = () => now;
  schools = await town.team('Écoles');
  [ana, bob] = [await town.agent('Ana', [schools]), await town.agent('Bob', [schools])];
  root = await town.agent('Root', [], 'administrator');
  chat = { id: newId(), kind: 'chat', teamId: schools, conversation: true };
  await town.database.source
    .getRepository(ChannelAccount)
    .save({ ...chat, name: 'Chat', config: {}, addresses: [], secrets: null });
});
afterEach(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const asQueue = <Result>(work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'system', name: 'Queue' }, work);
const connect = (who: Principal) => asQueue((tx) => heartbeat(tx, [who.id]));
const disconnect = (who: Principal) => asQueue((tx) => markDisconnected(tx, [who.id]));
const assign = (id: string, who: Principal) => as(root, (tx) => updateCase(tx, root, { id, wanted: { assigneeId: who.id } })); // prettier-ignore
const visitor = (name: string) => from('visitor', `visitor:${name.padEnd(22, '0')}`, { body: 'Vous êtes là ?' });
const write = async (name: string) => (await receive(town, chat, visitor(name)))[0]!;
const reply = (who: Principal, id: string) =>
  as(who, async (tx) => {
    const item = await tx.repo(Case).findOneByOrFail({ id });
    const data = { segments: [{ kind: 'visible', text: 'Oui' }], attachments: [], to: [], cc: [], flags: [] };
    await appendEntry(tx, {
      item,
      entry: { kind: 'message', direction: 'out', channel: 'chat', channelAccountId: chat.id, data: data as never },
    });
    await saveCase(tx, item);
  });
const holder = async (id: string) => (await caseDetail(town.database, root, { id })).assignee?.name ?? null;
const activities = async (id: string) =>
  (await timeline(town.database, root, { caseId: id, query: TimelineQuery.parse({ limit: 200 }) })).items.flatMap(
    (entry) => (entry.kind === 'activity' ? [entry.activity] : []),
  );
/** Reads on in the log, as it is, whatever other transactions are under way in this cluster. */
async function readLog(): Promise<void> {
  const events = await town.database.query<LoggedEvent>(
    `select id::text as position, type, case_id as "caseId", team_ids as "teamIds", agent_id as "agentId", actor_id as "actorId", data
     from event order by id offset $1`,
    [read],
  );
  read += events.length;
  await asQueue((tx) => scheduleRequeue(tx, events));
}
/** The jobs that wait, with the seconds until they run. */
const waiting = () =>
  town.database.query<{ key: string; seconds: number }>(
    `select key, round(extract(epoch from run_at - now()))::int as seconds from graphile_worker.jobs
     where task_identifier = 'requeue-conversation' order by key`,
  );
const job = (id: string, seconds: number) => ({ key: `requeue-conversation:${id}`, seconds });

/** A visitor who waits for Ana, who is connected. */
async function talking(name = 'zoe'): Promise<string> {
  await connect(ana);
  const id = await write(name);
  await assign(id, ana);
  await readLog();
  return id;
}

describe('a chat whose agent has lost their connection', () => {
  // Threats: W14.
  it('goes back to the queue after a minute, once, and is assigned again by the rules of the team', async () => {
    const id = await talking();
    expect(await waiting()).toEqual([]);
    await disconnect(ana);
    await readLog();
    expect(await waiting()).toEqual([job(id, 60)]);
    await asQueue((tx) => requeueConversation(tx, id, ana.id));
    expect(await holder(id)).toBeNull();
    const returned = { type: 'assigned', from: 'Ana', to: null, toId: null, because: { by: 'disconnected', agent: 'Ana' } }; // prettier-ignore
    expect((await activities(id)).at(-1)).toEqual(returned);

    await connect(bob);
    await as(root, (tx) => saveQueueSettings(tx, root, { teamId: schools, wanted: { assignment: 'automatic', overflow: null } })); // prettier-ignore
    await assignBatch(town.database);
    expect(await holder(id)).toBe('Bob');
    // The job runs again, as after a crash: nobody has lost anything since.
    await asQueue((tx) => requeueConversation(tx, id, ana.id));
    expect(await holder(id)).toBe('Bob');
    expect((await activities(id)).filter(({ type }) => type === 'assigned')).toHaveLength(3);
  });

  it('stays with an agent who reconnects in time, and each lost connection gives them all of it', async () => {
    const id = await talking();
    await disconnect(ana);
    await readLog();
    await town.database.execute(`update graphile_worker._private_jobs set run_at = run_at - interval '50 seconds'`);
    expect(await waiting()).toEqual([job(id, 10)]);
    await connect(ana);
    await readLog();
    await asQueue((tx) => requeueConversation(tx, id, ana.id));
    expect(await holder(id)).toBe('Ana');
    await disconnect(ana);
    await readLog();
    expect(await waiting()).toEqual([job(id, 60)]);
  });

  it('stays with an agent who reconnects at the same moment', async () => {
    const id = await talking();
    await disconnect(ana);
    await town.commitWhenBlocked(
      ana,
      (tx) => heartbeat(tx, [ana.id]),
      () => asQueue((tx) => requeueConversation(tx, id, ana.id)),
    );
    expect(await holder(id)).toBe('Ana');
  });

  it('goes back although the process of the agent died without a word', async () => {
    const id = await talking();
    now = new Date(now.getTime() + 200_000);
    await asQueue(expireConnections);
    await readLog();
    expect(await waiting()).toEqual([job(id, 60)]);
  });

  it('stays while the last word is the agent’s, and goes back a minute after the visitor writes again', async () => {
    const id = await talking();
    await reply(ana, id);
    await disconnect(ana);
    await readLog();
    expect(await waiting()).toEqual([]);
    await asQueue((tx) => requeueConversation(tx, id, ana.id));
    expect(await holder(id)).toBe('Ana');

    expect(await write('zoe')).toBe(id);
    await readLog();
    await town.database.execute(`update graphile_worker._private_jobs set run_at = run_at - interval '20 seconds'`);
    // Whoever writes again does not wait longer.
    await write('zoe');
    await readLog();
    expect(await waiting()).toEqual([job(id, 40)]);
    await asQueue((tx) => requeueConversation(tx, id, ana.id));
    expect(await holder(id)).toBeNull();
  });

  it('is left where a colleague has taken it, or it was closed', async () => {
    const [taken, closed] = [await talking('zoe'), await talking('paul')];
    await disconnect(ana);
    await assign(taken, bob);
    await as(root, (tx) => updateCase(tx, root, { id: closed, wanted: { status: 'closed' } }));
    for (const id of [taken, closed]) await asQueue((tx) => requeueConversation(tx, id, ana.id));
    expect([await holder(taken), await holder(closed)]).toEqual(['Bob', 'Ana']);
    await asQueue((tx) => requeueConversation(tx, newId(), ana.id));
  });

  it('waits for the business hours of the team, as nobody could take over before', async () => {
    // Half a minute before the break of an hour and a half.
    now = new Date('2026-03-02T10:59:30Z');
    const id = await talking();
    await disconnect(ana);
    await readLog();
    expect(await waiting()).toEqual([job(id, 90 * 60 + 60)]);
  });
});

describe('what does not concern a chat that waits', () => {
  it('keeps its agent: a mail, and a case of an agent who works by the API and never was connected', async () => {
    const mailbox = await town.mailbox(schools);
    const [letter] = await receive(town, mailbox, mail('zoe@citizen.test'));
    const robot = await write('zoe');
    await connect(ana);
    await assign(letter!, ana);
    await assign(robot, bob);
    await disconnect(ana);
    await write('zoe');
    await readLog();
    expect(await waiting()).toEqual([]);
    await asQueue((tx) => requeueConversation(tx, letter!, ana.id));
    await asQueue((tx) => requeueConversation(tx, robot, bob.id));
    expect([await holder(letter!), await holder(robot)]).toEqual(['Ana', 'Bob']);
  });
});
