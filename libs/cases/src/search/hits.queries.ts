import { parameters, type Principal, type Scope } from '@guichet/access';
import type { SearchFilter, SearchHit } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { SUMMARY_JOINS, summaryColumns, toSummary, type SummaryRow } from '../inbox/case-summary.queries.js';
import { caseFilters, entryFiltersOfCase } from '../timeline/search-filters.js';
import { inParts } from './in-parts.js';
import type { RankedCase } from './rank-cases.js';
import type { Term } from './search-terms.js';
import { textAroundWords } from './text-around-words.js';

type Reading = Reader & { who: Principal; visible: Scope };

interface HitRow extends SummaryRow {
  entryId: string;
  position: number;
  fileId: string | null;
  fileName: string | null;
  /** Of the file, or of the entry; an activity has none. */
  text: string | null;
}

/** So many cases are read by one statement. */
const PART = 10;

/** Cases with the passage in which they were found, in their order. Indexes: the primary keys. */
export const hitsOf = (reading: Reading, ranked: readonly RankedCase[], terms: readonly Term[]): Promise<SearchHit[]> =>
  inParts(ranked, PART, (part) => hitsOfPart(reading, part, terms));

async function hitsOfPart(
  { query, who, visible }: Reading,
  ranked: readonly RankedCase[],
  terms: readonly Term[],
): Promise<SearchHit[]> {
  const matches = ranked.map(({ match }) => match);
  const { values, bind } = parameters(
    who.id,
    matches.map(({ caseId }) => caseId),
    matches.map(({ entryId }) => entryId),
    matches.map(({ fileId }) => fileId),
  );
  const rows = await query<HitRow>(
    `select ${summaryColumns(visible, bind)}, top.entry_id as "entryId", e.position, top.file_id as "fileId", f.name as "fileName",
       case when top.file_id is not null then x.text else left(
         concat_ws(' · ', e.data ->> 'subject', e.data -> 'from' ->> 'name', e.data -> 'from' ->> 'value', e.data ->> 'text',
           (select string_agg(s ->> 'text', '') from jsonb_array_elements(e.data -> 'segments') s),
           (select string_agg(f ->> 'name', ', ') from jsonb_array_elements(e.data -> 'attachments') f)), 60000) end as text
     from unnest($2::uuid[], $3::uuid[], $4::uuid[]) with ordinality top(case_id, entry_id, file_id, n)
     join cases c on c.id = top.case_id ${SUMMARY_JOINS} join timeline_entry e on e.id = top.entry_id
     left join attachment f on f.id = top.file_id left join attachment_text x on x.attachment_id = top.file_id
     where ${visible.sql('c', bind)} order by top.n`,
    values,
  );
  const missing = new Map(ranked.map((one) => [one.match.caseId, one.missing.map(({ typed }) => typed)]));
  return rows.map((row) => ({
    case: toSummary(row),
    entryId: row.entryId,
    position: row.position,
    file: row.fileId === null ? null : { id: row.fileId, name: row.fileName ?? '' },
    missing: missing.get(row.id) ?? [],
    snippet: textAroundWords(row.text ?? '', terms),
  }));
}

/** Cases that were found by what they are called: by a reference or by an address, which is shown as the passage. */
export async function namedHits(
  { query, who, visible }: Reading,
  found: readonly { caseId: string; text: string }[],
): Promise<SearchHit[]> {
  if (found.length === 0) return [];
  const { values, bind } = parameters(
    who.id,
    found.map(({ caseId }) => caseId),
    found.map(({ text }) => text),
  );
  const rows = await query<SummaryRow & { text: string }>(
    `select ${summaryColumns(visible, bind)}, top.text from unnest($2::uuid[], $3::text[]) with ordinality top(case_id, text, n)
     join cases c on c.id = top.case_id ${SUMMARY_JOINS} where ${visible.sql('c', bind)} order by top.n`,
    values,
  );
  return rows.map((row) => ({ ...withoutEntry(row), snippet: [{ text: row.text, hit: true }] }));
}

/** The newest cases of which the filters hold, where no word is looked for. */
export async function newestHits(
  { query, who, visible }: Reading,
  { filters, limit }: { filters: readonly SearchFilter[]; limit: number },
): Promise<SearchHit[]> {
  const { values, bind } = parameters(who.id);
  const isOfSpam = filters.some(({ operator, value }) => operator === 'status' && value === 'spam');
  const conditions = [
    isOfSpam ? 'true' : `c.status <> 'spam'`,
    visible.sql('c', bind),
    caseFilters(filters, bind),
    entryFiltersOfCase(filters, bind) ?? 'true',
  ];
  const rows = await query<SummaryRow>(
    `with top as (select c.id as case_id from cases c where ${conditions.join(' and ')} order by c.last_entry_at desc, c.id desc limit ${limit})
     select ${summaryColumns(visible, bind)} from top join cases c on c.id = top.case_id ${SUMMARY_JOINS}
     order by c.last_entry_at desc, c.id desc`,
    values,
  );
  return rows.map((row) => ({ ...withoutEntry(row), snippet: [] }));
}

const withoutEntry = (row: SummaryRow) => ({
  ...{ case: toSummary(row), entryId: null, position: null, file: null },
  missing: [],
});
