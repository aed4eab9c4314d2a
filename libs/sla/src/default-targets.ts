import { channels } from '@guichet/channels';
import { ChannelKind, RecordedKind, SpokenKind, type Duration, type SlaTarget } from '@guichet/contracts';

const minutes = (value: number): Duration => ({ value, unit: 'minutes' });
const hours = (value: number): Duration => ({ value, unit: 'hours' });
const days = (value: number): Duration => ({ value, unit: 'days' });

type DefaultTarget = Omit<SlaTarget, 'id'>;

/** Kinds of which citizens expect the same. A new kind needs no line here: it belongs to one of the last four groups. */
function groupOf(kind: ChannelKind) {
  if (kind === 'chat' || kind === 'sms' || kind === 'phone') return kind;
  if (SpokenKind.safeParse(kind).success) return 'visits';
  if (RecordedKind.safeParse(kind).success) return 'letters';
  // What has a subject is written and answered like a letter, what has none like a talk.
  return channels[kind].capabilities.subject ? 'mails' : 'messengers';
}
const kindsOf = (group: ReturnType<typeof groupOf>) => ChannelKind.options.filter((kind) => groupOf(kind) === group);

/** The same time for a first reply and for each later one. */
const replies = (name: string, kinds: ChannelKind[], time: Duration | null): DefaultTarget => ({
  ...{ name, teams: [], caseTypes: [], channels: kinds, priorities: [] },
  ...{ 'first-response': time, 'next-response': time, resolution: null },
});

/**
 * The targets of a new installation: the usual times of French services (Services Publics+; the Marianne reference v3 says
 * five working days for mails and fifteen for letters). An administration that announces other times changes them.
 */
export const defaultTargets = (complaintTypeId: string): DefaultTarget[] => [
  { ...replies('Réclamations', [], days(15)), caseTypes: [complaintTypeId], resolution: days(15) },
  { ...replies('Chat', kindsOf('chat'), minutes(1)), 'next-response': minutes(5) },
  replies('SMS', kindsOf('sms'), hours(1)),
  replies('Messageries et réseaux sociaux', kindsOf('messengers'), days(1)),
  // Who calls or visits has talked to an agent: what is left is to call back, or to deal with the matter.
  { ...replies('Rappels téléphoniques', kindsOf('phone'), null), resolution: days(1) },
  { ...replies('Guichet', kindsOf('visits'), null), resolution: days(5) },
  replies('Courriels et formulaires', kindsOf('mails'), days(5)),
  replies('Courrier postal', kindsOf('letters'), days(15)),
];
