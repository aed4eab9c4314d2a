import { agent, both, type Variable } from './define-variable.js';

/** What the agent is asked for. */
export const variablesAskedOfAgent = {
  documents: agent(
    'list',
    both('Pièces demandées', 'Documents asked for'),
    both('Un justificatif de domicile\nLe livret de famille', 'A proof of address\nThe family record book'),
  ),
  deadline: { ...agent('date', both('Date limite', 'Deadline'), both('2026-12-18')), isDeadline: true },
  keeps_examining: agent('flag', both('L’examen continue sans attendre', 'We go on without waiting'), both('yes')),
  obtainable_from: agent(
    'text',
    both('Administration qui détient ces pièces', 'Who holds these documents'),
    both('la CAF', 'the family benefits office'),
  ),
  silence_on: agent('date', both('Date de la décision implicite', 'Date of the implicit decision'), both('2027-01-23')),
  silence_accepts: agent('flag', both('Le silence vaut acceptation', 'Silence means acceptance'), both('')),
  remedy: agent(
    'text',
    both('Comment contester', 'How to contest'),
    both('un recours gracieux auprès du maire', 'an appeal to the mayor'),
  ),
  prior_authority: agent(
    'text',
    both('Autorité du recours préalable', 'Authority of the prior appeal'),
    both('la commission de recours amiable', 'the appeals commission'),
  ),
  prior_address: agent(
    'text',
    both('Adresse de cette autorité', 'Address of that authority'),
    both('1 place de la Mairie, 21000 Valbourg'),
  ),
  appeal_months: agent('number', both('Délai pour contester (mois)', 'Time to contest (months)'), both('2')),
  civil_court: agent(
    'text',
    both('Tribunal compétent', 'Competent court'),
    both('le tribunal judiciaire de Dijon', 'the civil court of Dijon'),
  ),
  clock_effect: agent(
    'text',
    both('Effet sur le délai', 'Effect on the time limit'),
    both('Le délai reprend à la réception des pièces.', 'The time limit starts again when we receive them.'),
  ),
  authority: agent(
    'text',
    both('Autorité compétente', 'Competent authority'),
    both('la préfecture du Jura', 'the prefecture of Jura'),
  ),
  completed_on: agent('date', both('Dossier complet le', 'File complete on'), both('2026-11-23')),
  decided_on: agent('date', both('Date', 'Date'), both('2026-11-24')),
  effective_on: agent('date', both('Prend effet le', 'Takes effect on'), both('2027-01-04')),
  purpose: agent(
    'text',
    both('Objet de la demande', 'What was asked for'),
    both('votre demande de place de stationnement', 'your request for a parking space'),
  ),
  steps: agent(
    'text',
    both('Ce que la personne doit faire', 'What the person has to do'),
    both('Venez retirer votre carte au guichet 4.', 'Collect your card at desk 4.'),
  ),
  legal_grounds: agent(
    'long-text',
    both('Motifs de droit', 'Legal grounds'),
    both(
      'L’article 3 du règlement municipal réserve ces places aux riverains.',
      'Article 3 of the town’s rules reserves these spaces for residents.',
    ),
  ),
  factual_grounds: agent(
    'long-text',
    both('Motifs de fait', 'Factual grounds'),
    both('Votre adresse se trouve hors de la zone.', 'Your address lies outside the zone.'),
  ),
  appointment_on: agent('date', both('Jour du rendez-vous', 'Day of the appointment'), both('2026-12-03')),
  appointment_at: agent('time', both('Heure du rendez-vous', 'Time of the appointment'), both('14:30')),
  place: agent(
    'text',
    both('Lieu', 'Place'),
    both('Mairie annexe, 4 rue des Lilas', 'Town hall annex, 4 rue des Lilas'),
  ),
  desk: agent('text', both('Guichet', 'Desk'), both('4')),
  status: agent('text', both('État du dossier', 'Status of the case'), both('en cours d’examen', 'being examined')),
  closes_on: agent('date', both('Fermeture le', 'Closes on'), both('2026-12-11')),
  happened: agent(
    'long-text',
    both('Ce qui s’est passé', 'What happened'),
    both('Votre courrier a été transmis au mauvais service.', 'Your letter was passed to the wrong department.'),
  ),
  done_for_you: agent(
    'long-text',
    both('Ce que nous faisons pour vous', 'What we do for you'),
    both('Nous traitons votre demande en priorité.', 'We deal with your request first.'),
  ),
  changed: agent(
    'long-text',
    both('Ce que nous avons changé', 'What we have changed'),
    both('Les courriers sont désormais triés deux fois par jour.', 'Letters are now sorted twice a day.'),
  ),
  masked_secret: agent(
    'text',
    both('Secret protégé', 'Protected secret'),
    both('la vie privée d’autres personnes', 'the privacy of other people'),
  ),
  threshold: agent('number', both('Signatures à atteindre', 'Signatures needed'), both('1200')),
  fraction: agent('text', both('Part des électeurs', 'Share of voters'), both('un dixième', 'one tenth')),
  voters: agent('number', both('Électeurs inscrits', 'Registered voters'), both('12000')),
  invoice: agent('text', both('Numéro de facture', 'Invoice number'), both('F-2026-118')),
  invoice_status: agent('text', both('Statut de la facture', 'Status of the invoice'), both('Suspendue', 'Suspended')),
  reason: agent(
    'text',
    both('Motif', 'Reason'),
    both('le numéro d’engagement manque', 'the commitment number is missing'),
  ),
  next_step: agent(
    'text',
    both('Prochaine étape', 'Next step'),
    both('déposez la facture à nouveau avec ce numéro', 'submit the invoice again with this number'),
  ),
  amount: agent('amount', both('Montant', 'Amount'), both('42,50', '42.50')),
} as const satisfies Record<string, Variable>;
