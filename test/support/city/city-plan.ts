import type { ChannelKind } from '@guichet/contracts';
import type { TeamName } from '../../demo/build-town.js';

/** A service: the words by which its topics are recognised, and the number of its agents. */
export interface Service {
  team: TeamName;
  caseType: string;
  words: string[];
  agents: number;
}

export const services: readonly Service[] = [
  { team: 'Accueil', caseType: 'Renseignement', words: ['horaires'], agents: 3 },
  { team: 'Affaires scolaires', caseType: 'Inscription scolaire', words: ['école', 'cantine'], agents: 4 },
  { team: 'Action sociale', caseType: 'Aide sociale', words: ['aide sociale'], agents: 2 },
  { team: 'État civil', caseType: 'Acte d’état civil', words: ['acte de naissance'], agents: 3 },
  { team: 'Voirie', caseType: 'Signalement', words: ['nid-de-poule', 'lampadaire'], agents: 3 },
];

/** How a city of 75,000 is contacted on an ordinary day, by channel; agents record calls, visits and letters. */
const shares: [ChannelKind, number][] = [
  ['email', 0.34],
  ['phone', 0.18],
  ['chat', 0.12],
  ['sms', 0.1],
  ['counter', 0.08],
  ['whatsapp', 0.07],
  ['webhook', 0.04],
  ['messenger', 0.03],
  ['telegram', 0.03],
  ['post', 0.01],
];

export interface Contact {
  /** Minutes since the day began. */
  at: number;
  by: ChannelKind;
  service: Service;
  /** The number of the citizen. */
  citizen: number;
}

/** A random sequence that is the same at every run (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function pick<Thing>(things: readonly (readonly [Thing, number])[], roll: number): Thing {
  let sum = 0;
  for (const [thing, share] of things) if (roll < (sum += share)) return thing;
  return things.at(-1)![0];
}

/** The contacts of a day of ten hours, in order; one hour has eight times the mean. */
export function dayOf({
  total,
  busyHour,
  citizens,
  seed,
}: {
  total: number;
  busyHour: number;
  citizens: number;
  seed: number;
}): Contact[] {
  const roll = dice(seed);
  const busy = Math.round((total / 10) * 8);
  const staff = services.reduce((sum, { agents }) => sum + agents, 0);
  const byService = services.map((service) => [service, service.agents / staff] as const);
  return Array.from({ length: total }, (_, n) => {
    const quiet = roll() * 540;
    const at = n < busy ? busyHour * 60 + roll() * 60 : quiet < busyHour * 60 ? quiet : quiet + 60;
    return { at, by: pick(shares, roll()), service: pick(byService, roll()), citizen: Math.floor(roll() * citizens) };
  }).sort((a, b) => a.at - b.at);
}
