import type { Reader } from '@guichet/database';
import { inParts } from './in-parts.js';
import type { Match } from './matching-entries.queries.js';
import type { ScoredMatch } from './rank-cases.js';
import { exactQuery, formsQuery, type Term } from './search-terms.js';

/** So many matches are read by one statement. */
const PART = 50;

/** How well each match holds each of the words. Indexes: the primary keys. */
export const levelsOf = (reader: Reader, matches: readonly Match[], terms: readonly Term[]): Promise<ScoredMatch[]> =>
  inParts(matches, PART, (part) => levelsOfPart(reader, part, terms));

async function levelsOfPart(reader: Reader, matches: readonly Match[], terms: readonly Term[]): Promise<ScoredMatch[]> {
  const rows = await reader.query<Pick<ScoredMatch, 'levels' | 'subject' | 'citizenName'>>(
    // The queries are made once, and the words of an entry are unpacked once, instead of for each word that is looked for.
    `with q as materialized (
       select array(select to_tsquery('guichet', u.x) from unnest($4::text[]) with ordinality u(x, n) order by u.n) as exact,
         array(select to_tsquery('guichet', u.x) from unnest($5::text[]) with ordinality u(x, n) order by u.n) as forms)
     select c.subject, c.citizen_name as "citizenName", array(
       select case when held.words @@ s.exact then 2 when held.words @@ s.forms then 1 else 0 end
       from unnest(q.exact, q.forms) with ordinality s(exact, forms, n) order by s.n) as levels
     from q, unnest($1::uuid[], $2::uuid[], $3::uuid[]) with ordinality m(case_id, entry_id, file_id, n) join cases c on c.id = m.case_id
     left join entry_words w on w.entry_id = m.entry_id and m.file_id is null left join attachment_text f on f.attachment_id = m.file_id
     cross join lateral (select coalesce(w.search, f.search, '') || ''::tsvector as words offset 0) held
     order by m.n`,
    [
      matches.map(({ caseId }) => caseId),
      matches.map(({ entryId }) => entryId),
      matches.map(({ fileId }) => fileId),
      terms.map(exactQuery),
      terms.map(formsQuery),
    ],
  );
  return matches.map((match, n) => ({ ...match, ...rows[n]! }));
}
