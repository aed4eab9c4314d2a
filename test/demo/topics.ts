import type { AgentName, TeamName } from './build-town.js';

/** What people keep asking of a town, and the templates by which it answers, in their order. */
export interface Topic {
  team: TeamName;
  agents: AgentName[];
  subject: string;
  tags: string[];
  /** What the agent wrote down of the call. */
  said: string;
  answers: string[];
}

export const topics: Topic[] = [
  {
    team: 'Affaires scolaires',
    agents: ['ines'],
    subject: 'Inscription à la cantine',
    tags: ['cantine', 'école'],
    said: 'Souhaite inscrire son enfant à la cantine, quatre jours par semaine. Le dossier est incomplet.',
    answers: ['missing-documents', 'favourable-decision'],
  },
  {
    team: 'Voirie',
    agents: ['samir'],
    subject: 'Lampadaire en panne',
    tags: ['éclairage'],
    said: 'Signale un lampadaire éteint sur la route départementale.',
    answers: ['status-by-sms', 'transfer'],
  },
  {
    team: 'État civil',
    agents: ['raphael'],
    subject: 'Passeport : prendre rendez-vous',
    tags: ['passeport'],
    said: 'Demande un rendez-vous pour renouveler son passeport.',
    answers: ['appointment', 'missing-documents'],
  },
  {
    team: 'Urbanisme',
    agents: ['samir'],
    subject: 'Place de stationnement réservée',
    tags: ['stationnement'],
    said: 'Demande une place réservée devant son domicile.',
    answers: ['missing-documents', 'unfavourable-decision'],
  },
  {
    team: 'Action sociale',
    agents: ['helene'],
    subject: 'Aide au paiement du chauffage',
    tags: ['aide'],
    said: 'Demande quelles pièces donner pour l’aide au chauffage.',
    answers: ['missing-documents', 'appointment'],
  },
  {
    team: 'Finances',
    agents: ['nadege'],
    subject: 'Où en est ma facture ?',
    tags: ['facture'],
    said: 'Fournisseur : demande quand sa facture sera payée.',
    answers: ['invoice-status'],
  },
  {
    team: 'Accueil',
    agents: ['helene', 'ines', 'raphael', 'nadege'],
    subject: 'Arrêt de bus déplacé',
    tags: ['transports'],
    said: 'Se plaint du nouvel arrêt de bus, qui relève de la communauté d’agglomération.',
    answers: ['transfer'],
  },
];

/** Of the numbers that the French regulator keeps for fiction, and of names that nobody has on the net. */
export const callers = [
  'Albert Fourneau',
  'Bernadette Quillet',
  'Cyprien Vasseur',
  'Denise Aubertin',
  'Émile Rostagny',
  'Fanny Delorge',
  'Gaston Périllat',
  'Honorine Blanchet',
  'Ismaël Touati',
  'Jeanne Courvoisier',
  'Kévin Lamarche',
].map((name, n) => ({
  name,
  email: `${name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(' ', '.')}@example.org`,
  phone: `+336399870${String(n + 10)}`,
}));

const isoDay = (from: Date, days: number) => new Date(from.getTime() + days * 86_400_000).toISOString().slice(0, 10);

const valuesOf: Record<string, (now: Date) => Record<string, string>> = {
  'missing-documents': (now) => ({
    documents: 'Un justificatif de domicile\nLe dernier avis d’imposition',
    deadline: isoDay(now, 21),
    keeps_examining: 'yes',
  }),
  'favourable-decision': (now) => ({
    purpose: 'l’inscription de votre enfant à la cantine',
    effective_on: isoDay(now, 5),
  }),
  'unfavourable-decision': () => ({
    purpose: 'votre demande de place réservée',
    legal_grounds: 'L’article 3 du règlement municipal réserve ces places aux riverains de la zone bleue.',
    factual_grounds: 'Votre adresse se trouve hors de cette zone.',
    remedy: 'un recours gracieux auprès du maire',
  }),
  appointment: (now) => ({
    appointment_on: isoDay(now, 9),
    appointment_at: '14:30',
    place: 'Mairie annexe, rue des Halles',
    desk: '4',
  }),
  transfer: (now) => ({ authority: 'le département', decided_on: isoDay(now, 0) }),
  'status-by-sms': () => ({ status: 'en cours d’examen' }),
  'invoice-status': () => ({ invoice: 'F-2026-118', invoice_status: 'en cours de mandatement' }),
};

/** So often of so many times, what agents do to a text: a town has habits, and makes a mistake now and then. */
const habits: Record<string, [times: (turn: number) => boolean, change: (text: string, now: Date) => string][]> = {
  // 62 in 100 leave the law out, a fifth end in other words.
  transfer: [
    [(turn) => (turn * 5) % 8 < 5, (text) => text.replace(/(L.a|A)rticle L\. 114-2 [^\n]*\n+/, '')],
    [(turn) => turn % 5 === 2, (text) => text.replace(/(Elle vous répondra|Vous aurez sa réponse) directement\.[^\n]*/, 'Vous aurez sa réponse directement : vous n’avez rien à faire.')],
  ],
  'missing-documents': [
    [(turn) => turn % 19 === 6, (text, now) => redated(text, isoDay(now, 21), isoDay(now, 30))],
    [(turn) => turn % 6 === 1, (text) => text.replace(/^Bonjour [^\n]*/, 'Madame, Monsieur,')],
    [(turn) => turn % 5 === 3, (text) => text.replace(/Nous continuons[^\n]*\n+/, '')],
  ],
  appointment: [
    [(turn) => turn === 8 || turn === 21, (text) => text.replace(/14.?h.?30/, '15 h 30')],
    [(turn) => turn % 6 === 4, (text) => text.replace(/(Pour annuler[^\n]*)/, '$1\nPrévoyez dix minutes d’avance.')],
  ],
  'unfavourable-decision': [
    [(turn) => turn === 5, (text) => text.replace(/deux mois/, 'trois mois')],
    [(turn) => turn === 11, (text) => text.replace(/(\*\*)?Comment contester[\s\S]*?saisir le tribunal\.\n+/, 'Si vous n’êtes pas d’accord, écrivez-nous.\n\n')],
  ],
}; // prettier-ignore

const spelled = (iso: string) => {
  const [year, month, day] = iso.split('-') as [string, string, string];
  const name = new Date(`${iso}T00:00Z`).toLocaleDateString('fr-FR', { month: 'long', timeZone: 'UTC' });
  return [`${day === '01' ? '1er' : Number(day)} ${name} ${year}`, `${day}/${month}/${year}`] as const;
};
const redated = (text: string, before: string, after: string) =>
  spelled(before).reduce((changed, words, n) => changed.replace(words, spelled(after)[n]!), text);

/** What a template is filled in with, and what becomes of its text the `turn`th time that it is used. */
export const renderedReply = (template: string, turn: number, now: Date) => ({
  values: valuesOf[template]!(now),
  written: (text: string) =>
    (habits[template] ?? []).reduce((changed, [times, change]) => (times(turn) ? change(changed, now) : changed), text),
});
