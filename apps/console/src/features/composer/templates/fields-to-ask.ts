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
  fields
    .filter(({ placeholder, value }) => value !== null && text.includes(`[${placeholder}]`))
    .map(({ name }) => name);

/** The least of a value by which it is recognised in words that were kept. */
const RECOGNISED = 3;

/**
 * What of each value stands in words that were kept. A value is saved at once, but the words only once they are rendered with
 * it: of one that was being typed when the page was left, they may have no more than its beginning.
 */
export function valuesInText(
  text: string,
  values: Readonly<Record<string, string>>,
  fields: readonly TemplateField[],
): Record<string, string> {
  // A date, an amount or a list of several items is written otherwise than it is typed.
  const types = new Map(fields.map(({ name, type }) => [name, type]));
  const isAsTyped = (name: string, value: string) =>
    ['text', 'long-text', 'list'].includes(types.get(name) ?? '') && !value.includes('\n');
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isAsTyped(name, value) ? beginningIn(text, value) : value]),
  );
}

/** A value that the agent has replaced counts as a whole. */
function beginningIn(text: string, value: string): string {
  for (let length = value.length; length >= RECOGNISED; length -= 1)
    if (text.includes(value.slice(0, length))) return value.slice(0, length);
  return value;
}
