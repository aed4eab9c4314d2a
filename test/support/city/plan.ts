import type { ChannelKind } from '@guichet/contracts';
import type { TeamName } from '../../demo/town.js';

/** What a service deals with: how its citizens' words are recognised, and how many people it has. */
export interface Service {
  team: TeamName;
  kind: string;
  words: string[];
  agents: number;
}

export const services: readonly Service[] = [
  { team: 'Accueil', kind: 'Renseignement', words: ['horaires'], agents: 3 },
  { team: 'Affaires scolaires', kind: 'Inscription scolaire', words: ['école', 'cantine'], agents: 4 },
  { team: 'Action sociale', kind: 'Aide sociale', words: ['aide sociale'], agents: 2 },
  { team: 'État civil', kind: 'Acte d’état civil', words: ['acte de naissance'], agents: 3 },
  { team: 'Voirie', kind: 'Signalement', words: ['nid-de-poule', 'lampadaire'], agents: 3 },
];

/** How a city of 75,000 is written to on an ordinary day; calls, visits and letters are written down by agents. */
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
  /** Which citizen, of so many. */
  citizen: number;
}

/** A sequence that is the same at every run (mulberry32). */
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

/** The contacts of a day of ten hours, in order: one hour has eight times as many as the mean. */
export function dayOf(total: number, busyHour: number, citizens: number, seed: number): Contact[] {
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
