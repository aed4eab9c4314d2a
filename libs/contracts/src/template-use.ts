// These stand apart from the schemas that take them, so that a screen can offer them without loading any.

/** Over how many days the uses of a template are counted where nobody asks for another period. */
export const TEMPLATE_USE_DAYS = 90;

/** In which order templates are listed. `title`: from A to Z. `unused`: those that were used longest ago, or never, first. */
export const templateSorts = ['title', 'uses', 'recent', 'unused'] as const;

export type TemplateSort = (typeof templateSorts)[number];
