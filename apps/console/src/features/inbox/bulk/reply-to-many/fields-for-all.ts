import { valuesSameInAllCases, type RenderedTemplate, type TemplateField } from '@guichet/contracts';

type Values = Readonly<Record<string, string>>;

/**
 * Returns the fields that are the same for all cases, mandatory ones first: those of the agent, and what neither the organisation nor the
 * account of the agent says. What was filled in stays there.
 */
export function fieldsForAll(fields: readonly TemplateField[], values: Values): TemplateField[] {
  const shown = fields.filter(({ name, source, value }) => {
    const isForAll = source === 'organisation' || valuesSameInAllCases.includes(name);
    return source === 'agent' || (isForAll && (value === null || Object.hasOwn(values, name)));
  });
  return [...shown.filter(({ optional }) => !optional), ...shown.filter(({ optional }) => optional)];
}

/** Which fields are still to be filled in: `byAll`, for all cases at once; `byCase`, what the case that is shown does not say. */
export function fieldsLacking(
  { fields, unresolved }: Pick<RenderedTemplate, 'fields' | 'unresolved'>,
  values: Values,
): Record<'byAll' | 'byCase', TemplateField[]> {
  const shared = fieldsForAll(fields, values);
  const isOpen = ({ name }: TemplateField) => unresolved.includes(name) && !values[name]?.trim();
  return {
    byAll: shared.filter(isOpen),
    byCase: fields.filter((field) => !shared.includes(field) && isOpen(field)),
  };
}
