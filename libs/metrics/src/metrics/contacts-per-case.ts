import { AGENT_DIMENSIONS, type Metric } from './metric.js';

export const contactsPerCase: Metric = {
  unit: 'ratio',
  definition: 'Contacts of the citizen until a case was closed, on average over the closings.',
  groups: AGENT_DIMENSIONS,
  better: 'less',
  figure: 'mean',
  source: { of: 'closed' },
};
