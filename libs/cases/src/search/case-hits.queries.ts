import { parameters } from '@guichet/access';
import type { CaseSummary, SearchFilter, SearchHit } from '@guichet/contracts';
import {
  SUMMARY_JOINS,
  summariesOf,
  summaryColumns,
  toSummary,
  type SummaryRow,
} from '../inbox/case-summary.queries.js';
import { hideSurveyLinks } from '../timeline/hide-survey-links.js';
import { NOTE_TEXT } from '../timeline/note-versions.js';
import { caseFilters, entryFiltersOfCase } from './search-filters.js';
import { queryInParts } from './query-in-parallel-parts.js';
import type { Match, RankedCase } from './rank-cases.js';
import { folded, type Term } from './search-terms.js';
import { textAroundWords } from './search-snippet.js';
import type { Reading } from './search-reader.js';
import { hasNoSurvivor } from './surviving-cases.queries.js';

/** So many cases are read by one statement. */
const PART = 15;

/**
 * Cases with the passage in which they were found, in their order. The rows and the passages are read side by side: one statement of all
 * these tables would take longer to plan than to run.
 */
export async function hitsOf(
  reading: Reading,
  ranked: readonly RankedCase[],
  terms: readonly Term[],
): Promise<SearchHit[]> {
  const matches = ranked.map(({ match }) => match);
  const [summaries, passages] = await Promise.all([
    queryInParts(matches, PART, async (part) => [
      ...(await summariesOf(
        reading,
        reading.who,
        part.map(({ caseId }) => caseId),
      )),
    ]),
    queryInParts(matches, PART, (part) => passagesOf(reading, part)),
  ]);
  const cases = new Map(summaries);
  const passageOf = new Map(passages.map((passage) => [passage.caseId, passage]));
  return ranked.flatMap(({ match: { caseId, entryId, fileId }, missing }) => {
    const [item, passage] = [cases.get(caseId), passageOf.get(caseId)];
    // Meanwhile the case or its entry may have gone to where the agent does not see it.
    if (!item || !passage) return [];
    return {
      ...{ case: item, entryId, position: passage.position },
      file: fileId === null ? null : { id: fileId, name: passage.fileName ?? '' },
      missing: missing.map(({ typed }) => typed),
      mergedFrom: [],
      snippet: withNames(textAroundWords(hideSurveyLinks(passage.text ?? ''), terms), namesOf(item, passage), terms),
    };
  });
}

type Pieces = SearchHit['snippet'];

/** What a case was called by which it may have been found, and which its row does not say: another one that went into it, or its person before a merge. */
function namesOf({ citizen }: CaseSummary, { ownName, fromName }: Passage): string {
  return fromName ?? (ownName === citizen?.name ? '' : ownName);
}

/** The passage behind those names, where one of the words stands in them alone. */
function withNames(passage: Pieces, names: string, terms: readonly Term[]): Pieces {
  const named = textAroundWords(names, terms);
  const marked = passage.filter(({ hit }) => hit).map(({ text }) => folded(text));
  if (named.every(({ text, hit }) => !hit || marked.includes(folded(text)))) return passage;
  return passage.length === 0 ? named : [...named, { text: ' · ', hit: false }, ...passage];
}

interface Passage {
  caseId: string;
  position: number;
  fileName: string | null;
  /** Of the file, or of the entry; an activity has none. */
  text: string | null;
  /** The name of the citizen that the case itself has. */
  ownName: string;
  /** Subject and citizen of the case from which the entry came; null: it came from none that may be seen. */
  fromName: string | null;
}

/** What stands in the entries and files in which words were found, as long as they are in these cases. Indexes: the primary keys. */
function passagesOf({ query, visible }: Reading, matches: readonly Match[]): Promise<Passage[]> {
  const { values, bind } = parameters(
    matches.map(({ caseId }) => caseId),
    matches.map(({ entryId }) => entryId),
    matches.map(({ fileId }) => fileId),
  );
  return query<Passage>(
    `select e.case_id as "caseId", e.position, f.name as "fileName",
       case when m.file_id is not null then x.text else left(
         concat_ws(' · ', e.data ->> 'subject', e.data -> 'from' ->> 'name', e.data -> 'from' ->> 'value',
           case e.kind when 'note' then ${NOTE_TEXT} else e.data ->> 'text' end,
           (select string_agg(s ->> 'text', '') from jsonb_array_elements(e.data -> 'segments') s),
           (select string_agg(f ->> 'name', ', ') from jsonb_array_elements(e.data -> 'attachments') f)), 60000) end as text,
       c.citizen_name as "ownName", case when o.id is not null then concat_ws(' · ', nullif(o.subject, ''), nullif(o.citizen_name, '')) end as "fromName"
     from unnest($1::uuid[], $2::uuid[], $3::uuid[]) m(case_id, entry_id, file_id)
     join timeline_entry e on e.id = m.entry_id and e.case_id = m.case_id join cases c on c.id = e.case_id
     left join cases o on o.id = e.from_case_id and ${visible.sql('o', bind)}
     left join attachment f on f.id = m.file_id and f.entry_id = m.entry_id left join attachment_text x on x.attachment_id = f.id`,
    values,
  );
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

/**
 * The newest cases of which the filters hold, where no word is looked for. Those that were merged are left out before the first of them
 * are taken, so that a town that merges much gets as many as others.
 */
export async function newestHits(
  { query, who, visible }: Reading,
  { filters, limit }: { filters: readonly SearchFilter[]; limit: number },
): Promise<SearchHit[]> {
  const { values, bind } = parameters(who.id);
  const isOfSpam = filters.some(({ operator, value }) => operator === 'status' && value === 'spam');
  const conditions = [
    isOfSpam ? 'true' : `c.status <> 'spam'`,
    visible.sql('c', bind),
    hasNoSurvivor('c', visible, bind),
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
  ...{ missing: [], mergedFrom: [] },
});
