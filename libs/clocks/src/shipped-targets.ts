import type { ChannelKind, Duration, Target } from '@guichet/contracts';

const minutes = (value: number): Duration => ({ value, unit: 'minutes' });
const hours = (value: number): Duration => ({ value, unit: 'hours' });
const days = (value: number): Duration => ({ value, unit: 'days' });

type Shipped = Omit<Target, 'id'>;

/** The same time for a first answer and for each one after it. */
const answers = (name: string, channels: ChannelKind[], time: Duration | null): Shipped => ({
  ...{ name, teams: [], kinds: [], channels, priorities: [] },
  ...{ 'first-response': time, 'next-response': time, resolution: null },
});

/**
 * What an administration promises until it says otherwise: the usual times of French services (Services Publics+, the
 * Marianne reference v3 for mails and letters, five and fifteen working days), to be changed by whoever announces others.
 */
export const shippedTargets = (complaint: string): Shipped[] => [
  { ...answers('Réclamations', [], days(15)), kinds: [complaint], resolution: days(15) },
  { ...answers('Chat', ['chat'], minutes(1)), 'next-response': minutes(5) },
  answers('SMS', ['sms'], hours(1)),
  answers('Messageries et réseaux sociaux', ['whatsapp', 'messenger', 'telegram', 'mastodon'], days(1)),
  // Whoever calls or comes was answered by somebody: what is left is to call back, or to see to it.
  { ...answers('Rappels téléphoniques', ['phone'], null), resolution: days(1) },
  { ...answers('Guichet', ['counter'], null), resolution: days(5) },
  answers('Courriels et formulaires', ['email', 'webhook'], days(5)),
  answers('Courrier postal', ['post'], days(15)),
];
