import { people } from '../invented-people.js';
import { replies, closes, notes, writes, records, type Story } from '../story-steps.js';

/** Streets, storms and neighbours. */
export const streets: Story[] = [
  {
    subject: 'Nid-de-poule rue du Port',
    citizen: people.thomas,
    team: 'Voirie',
    agent: 'samir',
    tags: ['chaussée', 'danger'],
    priority: 'high',
    steps: [
      writes('4d 6h', 'mastodon', {
        text: 'Énorme trou rue du Port devant le 31, ma fille est tombée à vélo ce matin. Ça fait 3 semaines !! 😡',

        files: ['trou rue du Port.png'],
      }),
      replies('4d 5h 45m', 'mastodon', {
        text: 'Bonjour, nous espérons que votre fille va bien. Signalez-le par notre formulaire pour être tenu au courant ; ne donnez pas vos coordonnées en public.',
      }),
      writes('4d 5h 20m', 'webhook', {
        text: "Type : chaussée dégradée\nLieu : 31 rue du Port\nDanger immédiat : oui\nTrou d'environ 60 cm sur 40, en plein sur la bande cyclable.\nÊtre informé : par SMS au 06 39 98 44 13",
        subject: 'Signalement voirie',
        files: ['trou de près.png'],
      }),
      replies('3d 22h', 'sms', {
        text: 'Ville de Valbourg : le trou rue du Port ({ref}) est balisé. Réparation avant la fin de la semaine.',
      }),
      writes('3d 21h', 'sms', { text: 'merci. par contre le plot est déjà par terre' }),
      notes('3d 20h 50m', 'Astreinte prévenue : plaque fixe ce soir.'),
      replies('3d 20h 40m', 'sms', { text: "L'astreinte repasse ce soir avec une plaque fixe. - Équipe Voirie" }),
      writes('2d 23h', 'mastodon', { text: "Ah ben voilà, 24 h après c'est balisé. Merci 👍" }),
      replies('5h', 'sms', { text: 'Ville de Valbourg : rue du Port réparée ce jour. Merci de votre signalement.' }),
      closes('4h 58m'),
    ],
  },
  {
    subject: 'Tempête : arbre sur la route du Moulin',
    citizen: people.lucette,
    team: 'Voirie',
    agent: 'samir',
    tags: ['tempête', 'urgence'],
    priority: 'urgent',
    steps: [
      writes('2d 9h', 'sms', {
        text: 'arbre tombé sur la route du moulin on peut plus sortir il y a des fils électriques par terre',
      }),
      replies('2d 8h 59m', 'sms', {
        text: 'Ville de Valbourg : en danger immédiat appelez le 18 ou le 112. Votre message est enregistré ({ref}).',
      }),
      records('2d 8h 56m', 'phone', {
        text: 'La même personne, ligne fixe : 2 adultes, 1 bébé, pas de blessé, électricité coupée. Ne pas approcher des fils.',
      }),
      writes('2d 8h 50m', 'sms', { text: 'c est la 3e fois que je vous écris 😰' }),
      replies('2d 8h 47m', 'sms', {
        text: 'Nous vous avons bien reçue. Une équipe est en route, restez à distance des câbles.',
      }),
      writes('2d 7h', 'whatsapp', { text: 'on a plus de lait pour le bebe', files: ['route bloquée.png'] }),
      replies('2d 6h 56m', 'whatsapp', {
        text: "Une équipe apporte du lait et des couvertures d'ici 30 min, à pied par le chemin du lavoir.",
      }),
      writes('2d 6h 20m', 'whatsapp', { text: 'ils sont la. MERCI ❤️' }),
      replies('1d 12h', 'sms', {
        text: 'Valbourg : route du Moulin rouverte, courant rétabli à 9h40. Dégâts chez vous ? Dites-le nous avant le 20.',
      }),
      closes('1d 11h 50m'),
    ],
  },
  {
    subject: 'New here: bins and recycling centre badge',
    citizen: people.grace,
    team: 'Accueil',
    agent: 'berengere',
    tags: ['english', 'déchets'],
    steps: [
      writes('6d 5h', 'chat', {
        text: 'Hi! Just moved to Valbourg. Which day is recycling collected on Allée des Charmes? And do I need a badge for the déchèterie?',
      }),
      replies('6d 4h 58m', 'chat', {
        text: 'Hello and welcome! Yellow bin: Thursday morning. For the recycling centre: a free badge, with proof of address. Your reference is {ref}.',
      }),
      writes('6d 4h 55m', 'chat', {
        text: 'Great. One more: builders next door start drilling at 6:45am, is that legal??',
      }),
      replies('6d 4h 52m', 'chat', {
        text: 'Noisy works are allowed from 8 am to 8 pm on weekdays. Write to us about it: we treat it as a case of its own.',
      }),
      writes('6d 4h', 'email', {
        text: 'Hello,\n\nAs discussed in the chat, my proof of address for the badge ({ref}).\n\nKind regards,\nGrace Okafor',
        subject: 'Badge for the recycling centre',
        files: ['electricity bill.pdf', 'car registration.png'],
      }),
      replies('5d 6h', 'email', {
        text: 'Hello Ms Okafor,\n\nYour badge is ready, you will receive it by post within five working days.\n\nBérengère Costa',
      }),
      writes('1h 20m', 'sms', {
        text: 'Hi, badge still not here after 5 working days ({ref}). Did it get lost? Grace',
        then: 'leave',
      }),
    ],
  },
  {
    subject: 'Plusieurs problèmes : carte grise, impôts, lampadaire',
    citizen: people.georges,
    team: 'Accueil',
    agent: 'berengere',
    tags: ['transmission'],
    steps: [
      writes('9d 3h', 'email', {
        text: "Bonjour Monsieur le Maire,\n\n1) Je n'ai pas reçu ma carte grise demandée en janvier.\n2) Ma taxe foncière a augmenté de 38 %, je conteste.\n3) Le lampadaire 212 devant chez moi est éteint.\n\nG. Lampin, 8 impasse des Tanneurs, 06 39 98 44 02",
        subject: 'Plusieurs problèmes',
      }),
      replies('8d 16h', 'email', {
        text: "Bonjour Monsieur,\n\n1) Carte grise : transmise ce jour à l'agence compétente.\n2) Taxe foncière : transmise au centre des finances publiques ; le délai court depuis votre message.\n3) Lampadaire 212 : c'est pour nous, sous 5 jours ouvrés ({ref}).\n\nBérengère Costa",
      }),
      replies('5d 5h', 'sms', { text: 'Ville de Valbourg : lampadaire 212 réparé ce matin ({ref}).' }),
      records('1d 1h', 'post', {
        text: 'Courrier manuscrit : « Merci pour le lampadaire. Les impôts ne m’ont pas répondu. »',
        files: ['courrier Lampin.pdf'],
      }),
    ],
  },
  {
    subject: 'Permis du voisin : contestation et envois répétés',
    citizen: people.regis,
    team: 'Urbanisme',
    agent: 'samir',
    tags: ['envois répétés'],
    steps: [
      writes('10d 2h', 'email', {
        text: 'Je conteste la décision du permis de mon voisin. R. Vaubert',
        subject: 'PERMIS',
      }),
      writes('10d 1h 25m', 'email', { text: 'REPONDEZ. R. Vaubert', subject: 'PERMIS 2' }),
      writes('10d 1h 22m', 'email', {
        text: "Je vous écris jusqu'à ce que vous répondiez. Et l'agente N., je sais où elle se gare.",

        subject: 'PERMIS 3',
        from: people.regisAgain,
      }),
      notes('10d 1h', 'Propos visant une agente : signalé. On répond au fond, sans nom.'),
      replies('9d 2h', 'email', {
        text: "Bonjour Monsieur,\n\nVotre demande {ref} est instruite, vous aurez une réponse écrite. Envoyer plusieurs fois le même message ne l'accélère pas. Les propos visant une agente sont signalés.\n\nService Urbanisme",
      }),
      records('8d 22h', 'post', {
        text: 'Lettre recommandée : même contestation, argumentée cette fois, ton correct.',
        files: ['LRAR Vaubert.pdf'],
      }),
      writes('8d 20h', 'email', { text: "ok ok je me calme. j'attends.", subject: 'Re: PERMIS' }),
      replies('1d 2h', 'email', {
        text: 'Bonjour Monsieur,\n\nVotre recours est rejeté pour les motifs joints. Vous avez deux mois pour saisir le tribunal administratif.',
        files: ['décision motivée.pdf'],
      }),
      closes('1d 1h 59m'),
    ],
  },
];
