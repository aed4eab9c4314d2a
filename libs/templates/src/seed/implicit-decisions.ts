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

const implicitAcceptanceCertificate: SeedText = {
  key: 'implicit-acceptance-certificate',
  sectorId: null,
  act: 'implicit-acceptance',
  source: 'CRPA L. 231-1, L. 232-3, L. 212-1, L. 212-2 (1°)',
  fr: content({
    subject: 'Attestation : votre demande {{ reference }} est acceptée',
    blocks: [
      bonjour,
      decision('Nous attestons que votre demande {{ reference }} est acceptée depuis le **{{ silence_on }}**.'),
      mandatory(
        facts(
          'Nous avons reçu votre dossier complet le {{ completed_on }}. Nous n’y avons pas répondu à temps : notre silence vaut accord.',
          'Dossier complet le {{ completed_on }} : notre silence vaut accord.',
        ),
      ),
      legal(
        'L’article L. 232-3 du code des relations entre le public et l’administration prévoit cette attestation.',
        "Article L. 232-3 du code des relations entre le public et l'administration.",
      ),
      next('Gardez ce message : il prouve que votre demande est acceptée.', ''),
      onSecurePage.fr,
      decided,
    ],
  }),
  en: content({
    subject: 'Certificate: your request {{ reference }} is accepted',
    blocks: [
      hello,
      decision('We certify that your request {{ reference }} has been accepted since **{{ silence_on }}**.'),
      mandatory(
        facts(
          'We received your complete file on {{ completed_on }}. We did not answer in time: our silence means acceptance.',
          'File complete on {{ completed_on }}: our silence means acceptance.',
        ),
      ),
      legal(
        'Article L. 232-3 of the French code of relations between the public and the administration provides for this certificate.',
        'Article L. 232-3 of the French code of relations between the public and the administration.',
      ),
      next('Keep this message: it proves that your request is accepted.', ''),
      onSecurePage.en,
      decided,
    ],
  }),
};

/** Asked for within the time to appeal, they open it anew for two months (CRPA L232-4). */
const reasonsForImplicitRefusal = (route: AppealRoute): SeedText => ({
  key: `reasons-for-implicit-refusal${routeNames[route].key}`,
  sectorId: null,
  act: route === 'prior' ? 'implicit-refusal-prior-appeal' : 'implicit-refusal',
  source: `CRPA L. 231-4, L. 232-4, L. 211-5, L. 212-1, L. 212-2 (1°) ; ${routeNames[route].source}`,
  fr: content({
    subject: 'Pourquoi votre demande {{ reference }} est rejetée',
    blocks: [
      bonjour,
      decision(
        'Nous n’avons pas répondu à votre demande **{{ reference }}**. Elle est donc rejetée depuis le {{ silence_on }}. Vous nous avez demandé pourquoi : voici nos raisons.',
        'Sans réponse de notre part, votre demande {{ reference }} est rejetée depuis le {{ silence_on }}. Voici pourquoi.',
      ),
      legal('**Ce que dit la règle :** {{ legal_grounds }}', '{{ legal_grounds }}'),
      mandatory(facts('**Ce que nous avons constaté :** {{ factual_grounds }}', '{{ factual_grounds }}')),
      appealBlock({ route, contested: 'reasons' }, 'fr'),
      next('Vous avez une question sur ces raisons ? Répondez à ce message : nous vous les expliquerons.', ''),
      onSecurePage.fr,
      decided,
    ],
  }),
  en: content({
    subject: 'Why your request {{ reference }} is refused',
    blocks: [
      hello,
      decision(
        'We did not answer your request **{{ reference }}**. It has therefore been refused since {{ silence_on }}. You asked us why: here are our reasons.',
        'Without our answer, request {{ reference }} has been refused since {{ silence_on }}. Here is why.',
      ),
      legal('**What the rule says:** {{ legal_grounds }}', '{{ legal_grounds }}'),
      mandatory(facts('**What we found:** {{ factual_grounds }}', '{{ factual_grounds }}')),
      appealBlock({ route, contested: 'reasons' }, 'en'),
      next('Do you have a question about these reasons? Reply to this message: we will explain them to you.', ''),
      onSecurePage.en,
      decided,
    ],
  }),
});

export const implicitDecisions = [implicitAcceptanceCertificate, ...appealRoutes.map(reasonsForImplicitRefusal)];
