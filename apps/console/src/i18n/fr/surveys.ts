import type { Translation } from '../index.js';

/** Demander aux citoyens comment ça s’est passé. */
export const surveys: Translation['surveys'] = {
  title: 'Satisfaction',
  lead: 'Quand un dossier est clos, on peut demander une fois à la personne comment ça s’est passé, par le canal qu’elle a utilisé. Les réponses sont anonymes : elles ne mènent ni à une personne, ni à un dossier.',
  failed: 'Les réglages de l’enquête n’ont pas pu être chargés',
  who: 'Qui est interrogé',
  active: 'Demander comment ça s’est passé',
  activeHint:
    '« De façon générale, comment ça s’est passé ? », dans les mots de l’enquête de l’État, pour pouvoir comparer.',
  channels: 'Seulement par ces canaux',
  channelsHint: 'Vide : par tous les canaux.',
  exceptKinds: 'Jamais pour ces natures de dossier',
  confidential: 'Aussi pour les dossiers des équipes confidentielles',
  confidentialHint: 'Le message ne donne que la référence du dossier, mais il dit bien qu’il y en a eu un.',
  when: 'Quand',
  delayHours: 'Heures après la clôture',
  delayHint:
    'Plus tôt si le canal se ferme avant, comme WhatsApp après 24 heures. Un dossier rouvert n’est pas concerné.',
  pauseDays: 'Jours avant d’interroger à nouveau la même personne',
  pauseHint: 'Quel que soit le dossier : personne ne veut être interrogé chaque semaine.',
};
