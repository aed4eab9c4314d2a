import { bonjour, content, facts, hello, legal, mandatory, next, signed, type SeedText } from './seed-blocks.js';

/**
 * A person who sends too many messages is warned before they are limited, and learns which other channels stay open
 * (CRPA L112-11).
 */
const abuseWarning: SeedText = {
  key: 'abuse-warning',
  sectorId: null,
  act: 'abuse-warning',
  source: 'CRPA L. 112-11 (al. 4 et 5)',
  fr: content({
    subject: 'Vos nombreux messages ({{ reference }})',
    blocks: [
      bonjour,
      facts(
        'Vous nous avez envoyé de très nombreux messages. Votre demande **{{ reference }}** est bien enregistrée : il est inutile de la répéter.',
        'Votre demande {{ reference }} est bien enregistrée : il est inutile de la répéter.',
      ),
      legal(
        'Si ces envois continuent, nous pourrons ne plus confirmer leur arrivée, puis les bloquer. L’article L. 112-11 du code des relations entre le public et l’administration le permet.',
        "Si ces envois continuent, nous pourrons ne plus confirmer leur arrivée, puis les bloquer (article L. 112-11 du code des relations entre le public et l'administration).",
      ),
      mandatory(
        next(
          'Vous pourrez toujours nous appeler au {{ service_phone }}.{% if service_address %} Vous pourrez aussi nous écrire ou venir nous voir : {{ service_address }}.{% endif %}',
          'Vous pourrez toujours appeler : {{ service_phone }}{% if service_address %}, écrire ou venir ({{ service_address }}){% endif %}.',
        ),
      ),
      signed.fr,
    ],
  }),
  en: content({
    subject: 'Your many messages ({{ reference }})',
    blocks: [
      hello,
      facts(
        'You have sent us a great many messages. Your request **{{ reference }}** is registered: there is no need to repeat it.',
        'Your request {{ reference }} is registered: there is no need to repeat it.',
      ),
      legal(
        'If this continues, we may stop acknowledging these messages, then block them. Article L. 112-11 of the French code of relations between the public and the administration allows it.',
        'If this continues, we may stop acknowledging these messages, then block them (article L. 112-11 of the French code of relations between the public and the administration).',
      ),
      mandatory(
        next(
          'You can always call us on {{ service_phone }}.{% if service_address %} You can also write to us or come to see us: {{ service_address }}.{% endif %}',
          'You can always call: {{ service_phone }}{% if service_address %}, write or come ({{ service_address }}){% endif %}.',
        ),
      ),
      signed.en,
    ],
  }),
};

const fraudWarning: SeedText = {
  key: 'fraud-warning',
  sectorId: null,
  act: 'correspondence',
  source: 'CRPA L. 111-2',
  fr: content({
    subject: 'Attention : quelqu’un se fait peut-être passer pour nous',
    blocks: [
      bonjour,
      mandatory(
        facts(
          'Nous ne modifions jamais vos coordonnées ni votre relevé d’identité bancaire (RIB) par SMS ou par téléphone.',
        ),
      ),
      next(
        'Ne donnez jamais votre mot de passe ni votre numéro de carte. Vous l’avez déjà fait ? Prévenez vite votre banque.',
        "Ne donnez jamais votre mot de passe ni votre numéro de carte. Si c'est déjà fait, prévenez vite votre banque.",
      ),
      next('{% if service_phone %}Si vous avez un doute, appelez-nous : {{ service_phone }}.{% endif %}'),
      signed.fr,
    ],
  }),
  en: content({
    subject: 'Beware: somebody may be posing as us',
    blocks: [
      hello,
      mandatory(facts('We never change your contact or bank details by SMS or by phone.')),
      next(
        'Never give your password or your card number. Have you already done so? Warn your bank at once.',
        'Never give your password or your card number. If you already have, warn your bank at once.',
      ),
      next('{% if service_phone %}If you are in doubt, call us: {{ service_phone }}.{% endif %}'),
      signed.en,
    ],
  }),
};

export const warnings = [abuseWarning, fraudWarning];
