import { acknowledgements } from './acknowledgements.js';
import { decisions } from './decisions.js';
import { documents } from './documents.js';
import { implicitDecisions } from './implicit-decisions.js';
import { listening } from './listening.js';
import { practical } from './practical.js';
import { progress } from './progress.js';
import { rights } from './rights.js';
import type { ShippedTemplate } from './shipped.js';
import { warnings } from './warnings.js';

export type { ShippedTemplate } from './shipped.js';

/** What every new installation begins with: a town changes them as it likes. */
export const shipped: readonly ShippedTemplate[] = [
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
