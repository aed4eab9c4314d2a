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
  return mandatoryFirst(shown);
}

/**
 * Returns the fields for all cases, as the case that is shown has them, together with those that were `seen` in another one: its version in
 * another language may ask for others, and what was filled in there is sent with the rest.
 */
export function fieldsWithSeen(
  fields: readonly TemplateField[],
  { seen, values }: { seen: readonly TemplateField[]; values: Values },
): TemplateField[] {
  const elsewhere = seen.filter(({ name }) => !fields.some((field) => field.name === name));
  return mandatoryFirst([...fieldsForAll(fields, values), ...elsewhere]);
}

const mandatoryFirst = (fields: readonly TemplateField[]): TemplateField[] => [
  ...fields.filter(({ optional }) => !optional),
  ...fields.filter(({ optional }) => optional),
];

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
