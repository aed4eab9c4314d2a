import { AGENT_DIMENSIONS, type Metric } from './metric.js';

export const templateShare: Metric = {
  unit: 'share',
  definition: 'Share of the answers of agents that were made from a template of everybody or of a team.',
  groups: AGENT_DIMENSIONS,
  better: null,
  figure: 'share',
  source: { of: 'replies' },
};
