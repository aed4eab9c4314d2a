import { people } from '../invented-people.js';
import { replies, closes, writes, records, type Story } from '../story-steps.js';

/** Civil status, documents, elections, data protection, money. */
export const rights: Story[] = [
  {
    subject: 'Acte de naissance pour un frère',
    citizen: people.odile,
    team: 'État civil',
    agent: 'raphael',
    tags: ['acte'],
    steps: [
      writes('7d 7h', 'webhook', {
        text: "Acte : copie intégrale d'acte de naissance\nPersonne concernée : Bernard Marchand, né en 1951 à Valbourg\nVotre lien : sœur\nMotif : succession",
        subject: 'Demande d’acte',
      }),
      replies('7d 4h', 'email', {
        text: 'Bonjour Madame,\n\nLa copie intégrale est réservée à la personne, à ses ascendants, descendants et conjoint. Votre notaire peut la demander ; ou nous vous envoyons un extrait sans filiation, ouvert à tous. Que préférez-vous ?\n\nRaphaël Toulet, état civil',
        subject: 'Votre demande d’acte de naissance',
      }),
      records('6d 7h', 'phone', {
        text: 'Un extrait sans filiation suffit. Elle ne sait pas ouvrir les pièces jointes et préfère le courrier.',
      }),
      records('6d 6h', 'post', {
        text: 'Extrait sans filiation envoyé, enveloppe à fenêtre, dossier {ref}.',
        direction: 'out',
        files: ['extrait sans filiation.pdf'],
      }),
      records('3d 3h', 'phone', {
        text: 'Courrier bien reçu, remercie. Orientée vers le procureur pour une rectification du nom.',
      }),
      closes('3d 2h 55m'),
    ],
  },
  {
    subject: 'Facture F-0119 suspendue sur Chorus Pro',
    citizen: people.fabrice,
    team: 'Finances',
    agent: 'nadege',
    tags: ['fournisseur'],
    steps: [
      writes('12d 3h', 'email', {
        text: "Bonjour,\n\nNotre facture F-0119 (4 386,00 € TTC) est « Suspendue » sur Chorus Pro depuis 12 jours sans motif lisible. Que manque-t-il ? Les 6 fenêtres de l'école sont livrées.\n\nFabrice Balard",
        subject: 'Facture F-0119 - statut Suspendue',
        files: ['F-0119.pdf', 'bon de livraison.pdf'],
      }),
      records('10d 5h', 'phone', {
        text: "S'inquiète de sa trésorerie, demande une date. Informé que le procès-verbal de réception n'était pas joint.",
      }),
      replies('10d 4h', 'email', {
        text: 'Bonjour Monsieur,\n\nIl manquait le procès-verbal de réception. Nous l’avons retrouvé : vous n’avez rien à envoyer, la facture repart aujourd’hui.\n\nNadège Orsay, Finances',
      }),
      writes('2d 5h', 'email', {
        text: 'Bonjour, toujours pas payé, statut inchangé depuis une semaine. Verserez-vous les intérêts moratoires ? F. Balard',

        subject: 'RE: Facture F-0119',
      }),
      replies('1d 6h', 'email', {
        text: "Bonjour Monsieur,\n\nLa facture a été mise en paiement ce matin. Le retard étant de notre fait, les intérêts et l'indemnité sont mandatés d'office.\n\nNadège Orsay",
        files: ['avis de paiement.csv'],
      }),
    ],
  },
  {
    subject: 'Communication de documents : eaux du lavoir',
    citizen: people.rives,
    team: 'Assemblées',
    agent: 'berengere',
    tags: ['cada'],
    steps: [
      writes('13d 2h', 'email', {
        text: "Monsieur le Maire,\n\nNous demandons, par courriel, le rapport d'analyse des eaux du lavoir et le marché d'entretien des berges (bordereau des prix compris).\n\nSolène Abadie, présidente",
        subject: 'Demande de communication de documents',
      }),
      writes('5d 1h', 'email', {
        text: 'Bonjour, sans nouvelle sous 8 jours nous saisirons la CADA. S. Abadie',
        subject: 'Relance',
      }),
      replies('3d 4h', 'email', {
        text: 'Madame la Présidente,\n\nVeuillez excuser ce retard. Ci-joint le rapport complet et le marché ; les prix unitaires sont masqués (secret des affaires). Vous pouvez saisir la CADA dans les deux mois.\n\nBérengère Costa',
        files: ['analyse des eaux.pdf', 'marché des berges occulté.pdf'],
      }),
      writes('3d 1h', 'mastodon', {
        text: 'Merci à la mairie pour les analyses 👏 on publie notre lecture ce soir. Pour les prix, avis de la CADA, rien de personnel 😉',
      }),
    ],
  },
  {
    subject: 'RGPD : accès puis suppression',
    citizen: people.amine,
    team: 'Assemblées',
    agent: 'berengere',
    tags: ['rgpd'],
    steps: [
      writes('9d 6h', 'email', {
        text: 'Bonjour,\n\nJe souhaite une copie de toutes les données que vous avez sur moi, puis leur suppression.\n\nAmine Haddad',
        subject: 'RGPD - droit d’accès et suppression',
      }),
      replies('8d 5h', 'email', {
        text: "Bonjour,\n\nCette adresse n'est rattachée à aucun dossier. Pour ne pas remettre vos données à quelqu'un d'autre, connectez-vous une fois à votre espace. Nous ne demandons pas de pièce d'identité.",
      }),
      writes('8d 4h', 'email', {
        text: "C'est vrai, j'écrivais de mon adresse pro la dernière fois. Je me suis connecté, ça marche.",

        subject: 'Re: RGPD {ref}',
        from: people.amineAtWork,
        then: 'link',
      }),
      replies('2h 30m', 'email', {
        text: 'Bonjour Monsieur,\n\nVotre export est prêt. Nous supprimons vos préférences et brouillons ; la demande d’aide de 2024 est conservée le temps que la loi impose. Vous pouvez saisir la CNIL.',
        files: ['export.csv'],
      }),
    ],
  },
  {
    subject: 'S’inscrire sur les listes électorales',
    citizen: people.noemie,
    team: 'État civil',
    agent: 'raphael',
    tags: ['élections'],
    steps: [
      writes('8d 6h', 'chat', {
        text: "coucou c'est jusqu'à quand pour s'inscrire pour voter ? j'ai déménagé en août",
      }),
      replies('8d 5h 59m', 'chat', {
        text: "Bonjour ! Demain vendredi 23 h 59 en ligne. Il faut une pièce d'identité et un justificatif de moins de 3 mois.",
      }),
      writes('8d 5h 55m', 'chat', { text: 'stress 😅 une quittance de box internet ça marche ?' }),
      replies('8d 5h 54m', 'chat', { text: "Oui, une facture d'accès à internet convient." }),
      writes('7d 4h', 'webhook', {
        text: "Demande d'inscription sur la liste électorale\nPièces : carte d'identité, facture internet",

        subject: 'Inscription électorale',
        files: ['carte recto verso.pdf', 'facture été.pdf'],
      }),
      replies('4d 3h', 'email', {
        text: 'Bonjour,\n\nVous êtes inscrite : bureau de vote n° 4, salle des Tanneries. Votre carte arrivera par courrier.\n\nRaphaël Toulet',

        subject: 'Vous êtes inscrite',
      }),
      replies('9h', 'sms', {
        text: "Valbourg : scrutin dimanche, 8h-18h, bureau 4, salle des Tanneries. Pensez à votre pièce d'identité.",
      }),
      writes('8h 40m', 'sms', { text: 'merci pour le rappel, top !! 🗳️' }),
      closes('8h 30m'),
    ],
  },
];
