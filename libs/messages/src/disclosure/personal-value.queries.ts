import { hash } from 'node:crypto';
import { parameters, scope } from '@guichet/access';
import type { Tx } from '@guichet/database';
import type { CheckContext } from './disclosure-check.queries.js';

/** A value that occurs with more people than this is not personal: our own bank account, or the number of a form. */
const PERSONAL = 3;
/** The largest number of entries that are looked at for each value. */
const ENTRIES = 200;

/** Returns the key as the index keeps it: a 64-bit integer, in decimal. */
const hashOf = (key: string): string => hash('sha256', key, 'buffer').readBigInt64BE(0).toString();

/** Writes which values an entry names; what is there already stays. */
export async function insertPersonalValues(tx: Tx, rows: readonly { key: string; entryId: string }[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `insert into personal_value (key, entry_id) select distinct key, entry_id from unnest($1::bigint[], $2::uuid[]) v(key, entry_id)
     order by 1, 2 on conflict do nothing`,
    [rows.map(({ key }) => hashOf(key)), rows.map(({ entryId }) => entryId)],
  );
}

/** Where a value occurred before, as far as the agent may see. */
export interface Occurrences {
  /** A citizen wrote it in this case, or in another one of its person. */
  isOfCase: boolean;
  /** It occurs with other people, but not with so many that it is no secret. */
  isOfOthers: boolean;
  /** It occurs with other people, however many: a name stays one. */
  isOfAnybody: boolean;
}

const NOWHERE: Occurrences = { isOfCase: false, isOfOthers: false, isOfAnybody: false };

/**
 * Finds out where these values occurred before. Only what a citizen wrote makes a value theirs: what we wrote to them, or noted of
 * them, does not. Index `personal_value_pkey`.
 */
export async function occurrencesOf(
  { reader, who, item: { id, rootId } }: CheckContext,
  keys: readonly string[],
): Promise<(key: string) => Occurrences> {
  if (keys.length === 0) return () => NOWHERE;
  const { values, bind } = parameters(id, rootId, keys.map(hashOf));
  const rows = await reader.query<{ n: number; written: boolean; others: number }>(
    `select w.n::int, bool_or(found.own and found.written) as written, (count(distinct found.person) filter (where not found.own))::int as others
     from unnest($3::bigint[]) with ordinality w(key, n) cross join lateral (
       select c.id = $1 or coalesce(z.root_id = $2, false) as own, coalesce(z.root_id, c.id) as person,
         e.kind = 'message' and e.direction = 'in' as written
       from personal_value v join timeline_entry e on e.id = v.entry_id join cases c on c.id = e.case_id left join citizen z on z.id = c.citizen_id
       where v.key = w.key and c.status <> 'spam' and (c.id = $1 or ${scope(who, 'case.read').sql('c', bind)}) limit ${ENTRIES}) found
     group by w.n`,
    values,
  );
  const byKey = new Map(rows.map(({ n, written, others }) => [keys[n - 1]!, { written, others }]));
  return (key) => {
    const { written = false, others = 0 } = byKey.get(key) ?? {};
    return {
      isOfCase: written,
      isOfOthers: !written && others > 0 && others <= PERSONAL,
      isOfAnybody: !written && others > 0,
    };
  };
}
