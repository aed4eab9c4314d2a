import { randomUUIDv7 } from 'node:crypto';
import type { Act, AgentProfile, Condition, Kind, Rule, Schedule, Slot } from '@guichet/contracts';
import type { AgentName, TeamName, Town } from './town.js';

/** What the town is asked about, where that goes, and how it is recognised. */
const matters: { kind: string; team: TeamName; words: string[]; acts?: Act[] }[] = [
  { kind: 'Inscription scolaire', team: 'Affaires scolaires', words: ['école', 'cantine', 'périscolaire', 'inscri*'] },
  { kind: 'État civil', team: 'État civil', words: ['passeport', 'carte d’identité', 'acte de naissance', 'pacs'] },
  { kind: 'Signalement', team: 'Voirie', words: ['lampadaire', 'nid-de-poule', 'trottoir', 'feu piéton', 'déchets'] },
  { kind: 'Urbanisme', team: 'Urbanisme', words: ['permis de construire', 'déclaration de travaux', 'toit'] },
  { kind: 'Aide sociale', team: 'Action sociale', words: ['aide', 'apa', 'rsa', 'logement'] },
  { kind: 'Facture', team: 'Finances', words: ['facture', 'titre de paiement'] },
];

const day: Slot[] = [
  { from: '08:30', to: '12:00' },
  { from: '13:30', to: '17:30' },
];
const week: Schedule['week'] = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] };
const hours = (changes: Partial<Schedule['week']> = {}): Schedule => ({
  timeZone: 'Europe/Paris',
  week: { ...week, ...changes },
  territory: 'fr',
  exceptions: [],
});
const morning: Slot[] = [{ from: '09:00', to: '12:00' }];

const profiles: Record<AgentName, { languages: string[]; knows: [string, 1 | 2 | 3][] }> = {
  berengere: { languages: ['fr', 'en'], knows: [] },
  ines: { languages: ['fr', 'es'], knows: [['Inscription scolaire', 3]] },
  helene: { languages: ['fr'], knows: [['Aide sociale', 3]] },
  raphael: { languages: ['fr', 'de'], knows: [['État civil', 3]] },
  samir: {
    languages: ['fr', 'ar'],
    knows: [
      ['Signalement', 2],
      ['Urbanisme', 3],
    ],
  },
  nadege: { languages: ['fr', 'en'], knows: [['Facture', 3]] },
};

/** How cases find their place in the town: kinds, rules, hours, queues, and who can do what. Answers the kinds by their names. */
export async function organise({ admin, agents, teamId }: Town): Promise<Map<string, string>> {
  const kinds = new Map<string, string>();
  for (const { kind: name } of matters) kinds.set(name, (await admin.post<Kind>('/kinds', { name })).id);

  const words = (is: string[]): Condition => ({ on: 'words', in: 'anywhere', is, not: false });
  const rule = (name: string, when: Condition[], then: Act[], last = false): Rule => ({
    id: randomUUIDv7(),
    name,
    active: true,
    when,
    then,
    last,
  });
  const rules = [
    rule('Urgences de voirie', [words(['danger', 'effondr*', 'fuite'])], [{ do: 'priority', priority: 'urgent' }]),
    ...matters.map(({ kind, team, words: is }) =>
      rule(
        kind,
        [words(is)],
        [
          { do: 'team', teamId: teamId(team) },
          { do: 'kind', kindId: kinds.get(kind)! },
        ],
      ),
    ),
    rule(
      'Langues étrangères',
      [{ on: 'language', is: ['fr'], not: true }],
      [{ do: 'tags', tags: ['langue étrangère'] }],
    ),
    rule('Hors des heures', [{ on: 'hours', is: 'open', not: true }], [{ do: 'tags', tags: ['hors heures'] }]),
  ];
  await admin.put('/routing', { rules, version: 0 });

  const schedules: [TeamName, Schedule][] = [
    ['Accueil', hours({ sat: morning })],
    ['Affaires scolaires', hours({ wed: morning })],
    ['Action sociale', hours()],
    ['État civil', hours({ sat: morning })],
    ['Voirie', hours()],
    ['Urbanisme', hours({ mon: morning, fri: morning })],
    ['Finances', hours()],
    ['Assemblées', hours()],
  ];
  for (const [team, schedule] of schedules) await admin.put(`/teams/${teamId(team)}/schedule`, schedule);
  for (const team of ['Voirie', 'État civil', 'Urbanisme'] as const)
    await admin.put(`/teams/${teamId(team)}/queue`, { assignment: 'automatic', overflow: null });
  await admin.put(`/teams/${teamId('Affaires scolaires')}/queue`, {
    assignment: 'manual',
    overflow: { teamId: teamId('Accueil'), afterMinutes: 960 },
  });

  for (const [name, { languages, knows }] of Object.entries(profiles)) {
    const skills = knows.map(([kind, level]) => ({ kindId: kinds.get(kind)!, level }));
    const profile: AgentProfile = { languages, skills, capacity: null };
    await admin.put(`/agents/${agents[name as AgentName].session.agent.id}/profile`, profile);
  }
  await admin.put('/surveys/settings', { active: true, delayHours: 24, pauseDays: 30 });
  return kinds;
}
