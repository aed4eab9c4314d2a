import { acknowledgements } from './acknowledgements.js';
import { decisions } from './decisions.js';
import { documents } from './document-requests.js';
import { implicitDecisions } from './implicit-decisions.js';
import { listening } from './complaints-and-petitions.js';
import { practical } from './practical-information.js';
import { progress } from './status-updates.js';
import { rights } from './legal-rights.js';
import { shippedTemplateNames, type TemplateContent } from '@guichet/contracts';
import type { SeedTemplate, SeedText } from './seed-blocks.js';
import { warnings } from './abuse-and-fraud-warnings.js';

export type { SeedTemplate } from './seed-blocks.js';

const all: readonly SeedText[] = [
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

/** The templates of every new installation, which the organisation can change. Each text says what it is in law, and from where. */
export const seeds: readonly SeedTemplate[] = all.map(({ fr, en, ...seed }) => {
  const inLaw = (content: TemplateContent): TemplateContent => ({
    ...content,
    legal: { act: seed.act, source: seed.source, confirmedBy: null },
  });
  return { ...seed, ...storedNames(seed.key), fr: inLaw(fr), en: inLaw(en) };
});

function storedNames(key: string): Pick<SeedTemplate, 'title' | 'intention' | 'tags'> {
  const names = shippedTemplateNames.fr[key];
  if (!names) throw new Error(`The shipped template ${key} has no name.`);
  return { ...names, tags: [...names.tags] };
}
