import { appealBlock, appealRoutes, routeNames, type AppealRoute } from './appeals.js';
import {
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
  type SeedText,
} from './seed-blocks.js';

const favourableDecision: SeedText = {
  key: 'favourable-decision',
  sectorId: null,
  act: 'favourable-decision',
  source: 'CRPA L. 212-1, L. 212-2 (1°), L. 221-8',
  fr: content({
    subject: 'Nous acceptons votre demande {{ reference }}',
    blocks: [
      bonjour,
      decision(
        'Nous acceptons {{ purpose | in_sentence }}.{% if effective_on %} Cette décision prend effet le **{{ effective_on }}**.{% endif %}',
      ),
      next(
        '{% if steps %}**Ce que vous avez à faire :** {{ steps }}{% else %}Vous n’avez rien d’autre à faire.{% endif %}',
        '{% if steps %}{{ steps }}{% endif %}',
      ),
      onSecurePage.fr,
      decided,
    ],
  }),
  en: content({
    subject: 'We accept your request {{ reference }}',
    blocks: [
      hello,
      decision(
        'We accept {{ purpose | in_sentence }}.{% if effective_on %} This decision takes effect on **{{ effective_on }}**.{% endif %}',
      ),
      next(
        '{% if steps %}**What you have to do:** {{ steps }}{% else %}You have nothing else to do.{% endif %}',
        '{% if steps %}{{ steps }}{% endif %}',
      ),
      onSecurePage.en,
      decided,
    ],
  }),
};

/** Reasoned in law and in fact (CRPA L211-2, L211-5), with the ways and the time to contest it. */
const unfavourableDecision = (route: AppealRoute): SeedText => ({
  key: `unfavourable-decision${routeNames[route].key}`,
  sectorId: null,
  act: route === 'prior' ? 'unfavourable-decision-prior-appeal' : 'unfavourable-decision',
  source: `CRPA L. 211-2, L. 211-5, L. 212-1, L. 212-2 (1°) ; ${routeNames[route].source}`,
  fr: content({
    subject: 'Décision sur votre demande {{ reference }}',
    blocks: [
      bonjour,
      decision(
        'Nous ne pouvons pas accepter {{ purpose | in_sentence }}. Nous savons que vous attendiez une autre réponse. Voici pourquoi.',
        'Nous ne pouvons pas accepter {{ purpose | in_sentence }}. Voici pourquoi.',
      ),
      legal('**Ce que dit la règle :** {{ legal_grounds }}', '{{ legal_grounds }}'),
      mandatory(facts('**Ce que nous avons constaté :** {{ factual_grounds }}', '{{ factual_grounds }}')),
      appealBlock({ route, contested: 'decision' }, 'fr'),
      next('Vous avez une question sur cette décision ? Répondez à ce message : nous vous l’expliquerons.', ''),
      onSecurePage.fr,
      decided,
    ],
  }),
  en: content({
    subject: 'Decision on your request {{ reference }}',
    blocks: [
      hello,
      decision(
        'We cannot accept {{ purpose | in_sentence }}. We know that you hoped for another answer. Here is why.',
        'We cannot accept {{ purpose | in_sentence }}. Here is why.',
      ),
      legal('**What the rule says:** {{ legal_grounds }}', '{{ legal_grounds }}'),
      mandatory(facts('**What we found:** {{ factual_grounds }}', '{{ factual_grounds }}')),
      appealBlock({ route, contested: 'decision' }, 'en'),
      next('Do you have a question about this decision? Reply to this message: we will explain it to you.', ''),
      onSecurePage.en,
      decided,
    ],
  }),
});

export const decisions = [favourableDecision, ...appealRoutes.map(unfavourableDecision)];
