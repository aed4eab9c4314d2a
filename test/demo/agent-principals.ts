import { grantOfWord, type Principal } from '@guichet/access';
import { jobTitleOf, type AgentName, type DemoTown } from './build-town.js';

/** An agent of the town, as the verbs of the product know them. */
export function principalOf({ agents }: DemoTown, name: AgentName): Principal {
  const { agent, teams } = agents[name].session;
  const { id, email, role } = agent;
  const settings = {
    changesAt: null,
    language: null,
    theme: 'auto',
    createdAt: new Date(),
    session: null,
    scopes: null,
  } as const;
  return {
    id,
    name: agent.name,
    email,
    role,
    jobTitle: jobTitleOf(name),
    grants: [grantOfWord(role)],
    teamIds: teams.map((team) => team.id),
    brokenGlass: [],
    ...settings,
  };
}

export const actorOf = ({ id, name }: Principal) => ({ kind: 'agent', id, name }) as const;
