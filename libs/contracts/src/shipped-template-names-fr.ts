/** By what agents choose a template. */
export interface ShippedNames {
  title: string;
  /** What an agent wants to say with it, in one sentence. */
  intention: string;
  tags: readonly string[];
}

/** What the templates that ship are called in French, which is how they are stored: by their permanent key. */
export const shippedTemplateNamesFr: Readonly<Record<string, ShippedNames>> = {
  acknowledgement: {
    title: 'Accusé d’enregistrement',
    intention: 'Dire que le message est enregistré, quand il est arrivé et sous quel délai nous répondons.',
    tags: ['accusé', 'réception'],
  },
  'request-acknowledgement': {
    title: 'Accusé de réception d’une demande',
    intention: 'Dire qui traite la demande, ce que vaudra notre silence, comment le contester et ce qui manque.',
    tags: ['accusé', 'réception', 'demande', 'délai'],
  },
  'request-acknowledgement-prior-appeal': {
    title: 'Accusé de réception d’une demande (recours préalable obligatoire)',
    intention: 'Dire qui traite la demande, ce que vaudra notre silence, comment le contester et ce qui manque.',
    tags: ['accusé', 'réception', 'demande', 'délai', 'rapo'],
  },
  'request-acknowledgement-civil-court': {
    title: 'Accusé de réception d’une demande (juge judiciaire)',
    intention: 'Dire qui traite la demande, ce que vaudra notre silence, comment le contester et ce qui manque.',
    tags: ['accusé', 'réception', 'demande', 'délai', 'judiciaire'],
  },
  'missing-documents': {
    title: 'Pièces manquantes',
    intention: 'Demander les pièces qui manquent, avant quelle date, et dire ce que cela change.',
    tags: ['pièces', 'dossier incomplet'],
  },
  'document-in-your-space': {
    title: 'Un document vous attend',
    intention: 'Prévenir qu’un document est à ouvrir sur la page sécurisée, et jusqu’à quand.',
    tags: ['document', 'notification'],
  },
  'favourable-decision': {
    title: 'Décision favorable',
    intention: 'Annoncer que nous acceptons, à partir de quand, et ce qui reste à faire.',
    tags: ['décision', 'accord'],
  },
  'unfavourable-decision': {
    title: 'Décision défavorable',
    intention: 'Refuser en expliquant pourquoi, en droit et en fait, et dire comment contester.',
    tags: ['décision', 'refus', 'recours'],
  },
  'unfavourable-decision-prior-appeal': {
    title: 'Décision défavorable (recours préalable obligatoire)',
    intention: 'Refuser en expliquant pourquoi, en droit et en fait, et dire comment contester.',
    tags: ['décision', 'refus', 'recours', 'rapo'],
  },
  'unfavourable-decision-civil-court': {
    title: 'Décision défavorable (juge judiciaire)',
    intention: 'Refuser en expliquant pourquoi, en droit et en fait, et dire comment contester.',
    tags: ['décision', 'refus', 'recours', 'judiciaire'],
  },
  'implicit-acceptance-certificate': {
    title: 'Attestation d’acceptation implicite',
    intention: 'Attester que notre silence a valu acceptation, et depuis quand.',
    tags: ['décision', 'silence', 'attestation'],
  },
  'reasons-for-implicit-refusal': {
    title: 'Motifs d’un rejet implicite',
    intention: 'Donner les raisons d’un rejet par notre silence, à qui les demande.',
    tags: ['décision', 'silence', 'refus', 'recours'],
  },
  'reasons-for-implicit-refusal-prior-appeal': {
    title: 'Motifs d’un rejet implicite (recours préalable obligatoire)',
    intention: 'Donner les raisons d’un rejet par notre silence, à qui les demande.',
    tags: ['décision', 'silence', 'refus', 'recours', 'rapo'],
  },
  'reasons-for-implicit-refusal-civil-court': {
    title: 'Motifs d’un rejet implicite (juge judiciaire)',
    intention: 'Donner les raisons d’un rejet par notre silence, à qui les demande.',
    tags: ['décision', 'silence', 'refus', 'recours', 'judiciaire'],
  },
  'right-to-error': {
    title: 'Droit à l’erreur',
    intention: 'Signaler une erreur et dire jusqu’à quelle date la corriger pour ne pas être sanctionné.',
    tags: ['erreur', 'correction'],
  },
  'gdpr-access': {
    title: 'Accès à vos données personnelles',
    intention: 'Remettre la copie de ses données à qui la demande, et dire ce qu’elle contient.',
    tags: ['données personnelles', 'rgpd', 'accès'],
  },
  'masked-document': {
    title: 'Document communiqué avec des passages masqués',
    intention: 'Communiquer un document dont des passages sont masqués, et dire pourquoi et comment contester.',
    tags: ['document', 'cada', 'recours'],
  },
  'status-by-sms': {
    title: 'Où en est votre dossier',
    intention: 'Dire en une ligne où en est le dossier.',
    tags: ['suivi', 'sms'],
  },
  transfer: {
    title: 'Transmission à une autre administration',
    intention: 'Dire que la demande concerne une autre administration et que nous la lui avons transmise.',
    tags: ['transmission', 'réorientation'],
  },
  'closing-without-reply': {
    title: 'Fermeture sans réponse de votre part',
    intention: 'Prévenir que le dossier sera fermé sans réponse, et qu’il suffit d’écrire pour le rouvrir.',
    tags: ['relance', 'fermeture'],
  },
  appointment: {
    title: 'Rendez-vous',
    intention: 'Confirmer un rendez-vous : quand, où, avec quelles pièces, et comment l’annuler.',
    tags: ['rendez-vous', 'accueil'],
  },
  'out-of-hours': {
    title: 'Hors des horaires d’ouverture',
    intention: 'Rassurer qui écrit quand nous sommes fermés : le message est enregistré, et qui appeler en urgence.',
    tags: ['horaires', 'urgence'],
  },
  'invoice-status': {
    title: 'Où en est votre facture',
    intention: 'Dire à un fournisseur où en est sa facture, pourquoi, et ce qui vient ensuite.',
    tags: ['facture', 'suivi'],
  },
  'complaint-reply': {
    title: 'Réponse à une réclamation',
    intention: 'Expliquer ce qui s’est passé, ce que nous faisons, ce qui change, et à qui s’adresser ensuite.',
    tags: ['réclamation', 'médiation'],
  },
  'public-post-reply': {
    title: 'Réponse à un message public',
    intention: 'Remercier en public et inviter à continuer en privé, sans rien révéler.',
    tags: ['réseaux sociaux', 'message public'],
  },
  'petition-acknowledgement': {
    title: 'Accusé de réception d’une pétition',
    intention: 'Dire qu’une pétition est enregistrée et combien de signatures elle doit réunir.',
    tags: ['pétition', 'accusé', 'réception'],
  },
  'abuse-warning': {
    title: 'Envois trop nombreux',
    intention: 'Avertir avant de limiter des envois abusifs, et rappeler les autres moyens de nous joindre.',
    tags: ['abus', 'avertissement'],
  },
  'fraud-warning': {
    title: 'Attention à la fraude',
    intention: 'Mettre en garde contre qui se fait passer pour nous, et dire ce que nous ne demandons jamais.',
    tags: ['fraude', 'sécurité'],
  },
};
