import { people } from '../invented-people.js';
import { replies, closes, notes, writes, records, type Story } from '../story-steps.js';

/** Complaints, ideas, petitions, and those whom a desk must hear or protect with more care. */
export const complaints: Story[] = [
  {
    subject: 'Pétition : piste cyclable avenue de la Gare',
    citizen: people.maud,
    team: 'Assemblées',
    agent: 'berengere',
    tags: ['pétition'],
    steps: [
      writes('11d 2h', 'email', {
        text: 'Bonjour,\n\nNous déposons une pétition pour une piste cyclable avenue de la Gare : plus de 900 signatures. Comment remettre les listes papier ?\n\nMaud Peyret, collectif Roue Libre',
        subject: 'Dépôt de pétition',
        files: ['texte de la pétition.pdf'],
      }),
      records('8d 3h', 'counter', {
        text: '61 feuilles déposées, 914 signatures déclarées. Récépissé remis, contrôle par sondage à faire.',
      }),
      replies('2d 3h', 'email', {
        text: 'Bonjour Madame,\n\n914 signatures reçues, 855 valables : le seuil (812) est atteint. La pétition sera présentée au prochain conseil, qui décidera.\n\nBérengère Costa',
        subject: 'Votre pétition est recevable',
      }),
      writes('2d 1h', 'mastodon', { text: '855 signatures validées, rendez-vous au conseil 🚲🚲🚲' }),
      records('7h', 'post', {
        text: 'Courrier du maire : étude de faisabilité votée, calendrier joint.',
        direction: 'out',
        files: ['délibération.pdf'],
      }),
    ],
  },
  {
    subject: 'Réclamation : 1 h 40 d’attente à l’annexe',
    citizen: people.jeanNoel,
    team: 'Accueil',
    agent: 'berengere',
    tags: ['réclamation'],
    steps: [
      writes('6d 8h', 'messenger', {
        text: "1h40 d'attente à la mairie annexe puis on me dit que c'est pas le bon jour. HONTEUX !!!",
      }),
      replies('6d 7h 22m', 'messenger', {
        text: 'Bonjour, nous en sommes désolés. Pouvez-vous nous donner le jour et l’heure, ici ou à mairie@valbourg.example ?',
      }),
      writes('6d 5h', 'email', {
        text: 'Madame, Monsieur,\n\nMardi, arrivé 9 h 05, reçu 10 h 45. Votre site indique « sans rendez-vous le mardi ». J’ai 74 ans. Je demande des excuses, un rendez-vous et que le site soit corrigé.\n\nJ.-N. Truchard',
        subject: 'Réclamation accueil mairie annexe',
        files: ['capture du site.png'],
      }),
      records('5d 6h', 'phone', {
        text: 'Excuses présentées, rendez-vous passeport vendredi 10 h, page du site signalée.',
        direction: 'out',
      }),
      replies('1d 5h', 'email', {
        text: 'Bonjour Monsieur,\n\nNotre page indiquait à tort que le mardi était sans rendez-vous : c’est notre erreur, et je vous présente nos excuses. La page est corrigée, les temps d’attente sont affichés à l’annexe.\n\nBérengère Costa, directrice de l’Accueil',
      }),
      writes('20h', 'messenger', {
        text: 'Merci pour votre réponse claire. Passeport demandé, accueil très aimable cette fois 👍',
      }),
      closes('19h'),
    ],
  },
  {
    subject: 'Idée : de l’ombre dans la cour des Tilleuls',
    citizen: people.priya,
    team: 'Affaires scolaires',
    agent: 'ines',
    tags: ['idée'],
    steps: [
      writes('5d 4h', 'webhook', {
        text: "Idée : des ombrières et deux points d'eau dans la cour des Tilleuls.\nPourquoi : 34 °C en juin, aucun arbre côté sud.\nPubliable sans mon nom : oui",

        subject: 'Une idée pour Valbourg',
      }),
      replies('5d 3h', 'email', {
        text: 'Bonjour Madame,\n\nMerci pour votre idée ({ref}). Vous aurez une réponse motivée sous 30 jours, même si elle est non.\n\nInès Carvalho',

        subject: 'Merci pour votre idée',
      }),
      writes('3d 18h', 'email', {
        text: 'I forgot to add: 14 other parents support this. I can share the list — or would that be a privacy problem?',

        subject: 'Re: Merci pour votre idée',
      }),
      replies('3d 3h', 'email', {
        text: 'Hello,\n\nNo need for names: a number is enough, and it avoids creating a list of families.\n\nBonne journée, Inès Carvalho',
      }),
    ],
  },
  {
    subject: 'Carte d’identité : rendez-vous avec interprète LSF',
    citizen: people.corentin,
    team: 'État civil',
    agent: 'raphael',
    tags: ['écrit uniquement', 'lsf'],
    steps: [
      writes('4d 2h', 'sms', {
        text: "Bonjour je suis sourd, je ne peux pas appeler. Comment prendre RDV pour une carte d'identité ? Merci de répondre par écrit",
      }),
      replies('4d 1h 51m', 'sms', {
        text: 'Bonjour, aucun appel nécessaire : le chat de notre site, ou ici. Votre préférence « écrit uniquement » est notée.',
      }),
      writes('4d 1h 20m', 'chat', { text: 'Bonjour. Je voudrais un RDV avec interprète LSF, si possible le matin.' }),
      replies('4d 1h 18m', 'chat', {
        text: 'Bonjour, mardi 24 à 9 h 20 avec interprète, guichet 3. Cela vous convient-il ?',
      }),
      writes('4d 1h 15m', 'chat', {
        text: 'Parfait. Au fait, le bouton « envoyer » de votre formulaire n’est pas atteignable au clavier',
      }),
      replies('4d 1h 10m', 'chat', { text: 'Merci, je le signale à l’équipe numérique : vous aurez une réponse.' }),
      replies('4d 1h', 'email', {
        text: 'Votre rendez-vous : mardi 24 à 9 h 20, guichet 3, interprète LSF présent.',
        subject: 'Confirmation de rendez-vous',
        files: ['rendez-vous carte identité.ics'],
      }),
      replies('4h 10m', 'sms', {
        text: 'Rappel : demain 9h20 mairie, guichet 3, interprète LSF. Pièces : ancienne carte, photo, justificatif. Ref {ref}',
      }),
    ],
  },
  {
    subject: 'Demande d’APA à domicile',
    citizen: people.maryvonne,
    team: 'Action sociale',
    agent: 'helene',
    tags: ['apa', 'fraude évitée'],
    priority: 'high',
    steps: [
      writes('7d 2h', 'email', {
        text: "Bonjour,\nJe demande l'APA pour rester à la maison. Ma fille m'aide à écrire. Je joins les papiers demandés au téléphone.\nMme Guichard, 81 ans",
        subject: "Demande d'APA à domicile",
        files: ['dossier APA.pdf', 'RIB.pdf'],
      }),
      replies('7d 1h', 'email', {
        text: 'Bonjour Madame,\n\nVotre demande {ref} est enregistrée. Nous vous dirons si le dossier est complet.\n\nHélène Prat, Action sociale',
      }),
      writes('3d 20h', 'sms', {
        text: 'bonsoir dossier {ref} nouveau numéro et nouveau RIB merci de changer URGENT. m guichard',

        from: people.stranger,
        then: 'leave',
      }),
      records('2d 22h', 'phone', {
        text: "Appel au numéro connu : Mme Guichard n'a rien demandé. Fraude probable, le numéro inconnu n'est pas rattaché.",

        direction: 'out',
      }),
      notes('2d 21h 58m', 'Aucun changement de coordonnées ni de RIB par SMS. Incident signalé.'),
      replies('2d 21h', 'email', {
        text: "Bonjour Madame,\n\nQuelqu'un a tenté de modifier votre dossier par SMS. Rien n'a été changé. En cas de message suspect, ne cliquez pas et appelez-nous.\n\nHélène Prat",
        subject: 'Important : tentative de fraude évitée',
      }),
      records('1d 7h', 'counter', {
        text: 'Visite à domicile : évaluation faite. La fille est personne de confiance, document signé.',
      }),
    ],
  },
];
