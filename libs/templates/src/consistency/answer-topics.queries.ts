import { allow, knownSectors, parameters, scope, type Bind, type Principal } from '@guichet/access';
import type { AnswerTopic, AnswerTopics } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { WAS_SENT } from '../authoring/template.queries.js';

/** What is counted of the cases `c`: what the agent sees, and what is neither restricted nor of a sector that they do not know. */
export const counted = (who: Principal, bind: Bind): string =>
  `(${scope(who, 'case.read').sql('c', bind)} or c.restricted_to is null and ${knownSectors(who, bind).team('c.team_id')})`;

/**
 * SQL: `judged`, a row for each reply of the topics of a period ($1 its beginning, $2 the ids of the topics; null: all). A reply
 * agrees where each of its sentences is said by another one: what is blind is never said to agree.
 */
export const JUDGED = (who: Principal, bind: Bind): string => `said as materialized (
    select u.topic_id, u.entry_id, u.key, u.by_hand, u.with_files, ${scope(who, 'case.read').sql('c', bind)} as visible
    from said_in_reply u join timeline_entry e on e.id = u.entry_id join cases c on c.id = e.case_id
    where u.at > $1 and ($2::uuid[] is null or u.topic_id = any($2)) and ${WAS_SENT} and ${counted(who, bind)}),
  keys as (select s.topic_id, s.key, count(distinct s.entry_id) > 1 or bool_or(p.confirmed_at > $1) as confirmed
    from said s join said_passage p on p.topic_id = s.topic_id and p.key = s.key group by 1, 2),
  contrary as (select distinct x.topic_id, side.key from contrary_passage x
    join keys a on a.topic_id = x.topic_id and a.key = x.key join keys b on b.topic_id = x.topic_id and b.key = x.other_key
    cross join lateral (values (x.key), (x.other_key)) side(key)),
  judged as (select s.topic_id, s.entry_id, bool_or(s.visible) as visible, bool_or(x.key is not null) as differs,
      bool_or(s.by_hand) as by_hand, bool_or(s.with_files) as files, bool_or(s.key = 0) as unread, bool_or(s.key = -1) as language,
      bool_or(s.key not in (0, -1) and k.confirmed is not true) as alone,
      bool_or(s.key not in (0, -1) and not s.by_hand and k.confirmed) as partly
    from said s join keys k on k.topic_id = s.topic_id and k.key = s.key
      left join contrary x on x.topic_id = s.topic_id and x.key = s.key group by 1, 2)`;

const BLIND = `(j.by_hand or j.files or j.unread or j.language or j.alone)`;
/** SQL expression: the reply `j` is not judged. */
export const NOT_JUDGED = `(not j.differs and ${BLIND})`;

/** The topics, with their names: case types and templates of which the agent knows. */
const topics = (who: Principal, bind: Bind): string => {
  const known = knownSectors(who, bind);
  return `(select t.id, 'case-type' as kind, t.name as title from case_type t where ${known.sector('t.sector_id')}
    union all select t.id, 'template', t.title from template t where ${known.sector('t.sector_id')})`;
};

async function countedTopics(reader: Reader, who: Principal, { ids, since }: { ids: string[] | null; since: Date }) {
  const { values, bind } = parameters(since, ids);
  return reader.query<AnswerTopic>(
    `with ${JUDGED(who, bind)}
     select t.id as "topicId", t.kind, t.title, count(j.entry_id)::int as replies, (count(*) filter (where j.differs))::int as differing,
       (count(*) filter (where not j.differs and not ${BLIND}))::int as agreeing, (count(*) filter (where ${NOT_JUDGED}))::int as "notJudged",
       (count(*) filter (where ${NOT_JUDGED} and j.partly))::int as "partlyAgreeing"
     from ${topics(who, bind)} t left join judged j on j.topic_id = t.id where $2::uuid[] is null or t.id = any($2)
     group by 1, 2, 3 having count(j.entry_id) > 0 or $2::uuid[] is not null order by 5 desc, 4 desc, 3`,
    values,
  );
}

/** Every topic to which replies were sent, those with most that differ first. Index `said_in_reply_at`. */
export async function listAnswerTopics(reader: Reader, who: Principal, since: Date): Promise<AnswerTopics> {
  allow(who, 'template.read');
  return { items: await countedTopics(reader, who, { ids: null, since }) };
}

/** @throws Failure `not-found` for a topic of which the agent does not know */
export async function getAnswerTopic(
  reader: Reader,
  who: Principal,
  { topicId, since }: { topicId: string; since: Date },
): Promise<AnswerTopic> {
  const [topic] = await countedTopics(reader, who, { ids: [topicId], since });
  if (!topic) throw new Failure('not-found');
  return topic;
}
