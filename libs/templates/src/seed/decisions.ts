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
  type SeedTemplate,
} from './seed-blocks.js';

const favourableDecision: SeedTemplate = {
  key: 'favourable-decision',
  title: 'Décision favorable',
  intention: 'Annoncer que nous acceptons, à partir de quand, et ce qui reste à faire.',
  sectorId: null,
  tags: ['décision', 'accord'],
  fr: content({
    subject: 'Nous acceptons votre demande {{ reference }}',
    blocks: [
      bonjour,
      decision(
        'Nous acceptons {{ purpose }}.{% if effective_on %} Cette décision prend effet le **{{ effective_on }}**.{% endif %}',
      ),
      next(
        '{% if steps %}**Ce que vous avez à faire :** {{ steps }}{% else %}Vous n’avez rien d’autre à faire.{% endif %}',
        '{% if steps %}{{ steps }}{% endif %}',
      ),
      decided,
    ],
  }),
  en: content({
    subject: 'We accept your request {{ reference }}',
    blocks: [
      hello,
      decision(
        'We accept {{ purpose }}.{% if effective_on %} This decision takes effect on **{{ effective_on }}**.{% endif %}',
      ),
      next(
        '{% if steps %}**What you have to do:** {{ steps }}{% else %}You have nothing else to do.{% endif %}',
        '{% if steps %}{{ steps }}{% endif %}',
      ),
      decided,
    ],
  }),
};

/** Reasoned in law and in fact (CRPA L211-2, L211-5), with the ways and the time to contest it. */
const unfavourableDecision: SeedTemplate = {
  key: 'unfavourable-decision',
  title: 'Décision défavorable',
  intention: 'Refuser en expliquant pourquoi, en droit et en fait, et dire comment contester.',
  sectorId: null,
  tags: ['décision', 'refus', 'recours'],
  fr: content({
    subject: 'Décision sur votre demande {{ reference }}',
    blocks: [
      bonjour,
      decision(
        'Nous ne pouvons pas accepter {{ purpose }}. Nous savons que vous attendiez une autre réponse. Voici pourquoi.',
        'Nous ne pouvons pas accepter {{ purpose }}. Voici pourquoi.',
      ),
      legal('**Ce que dit la règle :** {{ legal_grounds }}', '{{ legal_grounds }}'),
      mandatory(facts('**Ce que nous avons constaté :** {{ factual_grounds }}', '{{ factual_grounds }}')),
      appeal(
        '**Comment contester :** Vous avez deux mois à partir du jour où vous recevez cette décision :\n- par {{ remedy }} ;\n- ou devant le tribunal administratif de {{ court }}, par courrier ou sur www.telerecours.fr.',
        'Pour contester sous deux mois : {{ remedy }}, ou tribunal administratif de {{ court }} (courrier ou www.telerecours.fr).',
      ),
      next('Vous avez une question sur cette décision ? Répondez à ce message : nous vous l’expliquerons.', ''),
      decided,
    ],
  }),
  en: content({
    subject: 'Decision on your request {{ reference }}',
    blocks: [
      hello,
      decision(
        'We cannot accept {{ purpose }}. We know that you hoped for another answer. Here is why.',
        'We cannot accept {{ purpose }}. Here is why.',
      ),
      legal('**What the rule says:** {{ legal_grounds }}', '{{ legal_grounds }}'),
      mandatory(facts('**What we found:** {{ factual_grounds }}', '{{ factual_grounds }}')),
      appeal(
        '**How to contest it:** You have two months from the day on which you receive this decision:\n- by {{ remedy }};\n- or before the administrative court of {{ court }}, by post or at www.telerecours.fr.',
        'To contest it within two months: {{ remedy }}, or the administrative court of {{ court }} (post or www.telerecours.fr).',
      ),
      next('Do you have a question about this decision? Reply to this message: we will explain it to you.', ''),
      decided,
    ],
  }),
};

export const decisions = [favourableDecision, unfavourableDecision];
