import type { SearchFilter } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { termsOfFilter } from './field-search-terms.js';

/** A filter; by a field: with the terms of which a case has one. */
export interface ReadFilter extends SearchFilter {
  terms?: readonly string[];
}

/** Reads which terms filters by fields look for: an option can be named as it is called today, in either language. */
export const readFieldFilters = (reader: Reader, filters: readonly SearchFilter[]): Promise<ReadFilter[]> =>
  Promise.all(
    filters.map(async (filter) => {
      const [typed, ...others] = (filter.operator === 'field' && termsOfFilter(filter.value)) || [];
      return typed === undefined
        ? filter
        : { ...filter, terms: [typed, ...others, ...(await termsOfOptions(reader, typed))] };
    }),
  );

/** The terms of the options that are called as a term says. */
async function termsOfOptions(reader: Reader, term: string): Promise<string[]> {
  const [, key, name] = /^([^=]+)=(.+)$/s.exec(term) ?? [];
  if (key === undefined) return [];
  const rows = await reader.query<{ term: string }>(
    `select distinct f.key || '=' || (o.option ->> 'key') as term
     from case_field f cross join lateral jsonb_array_elements(f.options) o(option) cross join lateral jsonb_each_text(o.option -> 'label') l
     where f.key = $1 and folded(regexp_replace(l.value, '\\s+', ' ', 'g')) = folded($2)`,
    [key, name],
  );
  return rows.map((row) => row.term);
}
