import {
  appeal,
  bonjour,
  content,
  facts,
  hello,
  leavingOut,
  legal,
  mandatory,
  next,
  signed,
  type SeedTemplate,
} from './seed-blocks.js';

/** Acknowledges any message that was sent to us, with the date and time of receipt (CRPA R112-11-2). */
const acknowledgement: SeedTemplate = {
  key: 'acknowledgement',
  title: 'Accusé d’enregistrement',
  intention: 'Dire que le message est enregistré, quand il est arrivé et sous quel délai nous répondons.',
  sectorId: null,
  tags: ['accusé', 'réception'],
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
        '{% if response_days %}Notre équipe ({{ service }}) vous répond sous {{ response_days }} jours ouvrés.{% endif %}',
      ),
      next('Retrouvez ce message ici : {{ reply_link }}', 'Ce message : {{ reply_link }}'),
      signed,
    ],
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
        '{% if response_days %}Our team ({{ service }}) answers within {{ response_days }} working days.{% endif %}',
      ),
      next('Find this message here: {{ reply_link }}', 'This message: {{ reply_link }}'),
      signed,
    ],
  }),
};

/**
 * Acknowledges a request, with everything that CRPA R112-11-1 and R112-11-4 require; without it, the time limits do not
 * bind the citizen.
 */
const requestAcknowledgement: SeedTemplate = {
  key: 'request-acknowledgement',
  title: 'Accusé de réception d’une demande',
  intention: 'Dire qui traite la demande, ce que vaudra notre silence, comment le contester et ce qui manque.',
  sectorId: null,
  tags: ['accusé', 'réception', 'demande', 'délai'],
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
        '{% if silence_on %}{% if silence_accepts %}Sans réponse le {{ silence_on }} et si votre dossier est complet, nous acceptons votre demande. Vous pourrez alors nous demander une attestation. L’article L. 232-3 du code des relations entre le public et l’administration la prévoit.{% else %}Sans réponse le {{ silence_on }} et si votre dossier est complet, votre demande est considérée comme rejetée.{% endif %}{% endif %}',
        "{% if silence_on %}{% if silence_accepts %}Sans réponse le {{ silence_on }} et si le dossier est complet, elle est acceptée : une attestation vous est due sur demande (article L. 232-3 du code des relations entre le public et l'administration).{% else %}Sans réponse le {{ silence_on }} et si le dossier est complet, elle est rejetée.{% endif %}{% endif %}",
      ),
      appeal(
        '{% if silence_on %}{% unless silence_accepts %}Vous aurez alors deux mois pour contester ce rejet :\n- par {{ remedy }} ;\n- ou devant le tribunal administratif de {{ court }}, par courrier ou sur www.telerecours.fr.{% endunless %}{% endif %}',
        '{% if silence_on %}{% unless silence_accepts %}Vous aurez alors deux mois pour contester : {{ remedy }}, ou tribunal administratif de {{ court }} (courrier ou www.telerecours.fr).{% endunless %}{% endif %}',
      ),
      mandatory(
        facts(
          '{% if documents %}Il manque ces pièces à votre dossier :\n{{ documents | bullets }}\n\nEnvoyez-les au plus tard le {{ deadline }} : répondez à ce message en les joignant.{% if clock_effect %} {{ clock_effect }}{% endif %}{% endif %}',
          '{% if documents %}Il manque :\n{{ documents | bullets }}\nRépondez en joignant ces pièces au plus tard le {{ deadline }}.{% if clock_effect %} {{ clock_effect }}{% endif %}{% endif %}',
        ),
      ),
      signed,
    ],
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
        '{% if silence_on %}{% if silence_accepts %}Without an answer on {{ silence_on }} and if your file is complete, we accept your request. You may then ask us for a certificate. Article L. 232-3 of the French code of relations between the public and the administration provides for it.{% else %}Without an answer on {{ silence_on }} and if your file is complete, your request counts as refused.{% endif %}{% endif %}',
        '{% if silence_on %}{% if silence_accepts %}Without an answer on {{ silence_on }} and if the file is complete, it is accepted: you may ask for a certificate (article L. 232-3 of the French code of relations between the public and the administration).{% else %}Without an answer on {{ silence_on }} and if the file is complete, it is refused.{% endif %}{% endif %}',
      ),
      appeal(
        '{% if silence_on %}{% unless silence_accepts %}You will then have two months to contest this refusal:\n- by {{ remedy }};\n- or before the administrative court of {{ court }}, by post or at www.telerecours.fr.{% endunless %}{% endif %}',
        '{% if silence_on %}{% unless silence_accepts %}You will then have two months to contest it: {{ remedy }}, or the administrative court of {{ court }} (post or www.telerecours.fr).{% endunless %}{% endif %}',
      ),
      mandatory(
        facts(
          '{% if documents %}These documents are missing from your file:\n{{ documents | bullets }}\n\nSend them by {{ deadline }} at the latest: attach them to a reply to this message.{% if clock_effect %} {{ clock_effect }}{% endif %}{% endif %}',
          '{% if documents %}Missing:\n{{ documents | bullets }}\nReply with these documents by {{ deadline }} at the latest.{% if clock_effect %} {{ clock_effect }}{% endif %}{% endif %}',
        ),
      ),
      signed,
    ],
  }),
};

export const acknowledgements = [acknowledgement, requestAcknowledgement];
