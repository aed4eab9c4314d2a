import { grantOfWord, type Principal } from '@guichet/access';
import { foldCounts, inbox } from '@guichet/cases';
import { CaseQuery, Wallboard } from '@guichet/contracts';
import { MetricsScenario } from '../../../../test/support/metrics-scenario.js';
import type { Intake } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { endAbsence, reconcileQueues, setAbsence } from '@guichet/workforce';
import { getBoard, getWallboard } from './board-and-wallboard.js';

let town: TestTown;
let schools: string;
let roads: string;
let ana: Principal;
let root: Principal;
let mailbox: Intake;
let story: MetricsScenario;

beforeEach(async () => {
  town = await TestTown.build();
  [schools, roads] = [await town.team('Écoles'), await town.team('Voirie')];
  ana = await town.agent('Ana', [schools]);
  root = await town.agent('Root', [schools, roads], 'administrator');
  mailbox = await town.mailbox(schools);
  story = new MetricsScenario(town, new Date('2026-03-02T09:00:00Z'));
});
afterEach(() => town.close());

async function history() {
  const ids: string[] = [];
  for (const [day, sender] of [
    ['02', 'zoe'],
    ['03', 'max'],
    ['04', 'lou'],
    ['04', 'noa'],
  ] as const)
    // prettier-ignore
    ids.push(await story.at(`2026-03-${day}T10:00`).writes(mailbox, `${sender}@citizen.test`));
  const [first, second, third, last] = ids as [string, string, string, string];
  await story.at('2026-03-04T11:00').answers(ana, { caseId: first, account: mailbox });
  await story.changes(root, second, { assigneeId: ana.id });
  await story.changes(root, third, { teamId: roads });
  await story.changes(ana, last, { status: 'closed' });
  const due = (id: string, at: string) => town.database.execute(`update cases set due_at = $2 where id = $1`, [id, at]);
  await due(first, '2026-03-04T09:00:00Z');
  await due(second, '2026-03-04T11:30:00Z');
  await due(third, '2026-03-04T09:30:00Z');
  await town.database.execute(`update cases set delivery_problem = 'failed' where id = any($1::uuid[])`, [
    [first, last],
  ]);
  await story.counted();
  return { first, second, third, last };
}

const listed = async (who: Principal, query: object): Promise<number> =>
  (await inbox(town.database, who, CaseQuery.parse({ limit: 200, ...query }))).items.length;

describe('the board', () => {
  it('tells the numbers of its lists, to everybody those of their teams', async () => {
    const { first, third } = await history();
    for (const who of [root, ana]) {
      const now = await getBoard(town.database, who);
      expect(now).toMatchObject({
        waiting: await listed(who, { status: 'open' }),
        unassigned: await listed(who, { view: 'unassigned', status: 'open' }),
        late: await listed(who, { due: 'late' }),
        soon: await listed(who, { due: 'soon' }),
      });
      for (const team of now.teams) {
        expect(team).toMatchObject({
          waiting: await listed(who, { status: 'open', team: team.id }),
          unassigned: await listed(who, { view: 'unassigned', status: 'open', team: team.id }),
          late: await listed(who, { due: 'late', team: team.id }),
          soon: await listed(who, { due: 'soon', team: team.id }),
        });
      }
      expect(now.channels).toMatchObject([
        { kind: 'email', waiting: await listed(who, { status: 'open', channel: 'email' }) },
      ]);
      for (const agent of now.agents) {
        expect(agent.late).toBe(await listed(who, { due: 'late', assignee: agent.id }));
        expect(agent.open).toBe(await listed(who, { status: 'open', assignee: agent.id }));
      }
      const { failed, unknown, blocked } = now.deliveries;
      expect(failed + unknown + blocked).toBe(await listed(who, { problem: 'delivery' }));
      const [oldest] = (await inbox(town.database, who, CaseQuery.parse({ status: 'open', sort: 'oldest' }))).items;
      expect(now).toMatchObject({ oldestCaseId: oldest!.id, oldestAt: oldest!.lastEntryAt });
    }
    const all = await getBoard(town.database, root);
    expect(all).toMatchObject({ waiting: 3, unassigned: 2, late: 2, soon: 1, deliveries: { failed: 1 } });
    expect(all.today).toEqual({ contacts: 2, replies: 1, closed: 1 });
    expect(all.oldestCaseId).not.toBe(first);
    expect(await getBoard(town.database, ana)).toMatchObject({
      waiting: 2,
      late: 1,
      quarantine: null,
      teams: [{ id: schools }],
    });
    expect(all.teams.find(({ id }) => id === roads)).toMatchObject({ late: 1, oldestAt: expect.any(String) });
    await foldCounts(town.database);
    expect(await getBoard(town.database, root)).toEqual(all);
    expect(third).toBeDefined();
  });

  it('counts as unassigned only what is open, so that both numbers of a team belong together', async () => {
    const { third } = await history();
    const ofRoads = async () => (await getBoard(town.database, root)).teams.find(({ id }) => id === roads);
    expect(await ofRoads()).toMatchObject({ waiting: 1, unassigned: 1 });
    await story.changes(root, third, { status: 'waiting' });
    expect(await ofRoads()).toMatchObject({ waiting: 0, unassigned: 0 });
  });

  it('counts nobody among the agents of a team who is only invited', async () => {
    const agents = async () => (await getBoard(town.database, root)).teams.find(({ id }) => id === roads)!.agents;
    expect(await agents()).toBe(1);
    const lou = await town.agent('Lou', [roads]);
    expect(await agents()).toBe(2);
    await town.database.execute(
      `insert into password_link (agent_id, purpose, created_at, expires_at, mail) values ($1, 'invitation', now(), now(), 'none')`,
      [lou.id],
    );
    expect(await agents()).toBe(1);
  });

  it('names no case to whoever sees the figures of its team alone', async () => {
    const { third } = await history();
    await story.changes(root, third, { status: 'open' });
    const figures: Principal['grants'][number] = {
      ...grantOfWord('agent'),
      permissions: ['metrics.read'],
      reach: 'teams',
      teamIds: [roads],
    };
    const reader = { ...ana, grants: [{ ...grantOfWord('agent'), permissions: ['case.read' as const] }, figures] };
    expect(await getBoard(town.database, reader)).toMatchObject({ waiting: 1, oldestCaseId: null });
    const both = { ...ana, grants: [...reader.grants, { ...figures, permissions: ['case.read' as const] }] };
    expect(await getBoard(town.database, both)).toMatchObject({ waiting: 1, oldestCaseId: third });
  });

  it('shows what is late with each agent', async () => {
    const { second } = await history();
    const late = async (who: Principal) =>
      (await getBoard(town.database, who)).agents.filter(({ late }) => late > 0).map(({ name, late }) => [name, late]);
    expect(await late(root)).toEqual([]);
    story.at('2026-03-04T13:00');
    expect(await late(root)).toEqual([['Ana', 1]]);
    expect(await listed(root, { due: 'late', assignee: ana.id })).toBe(1);
    await story.changes(root, second, { teamId: roads, assigneeId: null });
    await story.changes(root, second, { assigneeId: root.id });
    expect(await late(root)).toEqual([['Root', 1]]);
    expect(await late(ana)).toEqual([]);
  });

  it('shows agents with their teams, and open hours', async () => {
    story.at('2026-03-04T10:00');
    const [team] = (await getBoard(town.database, ana)).teams;
    expect(team).toMatchObject({ open: true, agents: 2, available: 0 });
    story.at('2026-03-04T12:30');
    expect((await getBoard(town.database, ana)).teams[0]).toMatchObject({ open: false });
    expect(await getBoard(town.database, ana)).toMatchObject({ states: { offline: 2 }, absent: 0 });

    const absence = { until: null, substituteId: null, handOver: 'keep' as const };
    await town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, (tx) =>
      setAbsence(tx, ana, { agentId: ana.id, absence }),
    );
    // Each agent is counted once.
    const { states, absent, teams } = await getBoard(town.database, ana);
    expect([states, absent]).toMatchObject([{ offline: 1 }, 1]);
    expect(teams[0]).toMatchObject({ agents: 2, absent: 1 });
    expect(await getWallboard(town.database, ana)).toMatchObject({ states: { offline: 1 }, absent: 1 });
    await town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, (tx) => endAbsence(tx, ana, ana.id));
  });

  // Threats: A018.
  it('names no channel of a team that the reader does not see, and says when something came by a shared one to its team alone', async () => {
    await history();
    const bob = await town.agent('Bob', [roads]);
    expect(await getBoard(town.database, bob)).toMatchObject({ channels: [] });
    await town.database.execute(`update channel_account set shared = true`);
    expect(await getBoard(town.database, bob)).toMatchObject({ channels: [{ lastAt: null }] });
    expect(await getBoard(town.database, ana)).toMatchObject({ channels: [{ lastAt: expect.any(String) }] });
    await town.database.execute(`update channel_account set shared = false`);
  });

  it('says what the last look over the queues found', async () => {
    await history();
    const bob = await town.agent('Beth', [roads]);
    await reconcileQueues(town.database);
    expect((await getBoard(town.database, root)).reconciliation).toMatchObject({ at: expect.any(String), checked: 3 });
    expect((await getBoard(town.database, bob)).reconciliation).toMatchObject({ at: expect.any(String), checked: 1 });
  });

  it('shows a public room nothing of a confidential team', async () => {
    await history();
    await town.database.execute(`update team set confidential = true where id = $1`, [roads]);
    const shown = await getWallboard(town.database, root);
    expect(shown.teams).toMatchObject([{ id: schools }]);
    expect(shown).toMatchObject({ waiting: 2, late: 1, partial: true });
    expect((await getBoard(town.database, root)).teams).toHaveLength(2);
  });

  it('tells a public room nothing of anybody', async () => {
    await history();
    const shown = await getWallboard(town.database, root);
    expect(Wallboard.strict().parse(shown)).toEqual(shown);
    expect(shown).toMatchObject({ waiting: 3, failing: 1, partial: false });
    expect(JSON.stringify(shown)).not.toMatch(/Ana|Root|zoe|@/);
  });
});
