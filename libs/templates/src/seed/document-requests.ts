import { bonjour, content, facts, hello, legal, mandatory, next, signed, type SeedTemplate } from './seed-blocks.js';

const waiting = { status: 'waiting' as const };

/** List, deadline and effect on the time limit (CRPA L114-5); what we may ask another administration for, we offer to. */
const missingDocuments: SeedTemplate = {
  key: 'missing-documents',
  title: 'Pièces manquantes',
  intention: 'Demander les pièces qui manquent, avant quelle date, et dire ce que cela change.',
  sectorId: null,
  tags: ['pièces', 'dossier incomplet'],
  fr: content({
    subject: 'Pièces à envoyer pour votre dossier {{ reference }}',
    blocks: [
      bonjour,
      mandatory(
        facts(
          'Il manque ces pièces à votre dossier **{{ reference }}** :\n{{ documents | bullets }}',
          'Dossier {{ reference }}, il manque :\n{{ documents | bullets }}',
        ),
      ),
      mandatory(
        next(
          'Envoyez-les au plus tard le **{{ deadline }}** : répondez à ce message en les joignant.',
          'Répondez en les joignant, au plus tard le {{ deadline }}.',
        ),
      ),
      legal('{% if clock_effect %}{{ clock_effect }}{% endif %}'),
      next(
        '{% if keeps_examining %}Nous continuons d’examiner votre dossier sans attendre ces pièces.{% endif %}',
        "{% if keeps_examining %}Nous continuons l'examen sans les attendre.{% endif %}",
      ),
      next(
        '{% if obtainable_from %}Nous pouvons aussi demander ces pièces pour vous ({{ obtainable_from }}). Si vous êtes d’accord, répondez OUI à ce message.{% endif %}',
        '{% if obtainable_from %}Si vous voulez que nous les demandions pour vous ({{ obtainable_from }}), répondez OUI.{% endif %}',
      ),
      signed,
    ],
    actions: waiting,
  }),
  en: content({
    subject: 'Documents to send for your case {{ reference }}',
    blocks: [
      hello,
      mandatory(
        facts(
          'These documents are missing from your case **{{ reference }}**:\n{{ documents | bullets }}',
          'Case {{ reference }}, missing:\n{{ documents | bullets }}',
        ),
      ),
      mandatory(
        next(
          'Send them by **{{ deadline }}** at the latest: attach them to a reply to this message.',
          'Attach them to a reply by {{ deadline }} at the latest.',
        ),
      ),
      legal('{% if clock_effect %}{{ clock_effect }}{% endif %}'),
      next(
        '{% if keeps_examining %}We go on examining your case without waiting for these documents.{% endif %}',
        '{% if keeps_examining %}We go on without waiting for them.{% endif %}',
      ),
      next(
        '{% if obtainable_from %}We can also ask for these documents for you ({{ obtainable_from }}). If you agree, reply YES to this message.{% endif %}',
        '{% if obtainable_from %}If you want us to ask for them for you ({{ obtainable_from }}), reply YES.{% endif %}',
      ),
      signed,
    ],
    actions: waiting,
  }),
};

/** CRPA R112-20: what is not opened in time counts as received on the day on which it was made available. */
const documentInYourSpace: SeedTemplate = {
  key: 'document-in-your-space',
  title: 'Un document vous attend',
  intention: 'Prévenir qu’un document est à ouvrir sur la page sécurisée, et jusqu’à quand.',
  sectorId: null,
  tags: ['document', 'notification'],
  fr: content({
    subject: 'Un document vous attend',
    blocks: [
      bonjour,
      mandatory(facts('Un document vous attend sur votre page sécurisée : {{ reply_link }}')),
      mandatory(next('Ouvrez-le au plus tard le **{{ deadline }}**.')),
      legal(
        'Sinon, la loi considère que vous l’avez reçu à la date de ce message. L’article R. 112-20 du code des relations entre le public et l’administration le prévoit.',
        'Sinon, il compte comme remis à la date de ce message.',
      ),
      signed,
    ],
  }),
  en: content({
    subject: 'A document is waiting for you',
    blocks: [
      hello,
      mandatory(facts('A document is waiting for you on your secure page: {{ reply_link }}')),
      mandatory(next('Open it by **{{ deadline }}** at the latest.')),
      legal(
        'Otherwise, the law treats it as received on the date of this message. Article R. 112-20 of the French code of relations between the public and the administration says so.',
        'Otherwise, it counts as received on the date of this message.',
      ),
      signed,
    ],
  }),
};

export const documents = [missingDocuments, documentInYourSpace];
