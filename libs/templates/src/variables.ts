import type { Language, Organisation, TemplateVariable } from '@guichet/contracts';

/** The values that a case provides to a reply. Dates are days in the time zone of the organisation. */
export interface CaseContext {
  reference: string;
  subject: string;
  citizenName: string;
  team: string;
  agentName: string;
  /** The time of the citizen's first message; null when there is none. */
  received: { on: string; at: string } | null;
  today: string;
  organisation: Organisation;
  /** The secure page of the answer that is being written. */
  replyLink: string;
}

interface Variable extends Omit<TemplateVariable, 'name'> {
  /** Its value for this case, spelled as `example` is; undefined: unknown, so that the agent is asked. */
  resolve?: (context: CaseContext) => string | null | undefined;
}

const both = (fr: string, en = fr) => ({ fr, en });
const agent = (
  type: TemplateVariable['type'],
  label: ReturnType<typeof both>,
  example: ReturnType<typeof both>,
): Variable => ({
  type,
  label,
  example,
  source: 'agent',
});
const organisation = (
  type: TemplateVariable['type'],
  {
    label,
    example,
    of,
  }: {
    label: ReturnType<typeof both>;
    example: ReturnType<typeof both>;
    of: (organisation: Organisation) => string | number | null;
  },
): Variable => ({
  type,
  label,
  example,
  source: 'organisation',
  resolve: ({ organisation: own }) => of(own)?.toString(),
});

/**
 * Every name that a template may say. A new one is one entry here, and the composer asks for it or resolves it. What a
 * citizen wrote is a value like any other: it is never evaluated.
 */
const variables = {
  reference: {
    type: 'text',
    label: both('Référence du dossier', 'Reference of the case'),
    example: both('GCH-2026-004812'),
    source: 'case',
    resolve: ({ reference }) => reference,
  },
  subject: {
    type: 'text',
    label: both('Objet du dossier', 'Subject of the case'),
    example: both('Inscription à l’école', 'School registration'),
    source: 'case',
    resolve: ({ subject }) => subject,
  },
  citizen_name: {
    type: 'text',
    label: both('Nom de la personne', 'Name of the person'),
    example: both('Zoé Martin'),
    source: 'case',
    resolve: ({ citizenName }) => citizenName,
  },
  received_on: {
    type: 'date',
    label: both('Reçu le', 'Received on'),
    example: both('2026-11-23'),
    source: 'case',
    resolve: ({ received }) => received?.on,
  },
  received_at: {
    type: 'time',
    label: both('Reçu à', 'Received at'),
    example: both('09:12'),
    source: 'case',
    resolve: ({ received }) => received?.at,
  },
  today: {
    type: 'date',
    label: both('Date du jour', 'Today'),
    example: both('2026-11-25'),
    source: 'case',
    resolve: ({ today }) => today,
  },
  service: {
    type: 'text',
    label: both('Service', 'Department'),
    example: both('Service des écoles', 'Schools department'),
    source: 'case',
    resolve: ({ team }) => team,
  },
  agent_name: {
    type: 'text',
    label: both('Nom de l’agent', 'Name of the agent'),
    example: both('Inès Morel'),
    source: 'case',
    resolve: ({ agentName }) => agentName,
  },
  reply_link: {
    type: 'link',
    label: both('Page sécurisée de la réponse', 'Secure page of the answer'),
    example: both('https://guichet.example/portal/replies/k3v9x2'),
    source: 'case',
    resolve: ({ replyLink }) => replyLink,
  },

  organisation: organisation('text', {
    label: both('Administration', 'Administration'),
    example: both('Ville de Valbourg', 'Town of Valbourg'),
    of: ({ name }) => name,
  }),
  service_address: organisation('text', {
    label: both('Adresse postale', 'Postal address'),
    example: both('1 place de la Mairie, 21000 Valbourg'),
    of: ({ address }) => address.replace(/\s*\n\s*/g, ', '),
  }),
  service_mail: organisation('mail', {
    label: both('Adresse e-mail', 'Mail address'),
    example: both('contact@valbourg.example'),
    of: ({ mail }) => mail,
  }),
  service_phone: organisation('phone', {
    label: both('Téléphone', 'Phone'),
    example: both('+33 3 80 00 00 00'),
    of: ({ phone }) => phone,
  }),
  opens_at: organisation('time', {
    label: both('Ouvre à', 'Opens at'),
    example: both('09:00'),
    of: ({ opensAt }) => opensAt,
  }),
  closes_at: organisation('time', {
    label: both('Ferme à', 'Closes at'),
    example: both('17:30'),
    of: ({ closesAt }) => closesAt,
  }),
  emergency: organisation('text', {
    label: both('En cas d’urgence', 'In an emergency'),
    example: both('le 112', '112'),
    of: ({ emergency }) => emergency,
  }),
  response_days: organisation('number', {
    label: both('Délai de réponse en jours ouvrés', 'Time to answer in working days'),
    example: both('10'),
    of: ({ responseDays }) => responseDays,
  }),
  court: organisation('text', {
    label: both('Tribunal administratif', 'Administrative court'),
    example: both('Dijon'),
    of: ({ court }) => court,
  }),
  mediator: organisation('text', {
    label: both('Médiateur', 'Mediator'),
    example: both(
      'le médiateur de la Ville, mediateur@valbourg.example',
      'the town’s mediator, mediateur@valbourg.example',
    ),
    of: ({ mediator }) => mediator,
  }),

  documents: agent(
    'list',
    both('Pièces demandées', 'Documents asked for'),
    both('Un justificatif de domicile\nLe livret de famille', 'A proof of address\nThe family record book'),
  ),
  deadline: agent('date', both('Date limite', 'Deadline'), both('2026-12-18')),
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
  clock_effect: agent(
    'text',
    both('Effet sur le délai', 'Effect on the time limit'),
    both('Le délai reprend à la réception des pièces.', 'The time limit starts again when we receive them.'),
  ),
  authority: agent(
    'text',
    both('Autorité compétente', 'Competent authority'),
    both('la préfecture de la Côte-d’Or', 'the prefecture of Côte-d’Or'),
  ),
  completed_on: agent('date', both('Dossier complet le', 'File complete on'), both('2026-11-23')),
  decided_on: agent('date', both('Date', 'Date'), both('2026-11-24')),
  effective_on: agent('date', both('Prend effet le', 'Takes effect on'), both('2027-01-04')),
  agent_role: agent(
    'text',
    both('Qualité du signataire', 'Role of whoever signs'),
    both('Responsable du service', 'Head of the department'),
  ),
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
  amount: agent('amount', both('Montant', 'Amount'), both('42.50')),
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof variables;

export const isVariable = (name: string): name is VariableName => Object.hasOwn(variables, name);

export const variable = (name: VariableName): Variable => variables[name];

export const templateVariables: TemplateVariable[] = Object.entries<Variable>(variables).map(
  ([name, { resolve: _, ...rest }]) => ({
    name,
    ...rest,
  }),
);

/** Returns the values of these variables in a case, by name; unknown ones are left out. */
export function resolveVariables(names: Iterable<VariableName>, context: CaseContext): Record<string, string> {
  const entries = [...names].map((name) => [name, variable(name).resolve?.(context)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [VariableName, string] => Boolean(entry[1])));
}

export const exampleValues = (names: Iterable<VariableName>, language: Language): Record<string, string> =>
  Object.fromEntries([...names].map((name) => [name, variable(name).example[language]]));
