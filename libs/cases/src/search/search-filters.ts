import type { Bind } from '@guichet/access';
import { hasNumber } from '@guichet/citizens';
import type { SearchOperator } from '@guichet/contracts';
import { hasTerms } from '../fields/case-fields.queries.js';
import type { ReadFilter } from '../fields/resolve-field-filters.queries.js';

/** A value as the beginning of what it is compared with, its own signs of a pattern taken literally. */
const beginningWith = (value: string): string => `${value.replace(/[\\%_]/g, '\\$&')}%`;
const HAS_FILE = `case when jsonb_typeof(x.data -> 'attachments') = 'array' then jsonb_array_length(x.data -> 'attachments') > 0 else false end`;

/** SQL: a folded text within a regular expression. It is escaped once it is folded, which makes such signs of others. */
const literally = (folded: string): string => String.raw`regexp_replace(${folded}, '([][\\^$.*+?(){}|])', '\\\1', 'g')`;

type Condition = (value: string, bind: Bind, filter: ReadFilter) => string;

/** SQL conditions on the case `c`. */
const OF_CASE: Partial<Record<SearchOperator, Condition>> = {
  from: (value, bind) =>
    `(folded(c.citizen_name) like '%' || folded(${bind(beginningWith(value))}) or exists (
       select from case_participant p join handle h on h.id = p.handle_id
       where p.case_id = c.id and (lower(h.value) like lower(${bind(beginningWith(value))}) or h.value like ${bind(beginningWith(value))} or ${hasNumber('h', value, bind) ?? 'false'})))`,
  channel: (value, bind) => `${bind(value)} = any(c.channels)`,
  team: (value, bind) =>
    `c.team_id in (select t.id from team t where folded(t.name) ~ ('(^|[^[:alnum:]])' || ${literally(`folded(${bind(value)})`)}))`,
  status: (value, bind) => `c.status = ${bind(value)}`,
  field: (_, bind, { terms = [] }) => hasTerms('c', terms, bind),
  tag: (value, bind) => `exists (select from unnest(c.tags) g(tag) where folded(g.tag) = folded(${bind(value)}))`,
};

/** SQL conditions on the entry `x`. A day is one of Paris, as all that the town writes. */
const OF_ENTRY: Partial<Record<SearchOperator, Condition>> = {
  before: (value, bind) => `x.at < (${bind(value)}::date)::timestamp at time zone 'Europe/Paris'`,
  after: (value, bind) => `x.at >= (${bind(value)}::date)::timestamp at time zone 'Europe/Paris'`,
  has: () => `${HAS_FILE} and not exists (select from delivery s where s.entry_id = x.id and s.state = 'canceled')`,
};

const conditionsOf = (filters: readonly ReadFilter[], of: typeof OF_CASE, bind: Bind): string[] =>
  filters.flatMap((filter) => of[filter.operator]?.(filter.value, bind, filter) ?? []);

/** SQL condition on the case `c`. */
export const caseFilters = (filters: readonly ReadFilter[], bind: Bind): string =>
  ['true', ...conditionsOf(filters, OF_CASE, bind)].join(' and ');

/** SQL conditions on `cases` by which an index finds what is narrowed by a field. */
export const fieldConditions = (filters: readonly ReadFilter[], bind: Bind): string[] =>
  filters.flatMap(({ operator, terms = [] }) => (operator === 'field' ? [hasTerms('cases', terms, bind)] : []));

/** SQL condition on the entry whose id is `entryId`; null: none is asked for, and no entry need be read. */
export function entryFilters(filters: readonly ReadFilter[], entryId: string, bind: Bind): string | null {
  const conditions = conditionsOf(filters, OF_ENTRY, bind);
  return conditions.length === 0
    ? null
    : `exists (select from timeline_entry x where x.id = ${entryId} and ${conditions.join(' and ')})`;
}

/** SQL condition on the case `c`: one of its entries is such. */
export function entryFiltersOfCase(filters: readonly ReadFilter[], bind: Bind): string | null {
  const conditions = conditionsOf(filters, OF_ENTRY, bind);
  return conditions.length === 0
    ? null
    : `exists (select from timeline_entry x where x.case_id = c.id and ${conditions.join(' and ')})`;
}
