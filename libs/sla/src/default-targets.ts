import type { ChannelKind, Duration, SlaTarget } from '@guichet/contracts';

const minutes = (value: number): Duration => ({ value, unit: 'minutes' });
const hours = (value: number): Duration => ({ value, unit: 'hours' });
const days = (value: number): Duration => ({ value, unit: 'days' });

type DefaultTarget = Omit<SlaTarget, 'id'>;

/** The same time for a first reply and for each later one. */
const replies = (name: string, channels: ChannelKind[], time: Duration | null): DefaultTarget => ({
  ...{ name, teams: [], caseTypes: [], channels, priorities: [] },
  ...{ 'first-response': time, 'next-response': time, resolution: null },
});

/**
 * The targets of a new installation: the usual times of French services (Services Publics+; the Marianne reference v3 says
 * five working days for mails and fifteen for letters). An administration that announces other times changes them.
 */
export const defaultTargets = (complaintTypeId: string): DefaultTarget[] => [
  { ...replies('Réclamations', [], days(15)), caseTypes: [complaintTypeId], resolution: days(15) },
  { ...replies('Chat', ['chat'], minutes(1)), 'next-response': minutes(5) },
  replies('SMS', ['sms'], hours(1)),
  replies('Messageries et réseaux sociaux', ['whatsapp', 'messenger', 'instagram', 'telegram', 'mastodon'], days(1)),
  // Who calls or visits has talked to an agent: what is left is to call back, or to deal with the matter.
  { ...replies('Rappels téléphoniques', ['phone'], null), resolution: days(1) },
  { ...replies('Guichet', ['counter'], null), resolution: days(5) },
  replies('Courriels et formulaires', ['email', 'webhook'], days(5)),
  replies('Courrier postal', ['post'], days(15)),
];
