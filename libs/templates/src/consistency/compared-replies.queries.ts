import { parameters, scope, type Principal } from '@guichet/access';
import type { ComparedReply, NotJudged } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { WAS_SENT } from '../authoring/template.queries.js';
import { counted, JUDGED, NOT_JUDGED } from './answer-topics.queries.js';
import { passagesOf } from './passages.js';
import { SENT_TEXT } from './said-passages.queries.js';

const REPLY = `e.id as "entryId", e.case_id as "caseId", e.position, c.reference, e.channel_kind as channel, e.actor_name as by, e.at`;
type Row = Omit<ComparedReply, 'at'> & { at: Date };
const toReply = ({ entryId, caseId, position, reference, channel, by, at }: Row): ComparedReply => ({
  ...{ entryId, caseId, position, reference, channel, by },
  at: at.toISOString(),
});

const EXAMPLES = 5;

/** Who says a sentence. */
export interface Sayers {
  replies: number;
  hidden: number;
  byHand: number;
  warned: number;
  /** The newest that the agent may see, each with the sentence. */
  examples: { reply: ComparedReply; text: string }[];
}

interface SayerRow extends Row {
  key: string;
  text: string;
  ordinal: number;
}

/** Returns who says each of some sentences of a topic. Index `said_in_reply_key`. */
export async function sayersOf(
  reader: Reader,
  who: Principal,
  { topicId, keys, since }: { topicId: string; keys: readonly string[]; since: Date },
): Promise<Map<string, Sayers>> {
  if (keys.length === 0) return new Map();
  const { values, bind } = parameters(topicId, keys, since);
  const visible = scope(who, 'case.read').sql('c', bind);
  const said = `said_in_reply u join timeline_entry e on e.id = u.entry_id join cases c on c.id = e.case_id
     where u.topic_id = $1 and u.key = any($2::bigint[]) and u.at > $3 and ${WAS_SENT}`;
  const counts = await reader.query<Omit<Sayers, 'examples'> & { key: string }>(
    `select u.key::text as key, count(distinct e.id)::int as replies, (count(distinct e.id) filter (where not ${visible}))::int as hidden,
       (count(distinct e.id) filter (where u.by_hand))::int as "byHand", (count(distinct e.id) filter (where u.warned))::int as warned
     from ${said} and ${counted(who, bind)} group by 1`,
    values,
  );
  const rows = await newest(reader, who, { topicId, keys, since });
  const byKey = Map.groupBy(rows, ({ key }) => key);
  return new Map(
    counts.map(({ key, ...sums }) => [
      key,
      {
        ...sums,
        examples: (byKey.get(key) ?? []).flatMap((row) => {
          const text = passagesOf(row.text)[row.ordinal]?.text;
          return text === undefined ? [] : [{ reply: toReply(row), text }];
        }),
      },
    ]),
  );
}

function newest(
  reader: Reader,
  who: Principal,
  { topicId, keys, since }: { topicId: string; keys: readonly string[]; since: Date },
): Promise<SayerRow[]> {
  const { values, bind } = parameters(topicId, keys, since);
  return reader.query<SayerRow>(
    `select w.key::text as key, one.* from unnest($2::bigint[]) w(key) cross join lateral (
       select ${REPLY}, ${SENT_TEXT} as text, u.ordinal from said_in_reply u join timeline_entry e on e.id = u.entry_id join cases c on c.id = e.case_id
       where u.topic_id = $1 and u.key = w.key and u.at > $3 and ${WAS_SENT} and ${scope(who, 'case.read').sql('c', bind)}
       order by u.at desc limit ${EXAMPLES}) one`,
    values,
  );
}

const REASONS: NotJudged[] = ['by-hand', 'files', 'language', 'unread', 'alone'];
const MOST = 50;

/** Returns why replies of a topic are not judged, and the newest of them that the agent may see. */
export async function unjudgedReplies(
  reader: Reader,
  who: Principal,
  { topicId, since }: { topicId: string; since: Date },
): Promise<{ reasons: Partial<Record<NotJudged, number>>; unjudged: (ComparedReply & { reasons: NotJudged[] })[] }> {
  const { values, bind } = parameters(since, [topicId]);
  const why = `array_remove(array[case when j.by_hand then 'by-hand' end, case when j.files then 'files' end,
    case when j.language then 'language' end, case when j.unread then 'unread' end, case when j.alone then 'alone' end], null)`;
  const rows = await reader.query<Row & { reasons: NotJudged[]; visible: boolean; n: number; why: NotJudged[] }>(
    `with ${JUDGED(who, bind)} select ${REPLY}, j.visible, ${why} as reasons
     from judged j join timeline_entry e on e.id = j.entry_id join cases c on c.id = e.case_id where ${NOT_JUDGED} order by e.at desc`,
    values,
  );
  const counts = REASONS.map(
    (reason) => [reason, rows.filter(({ reasons }) => reasons.includes(reason)).length] as const,
  );
  return {
    reasons: Object.fromEntries(counts.filter(([, n]) => n > 0)),
    unjudged: rows
      .filter(({ visible }) => visible)
      .slice(0, MOST)
      .map((row) => ({ ...toReply(row), reasons: row.reasons })),
  };
}
