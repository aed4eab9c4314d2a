import type { RenderedTemplate, TemplateField } from '@guichet/contracts';

/** What the agent is asked for: what nobody else can know, or could not be found; first what must be said. */
export function fieldsToAsk(fields: readonly TemplateField[], before: ReadonlySet<string>): TemplateField[] {
  const shown = fields.filter(({ name, source, value }) => source === 'agent' || value === null || before.has(name));
  return [...shown.filter(({ optional }) => !optional), ...shown.filter(({ optional }) => optional)];
}

/** Names that are still to be filled in, in the order in which they are asked for. */
export const missingFields = (
  { fields, unresolved }: Pick<RenderedTemplate, 'fields' | 'unresolved'>,
  values: Readonly<Record<string, string>>,
  wrong: Readonly<Record<string, string>> = {},
) =>
  fieldsToAsk(fields, new Set(Object.keys(values)))
    .map(({ name }) => name)
    .filter((name) => name in wrong || (unresolved.includes(name) && !values[name]?.trim()));

/** Names that are filled in, and yet still open in the words: a draft was saved in between. */
export const fieldsStillOpen = (text: string, fields: readonly TemplateField[]) =>
  fields.filter(({ label, value }) => value !== null && text.includes(`[${label}]`)).map(({ name }) => name);
