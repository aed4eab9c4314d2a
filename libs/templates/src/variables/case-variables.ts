import { both, type Variable } from './define-variable.js';

/** After so many days, a document that nobody has opened counts as received when it was made available (CRPA R112-20). */
const DAYS_TO_OPEN = 15;
const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** What the case tells. */
export const caseVariables = {
  reference: {
    type: 'text',
    label: both('Référence du dossier', 'Reference of the case'),
    example: both('GCH-2026-004812'),
    source: 'case',
    resolve: ({ reference }) => reference,
  },
  subject: {
    type: 'text',
    label: both('Objet du dossier', 'Subject of the case'),
    example: both('Inscription à l’école', 'School registration'),
    source: 'case',
    resolve: ({ subject }) => subject,
  },
  citizen_name: {
    type: 'text',
    label: both('Nom de la personne', 'Name of the person'),
    example: both('Zoé Martin'),
    source: 'case',
    resolve: ({ citizenName }) => citizenName,
  },
  received_on: {
    type: 'date',
    label: both('Reçu le', 'Received on'),
    example: both('2026-11-23'),
    source: 'case',
    resolve: ({ received }) => received?.on,
  },
  received_at: {
    type: 'time',
    label: both('Reçu à', 'Received at'),
    example: both('09:12'),
    source: 'case',
    resolve: ({ received }) => received?.at,
  },
  today: {
    type: 'date',
    label: both('Date du jour', 'Today'),
    example: both('2026-11-25'),
    source: 'case',
    resolve: ({ today }) => today,
  },
  notice_days: {
    type: 'number',
    label: both('Délai pour ouvrir un document (jours)', 'Time to open a document (days)'),
    example: both(String(DAYS_TO_OPEN)),
    source: 'case',
    resolve: () => String(DAYS_TO_OPEN),
  },
  notice_deadline: {
    type: 'date',
    label: both('À ouvrir jusqu’au', 'To be opened until'),
    example: both('2026-12-10'),
    source: 'case',
    resolve: ({ today }) => daysAfter(today, DAYS_TO_OPEN),
  },
  service: {
    type: 'text',
    label: both('Service', 'Department'),
    example: both('Service des écoles', 'Schools department'),
    source: 'case',
    resolve: ({ team }) => team,
  },
  agent_name: {
    type: 'text',
    label: both('Nom de l’agent', 'Name of the agent'),
    example: both('Inès Morel'),
    source: 'case',
    resolve: ({ agentName }) => agentName,
  },
  agent_role: {
    type: 'text',
    label: both('Qualité de l’agent', 'Function of the agent'),
    example: both('Responsable du service', 'Head of the department'),
    source: 'case',
    resolve: ({ agentRole }) => agentRole,
  },
  reply_link: {
    type: 'link',
    label: both('Page sécurisée de la réponse', 'Secure page of the answer'),
    example: both('https://guichet.example/portal/replies/k3v9x2'),
    source: 'case',
    resolve: ({ replyLink }) => replyLink,
  },
} as const satisfies Record<string, Variable>;
