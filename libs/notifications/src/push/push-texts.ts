import type { Language, NotificationTopic } from '@guichet/contracts';

export interface PushTexts {
  topic: Record<NotificationTopic, string>;
  takenOver: string;
  /** In place of the reference, for what is about no case. */
  openConsole: string;
  many: (count: number) => string;
}

/** What devices show: what happened, and nothing of whom it is about, as a locked screen shows it to whoever passes by. */
export const pushTexts: Readonly<Record<Language, PushTexts>> = {
  en: {
    topic: {
      'citizen-replied': 'The citizen has replied',
      assigned: 'A case was assigned to you',
      mentioned: 'You were mentioned',
      deadline: 'A deadline needs your attention',
      'delivery-failed': 'A message did not arrive',
      approval: 'Approval of a template',
      security: 'Security notice',
    },
    takenOver: 'A case was taken over from you',
    openConsole: 'Open Guichet to see it',
    many: (count) => `${count} new notifications`,
  },
  fr: {
    topic: {
      'citizen-replied': 'L’usager a répondu',
      assigned: 'Un dossier vous a été attribué',
      mentioned: 'Une note vous mentionne',
      deadline: 'Une échéance demande votre attention',
      'delivery-failed': 'Un message n’est pas arrivé',
      approval: 'Validation d’un modèle',
      security: 'Alerte de sécurité',
    },
    takenOver: 'Un dossier a été repris',
    openConsole: 'Ouvrez Guichet pour en savoir plus',
    many: (count) => `${count} nouvelles notifications`,
  },
};
