import { acknowledgements } from './acknowledgements.js';
import { decisions } from './decisions.js';
import { documents } from './document-requests.js';
import { implicitDecisions } from './implicit-decisions.js';
import { listening } from './complaints-and-petitions.js';
import { practical } from './practical-information.js';
import { progress } from './status-updates.js';
import { rights } from './legal-rights.js';
import type { SeedTemplate } from './seed-blocks.js';
import { warnings } from './abuse-and-fraud-warnings.js';

export type { SeedTemplate } from './seed-blocks.js';

/** The templates of every new installation, which the organisation can change. */
export const seeds: readonly SeedTemplate[] = [
  ...acknowledgements,
  ...documents,
  ...decisions,
  ...implicitDecisions,
  ...rights,
  ...progress,
  ...practical,
  ...listening,
  ...warnings,
];
