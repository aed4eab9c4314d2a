import type { Agent, ChannelAccount, Organisation, Role, Team } from '@guichet/contracts';
import { AgentClient } from '../support/agent-client.js';
import type { CitizenChannel } from './channels/citizen-channel.js';
import { registrySignature, townSignatures } from './town-signatures.js';

export const townName = 'Valbourg';
export const domain = 'valbourg.example';
/** Of everybody in the demo: it guards nothing but itself. */
export const password = 'bonjour-valbourg';
export const administrator = `admin@${domain}`;

/** Who answers, as templates and letters say it. */
const organisation: Organisation = {
  name: `Ville de ${townName}`,
  address: `1 place de la Mairie\n21000 ${townName}`,
  mail: `mairie@${domain}`,
  phone: '+33 3 53 01 00 00',
  opensAt: '09:00',
  closesAt: '17:30',
  timeZone: 'Europe/Paris',
  emergency: 'le 112',
  responseDays: 10,
  court: 'Dijon',
  mediator: `le médiateur de la Ville, mediateur@${domain}`,
  published: `Centre technique municipal, 12 rue des Artisans, 21000 ${townName}, +33 3 53 01 00 20\nAllô Service Public : 39 39`,
  fourEyesApproval: false,
  subjectsInNotifications: false,
  unauthenticatedMail: 'suggest',
  sessionIdleMinutes: 480,
  sessionDays: 7,
  serviceSecretDays: 365,
};

const teams = [
  'Accueil',
  'Affaires scolaires',
  'Action sociale',
  'État civil',
  'Voirie',
  'Urbanisme',
  'Finances',
  'Assemblées',
] as const;
export type TeamName = (typeof teams)[number];

const staff = {
  berengere: {
    name: 'Bérengère Costa',
    jobTitle: 'Responsable de l’accueil',
    role: 'supervisor',
    teams: ['Accueil', 'Assemblées'],
  },
  ines: {
    name: 'Inès Carvalho',
    jobTitle: 'Gestionnaire des inscriptions scolaires',
    role: 'agent',
    teams: ['Accueil', 'Affaires scolaires'],
  },
  helene: { name: 'Hélène Prat', jobTitle: 'Conseillère sociale', role: 'agent', teams: ['Accueil', 'Action sociale'] },
  raphael: {
    name: 'Raphaël Toulet',
    jobTitle: 'Officier d’état civil délégué',
    role: 'agent',
    teams: ['Accueil', 'État civil'],
  },
  samir: {
    name: 'Samir Belkacem',
    jobTitle: 'Technicien de voirie',
    role: 'agent',
    teams: ['Accueil', 'Voirie', 'Urbanisme'],
  },
  nadege: { name: 'Nadège Orsay', jobTitle: 'Comptable', role: 'agent', teams: ['Accueil', 'Finances'] },
} as const satisfies Record<string, { name: string; jobTitle: string; role: Role; teams: readonly TeamName[] }>;
export type AgentName = keyof typeof staff;
export const agentEmail = (name: AgentName | 'maud'): string => `${name}@${domain}`;

/** What an agent of the town says that they are. */
export const jobTitleOf = (name: AgentName): string => staff[name].jobTitle;

export interface DemoTown {
  admin: AgentClient;
  agents: Record<AgentName, AgentClient>;
  teamId: (name: TeamName) => string;
  accounts: ChannelAccount[];
}

/** Sets the town up as its administrator would: teams, people, a channel account for every line. */
export async function buildTown(url: string, lines: readonly CitizenChannel[]): Promise<DemoTown> {
  const admin = await AgentClient.signIn(url, { email: administrator, password });
  const ids = new Map<string, string>();
  const [first] = admin.session.teams;
  await admin.patch(`/teams/${first!.id}`, { name: teams[0] });
  ids.set(teams[0], first!.id);
  for (const name of teams.slice(1))
    ids.set(name, (await admin.post<Team>('/teams', { name, confidential: name === 'Action sociale' })).id);
  await admin.put<Organisation>('/organisation', organisation);
  const teamId = (name: TeamName) => ids.get(name)!;
  await admin.put('/signatures', townSignatures);
  await admin.put(`/teams/${teamId('État civil')}/signature`, registrySignature);

  const hired = await Promise.all(
    Object.entries(staff).map(async ([key, { name, jobTitle, role, teams: own }]) => {
      const email = agentEmail(key as AgentName);
      await admin.post<Agent>('/agents', { email, name, role, password, teamIds: own.map(teamId) });
      const agent = await AgentClient.signIn(url, { email, password });
      await agent.patch('/me', { jobTitle });
      return [key, agent] as const;
    }),
  );

  const accounts: ChannelAccount[] = [];
  for (const line of lines) {
    const own: ChannelAccount[] = [];
    for (const { team, ...plan } of line.plans) {
      // What is the reception's is the town's: each team writes from it.
      const account = { ...plan, kind: line.kind, teamId: teamId(team), shared: team === 'Accueil' };
      own.push(await admin.post<ChannelAccount>('/channels', account));
    }
    await line.connect(own);
    accounts.push(...own);
  }
  return { admin, agents: Object.fromEntries(hired) as DemoTown['agents'], teamId, accounts };
}
