import { both, organisation, type Variable } from './define-variable.js';

/** What the settings of the organisation tell. */
export const organisationVariables = {
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
} as const satisfies Record<string, Variable>;
