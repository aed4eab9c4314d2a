import { people } from '../invented-people.js';
import { replies, notes, writes, records, type Story } from '../story-steps.js';

/** Schools, families and social help. */
export const families: Story[] = [
  {
    subject: 'Inscription de Maëlle en petite section',
    citizen: people.camille,
    team: 'Affaires scolaires',
    agent: 'ines',
    tags: ['école'],
    steps: [
      writes('6d 14h', 'email', {
        text: "Bonjour,\n\nNous emménageons le 1er au 14 rue des Glycines et je souhaite inscrire ma fille Maëlle en petite section. Je joins le livret de famille et l'attestation de mes parents qui nous hébergent : est-ce suffisant ?\n\nCamille Delorme\n06 39 98 12 11",

        subject: 'Inscription petite section - Maëlle',
        files: ['livret de famille.pdf', 'attestation hébergement.pdf'],
      }),
      replies('5d 22h', 'email', {
        text: "Bonjour Madame,\n\nVos pièces conviennent : une attestation sur l'honneur suffit pour le domicile. Il nous manque le nom du deuxième responsable légal de Maëlle.\n\nVotre dossier {ref} avance pendant ce temps.\n\nInès Carvalho, Affaires scolaires",
      }),
      writes('5d 16h', 'sms', {
        text: "Bonjour c'est Camille Delorme, dossier {ref} : le 2e parent est Hugo Delorme né le 04/11/1988. Vous avez eu mon mail ? 🙏",
      }),
      replies('5d 15h 50m', 'sms', {
        text: 'Ville de Valbourg : bien noté pour {ref}. Pour votre sécurité, confirmez aussi en répondant à notre courriel.',
      }),
      writes('1d 3h', 'chat', {
        text: "Bonjour, je suis passée par mon compte cette fois 🙂 c'est pour {ref}, le nom du papa est dans le formulaire",
      }),
      replies('1d 2h 57m', 'chat', {
        text: "Bonjour Madame, je vois votre dossier : tout y est. Maëlle ira à l'école des Tilleuls. Souhaitez-vous la cantine ?",
      }),
      writes('1d 2h 53m', 'chat', { text: "Oui : lundi, mardi, jeudi et vendredi. Elle est allergique à l'arachide." }),
      notes(
        '1d 2h 52m',
        "Allergie : rien de médical dans le chat. Le médecin scolaire fera un PAI, fiche à envoyer par l'espace sécurisé.",
      ),
      replies('1d 2h 50m', 'chat', {
        text: "C'est noté pour les jours. Pour l'allergie, pas de détail médical ici : le médecin scolaire vous recevra. La fiche part dans votre espace.",
      }),
      replies('22h', 'email', {
        text: "Bonjour Madame,\n\nMaëlle est inscrite à l'école des Tilleuls à la rentrée. Prenez rendez-vous avec la directrice, le certificat ci-joint en main.\n\nInès Carvalho, Affaires scolaires",
        subject: 'Maëlle est inscrite',
        files: ['certificat inscription.pdf', 'rentrée aux Tilleuls.ics'],
      }),
      records('3h', 'counter', {
        text: "La mère dépose l'original du livret de famille pour vérification et repart avec le règlement de la cantine.",
      }),
      writes('25m', 'whatsapp', {
        text: 'Merci pour tout ! Une dernière question : la réunion de rentrée, c’est quel jour ? 😊',
      }),
    ],
  },
  {
    subject: 'Запис дітей до школи / Inscription, arrivée d’Ukraine',
    citizen: people.iryna,
    team: 'Affaires scolaires',
    agent: 'ines',
    tags: ['école', 'upe2a'],
    steps: [
      writes('8d 4h', 'email', {
        text: 'Добрий день!\n\nМи з двома дітьми (9 і 13 років) живемо у Вальбурзі в родини, яка нас прийняла. Хочу записати дітей до школи. Договору оренди немає, є лише лист від господарів. Чи потрібен переклад свідоцтв про народження?\n\nДякую, Ірина Лавренко',
        subject: 'Запис дітей до школи',
        files: ['свідоцтво Марко.png', 'лист від родини.pdf'],
      }),
      replies('7d 6h', 'email', {
        text: "Добрий день!\n\n1. Переклад не потрібен: достатньо вашої письмової заяви.\n2. Лист від родини підходить.\n3. Старша дитина навчатиметься в collège: документи передамо до академії.\n\nЧи можете прийти у вівторок о 10:00? Буде перекладачка.\n\nInès Carvalho, Affaires scolaires (l'original en français fait foi)",
      }),
      writes('7d 3h', 'telegram', { text: 'Дякую! Прийду у вівторок о 10. Чи є автобус до школи?' }),
      replies('7d 2h 30m', 'telegram', { text: 'Так: лінія 4, зупинка «Port», 8:05. До вівторка!' }),
      records('3d 6h', 'counter', {
        text: "Rendez-vous avec interprète : dossier du cadet complet, classe UPE2A aux Tilleuls. L'aîné relève du collège, transmis au rectorat.",
      }),
      replies('1d 4h', 'telegram', { text: 'Марко записаний до école des Tilleuls з понеділка. Справа {ref}.' }),
      writes('1d 3h 40m', 'telegram', {
        text: 'Щиро дякую вам ❤️ Марко дуже чекає! А їдальня у п’ятницю працює?',
        files: ['Марко малюнок.png'],
      }),
    ],
  },
  {
    subject: 'MDPH : parcours de scolarisation / طلب ملف',
    citizen: people.yasmine,
    team: 'Action sociale',
    agent: 'helene',
    tags: ['mdph', 'interprète arabe'],
    steps: [
      writes('11d 5h', 'chat', {
        text: 'السلام عليكم، ابني عمره 7 سنوات وعنده صعوبات في المدرسة. المعلمة قالت لازم ملف MDPH. كيف أقدّم الطلب؟',
      }),
      replies('11d 4h 57m', 'chat', {
        text: 'مرحباً سيدتي. يمكنك تقديم الطلب عبر الإنترنت أو على الورق. (Traduction d’aide : le texte français fait foi.)',
      }),
      writes('11d 4h 53m', 'chat', { text: 'عندي شهادة طبية من 4 أشهر. هل ما زالت صالحة؟' }),
      replies('11d 4h 50m', 'chat', {
        text: 'نعم، يجب أن يكون عمرها أقل من سنة. لا ترسلي وثائق طبية هنا، بل في الفضاء الآمن. رقم ملفك: {ref}',
      }),
      writes('9d 4h', 'webhook', {
        text: 'Demande : parcours de scolarisation, AESH\nEnfant : 7 ans, CE1\nLangue souhaitée : arabe',

        subject: 'Formulaire MDPH',
        files: ['formulaire signé.pdf', 'geva-sco.pdf'],
      }),
      records('4d 4h', 'phone', {
        text: "Appel avec interprète (arabe) : le certificat n'est pas signé, à refaire. La mère a compris. Rappel dans 15 jours.",

        direction: 'out',
      }),
      writes('2h', 'whatsapp', {
        text: 'السلام عليكم، أرسلت الشهادة الموقعة اليوم في الموقع. شكراً',
        files: ['وصل الإرسال.png'],
      }),
      replies('1h 50m', 'whatsapp', { text: 'وعليكم السلام، وصلت الشهادة وملفك كامل الآن. شكراً جزيلاً.' }),
    ],
  },
  {
    subject: 'Aide d’urgence, référence 7741',
    citizen: people.salima,
    team: 'Action sociale',
    agent: 'helene',
    tags: ['urgence', 'discrétion'],
    priority: 'high',
    steps: [
      records('3d 5h', 'phone', {
        text: 'Plus de revenus depuis la séparation, 2 enfants, loyer impayé de 2 mois. Demande à ne pas être appelée entre 18 h et 8 h.',
      }),
      replies('3d 4h 54m', 'sms', {
        text: 'Votre rendez-vous : demain 9h15, 3 rue des Halles, bureau 2. Si vous ne pouvez pas venir, répondez NON. Ref 7741',
      }),
      writes('3d 4h 30m', 'sms', { text: 'شكرا سأكون هناك ان شاء الله' }),
      records('2d 4h', 'counter', {
        text: "Entretien : bons alimentaires demandés, dossier FSL à monter. Manque l'avis d'imposition, non bloquant.",
      }),
      notes('2d 3h 50m', 'SMS neutres seulement : le téléphone est peut-être lu par un tiers.'),
      replies('6h', 'sms', {
        text: "Votre demande 7741 a une réponse, dans votre espace. Besoin d'aide pour l'ouvrir : passez nous voir.",
      }),
      writes('48m', 'sms', { text: "bonjour j'arrive pas à ouvrir le document, le code n'arrive pas" }),
    ],
  },
  {
    subject: 'Facture de cantine : deux parents, une adresse',
    citizen: people.delphine,
    team: 'Affaires scolaires',
    agent: 'ines',
    tags: ['cantine', 'ne pas fusionner'],
    steps: [
      writes('5d 3h', 'email', {
        text: "Bonjour, la facture de cantine est au nom de mon ex-mari, or j'ai les enfants les semaines paires. Pouvez-vous faire deux factures ?\nDelphine Arsan",
        subject: 'Facture cantine novembre',
      }),
      writes('4d 5h', 'email', {
        text: "Bonjour, ici Ludovic Moulin. J'écris de l'adresse familiale : je n'ai pas reçu la facture, et je ne souhaite pas que mon adresse soit donnée à mon ex-épouse.",
        subject: 'Cantine',
        from: people.ludovic,
        then: 'leave',
      }),
      notes(
        '4d 4h',
        'Deux personnes écrivent de la même boîte : deux dossiers, on ne transmet rien de l’un à l’autre.',
      ),
      replies('4d 3h', 'email', {
        text: "Bonjour Madame,\n\nPour une facturation alternée, il faut l'accord des deux responsables. Chacun répond séparément. Merci de nous écrire désormais d'une adresse qui vous est personnelle.\n\nInès Carvalho",
      }),
      writes('4d 2h', 'email', {
        text: "Voici mon adresse à moi, utilisez celle-ci. Les semaines paires, c'est moi.",
        subject: 'Re: Facture cantine novembre',
        from: people.delphineAlone,
        files: ['calendrier de garde.csv'],
      }),
      records('2d 2h', 'phone', {
        text: "Voix masculine, autre numéro, demande « l'adresse de Mme Arsan ». Refusé, aucune information donnée.",
      }),
    ],
  },
];
