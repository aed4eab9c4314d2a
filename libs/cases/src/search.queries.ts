import { teamsFor, type Principal } from '@guichet/access';
import type { SearchHit } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { SUMMARY_COLUMNS, SUMMARY_JOINS, toSummary, type SummaryRow } from './summary.queries.js';

/** How many entries a text filter looks at, newest first. */
const CANDIDATES = 2000;

/** The words a person typed, all of them wanted, the last letters of each still open: `'inscription':* & 'ecole':*`. */
export function tsqueryOf(q: string): string | null {
  const words = q.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}@._+-]*/gu) ?? [];
  const lexemes = words
    .slice(0, 12)
    .map((word) => word.replace(/[^\p{L}\p{N}]+$/u, ''))
    .filter(Boolean);
  return lexemes.length === 0 ? null : lexemes.map((word) => `'${word}':*`).join(' & ');
}

const REFERENCE = /^(?:GCH-)?(?:\d{4}-)?0*(\d{1,9})$/i;

/** A reference in any of its spellings: whole, without prefix, or only the number. */
export function referencePattern(q: string): string | null {
  const whole = /^GCH-\d{4}-\d+$/i.test(q);
  if (whole) return q.toUpperCase();
  const match = REFERENCE.exec(q);
  return match ? `%-${match[1]!.padStart(6, '0')}` : null;
}

/** SQL condition on `cases` for the text filter of the inbox. */
export function entriesMatching(q: string, bind: (value: unknown) => string): string {
  const reference = referencePattern(q.trim());
  const query = tsqueryOf(q);
  const byReference = reference ? `reference like ${bind(reference)}` : 'false';
  if (!query) return byReference;
  return `(id in (select case_id from timeline_entry where search @@ to_tsquery('guichet', ${bind(query)}) order by id desc limit ${CANDIDATES})
    or ${byReference})`;
}

/**
 * One box for everything: words of any entry (accents and endings do not matter), an address, a file name, a reference.
 * Restricted in SQL to the cases that the agent may see. Rare words come from `timeline_entry_search`; for frequent ones
 * the planner walks the primary key, whose ids are in time order, from the newest.
 */
export async function search(database: Database, who: Principal, q: string, limit: number): Promise<SearchHit[]> {
  const visible = teamsFor(who, 'case.read');
  const query = tsqueryOf(q);
  const reference = referencePattern(q.trim());
  const hits = await database.read<SummaryRow & { entryId: string | null; position: number | null; headline: string | null }>(
    `with found as (
       (select c.id as case_id, null::uuid as entry_id, null::int as position, 0 as rank, c.id as at from cases c
        where $4::text is not null and c.reference like $4 and ($3::uuid[] is null or c.team_id = any($3)) limit 20)
       union all
       (select distinct on (h.case_id) h.case_id, h.id, h.position, 1, h.id from (
          select e.case_id, e.id, e.position from timeline_entry e join cases c on c.id = e.case_id
          where $2::text is not null and e.search @@ to_tsquery('guichet', $2) and ($3::uuid[] is null or c.team_id = any($3))
          order by e.id desc limit $5 * 4) h
        order by h.case_id, h.id desc)
     ), ranked as (
       select distinct on (case_id) case_id, entry_id, position, rank, at from found order by case_id, rank
     ), top as (select * from ranked order by rank, at desc limit $5)
     select ${SUMMARY_COLUMNS}, top.entry_id as "entryId", top.position,
       case when e.id is not null then ts_headline('guichet', left(
         concat_ws(' · ', e.data ->> 'subject', e.data -> 'from' ->> 'name', e.data -> 'from' ->> 'value', e.data ->> 'text',
           (select string_agg(s ->> 'text', '') from jsonb_array_elements(e.data -> 'segments') s),
           (select string_agg(f ->> 'name', ', ') from jsonb_array_elements(e.data -> 'attachments') f)), 20000),
         to_tsquery('guichet', $2), E'StartSel=\\x02, StopSel=\\x03, MaxWords=24, MinWords=10, MaxFragments=1') end as headline
     from top join cases c on c.id = top.case_id ${SUMMARY_JOINS} left join timeline_entry e on e.id = top.entry_id
     order by top.rank, top.at desc`,
    [who.id, query, visible, reference, limit],
  );
  return hits.map((row) => ({
    case: toSummary(row),
    entryId: row.entryId,
    position: row.position,
    snippet: row.headline ? piecesOf(row.headline) : [{ text: row.reference, hit: true }],
  }));
}

/** `before \x02hit\x03 after` → pieces. */
export function piecesOf(headline: string): { text: string; hit: boolean }[] {
  return headline
    .split('\u0002')
    .flatMap((part, index) => {
      if (index === 0) return [{ text: part, hit: false }];
      const [hit = '', ...rest] = part.split('\u0003');
      return [
        { text: hit, hit: true },
        { text: rest.join(''), hit: false },
      ];
    })
    .filter(({ text }) => text !== '');
}
