import { parameters, type Bind, type Scope } from '@guichet/access';
import type { SearchHit } from '@guichet/contracts';
import { summariesOf } from '../inbox/case-summary.queries.js';
import type { Reading } from './search-reader.js';

/** A case that was merged, and the one that it went into at last. */
interface Survivor {
  fromId: string;
  caseId: string;
}

/** So many times in a row a case may have been merged. */
const MOST_MERGES = 20;

interface Folding {
  /** The filters of the search hold of the merged case, and not of the other one, which is not added then. */
  isNarrowed: boolean;
  /** The cases that were found by their reference, by which alone spam is found. */
  byReference: ReadonlySet<string>;
}

/**
 * Puts the cases that were merged under the ones that they were merged into, which hold all that was in them: each of those stands
 * once, where the first of them was found, and names the others.
 */
export async function underSurvivors(
  reading: Reading,
  hits: readonly SearchHit[],
  { isNarrowed, byReference }: Folding,
): Promise<SearchHit[]> {
  const survivors = await survivorsOf(reading, hits, byReference);
  if (survivors.size === 0) return [...hits];
  const own = new Map(hits.map((hit) => [hit.case.id, hit]));
  const missing = isNarrowed ? [] : [...new Set(survivors.values())].filter((id) => !own.has(id));
  const added = await summariesOf(reading, reading.who, missing);
  const shown = new Map<string, SearchHit>();
  for (const hit of hits) {
    const id = survivors.get(hit.case.id) ?? hit.case.id;
    const item = added.get(id);
    const found = shown.get(id) ?? own.get(id) ?? (item && inCase(hit, item));
    if (!found) continue;
    const isMerged = id !== hit.case.id;
    const { id: caseId, reference } = hit.case;
    shown.set(id, isMerged ? { ...found, mergedFrom: [...found.mergedFrom, { caseId, reference }] } : found);
  }
  return [...shown.values()];
}

/** What was found in a merged case, of which nothing has stayed there but what happened to it, as a hit of the other case. */
const inCase = (hit: SearchHit, item: SearchHit['case']): SearchHit => ({
  ...hit,
  ...{ case: item, entryId: null, position: null, file: null },
});

/**
 * Of cases that were merged, the one that each went into, where the agent may read it, and where it is no spam or was asked for by its
 * reference. Primary key of `cases`.
 */
async function survivorsOf(
  { query, visible }: Reading,
  hits: readonly SearchHit[],
  byReference: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const ids = hits.filter(({ case: { status } }) => status === 'closed').map((hit) => hit.case.id);
  if (ids.length === 0) return new Map();
  const { values, bind } = parameters(ids, [...byReference]);
  const rows = await query<Survivor>(
    `with recursive merge(from_id, id, step) as (
       select c.id, c.merged_into_id, 1 from cases c where c.id = any($1::uuid[]) and c.merged_into_id is not null
       union all
       select m.from_id, c.merged_into_id, m.step + 1 from merge m join cases c on c.id = m.id
       where c.merged_into_id is not null and m.step < ${MOST_MERGES})
     select m.from_id as "fromId", c.id as "caseId" from merge m join cases c on c.id = m.id
     where c.merged_into_id is null and (c.status <> 'spam' or m.from_id = any($2::uuid[])) and ${visible.sql('c', bind)}`,
    values,
  );
  return new Map(rows.map(({ fromId, caseId }) => [fromId, caseId]));
}

/**
 * SQL: the case `row` was not merged into one that the agent may read, which would stand in its place. Of a case that was merged, its
 * merges are followed by the primary key of `cases`.
 */
export const hasNoSurvivor = (row: string, visible: Scope, bind: Bind): string =>
  `(${row}.merged_into_id is null or not exists (
     with recursive merge(id, step) as (
       select ${row}.merged_into_id, 1
       union all
       select m.merged_into_id, s.step + 1 from merge s join cases m on m.id = s.id
       where m.merged_into_id is not null and s.step < ${MOST_MERGES})
     select from merge s join cases m on m.id = s.id
     where m.merged_into_id is null and m.status <> 'spam' and ${visible.sql('m', bind)}))`;
