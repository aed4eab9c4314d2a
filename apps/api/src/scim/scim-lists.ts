import SCIMMY from 'scimmy';
import { z } from 'zod';
import { refuse } from './scim-errors.js';
import { MAX_RESULTS } from './configure-scim-library.js';

const whole = z
  .string()
  .regex(/^-?\d{1,9}$/)
  .transform(Number);
const names = z.string().max(1000);

/** What a list may be asked for. Parameters of the standard that we do not know are passed over, as sorting is. */
export const ListQuery = z.object({
  filter: z.string().max(1000).optional(),
  startIndex: whole.optional(),
  count: whole.optional(),
  attributes: names.optional(),
  excludedAttributes: names.optional(),
});
export type ListQuery = z.infer<typeof ListQuery>;

/** Which attributes are shown, as the library wants to hear it; undefined: all. */
export function shownAttributes({ attributes, excludedAttributes }: ListQuery): SCIMMY.Types.Filter | undefined {
  const list = (text: string | undefined) => (text ?? '').split(',').map((one) => one.trim()).filter(Boolean); // prettier-ignore
  const [wanted, hidden] = [list(attributes), list(excludedAttributes)];
  const names = wanted.length > 0 ? wanted : hidden;
  if (names.length === 0) return undefined;
  if (!names.every((name) => /^[\w$.:-]{1,120}$/.test(name)))
    refuse(400, 'invalidValue', 'attributes and excludedAttributes name attributes, separated by commas.');
  return new SCIMMY.Types.Filter(names.map((name) => `${name} ${wanted.length > 0 ? 'pr' : 'np'}`).join(' and '));
}

/**
 * A filter that asks for one attribute to equal one value, which is how directories look somebody up: the database answers it.
 * Null: any other one. Throws `invalidFilter` in the words of SCIM.
 */
export function lookedUp(filter: string | undefined): { attribute: string; value: string } | null {
  const [, attribute, quoted] = /^\s*([\w.]+)\s+eq\s+("(?:[^"\\]|\\.)*")\s*$/i.exec(filter ?? '') ?? [];
  if (!attribute || !quoted) return null;
  try {
    return { attribute: attribute.toLowerCase(), value: JSON.parse(quoted) as string };
  } catch {
    return refuse(400, 'invalidFilter', 'The filter has a value that is no JSON string.');
  }
}

/**
 * Those that a filter of any kind matches. Capitals make no difference, as in names of people and groups.
 *
 * @throws the error `invalidFilter` of SCIM.
 */
export function matching<Resource extends object>(
  resources: readonly Resource[],
  { filter, definition }: { filter: string | undefined; definition: SCIMMY.Types.SchemaDefinition },
): Resource[] {
  if (filter === undefined) return [...resources];
  const parsed = parsedFilter(filter);
  for (const expression of parsed as readonly object[])
    for (const name of Object.keys(expression)) {
      try {
        definition.attribute(name);
      } catch {
        refuse(400, 'invalidFilter', `There is no attribute ${name}.`);
      }
    }
  // Each with its place, as the filter returns the copies in lower case.
  const copies = resources.map((resource, place) => ({
    ...(JSON.parse(JSON.stringify(resource), lowerCase) as object),
    place,
  }));
  return (parsed.match(copies) as { place: number }[]).map(({ place }) => resources[place]!);
}

const lowerCase = (_key: string, value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

/** The library multiplies groups out before it compares anything: what nobody asks for must not reach it. */
const MAX_GROUPS = 4;
const MAX_CONDITIONS = 20;

function parsedFilter(filter: string): SCIMMY.Types.Filter {
  const unquoted = filter.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const groups = unquoted.match(/[([]/g)?.length ?? 0;
  const conditions = unquoted.match(/\b(?:and|or)\b/gi)?.length ?? 0;
  if (groups > MAX_GROUPS || conditions > MAX_CONDITIONS)
    refuse(400, 'invalidFilter', `A filter has ${MAX_GROUPS} groups and ${MAX_CONDITIONS} conditions at most.`);
  try {
    const parsed = new SCIMMY.Types.Filter(filter.toLowerCase());
    // The library checks what it is given as objects, and takes a text as it comes.
    return new SCIMMY.Types.Filter(JSON.parse(JSON.stringify([...parsed])) as object[]);
  } catch (error) {
    return refuse(400, 'invalidFilter', `The filter cannot be read. ${(error as Error).message}`);
  }
}

/** The part of a list that is asked for. `startIndex` counts from 1; what is below is 1, a negative `count` is 0. */
export function pageOf<Item>(
  all: readonly Item[],
  { startIndex = 1, count = 100 }: Pick<ListQuery, 'startIndex' | 'count'>,
): { items: Item[]; startIndex: number; total: number } {
  const start = Math.max(startIndex, 1);
  const most = Math.min(Math.max(count, 0), MAX_RESULTS);
  return { items: all.slice(start - 1, start - 1 + most), startIndex: start, total: all.length };
}

export const listResponse = (
  resources: readonly object[],
  { startIndex, total }: { startIndex: number; total: number },
) => ({
  schemas: [SCIMMY.Messages.ListResponse.id],
  totalResults: total,
  startIndex,
  itemsPerPage: resources.length,
  Resources: resources,
});
