import type { RuleAction, AgentProfile, Condition, CaseType, Rule, BusinessHours, Slot } from '@guichet/contracts';
import { newId } from '@guichet/platform';
import type { AgentName, TeamName, DemoTown } from './build-town.js';

/** What the town is asked about, where that goes, and how it is recognised. */
const matters: { caseType: string; team: TeamName; words: string[]; acts?: RuleAction[] }[] = [
  {
    caseType: 'Inscription scolaire',
    team: 'Affaires scolaires',
    words: ['école', 'cantine', 'périscolaire', 'inscri*'],
  },
  { caseType: 'État civil', team: 'État civil', words: ['passeport', 'carte d’identité', 'acte de naissance', 'pacs'] },
  {
    caseType: 'Signalement',
    team: 'Voirie',
    words: ['lampadaire', 'nid-de-poule', 'trottoir', 'feu piéton', 'déchets'],
  },
  { caseType: 'Urbanisme', team: 'Urbanisme', words: ['permis de construire', 'déclaration de travaux', 'toit'] },
  { caseType: 'Aide sociale', team: 'Action sociale', words: ['aide', 'apa', 'rsa', 'logement'] },
  { caseType: 'Facture', team: 'Finances', words: ['facture', 'titre de paiement'] },
];

const day: Slot[] = [
  { from: '08:30', to: '12:00' },
  { from: '13:30', to: '17:30' },
];
const week: BusinessHours['week'] = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] };
const hours = (changes: Partial<BusinessHours['week']> = {}): BusinessHours => ({
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

/** How cases find their place in the town: caseTypes, rules, hours, queues, and who can do what. Answers the caseTypes by their names. */
export async function setUpRouting({ admin, agents, teamId }: DemoTown): Promise<Map<string, string>> {
  const caseTypes = new Map<string, string>();
  for (const { caseType: name } of matters)
    caseTypes.set(name, (await admin.post<CaseType>('/case-types', { name })).id);

  const words = (is: string[]): Condition => ({ on: 'words', in: 'anywhere', is, not: false });
  const rule = (
    name: string,
    { when, then, last = false }: { when: Condition[]; then: RuleAction[]; last?: boolean },
  ): Rule => ({
    id: newId(),
    name,
    active: true,
    when,
    then,
    last,
  });
  const rules = [
    rule('Urgences de voirie', {
      when: [words(['danger', 'effondr*', 'fuite'])],
      then: [{ do: 'priority', priority: 'urgent' }],
    }),
    ...matters.map(({ caseType, team, words: is }) =>
      rule(caseType, {
        when: [words(is)],
        then: [
          { do: 'team', teamId: teamId(team) },
          { do: 'caseType', caseTypeId: caseTypes.get(caseType)! },
        ],
      }),
    ),
    rule('Langues étrangères', {
      when: [{ on: 'language', is: ['fr'], not: true }],
      then: [{ do: 'tags', tags: ['langue étrangère'] }],
    }),
    rule('Hors des heures', {
      when: [{ on: 'hours', is: 'open', not: true }],
      then: [{ do: 'tags', tags: ['hors heures'] }],
    }),
  ];
  await admin.put('/routing', { rules, version: 0 });

  const schedules: [TeamName, BusinessHours][] = [
    ['Accueil', hours({ sat: morning })],
    ['Affaires scolaires', hours({ wed: morning })],
    ['Action sociale', hours()],
    ['État civil', hours({ sat: morning })],
    ['Voirie', hours()],
    ['Urbanisme', hours({ mon: morning, fri: morning })],
    ['Finances', hours()],
    ['Assemblées', hours()],
  ];
  for (const [team, schedule] of schedules) await admin.put(`/teams/${teamId(team)}/business-hours`, schedule);
  for (const team of ['Voirie', 'État civil', 'Urbanisme'] as const)
    await admin.put(`/teams/${teamId(team)}/queue`, { assignment: 'automatic', overflow: null });
  await admin.put(`/teams/${teamId('Affaires scolaires')}/queue`, {
    assignment: 'manual',
    overflow: { teamId: teamId('Accueil'), afterMinutes: 960 },
  });

  for (const [name, { languages, knows }] of Object.entries(profiles)) {
    const skills = knows.map(([caseType, level]) => ({ caseTypeId: caseTypes.get(caseType)!, level }));
    const profile: AgentProfile = { languages, skills, capacity: null };
    await admin.put(`/agents/${agents[name as AgentName].session.agent.id}/profile`, profile);
  }
  await admin.put('/surveys/settings', { active: true, delayHours: 24, pauseDays: 30 });
  return caseTypes;
}
