import type { ChannelKind } from '@guichet/contracts';
import { dice } from '../support/city/city-plan.js';
import type { AgentName, TeamName } from './build-town.js';

const DAYS = 84;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Cases on an ordinary working day. */
const DAILY = 13;
/** Weekdays from Sunday; then hours of a day, in UTC. */
const WEEK = [0.1, 1.5, 1.1, 0.9, 1, 1, 0.3];
const HOURS = [0, 0, 0, 0, 0, 1, 3, 7, 11, 12, 8, 5, 7, 10, 10, 8, 6, 5, 3, 2, 1, 1, 0, 0];

interface TeamProfile {
  team: TeamName;
  agents: AgentName[];
  /** Empty: of no kind. */
  caseType: string;
  subjects: string[];
  share: number;
  /** Hours until an answer, more or less. */
  pace: number;
}

// prettier-ignore
const habits: TeamProfile[] = [
  { team: 'Accueil', agents: ['helene', 'nadege', 'ines'], caseType: '', subjects: ['Horaires d’ouverture', 'Objet perdu', 'Fête de quartier'], share: 0.26, pace: 3 },
  { team: 'Affaires scolaires', agents: ['ines'], caseType: 'Inscription scolaire', subjects: ['Inscription à l’école', 'Menu de la cantine', 'Garderie du matin'], share: 0.2, pace: 6 },
  { team: 'État civil', agents: ['raphael'], caseType: 'État civil', subjects: ['Acte de naissance', 'Rendez-vous passeport', 'Carte d’identité'], share: 0.18, pace: 5 },
  { team: 'Voirie', agents: ['samir'], caseType: 'Signalement', subjects: ['Nid-de-poule', 'Lampadaire éteint', 'Trottoir abîmé'], share: 0.18, pace: 26 },
  { team: 'Action sociale', agents: ['helene'], caseType: 'Aide sociale', subjects: ['Aide au chauffage', 'Dossier APA'], share: 0.1, pace: 10 },
  { team: 'Finances', agents: ['nadege'], caseType: 'Facture', subjects: ['Facture de cantine', 'Titre de paiement'], share: 0.08, pace: 14 },
];

/** How people write, before and since a month ago: WhatsApp grows. */
const ways: [ChannelKind, number, number][] = [
  ['email', 0.46, 0.38],
  ['phone', 0.22, 0.18],
  ['sms', 0.1, 0.1],
  ['counter', 0.1, 0.08],
  ['whatsapp', 0.06, 0.2],
  ['post', 0.06, 0.06],
];

/** A case of an ordinary day, and when what became of it. Milliseconds since 1970; null: it did not, or not yet. */
export interface EverydayCase extends Pick<TeamProfile, 'team' | 'caseType'> {
  n: number;
  agent: AgentName;
  by: ChannelKind;
  subject: string;
  askedAt: number;
  askedAgainAt: number | null;
  answeredAt: number | null;
  closedAt: number | null;
  reopenedAt: number | null;
  /** What the citizen thought of it, from 1 to 3. */
  score: number | null;
}

function pick<Thing>(things: readonly Thing[], shares: readonly number[], roll: number): Thing {
  let left = roll * shares.reduce((sum, share) => sum + share, 0);
  return things[
    Math.max(
      0,
      shares.findIndex((share) => (left -= share) < 0),
    )
  ]!;
}

/** Nobody answers at night. */
function awake(time: number): number {
  const hour = new Date(time).getUTCHours();
  return hour >= 7 && hour < 17 ? time : time + (hour < 7 ? 7 - hour : 31 - hour) * HOUR_MS;
}

/** Three months of what a town is asked, until an hour before `now`. The roads have been late for two weeks. */
export function planEverydayCases(now: number): EverydayCase[] {
  const roll = dice(20);
  const planned: EverydayCase[] = [];
  for (let ago = DAYS; ago >= 0; ago -= 1) {
    const midnight = new Date(now - ago * DAY_MS).setUTCHours(0, 0, 0, 0);
    const many = Math.round(DAILY * WEEK[new Date(midnight).getUTCDay()]! * (0.8 + 0.4 * roll()));
    for (let n = 0; n < many; n += 1) {
      const hour = pick([...HOURS.keys()], HOURS, roll());
      planned.push(become({ askedAt: midnight + (hour + roll()) * HOUR_MS, ago, n: planned.length, roll }));
    }
  }
  return planned.filter(({ askedAt }) => askedAt < now - HOUR_MS);
}

function become({
  askedAt,
  ago,
  n,
  roll,
}: {
  askedAt: number;
  ago: number;
  n: number;
  roll: () => number;
}): EverydayCase {
  const habit = pick(habits, habits.map(({ share }) => share), roll()); // prettier-ignore
  const [by] = pick(ways, ways.map(([, before, since]) => (ago > 30 ? before : since)), roll()); // prettier-ignore
  const isLate = habit.team === 'Voirie' && ago < 14;
  const wait = habit.pace * HOUR_MS * (0.2 + 2 * roll() ** 2) * (isLate ? 4 : 1);
  // What is older than that has come to its end: this is a town that works.
  const isRecent = ago < 9;
  const answeredAt = roll() < (isLate ? 0.6 : isRecent ? 0.97 : 1) ? awake(askedAt + wait) : null;
  const closedAt =
    answeredAt !== null && roll() < (isRecent ? 0.92 : 1) ? awake(answeredAt + (1 + 70 * roll() ** 2) * HOUR_MS) : null;
  const mood = roll();
  return {
    n,
    team: habit.team,
    caseType: habit.caseType,
    agent: pick(habit.agents, habit.agents.map(() => 1), roll()), // prettier-ignore
    by,
    subject: pick(habit.subjects, habit.subjects.map(() => 1), roll()), // prettier-ignore
    askedAt,
    askedAgainAt: answeredAt !== null && roll() < 0.2 ? askedAt + (answeredAt - askedAt) * roll() : null,
    answeredAt,
    closedAt,
    reopenedAt: closedAt !== null && roll() < 0.05 ? closedAt + 30 * HOUR_MS : null,
    score: closedAt !== null && roll() < 0.3 ? (mood < (isLate ? 0.5 : 0.08) ? 1 : mood < 0.25 ? 2 : 3) : null,
  };
}
