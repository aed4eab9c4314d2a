import type { ChannelKind } from '@guichet/contracts';
import { additions, contradictions, omissions, rewordings, type Letter, type Mutation } from './reply-mutations.js';

/** How a reply differs from the approved text, by construction. */
export type ExpectedVerdict = 'verbatim' | 'reworded' | 'adding' | 'incomplete' | 'contradicting';

export interface SeededReply {
  number: number;
  /** The key of a shipped template. */
  template: string;
  language: 'fr' | 'en';
  channel: ChannelKind;
  team: number;
  agent: number;
  values: Record<string, string>;
  truth: ExpectedVerdict;
  /** Returns the text that the agent sends, and the mutation applied to it. Called once per reply, in order. */
  written(approved: string): { text: string; slip: string };
}

export const TEAMS = 4;
export const AGENTS = 12;
export const CHANNELS: ChannelKind[] = ['email', 'sms', 'whatsapp', 'chat', 'telegram'];

const COUNTS: Record<ExpectedVerdict, number> = {
  contradicting: 60,
  incomplete: 40,
  adding: 30,
  reworded: 150,
  verbatim: 220,
};
const SLIPS: Record<Exclude<ExpectedVerdict, 'verbatim'>, Mutation[]> = {
  contradicting: contradictions,
  incomplete: omissions,
  adding: additions,
  reworded: rewordings,
};

/** A generator of numbers from 0 to 1, the same for the same seed. https://en.wikipedia.org/wiki/Linear_congruential_generator, as in glibc. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff) / 0x8000_0000;
}

const isoDay = (from: string, days: number) =>
  new Date(Date.parse(`${from}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

interface Kind {
  template: string;
  values(next: () => number, language: 'fr' | 'en'): Record<string, string>;
}
const both = <Value>(fr: Value, en: Value) => ({ fr, en });
const documents = both('Un justificatif de domicile\nLe livret de famille', 'A proof of address\nA birth certificate');
const remedy = both('un recours gracieux auprès du maire', 'an appeal to the mayor');
const within = (next: () => number, from: string) => isoDay(from, Math.floor(next() * 60));
const decided = (language: 'fr' | 'en') => ({
  ...both(
    { agent_role: 'Responsable du service', purpose: 'votre demande de place de stationnement' },
    { agent_role: 'Head of the department', purpose: 'your request for a parking space' },
  )[language],
  remedy: remedy[language],
});
const grounds = both(
  { legal_grounds: 'Ces places sont pour les riverains.', factual_grounds: 'Votre adresse est hors de la zone.' },
  { legal_grounds: 'These spaces are for residents.', factual_grounds: 'Your address lies outside the zone.' },
);

const KINDS: Kind[] = [
  {
    template: 'missing-documents',
    values: (next, language) => ({ documents: documents[language], deadline: within(next, '2026-12-05') }),
  },
  { template: 'unfavourable-decision', values: (_, language) => ({ ...decided(language), ...grounds[language] }) },
  {
    template: 'appointment',
    values: (next, language) => ({
      appointment_on: within(next, '2026-12-05'),
      appointment_at: '14:30',
      place: both('Mairie annexe, rue des Lilas', 'Town hall annex, rue des Lilas')[language],
    }),
  },
  {
    template: 'request-acknowledgement',
    values: (next, language) => ({
      silence_on: within(next, '2027-02-01'),
      remedy: remedy[language],
      documents: documents[language],
      deadline: within(next, '2026-12-05'),
    }),
  },
  {
    template: 'complaint-reply',
    values: (_, language) =>
      both(
        {
          happened: 'Votre courrier a été transmis au mauvais service.',
          done_for_you: 'Nous vous remboursons 42,50 €.',
        },
        { happened: 'Your letter was passed to the wrong department.', done_for_you: 'We pay you back €42.50.' },
      )[language],
  },
  {
    template: 'right-to-error',
    values: (next, language) => ({
      purpose: both('votre déclaration', 'your declaration')[language],
      deadline: within(next, '2026-12-05'),
    }),
  },
  { template: 'closing-without-reply', values: (next) => ({ closes_on: within(next, '2026-12-05') }) },
  {
    template: 'masked-document',
    values: (_, language) => ({
      agent_role: decided(language).agent_role,
      masked_secret: both('la vie privée d’autres personnes', 'the privacy of other people')[language],
    }),
  },
  { template: 'abuse-warning', values: () => ({}) },
];

/** What acknowledges a request and asks for documents fits no SMS: a notice would be sent, in which nothing can be changed. */
const channelFor = ({ template }: Kind, channel: ChannelKind): ChannelKind =>
  template === 'request-acknowledgement' && channel === 'sms' ? 'email' : channel;

/** Five hundred replies, the same for the same seed: the template of each, and the mutation applied to it. */
export function seededReplies(seed: number): SeededReply[] {
  const next = numbers(seed);
  const truths = (Object.entries(COUNTS) as [ExpectedVerdict, number][]).flatMap(([truth, many]) =>
    Array<ExpectedVerdict>(many).fill(truth),
  );
  const order = truths.map((truth) => ({ truth, place: next() })).sort((a, b) => a.place - b.place);
  const made = new Map<Mutation, number>();
  return order.map(({ truth }, number) => {
    const kind = KINDS[number % KINDS.length]!;
    const language = next() < 0.3 ? 'en' : 'fr';
    const agent = Math.floor(next() * AGENTS);
    const values = kind.values(next, language);
    return {
      number,
      template: kind.template,
      language,
      channel: channelFor(kind, CHANNELS[Math.floor(next() * CHANNELS.length)]!),
      team: agent % TEAMS,
      agent,
      values,
      truth,
      written: (approved) =>
        truth === 'verbatim'
          ? { text: approved, slip: 'none' }
          : slipped(SLIPS[truth], { made, approved, letter: { language, values } }),
    };
  });
}

/** The least used mutation among those that apply to this text. */
function slipped(
  mutations: readonly Mutation[],
  { made, approved, letter }: { made: Map<Mutation, number>; approved: string; letter: Omit<Letter, 'turn'> },
) {
  const rarest = mutations.toSorted((a, b) => (made.get(a) ?? 0) - (made.get(b) ?? 0));
  for (const slip of rarest) {
    const turn = made.get(slip) ?? 0;
    const text = slip.apply(approved, { ...letter, turn });
    if (text === undefined || text === approved) continue;
    made.set(slip, turn + 1);
    return { text, slip: slip.name };
  }
  throw new Error(`nothing can be done to: ${approved}`);
}
