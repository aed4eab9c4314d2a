import { parameters, scope, type Principal } from '@guichet/access';
import type { AnswerConsistency, AnswerTopic, ComparedReply, NotJudged } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { WAS_SENT } from '../authoring/template.queries.js';
import { counted, COUNTS, JUDGED, NOT_JUDGED, REASONS, topics } from './judged-replies-by-topic.queries.js';
import { passagesOf } from './split-into-sentences.js';
import { SENT_TEXT } from './said-passages.queries.js';

const REPLY = `e.id as "entryId", e.case_id as "caseId", e.position, c.reference, e.channel_kind as channel, e.actor_name as by, e.at`;
type Row = Omit<ComparedReply, 'at'> & { at: Date | string };
const toReply = ({ entryId, caseId, position, reference, channel, by, at }: Row): ComparedReply => ({
  ...{ entryId, caseId, position, reference, channel, by },
  at: new Date(at).toISOString(),
});

const EXAMPLES = 20;

/** How many say a sentence. */
export interface SayerCounts {
  replies: number;
  hidden: number;
  byHand: number;
  warned: number;
}
/** One that the agent may see, with the sentence. */
export interface Example {
  reply: ComparedReply;
  text: string;
}

interface SayerRow extends Row {
  key: string;
  text: string;
  ordinal: number;
}
interface Said {
  topicId: string;
  keys: readonly string[];
  since: Date;
}

/** Returns how many replies say each of some sentences of a topic. Index `said_in_reply_key`. */
export async function sayersOf(
  reader: Reader,
  who: Principal,
  { topicId, keys, since }: Said,
): Promise<Map<string, SayerCounts>> {
  if (keys.length === 0) return new Map();
  const { values, bind } = parameters(topicId, keys, since);
  const visible = scope(who, 'case.read').sql('c', bind);
  const counts = await reader.query<SayerCounts & { key: string }>(
    `select u.key::text as key, count(distinct e.id)::int as replies, (count(distinct e.id) filter (where not ${visible}))::int as hidden,
       (count(distinct e.id) filter (where u.by_hand))::int as "byHand", (count(distinct e.id) filter (where u.warned))::int as warned
     from said_in_reply u join timeline_entry e on e.id = u.entry_id join cases c on c.id = e.case_id
     where u.topic_id = $1 and u.key = any($2::bigint[]) and u.at > $3 and ${WAS_SENT} and ${counted(who, bind)} group by 1`,
    values,
  );
  return new Map(counts.map(({ key, ...sums }) => [key, sums]));
}

/** Returns the newest replies that say each of some sentences, of those that the agent may see. Index `said_in_reply_key`. */
export async function examplesOf(reader: Reader, who: Principal, said: Said): Promise<Map<string, Example[]>> {
  if (said.keys.length === 0) return new Map();
  const byKey = Map.groupBy(await newest(reader, who, said), ({ key }) => key);
  return new Map(
    [...byKey].map(([key, rows]) => [
      key,
      rows.flatMap((row) => {
        const text = passagesOf(row.text)[row.ordinal]?.text;
        return text === undefined ? [] : [{ reply: toReply(row), text }];
      }),
    ]),
  );
}

function newest(reader: Reader, who: Principal, { topicId, keys, since }: Said): Promise<SayerRow[]> {
  const { values, bind } = parameters(topicId, keys, since);
  return reader.query<SayerRow>(
    `select w.key::text as key, one.* from unnest($2::bigint[]) w(key) cross join lateral (
       select ${REPLY}, ${SENT_TEXT} as text, u.ordinal from said_in_reply u join timeline_entry e on e.id = u.entry_id join cases c on c.id = e.case_id
       where u.topic_id = $1 and u.key = w.key and u.at > $3 and ${WAS_SENT} and ${scope(who, 'case.read').sql('c', bind)}
       order by u.at desc limit ${EXAMPLES}) one`,
    values,
  );
}

const MOST = 50;

type Judged = AnswerTopic & Pick<AnswerConsistency, 'reasons' | 'unjudged'>;

/**
 * Returns how the replies of a topic are judged, why some are not, and the newest of these that the agent may see.
 *
 * @throws Failure `not-found` for a topic of which the agent does not know
 */
export async function judgedTopic(
  reader: Reader,
  who: Principal,
  { topicId, since }: { topicId: string; since: Date },
): Promise<Judged> {
  const { values, bind } = parameters(since, [topicId]);
  const why = Object.entries(REASONS).map(([reason, condition]) => `case when ${condition} then '${reason}' end`);
  const counts = Object.entries(REASONS).map(
    ([reason, condition]) => `'${reason}', nullif(count(*) filter (where ${NOT_JUDGED} and ${condition}), 0)`,
  );
  const [topic] = await reader.query<
    Omit<Judged, 'unjudged'> & { unjudged: (Row & { reasons: NotJudged[] })[] | null }
  >(
    `with ${JUDGED(who, bind)}, shown as (select ${REPLY}, array_remove(array[${why.join()}], null) as reasons
       from judged j join timeline_entry e on e.id = j.entry_id join cases c on c.id = e.case_id
       where ${NOT_JUDGED} and j.visible order by e.at desc limit ${MOST})
     select ${COUNTS}, jsonb_strip_nulls(jsonb_build_object(${counts.join()})) as reasons,
       (select jsonb_agg(to_jsonb(shown) order by shown.at desc) from shown) as unjudged
     from ${topics(who, bind)} t left join judged j on j.topic_id = t.id where t.id = any($2) group by 1, 2, 3, 4`,
    values,
  );
  if (!topic) throw new Failure('not-found');
  return { ...topic, unjudged: (topic.unjudged ?? []).map((row) => ({ ...toReply(row), reasons: row.reasons })) };
}
