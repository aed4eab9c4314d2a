import {
  appeal,
  bonjour,
  content,
  facts,
  greeting,
  hello,
  legal,
  mandatory,
  next,
  signed,
  signedInPublic,
  type SeedText,
} from './seed-blocks.js';

const complaintAnswer: SeedText = {
  key: 'complaint-reply',
  sectorId: null,
  act: 'correspondence',
  source: 'CRPA L. 111-2, L. 421-1 ; loi organique n° 2011-333, art. 4 et 5',
  fr: content({
    subject: 'Notre réponse à votre réclamation {{ reference }}',
    blocks: [
      bonjour,
      facts('Merci de nous avoir alertés. Nous regrettons ces difficultés.', 'Nous regrettons ces difficultés.'),
      mandatory(facts('**Ce qui s’est passé :** {{ happened }}', '{{ happened }}')),
      mandatory(next('**Ce que nous faisons pour vous :** {{ done_for_you }}', '{{ done_for_you }}')),
      next(
        '{% if changed %}**Ce que nous avons changé :** {{ changed }}{% endif %}',
        '{% if changed %}{{ changed }}{% endif %}',
      ),
      appeal(
        'Cela ne vous suffit pas ? Vous pouvez contacter {% if mediator %}{{ mediator }}{% else %}le Défenseur des droits, gratuitement : www.defenseurdesdroits.fr{% endif %}.',
        'Si cela ne suffit pas : {% if mediator %}{{ mediator }}{% else %}le Défenseur des droits, www.defenseurdesdroits.fr{% endif %}.',
      ),
      signed.fr,
    ],
  }),
  en: content({
    subject: 'Our answer to your complaint {{ reference }}',
    blocks: [
      hello,
      facts('Thank you for telling us. We regret these difficulties.', 'We regret these difficulties.'),
      mandatory(facts('**What happened:** {{ happened }}', '{{ happened }}')),
      mandatory(next('**What we do for you:** {{ done_for_you }}', '{{ done_for_you }}')),
      next(
        '{% if changed %}**What we have changed:** {{ changed }}{% endif %}',
        '{% if changed %}{{ changed }}{% endif %}',
      ),
      appeal(
        'Is this not enough? You can contact {% if mediator %}{{ mediator }}{% else %}the Defender of Rights, free of charge: www.defenseurdesdroits.fr{% endif %}.',
        'If this is not enough: {% if mediator %}{{ mediator }}{% else %}the Defender of Rights, www.defenseurdesdroits.fr{% endif %}.',
      ),
      signed.en,
    ],
  }),
};

/** The post is public: it names neither the person nor the case, and contains no personal link. */
const publicPostAnswer: SeedText = {
  key: 'public-post-reply',
  sectorId: null,
  act: 'public-post',
  source: 'CRPA L. 111-2 ; RGPD art. 5',
  fr: content({
    subject: 'Continuons en privé',
    blocks: [
      greeting('Bonjour,'),
      facts('Merci de votre message. Pour vous protéger, ne publiez pas ici vos informations personnelles.'),
      next(
        'Pour suivre votre demande, écrivez-nous en message privé{% if service_mail %} ou à {{ service_mail }}{% endif %}.',
      ),
      signedInPublic,
    ],
  }),
  en: content({
    subject: 'Let us continue in private',
    blocks: [
      greeting('Hello,'),
      facts('Thank you for your message. To protect yourself, do not publish your personal information here.'),
      next(
        'To follow your request, send us a private message{% if service_mail %} or write to {{ service_mail }}{% endif %}.',
      ),
      signedInPublic,
    ],
  }),
};

/** Signatures are counted by voter and quarter (CGCT L1112-16). */
const petitionAcknowledgement: SeedText = {
  key: 'petition-acknowledgement',
  sectorId: null,
  act: 'petition',
  source: 'CGCT L. 1112-16',
  fr: content({
    subject: 'Votre pétition {{ reference }} est enregistrée',
    blocks: [
      bonjour,
      mandatory(
        facts(
          'Votre pétition est enregistrée sous la référence **{{ reference }}**. Elle doit réunir {{ threshold }} signatures, soit {{ fraction }} des {{ voters }} électeurs inscrits.',
          'Pétition {{ reference }} enregistrée. Elle doit réunir {{ threshold }} signatures ({{ fraction }} des {{ voters }} électeurs inscrits).',
        ),
      ),
      legal('Chaque personne peut signer une seule fois par trimestre.'),
      next('Nous vous écrirons dès que vous aurez réuni ces signatures.', ''),
      signed.fr,
    ],
  }),
  en: content({
    subject: 'Your petition {{ reference }} is registered',
    blocks: [
      hello,
      mandatory(
        facts(
          'Your petition is registered under the reference **{{ reference }}**. It has to gather {{ threshold }} signatures, which is {{ fraction }} of the {{ voters }} registered voters.',
          'Petition {{ reference }} registered. It has to gather {{ threshold }} signatures ({{ fraction }} of the {{ voters }} registered voters).',
        ),
      ),
      legal('Each person can sign only once in a quarter.'),
      next('We will write to you as soon as you have gathered these signatures.', ''),
      signed.en,
    ],
  }),
};

export const listening = [complaintAnswer, publicPostAnswer, petitionAcknowledgement];
