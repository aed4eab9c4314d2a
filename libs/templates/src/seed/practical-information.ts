import { bonjour, content, facts, hello, mandatory, next, signed, type SeedText } from './seed-blocks.js';

const appointment: SeedText = {
  key: 'appointment',
  sectorId: null,
  act: 'correspondence',
  source: 'CRPA L. 111-2',
  fr: content({
    subject: 'Votre rendez-vous du {{ appointment_on }}',
    blocks: [
      bonjour,
      mandatory(
        facts(
          'Nous vous attendons le **{{ appointment_on }}** à {{ appointment_at }}. Le rendez-vous est ici : {{ place }}{% if desk %}, guichet {{ desk }}{% endif %}.',
          'Rendez-vous le {{ appointment_on }} à {{ appointment_at }}, {{ place }}{% if desk %}, guichet {{ desk }}{% endif %}.',
        ),
      ),
      mandatory(
        facts(
          '{% if documents %}Apportez ces pièces :\n{{ documents | bullets }}{% endif %}',
          '{% if documents %}Pièces à apporter :\n{{ documents | bullets }}{% endif %}',
        ),
      ),
      next('Pour annuler, répondez ANNULER à ce message.', 'Pour annuler, répondez ANNULER.'),
      signed.fr,
    ],
  }),
  en: content({
    subject: 'Your appointment on {{ appointment_on }}',
    blocks: [
      hello,
      mandatory(
        facts(
          'We expect you on **{{ appointment_on }}** at {{ appointment_at }}. The appointment is here: {{ place }}{% if desk %}, desk {{ desk }}{% endif %}.',
          'Appointment on {{ appointment_on }} at {{ appointment_at }}, {{ place }}{% if desk %}, desk {{ desk }}{% endif %}.',
        ),
      ),
      mandatory(
        facts(
          '{% if documents %}Bring these documents:\n{{ documents | bullets }}{% endif %}',
          '{% if documents %}Documents to bring:\n{{ documents | bullets }}{% endif %}',
        ),
      ),
      next('To cancel, reply CANCEL to this message.', 'To cancel, reply CANCEL.'),
      signed.en,
    ],
  }),
};

const outOfHours: SeedText = {
  key: 'out-of-hours',
  sectorId: null,
  act: 'correspondence',
  source: 'CRPA L. 111-2',
  fr: content({
    subject: 'Nous avons bien reçu votre message ({{ reference }})',
    blocks: [
      bonjour,
      facts('Votre message est bien enregistré. Nos agents répondent de {{ opens_at }} à {{ closes_at }}.'),
      mandatory(next('{% if emergency %}En cas d’urgence : {{ emergency }}.{% endif %}')),
      signed.fr,
    ],
  }),
  en: content({
    subject: 'We have received your message ({{ reference }})',
    blocks: [
      hello,
      facts('Your message is registered. Our agents answer from {{ opens_at }} to {{ closes_at }}.'),
      mandatory(next('{% if emergency %}In an emergency: {{ emergency }}.{% endif %}')),
      signed.en,
    ],
  }),
};

const invoiceStatus: SeedText = {
  key: 'invoice-status',
  sectorId: null,
  act: 'correspondence',
  source: 'CRPA L. 111-2 ; CCP L. 2192-10, R. 2192-10',
  fr: content({
    subject: 'Votre facture {{ invoice }}',
    blocks: [
      bonjour,
      mandatory(
        facts(
          'Voici le statut de votre facture **{{ invoice }}** : {{ invoice_status | in_sentence }}.{% if reason %} En voici la raison : {{ reason | in_sentence }}.{% endif %}',
          'Facture {{ invoice }} : {{ invoice_status | in_sentence }}{% if reason %} ({{ reason | in_sentence }}){% endif %}.',
        ),
      ),
      next(
        '{% if next_step %}Prochaine étape : {{ next_step | in_sentence }}.{% endif %}',
        '{% if next_step %}Ensuite : {{ next_step | in_sentence }}.{% endif %}',
      ),
      signed.fr,
    ],
  }),
  en: content({
    subject: 'Your invoice {{ invoice }}',
    blocks: [
      hello,
      mandatory(
        facts(
          'This is the status of your invoice **{{ invoice }}**: {{ invoice_status | in_sentence }}.{% if reason %} This is why: {{ reason | in_sentence }}.{% endif %}',
          'Invoice {{ invoice }}: {{ invoice_status | in_sentence }}{% if reason %} ({{ reason | in_sentence }}){% endif %}.',
        ),
      ),
      next('{% if next_step %}Next step: {{ next_step | in_sentence }}.{% endif %}'),
      signed.en,
    ],
  }),
};

export const practical = [appointment, outOfHours, invoiceStatus];
