import type { RenderedTemplate, TemplateField } from '@guichet/contracts';

/** Returns the fields that the agent has to fill in: those that nothing else could resolve, mandatory ones first. */
export function fieldsToAsk(fields: readonly TemplateField[], before: ReadonlySet<string>): TemplateField[] {
  const shown = fields.filter(({ name, source, value }) => source === 'agent' || value === null || before.has(name));
  return [...shown.filter(({ optional }) => !optional), ...shown.filter(({ optional }) => optional)];
}

/** Returns the names of the fields that are still to be filled in, in the order in which they are shown. */
export const missingFields = (
  { fields, unresolved }: Pick<RenderedTemplate, 'fields' | 'unresolved'>,
  values: Readonly<Record<string, string>>,
  wrong: Readonly<Record<string, string>> = {},
) =>
  fieldsToAsk(fields, new Set(Object.keys(values)))
    .map(({ name }) => name)
    .filter((name) => name in wrong || (unresolved.includes(name) && !values[name]?.trim()));

/**
 * Returns the fields that have a value while their placeholder is still in the text, as in a draft that was saved in
 * between.
 */
export const fieldsStillOpen = (text: string, fields: readonly TemplateField[]) =>
  fields.filter(({ label, value }) => value !== null && text.includes(`[${label}]`)).map(({ name }) => name);
