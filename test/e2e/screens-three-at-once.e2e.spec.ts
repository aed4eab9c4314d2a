import type { CaseDetail, Entry, Page as Items, Team, Timeline } from '@guichet/contracts';
import { type ChatPage, ChatSite } from '../support/chat-page.js';
import { dice } from '../support/city/city-plan.js';
import { Screen } from '../support/browser-screen.js';
import { eventually } from '../support/eventually.js';
import { RandomAgent } from '../support/random-agent.js';
import { TcpProxy } from '../support/tcp-proxy.js';

/** `STORY_SECONDS=120 STORY_CUTS=50` finds more; another seed does other things. */
const SECONDS = Number(process.env['STORY_SECONDS'] ?? 12);
const CUTS = Number(process.env['STORY_CUTS'] ?? 5);
const SEED = Number(process.env['STORY_SEED'] ?? 17);

let site: ChatSite;
const lines: TcpProxy[] = [];

beforeAll(async () => {
  site = await ChatSite.open();
});
afterAll(async () => {
  for (const line of lines) await line.close();
  await site?.close();
});

const lineTo = async (url: string): Promise<TcpProxy> => {
  const line = await TcpProxy.to(url);
  lines.push(line);
  return line;
};
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Cuts one line after another, each for a moment or for long enough to be noticed. */
async function cutLines(roll: () => number): Promise<void> {
  const each = (SECONDS * 1000) / CUTS;
  for (let n = 0; n < CUTS; n += 1) {
    const line = lines[Math.floor(roll() * lines.length)]!;
    await pause(each * roll() * 0.5);
    line.cut();
    await pause(each * (0.05 + roll() * 0.45));
    line.restore();
  }
}

const wordsIn = (text: string): string[] => text.match(/\b[ABC]\d+\b/g) ?? [];
const everyWord = (entries: readonly Entry[]): string[] =>
  entries.flatMap((entry) => ('text' in entry ? wordsIn(entry.text ?? '') : []));

/** The steps of a value, each from what the last one had left. */
function stepsOf(entries: readonly Entry[], type: 'subject' | 'priority'): { from: string; to: string }[] {
  return entries.flatMap((entry) =>
    entry.kind === 'activity' && entry.activity.type === type
      ? [{ from: entry.activity.from, to: entry.activity.to }]
      : [],
  );
}

/** A citizen in the chat and two agents of their case, each over a line that can be cut. */
interface Three {
  caseId: string;
  visitor: ChatPage;
  agents: RandomAgent[];
  /** How many messages the citizen has written. */
  said: number;
}

async function agentAt(name: string, { caseId, seed }: { caseId: string; seed: number }): Promise<RandomAgent> {
  const { hall, browser } = site;
  const { items: teams } = await hall.desk.client.get<Items<Team>>('/teams');
  const email = `${name.toLowerCase()}@town.test`;
  const who = { name: `Agent ${name}`, email, password: 'another horse battery' };
  await hall.desk.client.post('/agents', { ...who, role: 'agent', teamIds: teams.map(({ id }) => id) });
  const line = await lineTo(hall.product.url);
  const screen = await Screen.open(browser, line.url);
  await screen.signIn(who);
  const agent = new RandomAgent(name, screen, { line, caseId, roll: dice(seed) });
  await agent.arrive();
  return agent;
}

async function meet(): Promise<Three> {
  const { hall } = site;
  const chat = await site.show({ title: 'Mairie de Test' });
  const line = await lineTo(hall.product.url);
  site.script = chat.embed!.replace(hall.product.url, line.url);
  const visitor = await site.visit();
  await visitor.open();
  await visitor.write('C1 bonjour');
  await visitor.sent();
  const { id: caseId } = await hall.caseOf('C1 bonjour');
  await hall.desk.client.call('PATCH', `/cases/${caseId}`, { body: { subject: 'Sujet' } });
  const agents = await Promise.all(['A', 'B'].map((name, n) => agentAt(name, { caseId, seed: SEED + n + 1 })));
  return { caseId, visitor, agents, said: 1 };
}

/** Lets all of them do what they do until the time is over. */
async function actAtOnce(three: Three): Promise<void> {
  const roll = dice(SEED);
  const end = Date.now() + SECONDS * 1000;
  const writes = async () => {
    for (; Date.now() < end; await pause(500 + roll() * 3000)) {
      three.said += 1;
      await three.visitor.write(`C${three.said} et encore`);
    }
  };
  const works = async (agent: RandomAgent) => {
    while (Date.now() < end) await agent.act();
  };
  await Promise.all([cutLines(roll), writes(), ...three.agents.map(works)]);
  for (const line of lines) line.restore();
  await site.hall.product.processed();
}

async function entriesOf(caseId: string): Promise<Entry[]> {
  const all: Entry[] = [];
  let cursor: string | null = '0';
  while (cursor !== null) {
    const page: Timeline = await site.hall.desk.client.get(`/cases/${caseId}/timeline?limit=200&cursor=${cursor}`);
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}

/** Each word stands once: in the timeline, or still in the composer in which it was typed; or in the version that this offers. */
async function assertNothingLost({ caseId, agents, said }: Three): Promise<void> {
  const words = everyWord(await entriesOf(caseId));
  expect(words.filter((word) => word.startsWith('C'))).toHaveLength(said);
  for (const agent of agents) {
    const { written, offered } = await agent.unsent();
    const kept = [...words, ...wordsIn(written)].filter((word) => word.startsWith(agent.name));
    // A version that is offered is an older state of the words, which may have been sent meanwhile.
    const more = new Set(wordsIn(offered).filter((word) => !kept.includes(word)));
    expect([...kept, ...more].toSorted()).toEqual(agent.words.toSorted());
  }
}

/** The screen of an agent ends as the timeline does, and its head says what the server says. */
async function assertUpToDate(
  agent: RandomAgent,
  { words, item }: { words: string[]; item: CaseDetail },
): Promise<void> {
  const last = wordsIn(await agent.endOfTimeline());
  expect(last.length).toBeGreaterThanOrEqual(Math.min(5, words.length));
  expect(last).toEqual(words.slice(-last.length));
  expect(await agent.fields()).toEqual([
    item.subject,
    expect.stringMatching(new RegExp(`^Status: ${item.status}$`, 'i')),
    `Assignee: ${item.assignee?.name ?? 'Unassigned'}`,
    expect.stringMatching(new RegExp(`^Priority: ${item.priority}`, 'i')),
  ]);
}

/** Each change says what it has changed, and what an agent was shown as changed is among them. */
function assertNothingOverwritten(entries: readonly Entry[], agents: readonly RandomAgent[]): void {
  for (const type of ['subject', 'priority'] as const) {
    const steps = stepsOf(entries, type);
    expect(steps.slice(1).map(({ from }) => from)).toEqual(steps.slice(0, -1).map(({ to }) => to));
  }
  const subjects = stepsOf(entries, 'subject').map(({ to }) => to);
  expect(subjects).toEqual(expect.arrayContaining(agents.flatMap((agent) => agent.subjects)));
}

describe('two agents and a citizen at one case', () => {
  // Interaction: R23.
  it(`see the same and lose nothing, whatever they do at once, while their lines are cut (seed ${SEED})`, async () => {
    const three = await meet();
    const { caseId, visitor, agents } = three;
    await actAtOnce(three);

    await eventually(() => assertNothingLost(three));
    const entries = await entriesOf(caseId);
    const item = await site.hall.desk.client.get<CaseDetail>(`/cases/${caseId}`);
    for (const agent of agents) {
      await eventually(() => assertUpToDate(agent, { words: everyWord(entries), item }));
      expect(agent.faults()).toEqual([]);
    }
    assertNothingOverwritten(entries, agents);
    const shown = everyWord(entries.filter(({ kind }) => kind === 'message'));
    expect(agents.flatMap(({ confidential }) => confidential).filter((word) => shown.includes(word))).toEqual([]);
    // Once each: what arrives while an agent writes may stand on either side of it.
    await eventually(async () => expect(wordsIn(await visitor.log.innerText()).toSorted()).toEqual(shown.toSorted()));
  });
});
