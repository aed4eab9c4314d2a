import type { Problem, Reason, Role, Rule } from '@guichet/contracts';
import { reasonWords } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { holdsAll } from './holders.js';
import { senderTest } from './senders.js';
import { phraseOf } from './words.js';

type Fault = NonNullable<Problem['errors']>[number];

/** What rules name, as far as it is there. */
interface Named {
  teams: Set<string>;
  accounts: Set<string>;
  kinds: Set<string>;
  agents: Map<string, { name: string; role: Role; teamIds: string[] }>;
}

/** Fails with all that is wrong with these rules: each with its path, as `rules.2.then.0.teamId`, and the name of its rule. */
export async function refuseFaults(query: Database['read'], rules: readonly Rule[]): Promise<void> {
  const named = await whatIsThere(query);
  const ids = new Set<string>();
  const errors = rules.flatMap((rule, n) => {
    const own: Fault[] = [];
    const fault = (path: string, reason: Reason, more: object = {}) => {
      const data = { rule: rule.name, ...more };
      own.push({ path: `rules.${n}${path}`, message: reasonWords(reason, data), reason, data });
    };
    if (ids.has(rule.id)) fault('', 'rule-twice');
    ids.add(rule.id);
    conditionFaults(rule, named, fault);
    actFaults(rule, named, fault);
    return own;
  });
  if (errors.length > 0) throw new Failure('invalid-request', { errors });
}

type Tell = (path: string, reason: Reason, more?: object) => void;

function conditionFaults({ when }: Rule, { accounts, kinds }: Named, fault: Tell): void {
  for (const [n, one] of when.entries()) {
    const at = (m: number) => `.when.${n}.is.${m}`;
    if (one.on === 'account') one.is.forEach((id, m) => accounts.has(id) || fault(at(m), 'rule-account-gone'));
    if (one.on === 'kind') one.is.forEach((id, m) => kinds.has(id) || fault(at(m), 'rule-kind-gone'));
    if (one.on === 'words') one.is.forEach((word, m) => phraseOf(word) || fault(at(m), 'rule-no-word', { word }));
    if (one.on === 'sender')
      one.is.forEach((sender, m) => senderTest(sender) || fault(at(m), 'rule-no-sender', { sender }));
  }
}

function actFaults({ then }: Rule, { teams, kinds, agents }: Named, fault: Tell): void {
  const teamId = then.find((act) => act.do === 'team')?.teamId;
  for (const [n, act] of then.entries()) {
    if (then.findIndex((other) => other.do === act.do) < n) fault(`.then.${n}`, 'rule-act-twice');
    if (act.do === 'team' && !teams.has(act.teamId)) fault(`.then.${n}.teamId`, 'rule-team-gone');
    if (act.do === 'kind' && !kinds.has(act.kindId)) fault(`.then.${n}.kindId`, 'rule-kind-gone');
    if (act.do !== 'agent') continue;
    const agent = agents.get(act.agentId);
    if (!agent) fault(`.then.${n}.agentId`, 'rule-agent-gone');
    else if (teamId && !holdsAll(agent.role) && !agent.teamIds.includes(teamId))
      fault(`.then.${n}.agentId`, 'rule-agent-elsewhere', { name: agent.name });
  }
}

async function whatIsThere(query: Database['read']): Promise<Named> {
  const ids = async (sql: string) => new Set((await query<{ id: string }>(sql)).map(({ id }) => id));
  const agents = await query<{ id: string; name: string; role: Role; teamIds: string[] }>(
    `select id, name, role, array(select team_id from team_member m where m.agent_id = agent.id) as "teamIds" from agent where active`,
  );
  return {
    teams: await ids(`select id from team`),
    accounts: await ids(`select id from channel_account`),
    kinds: await ids(`select id from kind where active`),
    agents: new Map(agents.map(({ id, ...agent }) => [id, agent])),
  };
}
