import {
  appeal,
  bonjour,
  content,
  decided,
  decision,
  facts,
  hello,
  legal,
  mandatory,
  next,
  onSecurePage,
  signed,
  type SeedText,
} from './seed-blocks.js';

/** For a person who makes a first mistake in good faith (CRPA L123-1). */
const rightToError: SeedText = {
  key: 'right-to-error',
  sectorId: null,
  act: 'right-to-error',
  source: 'CRPA L. 123-1, L. 123-2',
  fr: content({
    subject: 'Vous pouvez corriger une erreur ({{ reference }})',
    blocks: [
      bonjour,
      mandatory(
        facts(
          'Une erreur s’est glissée dans {{ purpose | in_sentence }}. Cela arrive à tout le monde.',
          "Une erreur s'est glissée dans {{ purpose | in_sentence }}.",
        ),
      ),
      mandatory(
        next(
          'Vous pouvez la corriger au plus tard le **{{ deadline }}**.{% if steps %} {{ steps }}{% else %} Il suffit de répondre à ce message avec les bonnes informations.{% endif %}',
          'Vous pouvez la corriger au plus tard le {{ deadline }}.{% if steps %} {{ steps }}{% else %} Il suffit de répondre à ce message.{% endif %}',
        ),
      ),
      legal(
        'Si vous la corrigez dans ce délai, nous ne vous sanctionnerons pas pour cette erreur. Cela vaut pour une première erreur, commise de bonne foi. L’article L. 123-1 du code des relations entre le public et l’administration donne ce droit. Vos autres obligations ne changent pas.',
        "Dans ce délai, nous ne vous sanctionnerons pas pour cette erreur, si c'est la première et de bonne foi (article L. 123-1 du code des relations entre le public et l'administration). Vos autres obligations ne changent pas.",
      ),
      signed.fr,
    ],
    actions: { status: 'waiting' },
  }),
  en: content({
    subject: 'You can correct a mistake ({{ reference }})',
    blocks: [
      hello,
      mandatory(
        facts(
          'There is a mistake in {{ purpose | in_sentence }}. This happens to everybody.',
          'There is a mistake in {{ purpose | in_sentence }}.',
        ),
      ),
      mandatory(
        next(
          'You can correct it by **{{ deadline }}** at the latest.{% if steps %} {{ steps }}{% else %} Just reply to this message with the right information.{% endif %}',
          'You can correct it by {{ deadline }} at the latest.{% if steps %} {{ steps }}{% else %} Just reply to this message.{% endif %}',
        ),
      ),
      legal(
        'If you correct it in that time, we will not penalise you for this mistake. This holds for a first mistake, made in good faith. Article L. 123-1 of the French code of relations between the public and the administration gives this right. Your other obligations do not change.',
        'In that time, we will not penalise you for this mistake, if it is the first and made in good faith (article L. 123-1, French code of relations between the public and the administration). Your other obligations do not change.',
      ),
      signed.en,
    ],
    actions: { status: 'waiting' },
  }),
};

/** The reply with a copy must explain how to have data corrected, and where to complain (GDPR art. 15). */
const gdprAccess: SeedText = {
  key: 'gdpr-access',
  sectorId: null,
  act: 'data-access',
  source: 'RGPD art. 12, 15 (1 e et f)',
  fr: content({
    subject: 'La copie de vos données personnelles est prête',
    blocks: [
      bonjour,
      mandatory(
        facts(
          'La copie de vos données personnelles est prête. Elle vous attend pendant 30 jours sur votre page sécurisée : {{ reply_link }}',
          'La copie de vos données personnelles vous attend pendant 30 jours : {{ reply_link }}',
        ),
      ),
      facts(
        'Elle contient vos messages, vos pièces, les notes des agents et la liste des consultations de votre dossier.',
        'Contenu : messages, pièces, notes des agents, consultations du dossier.',
      ),
      next(
        'Une donnée est fausse ou de trop ? Répondez à ce message pour demander de la corriger ou de l’effacer.',
        'Pour corriger ou effacer une donnée, répondez à ce message.',
      ),
      appeal(
        'Vous pouvez aussi vous plaindre à la Commission nationale de l’informatique et des libertés (CNIL) : www.cnil.fr.',
        "Pour vous plaindre : Commission nationale de l'informatique et des libertés (CNIL), www.cnil.fr.",
      ),
      signed.fr,
    ],
    needsDocument: true,
  }),
  en: content({
    subject: 'The copy of your personal data is ready',
    blocks: [
      hello,
      mandatory(
        facts(
          'The copy of your personal data is ready. It waits for you for 30 days on your secure page: {{ reply_link }}',
          'The copy of your personal data waits for you for 30 days: {{ reply_link }}',
        ),
      ),
      facts(
        'It holds your messages, your documents, the notes of our agents and the list of who consulted your case.',
        'It holds messages, documents, notes of our agents, who consulted your case.',
      ),
      next(
        'Is something wrong or not needed? Reply to this message to ask us to correct or erase it.',
        'To have something corrected or erased, reply to this message.',
      ),
      appeal(
        'You may also complain to the French data protection authority (CNIL): www.cnil.fr.',
        'To complain: the French data protection authority (CNIL), www.cnil.fr.',
      ),
      signed.en,
    ],
    needsDocument: true,
  }),
};

/** A refusal in part: the commission comes before the court (CRPA L342-1). */
const maskedDocument: SeedText = {
  key: 'masked-document',
  sectorId: null,
  act: 'document-refusal',
  source: 'CRPA L. 311-6, L. 311-7, L. 311-14, L. 342-1, R. 343-1, L. 212-1, L. 212-2 (1°)',
  fr: content({
    subject: 'Le document que vous avez demandé ({{ reference }})',
    blocks: [
      bonjour,
      decision(
        'Nous vous communiquons le document que vous avez demandé. Nous avons masqué certains passages pour protéger {{ masked_secret | in_sentence }}.',
        'Document communiqué, certains passages masqués pour protéger {{ masked_secret | in_sentence }}.',
      ),
      legal(
        'Les articles L. 311-6 et L. 311-7 du code des relations entre le public et l’administration nous y obligent.',
        "Articles L. 311-6 et L. 311-7 du code des relations entre le public et l'administration.",
      ),
      appeal(
        'Vous n’êtes pas d’accord ? Vous avez deux mois pour saisir la Commission d’accès aux documents administratifs (CADA) : www.cada.fr. Cette étape est obligatoire avant le tribunal administratif.',
        "Pour contester sous deux mois : Commission d'accès aux documents administratifs (CADA), www.cada.fr, obligatoire avant le tribunal administratif.",
      ),
      onSecurePage.fr,
      decided,
    ],
    needsDocument: true,
  }),
  en: content({
    subject: 'The document that you asked for ({{ reference }})',
    blocks: [
      hello,
      decision(
        'We send you the document that you asked for. We have masked some passages to protect {{ masked_secret | in_sentence }}.',
        'Document sent, some passages masked to protect {{ masked_secret | in_sentence }}.',
      ),
      legal(
        'Articles L. 311-6 and L. 311-7 of the French code of relations between the public and the administration require it.',
        'Articles L. 311-6 and L. 311-7, French code of relations between the public and the administration.',
      ),
      appeal(
        'You do not agree? You have two months to turn to the commission for access to administrative documents (CADA): www.cada.fr. This step is compulsory before the administrative court.',
        'To contest within two months: commission for access to administrative documents (CADA), www.cada.fr, compulsory before the administrative court.',
      ),
      onSecurePage.en,
      decided,
    ],
    needsDocument: true,
  }),
};

export const rights = [rightToError, gdprAccess, maskedDocument];
