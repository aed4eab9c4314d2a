import {
  bonjour,
  content,
  courtesy,
  facts,
  hello,
  legal,
  mandatory,
  next,
  signed,
  type SeedText,
} from './seed-blocks.js';

const waiting = { status: 'waiting' as const };
/** It says how things stand, and asks nothing of the citizen. */
const stayingOpen = { status: 'open' as const };

/** One part of an SMS, whatever the case. */
const statusBySms: SeedText = {
  key: 'status-by-sms',
  sectorId: null,
  act: 'correspondence',
  source: 'CRPA L. 111-2',
  fr: content({
    subject: 'Où en est votre dossier {{ reference }}',
    blocks: [
      bonjour,
      mandatory(
        facts(
          'Voici où en est votre dossier **{{ reference }}** : {{ status | in_sentence }}.',
          '{{ organisation }} : dossier {{ reference }}, {{ status | in_sentence }}.',
        ),
      ),
      next('Vous trouvez le détail sur votre page sécurisée : {{ reply_link }}', 'Détail : {{ reply_link }}'),
      { ...signed.fr, short: '' },
    ],
    actions: stayingOpen,
  }),
  en: content({
    subject: 'Where your case {{ reference }} stands',
    blocks: [
      hello,
      mandatory(
        facts(
          'This is where your case **{{ reference }}** stands: {{ status | in_sentence }}.',
          '{{ organisation }}: case {{ reference }}, {{ status | in_sentence }}.',
        ),
      ),
      next('You find the details on your secure page: {{ reply_link }}', 'Details: {{ reply_link }}'),
      { ...signed.en, short: '' },
    ],
    actions: stayingOpen,
  }),
};

const transfer: SeedText = {
  key: 'transfer',
  sectorId: null,
  act: 'transfer',
  source: 'CRPA L. 114-2, L. 114-3',
  fr: content({
    subject: 'Nous avons transmis votre demande {{ reference }}',
    blocks: [
      bonjour,
      mandatory(
        facts(
          'Votre demande **{{ reference }}** concerne une autre administration : {{ authority }}. Nous la lui avons transmise le {{ decided_on }}.',
          'Demande {{ reference }} transmise le {{ decided_on }} : {{ authority }}.',
        ),
      ),
      courtesy(
        legal(
          'L’article L. 114-2 du code des relations entre le public et l’administration le prévoit.',
          "Article L. 114-2 du code des relations entre le public et l'administration.",
        ),
      ),
      next('Elle vous répondra directement. Vous n’avez rien à faire.', 'Vous aurez sa réponse directement.'),
      signed.fr,
    ],
  }),
  en: content({
    subject: 'We have passed on your request {{ reference }}',
    blocks: [
      hello,
      mandatory(
        facts(
          'Your request **{{ reference }}** concerns another administration: {{ authority }}. We passed it on to them on {{ decided_on }}.',
          'Request {{ reference }} passed on, {{ decided_on }}: {{ authority }}.',
        ),
      ),
      courtesy(
        legal(
          'Article L. 114-2 of the French code of relations between the public and the administration provides for this.',
          'Article L. 114-2, French code of relations between the public and the administration.',
        ),
      ),
      next('They will answer you directly. You have nothing to do.', 'They will answer you directly.'),
      signed.en,
    ],
  }),
};

const closingWithoutAnswer: SeedText = {
  key: 'closing-without-reply',
  sectorId: null,
  act: 'correspondence',
  source: 'CRPA L. 111-2, L. 231-1, L. 231-4',
  fr: content({
    subject: 'Nous attendons votre réponse ({{ reference }})',
    blocks: [
      bonjour,
      mandatory(
        facts(
          'Nous attendons votre réponse pour avancer dans votre dossier **{{ reference }}**. Sans réponse de votre part le {{ closes_on }}, nous fermerons ce dossier. Ce n’est pas un refus : votre demande n’est pas rejetée.',
          "Dossier {{ reference }} : sans réponse de votre part le {{ closes_on }}, nous le fermerons. Ce n'est pas un refus : votre demande n'est pas rejetée.",
        ),
      ),
      next(
        'Vous pourrez le rouvrir à tout moment : il suffira de répondre à ce message.',
        'Pour le rouvrir, il suffira de répondre à ce message.',
      ),
      signed.fr,
    ],
    actions: waiting,
  }),
  en: content({
    subject: 'We are waiting for your answer ({{ reference }})',
    blocks: [
      hello,
      mandatory(
        facts(
          'We are waiting for your answer to go on with your case **{{ reference }}**. Without an answer from you on {{ closes_on }}, we will close this case. This is no refusal: your request is not rejected.',
          'Case {{ reference }}: without an answer from you on {{ closes_on }}, we will close it. This is no refusal: your request is not rejected.',
        ),
      ),
      next('You can reopen it at any time: just reply to this message.', 'To reopen it, just reply to this message.'),
      signed.en,
    ],
    actions: waiting,
  }),
};

export const progress = [statusBySms, transfer, closingWithoutAnswer];
