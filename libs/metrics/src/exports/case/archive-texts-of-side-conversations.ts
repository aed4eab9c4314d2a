import type { Language, SideConversationState } from '@guichet/contracts';

interface SideTexts {
  title: string;
  /** Whom it is not for. */
  apart: string;
  asked: string;
  /** The title of a message of ours. */
  sent: string;
  startedBy: string;
  state: string;
  states: Record<SideConversationState, string>;
  otherSender: string;
}

const fr: SideTexts = {
  title: 'Échanges à part',
  apart: 'L’usager n’a pas reçu ces messages. Ne pas les joindre à une communication du dossier sans les avoir relus.',
  asked: 'Avec',
  sent: 'Message envoyé',
  startedBy: 'Commencé par',
  state: 'État',
  states: { waiting: 'en attente de réponse', answered: 'réponse reçue', closed: 'clos' },
  otherSender: 'D’une autre adresse que celles des destinataires',
};

const en: SideTexts = {
  title: 'Side conversations',
  apart: 'The citizen has not received these messages. Read them again before they are disclosed with the case.',
  asked: 'With',
  sent: 'Message sent',
  startedBy: 'Started by',
  state: 'Status',
  states: { waiting: 'waiting for a reply', answered: 'reply received', closed: 'closed' },
  otherSender: 'From another address than those of the recipients',
};

/** The texts of the side conversations in an archive. */
export const sideConversationTexts: Record<Language, SideTexts> = { fr, en };
