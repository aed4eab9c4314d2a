import { parameters, type Principal } from '@guichet/access';
import type { Reader } from '@guichet/database';
import { termsOfFilter } from '../fields/field-search-terms.js';
import { parseSearch } from '../search/parse-search.js';
import { isListedFor } from './view-and-macro-rights.js';

/** Whether a search asks for what cases have in the field with this key. */
const asksFor = (q: string, key: string): boolean =>
  parseSearch(q).filters.some(
    ({ operator, value }) =>
      operator === 'field' && termsOfFilter(value)?.some((term) => term === key || term.startsWith(`${key}=`)),
  );

/** The views that ask for a field, by its key, and whether each is in the list of the agent. Views are some hundreds: all are read.
 * A field of another type may have the same key: a search for it asks for both. */
export async function viewsWithField(
  reader: Reader,
  who: Principal,
  key: string,
): Promise<{ name: string; isListed: boolean }[]> {
  const { values, bind } = parameters();
  const rows = await reader.query<{ name: string; q: string; isListed: boolean }>(
    `select v.name, v.filter ->> 'q' as q, ${isListedFor(who, bind)} as "isListed" from saved_view v
     where v.deleted_at is null and v.filter ->> 'q' is not null order by v.name collate "fr-x-icu", v.id`,
    values,
  );
  return rows.filter(({ q }) => asksFor(q, key)).map(({ name, isListed }) => ({ name, isListed }));
}
