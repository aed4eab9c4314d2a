import { channels, channelTitle } from '@guichet/channels';
import type {
  CaseStatus,
  ChannelKind,
  SlaTimerKind,
  DeliveryStatus,
  Language,
  MetricGroup,
  MetricName,
  MetricUnit,
  Priority,
} from '@guichet/contracts';

const channelTitles = (language: Language) =>
  Object.fromEntries(
    Object.values(channels).map((channel) => [channel.kind, channelTitle(channel, language)]),
  ) as Record<ChannelKind, string>;

interface Words {
  cases: string;
  figures: string;
  column: Record<
    | 'reference' | 'subject' | 'citizen' | 'status' | 'priority' | 'team' | 'assignee' | 'caseType' | 'channels' | 'tags' | 'language'
    | 'opened' | 'lastEntry' | 'firstReply' | 'firstReplyOnTime' | 'resolutionOnTime' | 'closed' | 'due' | 'dueFor' | 'missed' | 'counted' | 'snoozed' | 'delivery' | 'stepsDone' | 'steps'
    | 'metric' | 'from' | 'to' | 'series' | 'value' | 'unit' | 'valueBefore' | 'change' | 'fromBefore' | 'toBefore' | 'median' | 'p90' | 'count' | 'rows',
    string
  >;
  /** What a row of figures is: of the whole period, of the one that it is compared with, or of a part of it. */
  rows: { whole: string; before: string; part: string };
  /** The sheets of a workbook of figures. */
  sheet: Record<'period' | 'day' | 'week' | 'month' | 'part', string>;
  unit: Record<MetricUnit, string>;
  /** What stands beside the figure of all channels, teams or agents together. */
  total: string;
  aboutTheSame: string;
  /** Of what there was none before. */
  isNew: string;
  group: Record<MetricGroup, string>;
  metric: Record<MetricName, string>;
  status: Record<CaseStatus, string>;
  priority: Record<Priority, string>;
  clock: Record<SlaTimerKind, string>;
  channel: Record<ChannelKind, string>;
  delivery: Partial<Record<DeliveryStatus, string>>;
  none: string;
  yes: string;
  no: string;
  /** Of what a case has more than one of, such as targets, some but not all. */
  partly: string;
  weekdays: Record<string, string>;
} // prettier-ignore

const fr: Words = {
  cases: 'Dossiers',
  figures: 'Chiffres',
  column: {
    reference: 'Référence',
    subject: 'Objet',
    citizen: 'Usager',
    status: 'État',
    priority: 'Priorité',
    team: 'Équipe',
    assignee: 'Agent',
    caseType: 'Type de demande',
    channels: 'Canaux',
    tags: 'Étiquettes',
    language: 'Langue',
    opened: 'Ouvert le',
    lastEntry: 'Dernier message le',
    firstReply: 'Première réponse le',
    firstReplyOnTime: 'Première réponse dans les délais',
    resolutionOnTime: 'Clos dans les délais',
    closed: 'Clos le',
    due: 'Échéance',
    dueFor: 'Échéance de',
    missed: 'Délai dépassé le',
    counted: 'Compté le',
    snoozed: 'Reporté jusqu’au',
    delivery: 'Envoi',
    stepsDone: 'Étapes effectuées',
    steps: 'Étapes',
    metric: 'Indicateur',
    from: 'Du',
    to: 'Au',
    series: 'Répartition',
    value: 'Valeur',
    unit: 'Unité',
    valueBefore: 'Période de comparaison',
    change: 'Évolution',
    fromBefore: 'Comparé du',
    toBefore: 'Comparé au',
    median: 'Médiane',
    p90: '90 % en moins de',
    count: 'Effectif',
    rows: 'Lignes',
  },
  rows: { whole: 'Toute la période', before: 'Période de comparaison', part: 'Détail' },
  sheet: { period: 'Période', day: 'Par jour', week: 'Par semaine', month: 'Par mois', part: 'Détail' },
  unit: { count: 'nombre', seconds: 'durée (h:min:s)', share: 'part (%)', ratio: 'moyenne' },
  total: 'Total',
  aboutTheSame: 'à peu près stable',
  isNew: 'nouveau',
  group: {
    day: 'Jour',
    week: 'Semaine du',
    month: 'Mois',
    channel: 'Canal',
    team: 'Équipe',
    caseType: 'Type de demande',
    agent: 'Agent',
    hour: 'Heure de la semaine',
  },
  metric: {
    contacts: 'Contacts',
    opened: 'Nouveaux dossiers',
    replies: 'Réponses',
    closed: 'Dossiers clos',
    'closed-without-reply': 'Clos sans réponse',
    reopened: 'Dossiers rouverts',
    backlog: 'Stock',
    'first-response': 'Première réponse',
    'first-response-worked': 'Première réponse, heures ouvrées',
    resolution: 'Clôture',
    'resolution-worked': 'Clôture, heures ouvrées',
    breaches: 'Délais dépassés',
    'on-time': 'Dans les délais',
    'contacts-per-case': 'Contacts par dossier',
    'reopen-rate': 'Taux de réouverture',
    'template-share': 'Réponses issues d’un modèle',
    'channel-switches': 'Changements de canal',
    satisfaction: 'Satisfaction',
    'survey-response': 'Taux de réponse à l’enquête',
  },
  status: { open: 'Ouvert', waiting: 'En attente', snoozed: 'Reporté', closed: 'Clos', spam: 'Indésirable' },
  priority: { low: 'Basse', normal: 'Normale', high: 'Haute', urgent: 'Urgente' },
  clock: { 'first-response': 'Première réponse', 'next-response': 'Réponse suivante', resolution: 'Résolution' },
  channel: channelTitles('fr'),
  delivery: { failed: 'Échec', unknown: 'Incertain', blocked: 'En attente de décision' },
  none: 'Sans',
  yes: 'oui',
  no: 'non',
  partly: 'en partie',
  weekdays: {
    mon: 'lundi',
    tue: 'mardi',
    wed: 'mercredi',
    thu: 'jeudi',
    fri: 'vendredi',
    sat: 'samedi',
    sun: 'dimanche',
  },
};

const en: Words = {
  cases: 'Cases',
  figures: 'Figures',
  column: {
    reference: 'Reference',
    subject: 'Subject',
    citizen: 'Citizen',
    status: 'Status',
    priority: 'Priority',
    team: 'Team',
    assignee: 'Agent',
    caseType: 'Case type',
    channels: 'Channels',
    tags: 'Tags',
    language: 'Language',
    opened: 'Opened',
    lastEntry: 'Last message',
    firstReply: 'First reply',
    firstReplyOnTime: 'First reply on time',
    resolutionOnTime: 'Closed on time',
    closed: 'Closed',
    due: 'Due',
    dueFor: 'Due for',
    missed: 'Missed on',
    counted: 'Counted on',
    snoozed: 'Snoozed until',
    delivery: 'Delivery',
    stepsDone: 'Steps done',
    steps: 'Steps',
    metric: 'Metric',
    from: 'From',
    to: 'To',
    series: 'Split',
    value: 'Value',
    unit: 'Unit',
    valueBefore: 'Compared period',
    change: 'Change',
    fromBefore: 'Compared from',
    toBefore: 'Compared to',
    median: 'Median',
    p90: '90% within',
    count: 'Base',
    rows: 'Rows',
  },
  rows: { whole: 'Whole period', before: 'Compared period', part: 'Detail' },
  sheet: { period: 'Period', day: 'By day', week: 'By week', month: 'By month', part: 'Detail' },
  unit: { count: 'number', seconds: 'time (h:min:s)', share: 'share (%)', ratio: 'average' },
  total: 'Total',
  aboutTheSame: 'about the same',
  isNew: 'new',
  group: {
    day: 'Day',
    week: 'Week of',
    month: 'Month',
    channel: 'Channel',
    team: 'Team',
    caseType: 'Case type',
    agent: 'Agent',
    hour: 'Hour of the week',
  },
  metric: {
    contacts: 'Contacts',
    opened: 'New cases',
    replies: 'Replies',
    closed: 'Cases closed',
    'closed-without-reply': 'Closed without a reply',
    reopened: 'Cases reopened',
    backlog: 'Backlog',
    'first-response': 'First reply',
    'first-response-worked': 'First reply, business hours',
    resolution: 'Resolution',
    'resolution-worked': 'Resolution, business hours',
    breaches: 'Targets missed',
    'on-time': 'On time',
    'contacts-per-case': 'Contacts per case',
    'reopen-rate': 'Reopening rate',
    'template-share': 'Replies from templates',
    'channel-switches': 'Channel changes',
    satisfaction: 'Satisfaction',
    'survey-response': 'Survey response rate',
  },
  status: { open: 'Open', waiting: 'Waiting', snoozed: 'Snoozed', closed: 'Closed', spam: 'Spam' },
  priority: { low: 'Low', normal: 'Normal', high: 'High', urgent: 'Urgent' },
  clock: { 'first-response': 'First reply', 'next-response': 'Next reply', resolution: 'Resolution' },
  channel: channelTitles('en'),
  delivery: { failed: 'Failed', unknown: 'Uncertain', blocked: 'On hold' },
  none: 'None',
  yes: 'yes',
  no: 'no',
  partly: 'partly',
  weekdays: {
    mon: 'Monday',
    tue: 'Tuesday',
    wed: 'Wednesday',
    thu: 'Thursday',
    fri: 'Friday',
    sat: 'Saturday',
    sun: 'Sunday',
  },
};

/** The texts of exported files and mails, which the console does not translate. */
export const words: Record<Language, Words> = { fr, en };
