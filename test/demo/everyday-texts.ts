/** What people ask of a town on an ordinary day, in their words, and what it answers. */
interface EverydayText {
  asked: string[];
  answer: string;
}

const texts: Record<string, EverydayText> = {
  'Horaires d’ouverture': {
    asked: [
      'Bonjour, êtes-vous ouverts samedi matin ? Je travaille toute la semaine.',
      'À quelle heure ferme l’accueil le vendredi, s’il vous plaît ?',
      'Bonjour, la mairie annexe ouvre-t-elle pendant les vacances scolaires ?',
      'J’ai trouvé porte close mardi à midi. Fermez-vous à l’heure du déjeuner ?',
    ],
    answer: 'L’accueil est ouvert du lundi au vendredi de 9 h à 17 h 30 sans interruption, et le samedi de 9 h à midi.',
  },
  'Objet perdu': {
    asked: [
      'Bonjour, j’ai oublié une écharpe grise dans la salle d’attente hier après-midi.',
      'Mon fils a perdu son sac à dos bleu au gymnase. Vous l’a-t-on rapporté ?',
      'J’ai égaré un trousseau de trois clés près du marché dimanche.',
      'Bonjour, un téléphone a-t-il été déposé chez vous ? Coque rouge, écran fendu.',
    ],
    answer: 'Les objets trouvés sont gardés à l’accueil pendant un an. Passez avec une pièce d’identité et une description.',
  },
  'Fête de quartier': {
    asked: [
      'Nous voudrions fermer la rue des Tilleuls un samedi de juin pour la fête des voisins.',
      'Peut-on emprunter des tables et des bancs pour une fête de quartier ? Nous serons une soixantaine.',
      'Bonjour, jusqu’à quelle heure la musique est-elle permise pour une fête de quartier ?',
    ],
    answer: 'La demande se fait un mois avant, avec le plan de la rue. Les tables et les bancs sont prêtés, dans la limite du stock.',
  },
  'Inscription à l’école': {
    asked: [
      'Nous emménageons à Valbourg en juillet. Comment inscrire notre fille en CE1 ?',
      'Bonjour, mon fils aura trois ans en novembre. Peut-il entrer en petite section à la rentrée ?',
      'Quelles pièces faut-il pour inscrire un enfant que j’accueille, avec l’accord du juge ?',
      'Je souhaite que ma fille aille dans la même école que son frère. Est-ce possible ?',
    ],
    answer: 'Apportez le livret de famille, un justificatif de domicile et le carnet de vaccination. L’école de secteur vous est indiquée aussitôt.',
  },
  'Menu de la cantine': {
    asked: [
      'Bonjour, où trouve-t-on le menu de la semaine prochaine ?',
      'Ma fille est allergique à l’arachide. Comment la cantine en tient-elle compte ?',
      'Y a-t-il un repas sans viande tous les jours ?',
    ],
    answer: 'Les menus sont publiés chaque jeudi pour la semaine suivante. Pour une allergie, un projet d’accueil est établi avec le médecin scolaire.',
  },
  'Garderie du matin': {
    asked: [
      'Je commence à 8 h : à partir de quelle heure puis-je déposer mon fils ?',
      'Bonjour, peut-on réserver la garderie du matin pour deux jours seulement ?',
      'Combien coûte la garderie du matin avec un quotient de 650 ?',
    ],
    answer: 'La garderie ouvre à 7 h 30. Elle se réserve par jour, jusqu’à la veille à midi, sur le portail des familles.',
  },
  'Acte de naissance': {
    asked: [
      'Bonjour, je suis né à Valbourg en 1984 et il me faut un acte de naissance pour mon mariage.',
      'Le notaire me demande une copie intégrale de l’acte de naissance de ma mère.',
      'J’ai demandé un extrait avec filiation il y a dix jours et je n’ai rien reçu.',
    ],
    answer: 'La copie est gratuite et part par courrier sous trois jours. Indiquez les noms des parents, sauf pour un extrait sans filiation.',
  },
  'Rendez-vous passeport': {
    asked: [
      'Bonjour, je pars le mois prochain et je ne trouve aucun rendez-vous pour un passeport.',
      'Faut-il un rendez-vous par personne ? Nous sommes quatre.',
      'Je dois déplacer mon rendez-vous de jeudi : mon fils est malade.',
    ],
    answer: 'Des rendez-vous s’ouvrent chaque lundi à 9 h. Il en faut un par personne ; pour en déplacer un, utilisez le lien de la confirmation.',
  },
  'Carte d’identité': {
    asked: [
      'Ma carte d’identité est valable jusqu’en mars. Puis-je la renouveler dès maintenant ?',
      'Bonjour, on m’a volé mon portefeuille. Que faire pour la carte d’identité ?',
      'Ma carte est-elle prête ? J’ai déposé le dossier il y a quatre semaines.',
    ],
    answer: 'Un SMS vous prévient dès que la carte est là. En cas de vol, apportez la déclaration faite au commissariat.',
  },
  'Nid-de-poule': {
    asked: [
      'Un trou s’est formé devant le 12 de la rue Basse, une voiture y a crevé ce matin.',
      'Bonjour, la chaussée s’affaisse à l’angle de l’avenue de la Gare et de la rue du Lavoir.',
      'Nid-de-poule profond sur la piste cyclable du pont, dangereux la nuit.',
    ],
    answer: 'L’équipe passe sous cinq jours ouvrés ; un trou dangereux est signalé et rebouché dans la journée.',
  },
  'Lampadaire éteint': {
    asked: [
      'Le lampadaire 148 de la rue des Écoles est éteint depuis une semaine.',
      'Bonjour, toute la rue du Moulin est dans le noir depuis hier soir.',
      'Le lampadaire devant l’arrêt de bus de la Plaine clignote sans arrêt.',
    ],
    answer: 'La panne est transmise à l’entreprise d’éclairage, qui intervient sous dix jours. Une rue entière est rétablie en priorité.',
  },
  'Trottoir abîmé': {
    asked: [
      'Une racine soulève le trottoir devant l’école des Platanes ; on y trébuche.',
      'Bonjour, le trottoir est trop défoncé pour mon fauteuil devant la pharmacie.',
      'Depuis les travaux de la fibre, trois dalles manquent rue Haute.',
    ],
    answer: 'Un technicien vient voir sur place. Selon le cas, le trottoir est réparé aussitôt ou inscrit au programme de l’année.',
  },
  'Aide au chauffage': {
    asked: [
      'Bonjour, ma facture de gaz a doublé et je ne peux pas la payer. À qui m’adresser ?',
      'Ma mère vit seule avec une petite retraite. A-t-elle droit à une aide pour le chauffage ?',
      'Quelles pièces faut-il pour l’aide au chauffage ?',
    ],
    answer: 'Un conseiller vous reçoit pour faire le point. Apportez la facture, votre avis d’imposition et une pièce d’identité.',
  },
  'Dossier APA': {
    asked: [
      'Bonjour, où en est le dossier APA de mon père, déposé en septembre ?',
      'Qui vient à domicile pour l’évaluation, et combien de temps cela dure-t-il ?',
      'Mon mari sort de l’hôpital la semaine prochaine. Peut-on accélérer son dossier APA ?',
    ],
    answer: 'Une évaluation est faite à domicile par l’équipe médico-sociale du département ; elle dure une heure environ.',
  },
  'Facture de cantine': {
    asked: [
      'La facture d’octobre compte quinze repas alors que ma fille a été malade une semaine.',
      'Bonjour, peut-on payer la cantine en deux fois ?',
      'J’ai changé de banque : comment mettre à jour le prélèvement ?',
    ],
    answer: 'Les repas des jours d’absence avec certificat médical sont déduits de la facture suivante. Le paiement en deux fois se demande ici.',
  },
  'Titre de paiement': {
    asked: [
      'J’ai reçu un titre de paiement pour une place de marché que j’ai rendue en mars.',
      'Bonjour, jusqu’à quand dois-je payer le titre reçu hier ?',
      'Le titre est au nom de mon ancien associé. Comment le corriger ?',
    ],
    answer: 'Le montant est dû sous trente jours. Nous vérifions votre situation avec le service qui a émis le titre et revenons vers vous.',
  },
}; // prettier-ignore

/** What people ask about. */
export const subjects: readonly string[] = Object.keys(texts);

/** What the `n`th citizen asks about this. */
export const askedOf = (subject: string, n: number): string => {
  const { asked } = texts[subject]!;
  return asked[n % asked.length]!;
};

/** What the town answers about this. */
export const answerTo = (subject: string): string =>
  `Bonjour,\n\n${texts[subject]!.answer}\n\nNous restons à votre disposition.\n\nLa mairie de Valbourg`;

const reminders = [
  'Bonjour, avez-vous reçu mon message ?',
  'Bonjour, je me permets de vous relancer, sans réponse à ce jour.',
  'Pouvez-vous me dire où en est ma demande ? Merci d’avance.',
];

/** What the `n`th citizen writes who waits for an answer. */
export const reminderOf = (n: number): string => reminders[n % reminders.length]!;
