import { parameters, type Bind } from '@guichet/access';
import type { Reader } from '@guichet/database';
import { queryInParts } from './query-in-parallel-parts.js';
import type { ScoredMatch } from './rank-cases.js';
import { exactQuery, formsQuery, type Term } from './search-terms.js';

/** A match with its levels, and with the words that these are of. */
export interface FoundMatch extends ScoredMatch {
  terms: readonly Term[];
}

/** SQL: what each of the words is looked for by, as `q`: made once, instead of for each match. */
export function queriesOf(terms: readonly Term[], bind: Bind): string {
  const made = (queries: string[]) =>
    `array(select to_tsquery('guichet', u.x) from unnest(${bind(queries)}::text[]) with ordinality u(x, n) order by u.n)`;
  return `q as materialized (select ${made(terms.map(exactQuery))} as exact, ${made(terms.map(formsQuery))} as forms)`;
}

/** SQL: the rows `(case_id, entry_id, file_id, words)` of `found` with what their case is called. */
export const withHeads = (found: string): string =>
  `select f.*, c.subject, c.citizen_name from (${found}) f join cases c on c.id = f.case_id`;

/** SQL: the rows `(case_id, entry_id, file_id, words, subject, citizen_name)` of `found` with their levels. The words of each are unpacked once. */
export const withLevels = (found: string): string =>
  `select m.case_id as "caseId", m.entry_id as "entryId", m.file_id as "fileId", m.subject, m.citizen_name as "citizenName", array(
     select case when held.words @@ s.exact then 2 when held.words @@ s.forms then 1 else 0 end
     from unnest(q.exact, q.forms) with ordinality s(exact, forms, n) order by s.n) as levels
   from q, (${found}) m cross join lateral (select coalesce(m.words, '') || ''::tsvector as words offset 0) held`;

/** So many matches are read by one statement. */
const PART = 50;

/** How well each match holds each of the words; those that were found by just these are known. Indexes: the primary keys. */
export async function levelsOf(
  reader: Reader,
  matches: readonly FoundMatch[],
  terms: readonly Term[],
): Promise<ScoredMatch[]> {
  const isKnown = (match: FoundMatch) =>
    match.terms.length === terms.length && match.terms.every((term, n) => term === terms[n]);
  const others = matches.filter((match) => !isKnown(match));
  return [
    ...matches.filter(isKnown),
    ...(await queryInParts(others, PART, (part) => levelsOfPart(reader, part, terms))),
  ];
}

async function levelsOfPart(
  reader: Reader,
  matches: readonly ScoredMatch[],
  terms: readonly Term[],
): Promise<ScoredMatch[]> {
  const { values, bind } = parameters(
    matches.map(({ caseId }) => caseId),
    matches.map(({ entryId }) => entryId),
    matches.map(({ fileId }) => fileId),
  );
  return reader.query<ScoredMatch>(
    `with ${queriesOf(terms, bind)} ${withLevels(
      `select m.case_id, m.entry_id, m.file_id, coalesce(w.search, f.search) as words, c.subject, c.citizen_name
       from unnest($1::uuid[], $2::uuid[], $3::uuid[]) m(case_id, entry_id, file_id) join cases c on c.id = m.case_id
       left join entry_words w on w.entry_id = m.entry_id and m.file_id is null left join attachment_text f on f.attachment_id = m.file_id`,
    )}`,
    values,
  );
}
