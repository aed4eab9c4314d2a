import {
  bonjour,
  clockEffect,
  content,
  facts,
  hello,
  legal,
  mandatory,
  next,
  signed,
  type SeedText,
} from './seed-blocks.js';

const waiting = { status: 'waiting' as const };

/** List, deadline and effect on the time limit (CRPA L114-5); what we may ask another administration for, we offer to. */
const missingDocuments: SeedText = {
  key: 'missing-documents',
  sectorId: null,
  act: 'missing-documents',
  source: 'CRPA L. 114-5, L. 114-5-1, L. 113-12, R. 112-11-4',
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
      legal(...clockEffect.fr),
      next(
        '{% if keeps_examining %}Nous continuons d’examiner votre dossier sans attendre ces pièces.{% endif %}',
        "{% if keeps_examining %}Nous continuons l'examen sans les attendre.{% endif %}",
      ),
      next(
        '{% if obtainable_from %}Nous pouvons aussi demander ces pièces pour vous ({{ obtainable_from }}). Si vous êtes d’accord, répondez OUI à ce message.{% endif %}',
        '{% if obtainable_from %}Si vous voulez que nous les demandions pour vous ({{ obtainable_from }}), répondez OUI.{% endif %}',
      ),
      signed.fr,
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
      legal(...clockEffect.en),
      next(
        '{% if keeps_examining %}We go on examining your case without waiting for these documents.{% endif %}',
        '{% if keeps_examining %}We go on without waiting for them.{% endif %}',
      ),
      next(
        '{% if obtainable_from %}We can also ask for these documents for you ({{ obtainable_from }}). If you agree, reply YES to this message.{% endif %}',
        '{% if obtainable_from %}If you want us to ask for them for you ({{ obtainable_from }}), reply YES.{% endif %}',
      ),
      signed.en,
    ],
    actions: waiting,
  }),
};

/** CRPA R112-20: what is not opened in time counts as received on the day on which it was made available. */
const documentInYourSpace: SeedText = {
  key: 'document-in-your-space',
  sectorId: null,
  act: 'notification',
  source: 'CRPA L. 112-15, R. 112-19, R. 112-20',
  fr: content({
    subject: 'Un document vous attend',
    blocks: [
      bonjour,
      mandatory(facts('Un document vous attend sur votre page sécurisée, depuis le {{ today }} : {{ reply_link }}')),
      mandatory(
        next(
          "Vous avez {{ notice_days | counted: 'jour', 'jours' }} pour l’ouvrir, jusqu’au **{{ notice_deadline }}**. Il compte comme reçu le jour où vous l’ouvrez.",
          "Vous avez {{ notice_days | counted: 'jour', 'jours' }} pour l'ouvrir, jusqu'au {{ notice_deadline }}. Il compte comme remis le jour où vous l'ouvrez.",
        ),
      ),
      legal(
        'Sans ouverture dans ce délai, la loi considère que vous l’avez reçu le jour de sa mise à disposition. L’article R. 112-20 du code des relations entre le public et l’administration le prévoit.',
        'Sans ouverture dans ce délai, il compte comme remis le jour de sa mise à disposition.',
      ),
      signed.fr,
    ],
    needsDocument: true,
  }),
  en: content({
    subject: 'A document is waiting for you',
    blocks: [
      hello,
      mandatory(facts('A document has been waiting for you on your secure page since {{ today }}: {{ reply_link }}')),
      mandatory(
        next(
          "You have {{ notice_days | counted: 'day', 'days' }} to open it, until **{{ notice_deadline }}**. It counts as received on the day on which you open it.",
          "You have {{ notice_days | counted: 'day', 'days' }} to open it, until {{ notice_deadline }}. It counts as received on the day on which you open it.",
        ),
      ),
      legal(
        'If you do not open it, the law treats it as received on the day it was made available. Article R. 112-20 of the French code of relations between the public and the administration says so.',
        'If you do not open it, it counts as received on the day it was made available.',
      ),
      signed.en,
    ],
    needsDocument: true,
  }),
};

export const documents = [missingDocuments, documentInYourSpace];
