import type { Activity, CaseLinkKind, DeliveryStatus, Language } from '@guichet/contracts';
import type { MissingReason } from './archive-manifest.js';

interface ArchiveTexts {
  /** The label of a fact of the head, and of a message. */
  label: Record<
    'reference' | 'status' | 'citizen' | 'team' | 'assignee' | 'caseType' | 'opened' | 'closed' | 'exported' | 'from' | 'to' | 'cc' | 'bcc'
    | 'subject' | 'delivery' | 'posted' | 'files',
    string
  >;
  timeline: string;
  exportedBy: (at: string, name: string) => string;
  /** Who did something, behind what it was. */
  by: (name: string) => string;
  /** Who wrote a message, where an agent has said it. */
  accordingTo: (name: string, agent: string) => string;
  system: string;
  /** A label before its value. */
  labelled: (label: string, value: string) => string;
  received: string;
  reply: string;
  note: string;
  /** Of a note that is not as it was written first. */
  noteEdited: string;
  noteRemoved: string;
  quoted: string;
  /** The text of the secure page to which a reply leads. */
  page: string;
  /** Of a message without plain text. */
  noText: string;
  original: string;
  letter: string;
  missing: Record<MissingReason, string>;
  altered: string;
  delivery: Record<DeliveryStatus, string>;
  activity: Record<Activity['type'], string>;
  sideConversation: Record<Extract<Activity, { type: 'side-conversation' }>['what'], string>;
  /** What a case has to do with the one whose reference stands behind it. */
  linkKind: Record<CaseLinkKind, string>;
  /** Where a value was removed. */
  nothing: string;
  /** How the archive is verified. */
  verify: string;
} // prettier-ignore

const fr: ArchiveTexts = {
  label: {
    reference: 'Référence',
    status: 'État',
    citizen: 'Usager',
    team: 'Équipe',
    assignee: 'Agent',
    caseType: 'Type de demande',
    opened: 'Ouvert le',
    closed: 'Clos le',
    exported: 'Exporté',
    from: 'De',
    to: 'À',
    cc: 'Copie à',
    bcc: 'Copie cachée à',
    subject: 'Objet',
    delivery: 'Envoi',
    posted: 'Mise à la poste',
    files: 'Fichiers',
  },
  timeline: 'Historique du dossier',
  exportedBy: (at, name) => `le ${at} par ${name}`,
  by: (name) => `par ${name}`,
  accordingTo: (name, agent) => `par ${name}, d’après ${agent}`,
  system: 'le système',
  labelled: (label, value) => `${label}\u00a0: ${value}`,
  received: 'Message reçu',
  reply: 'Réponse',
  note: 'Note interne',
  noteEdited: 'modifiée par son auteur',
  noteRemoved: 'supprimée par son auteur',
  quoted: 'Texte cité',
  page: 'Réponse complète, sur sa page sécurisée',
  noText: 'Ce message ne contient pas de texte brut. Son contenu se trouve dans le message d’origine.',
  original: 'Message d’origine',
  letter: 'Lettre',
  missing: {
    locked: 'non inclus : un virus a été détecté',
    'not-scanned': 'non inclus : l’analyse antivirus n’a pas encore eu lieu',
    pending: 'non inclus : le fichier n’a pas encore été transmis par le fournisseur',
    lost: 'non inclus : le fournisseur n’a pas pu transmettre le fichier',
    purged: 'non inclus : le fichier n’est plus conservé',
  },
  altered: 'Le contenu ne correspond plus à l’empreinte enregistrée à son arrivée.',
  delivery: {
    scheduled: 'Programmé',
    canceled: 'Annulé avant l’envoi',
    blocked: 'En attente de décision',
    queued: 'En file d’attente',
    sending: 'En cours d’envoi',
    'to-print': 'À imprimer',
    'handed-over': 'Remis au prestataire',
    sent: 'Envoyé',
    delivered: 'Remis',
    read: 'Lu',
    failed: 'Échec',
    unknown: 'Incertain',
  },
  activity: {
    opened: 'Dossier ouvert',
    'from-quarantine': 'Message sorti de la quarantaine',
    restricted: 'Accès restreint',
    'restriction-changed': 'Restriction modifiée',
    'restriction-lifted': 'Restriction levée',
    'glass-broken': 'Dossier restreint ouvert en urgence',
    'glass-ended': 'Accès d’urgence interrompu',
    'sender-blocked': 'Expéditeur bloqué',
    'locked-file-taken': 'Fichier verrouillé récupéré',
    'sender-unblocked': 'Expéditeur débloqué',
    status: 'État',
    assigned: 'Attribution',
    team: 'Équipe',
    routed: 'Orientation automatique',
    'case-type': 'Type de demande',
    step: 'Étape',
    fields: 'Champs modifiés',
    language: 'Langue',
    'sla-threshold': 'Échéance proche ou dépassée',
    'survey-sent': 'Enquête de satisfaction envoyée',
    'not-acknowledged': 'Aucun accusé de réception envoyé',
    priority: 'Priorité',
    tags: 'Étiquettes',
    subject: 'Objet',
    'link-suggested': 'Lien possible avec un autre dossier',
    linked: 'Lié à un autre dossier',
    unlinked: 'Lien avec un autre dossier retiré',
    'link-dismissed': 'Signalé sans rapport avec un autre dossier',
    receipt: 'Suivi de l’envoi',
    canceled: 'Réponse annulée avant l’envoi',
    'letter-posted': 'Lettre postée',
    reaction: 'Réaction',
    edited: 'Message modifié par son auteur',
    deleted: 'Message supprimé par son auteur',
    consent: 'Accord pour recevoir des messages',
    moved: 'Entrées déplacées',
    'move-undone': 'Déplacement annulé',
    'handover-undone': 'Transmission à l’équipe annulée',
    'sender-named': 'Expéditeur d’un message, d’après un agent',
    'note-changed': 'Note modifiée par son auteur',
    citizen: 'Usager',
    'citizen-merged': 'Usagers fusionnés',
    'citizen-unmerged': 'Fusion d’usagers annulée',
    'citizen-distinct': 'Usagers signalés comme distincts',
    'citizen-distinct-undone': 'Usagers qui ne sont plus signalés comme distincts',
    'citizen-renamed': 'Nom de l’usager',
    'handle-added': 'Adresse ajoutée',
    'handle-detached': 'Adresse retirée',
    'side-conversation': 'Échange à part',
    transmission: 'Transmission à une autre administration',
  },
  linkKind: { related: 'en rapport avec', parent: 'fait partie de', child: 'comprend' },
  sideConversation: { asked: 'message envoyé', answered: 'réponse reçue', 'not-delivered': 'message non remis' },
  nothing: 'aucun',
  verify:
    'Chaque fichier de cette archive figure avec son empreinte SHA-256 dans manifest.json. Pour la vérifier, extraire l’archive, puis exécuter « sha256sum -c manifest.sha256 ».',
};

const en: ArchiveTexts = {
  label: {
    reference: 'Reference',
    status: 'Status',
    citizen: 'Citizen',
    team: 'Team',
    assignee: 'Agent',
    caseType: 'Case type',
    opened: 'Opened',
    closed: 'Closed',
    exported: 'Exported',
    from: 'From',
    to: 'To',
    cc: 'Cc',
    bcc: 'Bcc',
    subject: 'Subject',
    delivery: 'Delivery',
    posted: 'Posted',
    files: 'Files',
  },
  timeline: 'Timeline of the case',
  exportedBy: (at, name) => `${at} by ${name}`,
  by: (name) => `by ${name}`,
  accordingTo: (name, agent) => `by ${name}, according to ${agent}`,
  system: 'the system',
  labelled: (label, value) => `${label}: ${value}`,
  received: 'Message received',
  reply: 'Reply',
  note: 'Internal note',
  noteEdited: 'edited by its author',
  noteRemoved: 'removed by its author',
  quoted: 'Quoted text',
  page: 'Full reply, on its secure page',
  noText: 'This message has no plain text. Its content is in the original message.',
  original: 'Original message',
  letter: 'Letter',
  missing: {
    locked: 'not included: a virus was found',
    'not-scanned': 'not included: the virus scanner has not checked it yet',
    pending: 'not included: the provider has not delivered the file yet',
    lost: 'not included: the provider could not deliver the file',
    purged: 'not included: the file is no longer stored',
  },
  altered: 'The content no longer matches the digest that was recorded when it arrived.',
  delivery: {
    scheduled: 'Scheduled',
    canceled: 'Canceled before it was sent',
    blocked: 'On hold',
    queued: 'Queued',
    sending: 'Being sent',
    'to-print': 'To print',
    'handed-over': 'Handed over to the provider',
    sent: 'Sent',
    delivered: 'Delivered',
    read: 'Read',
    failed: 'Failed',
    unknown: 'Uncertain',
  },
  activity: {
    opened: 'Case opened',
    'from-quarantine': 'Message taken out of the quarantine',
    restricted: 'Access restricted',
    'restriction-changed': 'Restriction changed',
    'restriction-lifted': 'Restriction lifted',
    'glass-broken': 'Restricted case opened in an emergency',
    'glass-ended': 'Emergency access ended',
    'sender-blocked': 'Sender blocked',
    'locked-file-taken': 'Locked file taken',
    'sender-unblocked': 'Sender unblocked',
    status: 'Status',
    assigned: 'Assignment',
    team: 'Team',
    routed: 'Automatic routing',
    'case-type': 'Case type',
    step: 'Step',
    fields: 'Fields changed',
    language: 'Language',
    'sla-threshold': 'Target near or missed',
    'survey-sent': 'Survey sent',
    'not-acknowledged': 'No acknowledgement sent',
    priority: 'Priority',
    tags: 'Tags',
    subject: 'Subject',
    'link-suggested': 'Possibly related to another case',
    linked: 'Linked to another case',
    unlinked: 'Link to another case removed',
    'link-dismissed': 'Marked as not related to another case',
    receipt: 'Delivery report',
    canceled: 'Reply canceled before it was sent',
    'letter-posted': 'Letter posted',
    reaction: 'Reaction',
    edited: 'Message edited by its sender',
    deleted: 'Message deleted by its sender',
    consent: 'Consent to receive messages',
    moved: 'Entries moved',
    'move-undone': 'Move undone',
    'handover-undone': 'Handover undone',
    'sender-named': 'Sender of a message, according to an agent',
    'note-changed': 'Note changed by its author',
    citizen: 'Citizen',
    'citizen-merged': 'Citizens merged',
    'citizen-unmerged': 'Merge of citizens undone',
    'citizen-distinct': 'Citizens marked as different people',
    'citizen-distinct-undone': 'Citizens no longer marked as different people',
    'citizen-renamed': 'Name of the citizen',
    'handle-added': 'Address added',
    'handle-detached': 'Address removed',
    'side-conversation': 'Side conversation',
    transmission: 'Passed on to another administration',
  },
  linkKind: { related: 'related to', parent: 'part of', child: 'includes' },
  sideConversation: { asked: 'message sent', answered: 'reply received', 'not-delivered': 'message not delivered' },
  nothing: 'none',
  verify:
    'Every file of this archive is listed in manifest.json with its SHA-256 digest. To verify the archive, extract it and run “sha256sum -c manifest.sha256”.',
};

/** The texts of the timeline in an archive, which is read without the console. */
export const archiveTexts: Record<Language, ArchiveTexts> = { fr, en };
