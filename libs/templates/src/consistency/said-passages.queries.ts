import { CONSISTENCY_DAYS, type Language } from '@guichet/contracts';
import type { Reader, Tx } from '@guichet/database';
import type { ReadPassage } from './read-passage.js';

/** So many sentences of a topic, those that were said last, are what a new one is compared with. */
export const COMPARED = 300;
/** They were said in so many days; what is older is on no board and is deleted. */
export const RECENT_DAYS = CONSISTENCY_DAYS;

const oldest = (now: Date): Date => new Date(now.getTime() - RECENT_DAYS * 86_400_000);

/** A sentence of a topic, whoever said it. */
export interface SaidPassage {
  topicId: string;
  key: string;
  language: Language | null;
  read: ReadPassage;
}

/** SQL condition: the sentence was read whole. A process of an earlier version that still runs writes readings without what qualifies. */
export const isRead = (passage: string): string => `${passage}.read ? 'marks'`;

/** Returns the sentences that were said last in each of some topics. Index `said_passage_last`. */
export const lastSaid = (reader: Reader | Tx, topicIds: readonly string[]): Promise<SaidPassage[]> =>
  reader.query<SaidPassage>(
    `select p.topic_id as "topicId", p.key::text as key, p.language, p.read from unnest($1::uuid[]) t(id)
       cross join lateral (select * from said_passage s where s.topic_id = t.id and s.said_at > $2 and s.key not in (0, -1) and ${isRead('s')}
         order by s.said_at desc limit ${COMPARED}) p`,
    [topicIds, oldest(reader.now)],
  );

/** A reply that was sent by an agent, and what it is compared by. */
export interface SentReply {
  entryId: string;
  at: Date;
  text: string;
  /** The text as its template gave it; null: it was made from none. */
  approved: string | null;
  withFiles: boolean;
  warned: boolean;
  topicIds: string[];
}

/** SQL expression: the text that the reply `e` was sent with. */
export const SENT_TEXT = `coalesce((select string_agg(s.value ->> 'text', '') from jsonb_array_elements(e.data -> 'segments') s
  where s.value ->> 'kind' = 'visible'), '')`;

/** Index `timeline_entry_pkey`. */
export const sentReplies = (tx: Tx, entryIds: readonly string[]): Promise<SentReply[]> =>
  tx.query<SentReply>(
    `select e.id as "entryId", e.at, ${SENT_TEXT} as text,
       case when e.data -> 'provenance' ->> 'scope' is distinct from 'mine' then e.data -> 'provenance' ->> 'rendered' end as approved,
       coalesce(jsonb_array_length(e.data -> 'attachments'), 0) > 0 as "withFiles", e.data -> 'contradictions' is not null as warned,
       array_remove(array[c.case_type_id, (e.data -> 'provenance' ->> 'templateId')::uuid], null) as "topicIds"
     from timeline_entry e join cases c on c.id = e.case_id
     where e.id = any($1::uuid[]) and e.kind = 'message' and e.direction = 'out' and e.actor_kind = 'agent' and e.at > $2 order by e.id`,
    // What is older is on no board.
    [entryIds, oldest(tx.now)],
  );

/** A sentence of a reply, as it is kept. */
export interface NewSaid {
  reply: SentReply;
  topicId: string;
  ordinal: number;
  key: string;
  byHand: boolean;
  language: Language | null;
  read: ReadPassage;
}

/** Deletes how sentences were compared that are read again now. */
const forgetCompared = (tx: Tx, said: readonly NewSaid[]): Promise<unknown> =>
  tx.query(
    `with old as (select p.topic_id, p.key from said_passage p join unnest($1::uuid[], $2::bigint[]) n(topic_id, key) using (topic_id, key)
       where not ${isRead('p')}),
       contrary as (delete from contrary_passage x using old o where x.topic_id = o.topic_id and o.key in (x.key, x.other_key))
     delete from confirmed_passage x using old o where x.topic_id = o.topic_id and o.key in (x.key, x.other_key)`,
    [said.map(({ topicId }) => topicId), said.map(({ key }) => key)],
  );

/** Writes which sentences replies say. A reading is kept, with what stands beside it in its approved text, unless it was not whole. */
export async function insertSaid(tx: Tx, said: readonly NewSaid[]): Promise<void> {
  if (said.length === 0) return;
  await forgetCompared(tx, said);
  const column = <Value>(of: (one: NewSaid) => Value) => said.map(of);
  await tx.query(
    `insert into said_passage as p (topic_id, key, language, read, said_at)
     select distinct on (1, 2) * from unnest($1::uuid[], $2::bigint[], $3::text[], $4::jsonb[], $5::timestamptz[]) n order by 1, 2
     on conflict (topic_id, key) do update set said_at = greatest(p.said_at, excluded.said_at),
       read = case when ${isRead('p')} then p.read else excluded.read end`,
    [
      column((one) => one.topicId),
      column((one) => one.key),
      column((one) => one.language),
      column((one) => JSON.stringify(one.read)),
      column((one) => one.reply.at),
    ],
  );
  await tx.query(
    `insert into said_in_reply (topic_id, entry_id, ordinal, key, at, by_hand, with_files, warned)
     select * from unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::bigint[], $5::timestamptz[], $6::boolean[], $7::boolean[], $8::boolean[])
     on conflict do nothing`,
    [
      column((one) => one.topicId),
      column((one) => one.reply.entryId),
      column((one) => one.ordinal),
      column((one) => one.key),
      column((one) => one.reply.at),
      column((one) => one.byHand),
      column((one) => one.reply.withFiles),
      column((one) => one.reply.warned),
    ],
  );
}

/** Two sentences of a topic that contradict each other, for certain or if they are about the same. */
export interface ContraryPair {
  topicId: string;
  key: string;
  otherKey: string;
  slot: string;
  sure: boolean;
}

/** A sentence of which another one says all, too. */
export interface ConfirmedBy {
  topicId: string;
  key: string;
  otherKey: string;
}

/** Writes what new sentences contradict, and which say the same as others. Whether these were sent is asked by who reads it. */
export async function insertCompared(
  tx: Tx,
  { contrary, confirmed }: { contrary: readonly ContraryPair[]; confirmed: readonly ConfirmedBy[] },
): Promise<void> {
  if (contrary.length > 0)
    await tx.query(
      `insert into contrary_passage (topic_id, key, other_key, slot, sure)
       select topic, least(a, b), greatest(a, b), slot, sure from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::text[], $5::boolean[]) n(topic, a, b, slot, sure)
       on conflict do nothing`,
      [
        contrary.map(({ topicId }) => topicId),
        contrary.map(({ key }) => key),
        contrary.map(({ otherKey }) => otherKey),
        contrary.map(({ slot }) => slot),
        contrary.map(({ sure }) => sure),
      ],
    );
  if (confirmed.length > 0)
    await tx.query(
      `insert into confirmed_passage (topic_id, key, other_key) select * from unnest($1::uuid[], $2::bigint[], $3::bigint[])
       on conflict do nothing`,
      [
        confirmed.map(({ topicId }) => topicId),
        confirmed.map(({ key }) => key),
        confirmed.map(({ otherKey }) => otherKey),
      ],
    );
}

/** Deletes what replies said before the days that boards and warnings look back. */
export async function purgeSaid(tx: Tx): Promise<void> {
  const before = oldest(tx.now);
  await tx.query(`delete from said_in_reply where at < $1`, [before]);
  await tx.query(
    `with gone as (delete from said_passage where said_at < $1 returning topic_id, key),
       contrary as (delete from contrary_passage x using gone g where x.topic_id = g.topic_id and g.key in (x.key, x.other_key))
     delete from confirmed_passage x using gone g where x.topic_id = g.topic_id and g.key in (x.key, x.other_key)`,
    [before],
  );
}
