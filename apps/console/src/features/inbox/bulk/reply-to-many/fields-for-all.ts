import type { RenderedTemplate, TemplateField } from '@guichet/contracts';

/** Returns the fields that are the same for all cases, mandatory ones first: neither a case nor the organisation says what is in them. */
export function fieldsForAll(fields: readonly TemplateField[]): TemplateField[] {
  const shown = fields.filter(
    ({ source, value }) => source === 'agent' || (source === 'organisation' && value === null),
  );
  return [...shown.filter(({ optional }) => !optional), ...shown.filter(({ optional }) => optional)];
}

/** Which fields are still to be filled in: `byAll`, for all cases at once; `byCase`, what the case that is shown does not say. */
export function fieldsLacking(
  { fields, unresolved }: Pick<RenderedTemplate, 'fields' | 'unresolved'>,
  values: Readonly<Record<string, string>>,
): Record<'byAll' | 'byCase', TemplateField[]> {
  const shared = fieldsForAll(fields);
  const isOpen = ({ name }: TemplateField) => unresolved.includes(name) && !values[name]?.trim();
  return {
    byAll: shared.filter(isOpen),
    byCase: fields.filter((field) => !shared.includes(field) && isOpen(field)),
  };
}
