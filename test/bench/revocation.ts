import { setTimeout as sleep } from 'node:timers/promises';
import {
  shippedRole,
  type Agent,
  type AgentRights,
  type CaseDetail,
  type Entry,
  type Page,
  type Team,
} from '@guichet/contracts';
import { Client } from 'pg';
import { AgentClient } from '../support/agent-client.js';
import { ApiClient } from '../support/api-client.js';
import { administrator } from '../support/product-process.js';
import { openCluster } from './bench-databases.js';
import { benchOptions } from './bench-options.js';
import { exporting, listening, polling, type Way } from './revocation-ways.js';
import { agentOf } from './seed-town.js';
import { clock, conclude, percentile, rounded, say } from './statistics-and-results.js';

const options = benchOptions({ cases: [100_000], rounds: 30 });
const PASSWORD = 'trois petits chats bleus';
const POLLING_AGENTS = 20;
const LISTENING_AGENTS = 5;

const cluster = await openCluster(options.data);
const url = await cluster.databaseWith(options.cases[0]!);
const product = await cluster.startProduct(url);
const listener = new Client({ connectionString: url });
await listener.connect();
await listener.query('listen guichet');
const root = await ApiClient.signIn(product.url, administrator);

/** Resolves with the time at which an event of these types about this agent or team was committed, as Postgres notifies of it. */
async function commitOf(types: readonly string[], subject: string): Promise<number> {
  const before = (await listener.query<{ id: string }>(`select coalesce(max(id), 0) as id from event`)).rows[0]!.id;
  return new Promise((resolve, reject) => {
    const listen = ({ payload }: { payload?: string | undefined }) => {
      if (payload !== 'event') return;
      const at = clock();
      listener
        .query(`select 1 from event where id > $1 and type = any($2) and data::text like '%' || $3 || '%'`, [
          before,
          types,
          subject,
        ])
        .then(({ rowCount }) => {
          if (rowCount === 0) return;
          listener.off('notification', listen);
          resolve(at);
        }, reject);
    };
    listener.on('notification', listen);
  });
}

interface Subject {
  agent: Agent;
  teamId: string;
  caseId: string;
  fileId: string;
}

/** One kind of revocation: what ends, by which event it is known, and how it is given back. */
interface Kind {
  name: string;
  events: readonly string[];
  revoke(subject: Subject): Promise<unknown>;
  restore(subject: Subject): Promise<unknown>;
  /** Whether the agent may export, for which all teams are needed. */
  exports: boolean;
}

const rolesOf = async ({ agent }: Subject) => (await root.get<AgentRights>(`/agents/${agent.id}/rights`)).grants;
const supervisor = { roleId: shippedRole('supervisor').id, reach: 'all-teams' };
const nothing = () => Promise.resolve();

const kinds: Kind[] = [
  {
    ...{ name: 'membership', events: ['team.changed', 'agent.changed'], exports: false },
    revoke: ({ teamId }) => root.patch(`/teams/${teamId}`, { agentIds: [] }),
    restore: ({ teamId, agent }) => root.patch(`/teams/${teamId}`, { agentIds: [agent.id] }),
  },
  {
    ...{ name: 'role', events: ['role.taken'], exports: true },
    revoke: async (subject) => {
      for (const { id } of await rolesOf(subject)) await root.call('DELETE', `/agents/${subject.agent.id}/roles/${id}`);
    },
    restore: ({ agent }) => root.post(`/agents/${agent.id}/roles`, supervisor),
  },
  {
    ...{ name: 'session', events: ['session.ended'], exports: true },
    revoke: ({ agent }) => root.call('DELETE', `/agents/${agent.id}/access`),
    restore: nothing,
  },
  {
    ...{ name: 'account', events: ['session.ended'], exports: true },
    revoke: ({ agent }) => root.patch(`/agents/${agent.id}`, { active: false }),
    restore: ({ agent }) => root.patch(`/agents/${agent.id}`, { active: true }),
  },
];

/** An agent with a team, a case of it and a file in that. */
async function subjectOf({ name, exports }: Kind): Promise<Subject> {
  const { id: teamId } = await root.post<Team>('/teams', { name: `Équipe ${name}` });
  const role = exports ? 'supervisor' : 'agent';
  const fields = { email: `${name}@guichet.test`, name, password: PASSWORD, role, teamIds: [teamId] };
  const agent = await root.post<Agent>('/agents', fields);
  const { id: caseId } = await root.post<CaseDetail>('/cases', { subject: name, teamId, citizenName: 'Zoé' });
  const uploader = await AgentClient.signIn(product.url, administrator);
  const file = { name: 'a.txt', type: 'text/plain', content: new TextEncoder().encode('Bonjour.') };
  const contact = { channel: 'phone', direction: 'in', text: 'x', attachmentIds: [await uploader.upload(file)] };
  const entry = await root.post<Entry & { attachments: { id: string }[] }>(`/cases/${caseId}/contacts`, contact);
  return { agent, teamId, caseId, fileId: entry.attachments[0]!.id };
}

/** One revocation: the milliseconds from its commit to the refusal, by way. */
async function round(kind: Kind, subject: Subject, times: number[]): Promise<Record<string, number>> {
  const agent = await AgentClient.signIn(product.url, { email: subject.agent.email, password: PASSWORD });
  const { cookie } = agent;
  const api = `${product.url}/api/v1`;
  const ways: Way[] = [
    polling('API', { url: `${api}/cases/${subject.caseId}`, cookie, times }),
    polling('file', { url: `${api}/attachments/${subject.fileId}`, cookie, times }),
    await listening(agent, subject.caseId),
    ...(kind.exports ? [await exporting(product.url, cookie)] : []),
  ];
  await sleep(200);
  const committed = commitOf(kind.events, kind.name === 'membership' ? subject.teamId : subject.agent.id);
  const done = kind.revoke(subject);
  const at = await committed;
  const found: Record<string, number> = {};
  for (const [way, { refusedAt, letInAt }] of await Promise.all(
    ways.map(async (one) => [one, await one.refused(at)] as const),
  )) {
    found[way.name] = Math.max(0, refusedAt - at);
    if (letInAt !== null) found[`${way.name}, the last question that was answered`] = Math.max(0, letInAt - at);
  }
  await done;
  for (const way of ways) way.close();
  await kind.restore(subject);
  return found;
}

/** What goes on meanwhile: agents who look at their inbox, and somebody who writes in the cases. */
async function underLoad(caseIds: readonly string[], work: () => Promise<void>): Promise<void> {
  let isOver = false;
  const agents = await Promise.all(
    Array.from({ length: POLLING_AGENTS }, (_, n) => AgentClient.signIn(product.url, agentOf(n))),
  );
  const sockets = await Promise.all(agents.slice(0, LISTENING_AGENTS).map((agent) => agent.live()));
  const repeat = async (pause: number, act: () => Promise<unknown>) => {
    while (!isOver) {
      await act();
      await sleep(pause);
    }
  };
  const going = [
    ...agents.map((agent, n) => repeat(250, () => agent.get<Page<unknown>>(n % 2 ? '/cases' : '/cases/counts'))),
    ...caseIds.map((id) => repeat(50, () => root.post(`/cases/${id}/notes`, { text: 'Note' }))),
  ];
  try {
    await work();
  } finally {
    isOver = true;
    await Promise.all(going);
    for (const socket of sockets) socket.disconnect();
  }
}

const shown = (values: number[]) => ({ p50: rounded(percentile(values, 0.5)), p95: rounded(percentile(values, 0.95)), max: rounded(percentile(values, 1)) }); // prettier-ignore

try {
  const times: number[] = [];
  const found: Record<string, ReturnType<typeof shown>> = {};
  const subjects = await Promise.all(kinds.map(subjectOf));
  say(`${options.rounds} revocations of each kind, ${POLLING_AGENTS} agents, ${LISTENING_AGENTS} sockets: ms from the commit to the refusal, p50 / p95 / max`); // prettier-ignore
  for (const [n, kind] of kinds.entries()) {
    await underLoad([subjects[n]!.caseId], async () => {
      const byWay: Record<string, number[]> = {};
      for (let done = 0; done < options.rounds; done += 1)
        for (const [way, ms] of Object.entries(await round(kind, subjects[n]!, times))) (byWay[way] ??= []).push(ms);
      for (const [way, values] of Object.entries(byWay)) {
        const { p50, p95, max } = (found[`${kind.name}, ${way}`] = shown(values));
        say(`  ${kind.name}, ${way}: ${p50} / ${p95} / ${max}`);
      }
    });
  }
  const floor = shown(times);
  say(`  an answer that was given meanwhile: ${floor.p50} / ${floor.p95} / ${floor.max}`);
  const figure = Math.max(...Object.values(found).map(({ max }) => max));
  conclude({
    bench: 'revocation',
    figure,
    unit: 'ms max',
    floor: floor.p95,
    ratio: rounded(figure / floor.p95),
    ...found,
  });
} finally {
  await listener.end();
  await product.stop();
  await cluster.close();
}
