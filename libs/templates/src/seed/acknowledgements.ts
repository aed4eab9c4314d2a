import { appealBlock, appealRoutes, routeNames, type AppealRoute } from './appeals.js';
import {
  bonjour,
  clockEffect,
  content,
  facts,
  hello,
  leavingOut,
  legal,
  mandatory,
  next,
  signed,
  type SeedText,
} from './seed-blocks.js';

/** An acknowledgement asks nothing of the citizen: we do not wait for them, and the time in which we have to reply goes on. */
const stayingOpen = { status: 'open' as const };

/** Acknowledges any message that was sent to us, with the date and time of receipt (CRPA R112-11-2). */
const acknowledgement: SeedText = {
  key: 'acknowledgement',
  sectorId: null,
  act: 'acknowledgement',
  source: 'CRPA L. 112-11, R. 112-11-2, R. 112-11-3',
  fr: content({
    subject: 'Nous avons bien reçu votre message ({{ reference }})',
    blocks: [
      bonjour,
      mandatory(
        facts(
          'Nous avons bien reçu votre message le {{ received_on }} à {{ received_at }}. Sa référence est **{{ reference }}**.',
          'Votre message du {{ received_on }} à {{ received_at }} est bien enregistré. Référence : {{ reference }}.',
        ),
      ),
      next(
        "{% if response_days %}Notre équipe ({{ service }}) vous répond sous {{ response_days | counted: 'jour ouvré', 'jours ouvrés' }}.{% endif %}",
      ),
      next('Retrouvez ce message ici : {{ reply_link }}', 'Ce message : {{ reply_link }}'),
      signed.fr,
    ],
    actions: stayingOpen,
  }),
  en: content({
    subject: 'We have received your message ({{ reference }})',
    blocks: [
      hello,
      mandatory(
        facts(
          'We received your message on {{ received_on }} at {{ received_at }}. Its reference is **{{ reference }}**.',
          'Your message of {{ received_on }} at {{ received_at }} is registered. Reference: {{ reference }}.',
        ),
      ),
      next(
        "{% if response_days %}Our team ({{ service }}) answers within {{ response_days | counted: 'working day', 'working days' }}.{% endif %}",
      ),
      next('Find this message here: {{ reply_link }}', 'This message: {{ reply_link }}'),
      signed.en,
    ],
    actions: stayingOpen,
  }),
};

/** Silence that accepts is not contested. */
const ifRefused = (text: string) => `{% unless silence_accepts %}${text}{% endunless %}`;

/**
 * Acknowledges a request, with everything that CRPA R112-11-1 and R112-11-4 require; without it, the time limits do not
 * bind the citizen.
 */
const requestAcknowledgement = (route: AppealRoute): SeedText => ({
  key: `request-acknowledgement${routeNames[route].key}`,
  sectorId: null,
  act: route === 'prior' ? 'request-acknowledgement-prior-appeal' : 'request-acknowledgement',
  source: `CRPA L. 112-11, L. 112-12, R. 112-11-1, R. 112-11-4, L. 114-3, L. 114-5, L. 232-3 ; ${routeNames[route].source}`,
  fr: content({
    subject: 'Accusé de réception de votre demande {{ reference }}',
    blocks: [
      bonjour,
      mandatory(
        facts(
          'Nous avons bien reçu votre demande **{{ reference }}** le {{ received_on }}.',
          'Votre demande {{ reference }} nous est parvenue le {{ received_on }}.',
        ),
      ),
      mandatory(
        leavingOut(
          ['service_address'],
          facts(
            'Le service chargé de votre dossier est : {{ service }}. Vous pouvez le joindre :{% if service_address %}\n- par courrier : {{ service_address }}{% endif %}\n- par e-mail : {{ service_mail }}\n- par téléphone : {{ service_phone }}',
            'Service chargé du dossier : {{ service }}, {{ service_mail }}, {{ service_phone }}.',
          ),
        ),
      ),
      legal(
        '{% if silence_accepts %}Sans réponse de notre part le **{{ silence_on }}**, nous acceptons votre demande, si votre dossier est complet. Vous pourrez alors nous demander une attestation. L’article L. 232-3 du code des relations entre le public et l’administration la prévoit.{% else %}Sans réponse de notre part le **{{ silence_on }}**, votre demande est considérée comme rejetée, si votre dossier est complet.{% endif %}',
        "{% if silence_accepts %}Sans réponse de notre part le {{ silence_on }} et si le dossier est complet, elle est acceptée : une attestation vous est due sur demande (article L. 232-3 du code des relations entre le public et l'administration).{% else %}Sans réponse de notre part le {{ silence_on }} et si le dossier est complet, elle est rejetée.{% endif %}",
      ),
      appealBlock({ route, contested: 'silence', when: ifRefused }, 'fr'),
      mandatory(
        facts(
          `{% if documents %}Il manque ces pièces à votre dossier :\n{{ documents | bullets }}\n\nEnvoyez-les au plus tard le {{ deadline }} : répondez à ce message en les joignant. ${clockEffect.fr[0]}{% endif %}`,
          `{% if documents %}Il manque :\n{{ documents | bullets }}\nRépondez en joignant ces pièces au plus tard le {{ deadline }}. ${clockEffect.fr[1]}{% endif %}`,
        ),
      ),
      signed.fr,
    ],
    actions: stayingOpen,
  }),
  en: content({
    subject: 'Acknowledgement of your request {{ reference }}',
    blocks: [
      hello,
      mandatory(
        facts(
          'We received your request **{{ reference }}** on {{ received_on }}.',
          'We received your request {{ reference }} on {{ received_on }}.',
        ),
      ),
      mandatory(
        leavingOut(
          ['service_address'],
          facts(
            'The department in charge of your case is: {{ service }}. You can reach it:{% if service_address %}\n- by post: {{ service_address }}{% endif %}\n- by e-mail: {{ service_mail }}\n- by phone: {{ service_phone }}',
            'Department in charge: {{ service }}, {{ service_mail }}, {{ service_phone }}.',
          ),
        ),
      ),
      legal(
        '{% if silence_accepts %}Without our answer on **{{ silence_on }}**, we accept your request, if your file is complete. You may then ask us for a certificate. Article L. 232-3 of the French code of relations between the public and the administration provides for it.{% else %}Without our answer on **{{ silence_on }}**, your request counts as refused, if your file is complete.{% endif %}',
        '{% if silence_accepts %}Without our answer on {{ silence_on }} and if your file is complete, it is accepted: a certificate is due to you on request (article L. 232-3 of the French code of relations between the public and the administration).{% else %}Without our answer on {{ silence_on }} and if your file is complete, it is refused.{% endif %}',
      ),
      appealBlock({ route, contested: 'silence', when: ifRefused }, 'en'),
      mandatory(
        facts(
          `{% if documents %}These documents are missing from your file:\n{{ documents | bullets }}\n\nSend them by {{ deadline }} at the latest: attach them to a reply to this message. ${clockEffect.en[0]}{% endif %}`,
          `{% if documents %}Missing:\n{{ documents | bullets }}\nAttach these documents to a reply by {{ deadline }} at the latest. ${clockEffect.en[1]}{% endif %}`,
        ),
      ),
      signed.en,
    ],
    actions: stayingOpen,
  }),
});

export const acknowledgements = [acknowledgement, ...appealRoutes.map(requestAcknowledgement)];
