import { acknowledgements } from './acknowledgements.js';
import { decisions } from './decisions.js';
import { documents } from './documents.js';
import { implicitDecisions } from './implicit-decisions.js';
import { listening } from './listening.js';
import { practical } from './practical.js';
import { progress } from './progress.js';
import { rights } from './rights.js';
import type { SeedTemplate } from './seed-blocks.js';
import { warnings } from './warnings.js';

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
