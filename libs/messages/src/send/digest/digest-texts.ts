import type { Language, NotificationAbout, NotificationTopic } from '@guichet/contracts';

interface DigestTexts {
  subject: (count: number) => string;
  greeting: (name: string) => string;
  /** Above the list. */
  what: (organisation: string, at: string) => string;
  /** Above the notifications of each topic. */
  topic: Record<NotificationTopic, string>;
  /** In place of that of the topic: nothing is assigned to whom a case is taken over from. */
  takenOver: string;
  /** What stands in place of a reference, of what is about no single case, or about one that its reader no longer sees. */
  about: (about: NotificationAbout) => string;
  more: (count: number) => string;
  open: string;
  settings: string;
  why: string;
}

type AboutTexts = Readonly<Record<NotificationAbout['type'], string | ((count: number) => string)>>;

const countOf = (about: NotificationAbout): number => ('count' in about ? about.count : 1);
const aboutIn =
  (texts: AboutTexts) =>
  (about: NotificationAbout): string => {
    const text = texts[about.type];
    return typeof text === 'string' ? text : text(countOf(about));
  };

/** In French, 0 and 1 are singular. */
const fr = (n: number, one: string, many: string): string => `${n} ${n < 2 ? one : many}`;
const en = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

const assignedEn = (n: number): string => `${en(n, 'case was assigned', 'cases were assigned')} to you or your team`;
const unseenEn = 'A case that you no longer see';
const aboutEn: AboutTexts = {
  assigned: assignedEn,
  'handed-over': assignedEn,
  substitute: 'You stand in for an absent colleague',
  'cases-to-give-back': (n) => `${en(n, 'case', 'cases')} to be given back after an absence`,
  'many-given': assignedEn,
  'team-handover': assignedEn,
  'named-for-restricted': assignedEn,
  'taken-over': unseenEn,
  mentioned: unseenEn,
  'sla-threshold': unseenEn,
  'citizen-replied': unseenEn,
  'followed-case': unseenEn,
  'delivery-failed': unseenEn,
  'break-glass': 'A restricted case was opened in an emergency',
  'template-submitted': 'A template waits for your review',
  'template-returned': 'A template was sent back to you',
  'template-approved': 'A template of yours was approved',
  'template-withdrawn': 'A template of yours was withdrawn',
  'block-changed': 'A shared block was changed or withdrawn',
  'second-factor-reset': 'Your two-step sign-in was reset',
  'passkey-added': 'A passkey was added to your account',
  'passkey-removed': 'A passkey was removed from your account',
  'passkeys-removed': 'Your passkeys were removed',
  'new-device': 'First sign-in with a browser',
  'refused-sign-ins': 'Unusually many sign-ins were refused',
};

const assignedFr = (n: number): string => `${fr(n, 'dossier attribué', 'dossiers attribués')} à vous ou à votre équipe`;
const unseenFr = 'Un dossier que vous ne voyez plus';
const aboutFr: AboutTexts = {
  assigned: assignedFr,
  'handed-over': assignedFr,
  substitute: 'Vous remplacez un collègue absent',
  'cases-to-give-back': (n) => `${fr(n, 'dossier', 'dossiers')} à rendre après une absence`,
  'many-given': assignedFr,
  'team-handover': assignedFr,
  'named-for-restricted': assignedFr,
  'taken-over': unseenFr,
  mentioned: unseenFr,
  'sla-threshold': unseenFr,
  'citizen-replied': unseenFr,
  'followed-case': unseenFr,
  'delivery-failed': unseenFr,
  'break-glass': 'Un dossier restreint a été ouvert en urgence',
  'template-submitted': 'Un modèle attend votre validation',
  'template-returned': 'Un modèle vous a été renvoyé',
  'template-approved': 'L’un de vos modèles a été approuvé',
  'template-withdrawn': 'L’un de vos modèles a été retiré',
  'block-changed': 'Un bloc partagé a été modifié ou retiré',
  'second-factor-reset': 'Votre double authentification a été réinitialisée',
  'passkey-added': 'Une clé d’accès a été ajoutée à votre compte',
  'passkey-removed': 'Une clé d’accès a été retirée de votre compte',
  'passkeys-removed': 'Vos clés d’accès ont été retirées',
  'new-device': 'Première connexion avec un navigateur',
  'refused-sign-ins': 'Un nombre inhabituel de connexions a été refusé',
};

export const digestTexts: Readonly<Record<Language, DigestTexts>> = {
  en: {
    subject: (n) => `${en(n, 'unread notification', 'unread notifications')} in Guichet`,
    greeting: (name) => `Hello ${name},`,
    what: (organisation, at) => `What you have not read in Guichet (${organisation}), on ${at}:`,
    topic: {
      'citizen-replied': 'The citizen has replied',
      assigned: 'Assignments',
      mentioned: 'You were mentioned',
      deadline: 'Deadlines',
      'delivery-failed': 'Messages that did not arrive',
      approval: 'Templates',
      security: 'Security',
    },
    takenOver: 'Cases taken over from you',
    about: aboutIn(aboutEn),
    more: (n) => `And ${en(n, 'more notification', 'more notifications')}.`,
    open: 'Open Guichet',
    settings: 'Choose when you receive this email',
    why: 'You receive this email because you asked for it in your notification settings. It contains only what you may see. Do not reply to it: nobody reads the replies.',
  },
  fr: {
    subject: (n) => `${fr(n, 'notification non lue', 'notifications non lues')} dans Guichet`,
    greeting: (name) => `Bonjour ${name},`,
    what: (organisation, at) =>
      `Voici ce que vous n’avez pas encore lu dans Guichet (${organisation}), le ${at}\u00a0:`,
    topic: {
      'citizen-replied': 'L’usager a répondu',
      assigned: 'Attributions',
      mentioned: 'Notes qui vous mentionnent',
      deadline: 'Échéances',
      'delivery-failed': 'Messages non arrivés',
      approval: 'Modèles',
      security: 'Sécurité',
    },
    takenOver: 'Dossiers repris par un collègue',
    about: aboutIn(aboutFr),
    more: (n) => `Et ${fr(n, 'autre notification', 'autres notifications')}.`,
    open: 'Ouvrir Guichet',
    settings: 'Choisir quand recevoir ce message',
    why: 'Vous recevez ce message parce que vous l’avez demandé dans vos réglages de notification. Il ne contient que ce que vous pouvez voir. N’y répondez pas\u00a0: personne ne lit les réponses.',
  },
};
