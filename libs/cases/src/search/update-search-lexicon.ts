import type { Database, Tx } from '@guichet/database';
import { idAt } from '@guichet/platform';

const READER = { kind: 'system', name: 'Reader of words' } as const;
const KEY = 'search-words';
const BATCH = 2000;
/** For so long one run reads, so that other jobs have their turn; the next one comes a minute later. */
const RUN_MS = 20_000;
/** Newer entries may still be written before one that is there already, in milliseconds. */
const LATE_MS = 60_000;

/** Names and words; no numbers, addresses or parts of them, which nobody looks for by the ear. */
const IS_WORD = `length(lexeme) between 2 and 24 and lexeme !~ '[0-9@._/:+]'`;

/** SQL: counts the words of the entries in the relation `batch (search)`, in the order of the words, as others count as well. */
const COUNT_WORDS = `insert into search_word as known (word, entries)
  select word, entries from (
    select '' as word, count(*)::int as entries from batch having count(*) > 0
    union all select lexeme, entries from (
      select lexeme, count(*)::int as entries from batch, unnest(batch.search) group by lexeme offset 0) counted where ${IS_WORD}) words
  order by word collate "C" on conflict (word) do update set entries = known.entries + excluded.entries`;

/**
 * Learns the words of entries, for the search: of those that were there before it could, and of new ones, so that writers have
 * nothing to do for it. `lateMs`: how old an entry must be.
 */
export async function updateSearchLexicon(database: Database, lateMs = LATE_MS): Promise<void> {
  const end = performance.now() + RUN_MS;
  let isMore = true;
  while (isMore && performance.now() < end)
    isMore = (await database.write(READER, (tx) => learnBatch(tx, lateMs))) === BATCH;
  await database.execute(SORT_IN);
}

/**
 * Sorts what was written lately into the indexes of words. Writers only put it on a list, which each search reads as a whole: 5 to 20 ms
 * for the 4 MB to which it grows before one of them has to sort it in. Only their owner may.
 */
const SORT_IN = `select gin_clean_pending_list(c.oid::regclass) from pg_class c
  where c.oid in ('entry_words_search'::regclass, 'attachment_text_search'::regclass) and pg_has_role(c.relowner, 'usage')`;

/** Learns the words of entries whose ids are older than what was read by now: the history of a mailbox. */
export async function learnWordsOf(tx: Tx, entryIds: readonly string[]): Promise<void> {
  await tx.query(`with batch as (select search from entry_words where entry_id = any($1::uuid[])) ${COUNT_WORDS}`, [
    entryIds,
  ]);
}

/** Index `entry_words_pkey`, whose ids are in the order of time. Returns how many entries it has read. */
async function learnBatch(tx: Tx, lateMs: number): Promise<number> {
  await tx.query(
    `insert into setting (key, value) values ($1, to_jsonb('00000000-0000-0000-0000-000000000000'::text)) on conflict do nothing`,
    [KEY],
  );
  const [read] = await tx.query<{ count: number }>(
    `with before as (select (value #>> '{}')::uuid as id from setting where key = $1 for update),
     batch as materialized (
       select w.entry_id, w.search from entry_words w where w.entry_id > (select id from before) and w.entry_id < $2::uuid order by w.entry_id limit ${BATCH}),
     counted as (${COUNT_WORDS}),
     kept as (update setting set value = to_jsonb(l.entry_id::text) from (select entry_id from batch order by entry_id desc limit 1) l where key = $1)
     select count(*)::int from batch`,
    [KEY, idAt(new Date(tx.now.getTime() - lateMs))],
  );
  return read!.count;
}
