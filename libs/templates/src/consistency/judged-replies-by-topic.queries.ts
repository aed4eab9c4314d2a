import { allow, visibleSectors, visibleTemplates, parameters, scope, type Bind, type Principal } from '@guichet/access';
import type { AnswerTopic, AnswerTopics, NotJudged } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { WAS_SENT } from '../authoring/template.queries.js';
import { COMPARED, isRead } from './said-passages.queries.js';

/** What is counted of the cases `c`: what the agent sees, and what is neither restricted nor of a sector that they do not know. */
export const counted = (who: Principal, bind: Bind): string =>
  `(${scope(who, 'case.read').sql('c', bind)} or c.restricted_to is null and ${visibleSectors(who, bind).team('c.team_id')})`;

/**
 * SQL: `judged`, a row for each reply of the topics of a period ($1 its beginning, $2 the ids of the topics; null: all). A reply
 * agrees where each of its sentences is said by another reply that was sent: what is blind is never said to agree, and nothing is
 * in a topic of more sentences than are compared with each other.
 */
export const JUDGED = (who: Principal, bind: Bind): string => `said as materialized (
    select u.topic_id, u.entry_id, u.key, u.by_hand, u.with_files, ${scope(who, 'case.read').sql('c', bind)} as visible
    from said_in_reply u join timeline_entry e on e.id = u.entry_id join cases c on c.id = e.case_id
    where u.at > $1 and ($2::uuid[] is null or u.topic_id = any($2)) and ${WAS_SENT} and ${counted(who, bind)}),
  keys as materialized (select s.topic_id, s.key, count(distinct s.entry_id) as replies, (array_agg(s.entry_id))[1] as entry_id
    from said s where s.key not in (0, -1) group by 1, 2),
  confirming as (select x.topic_id, x.key, bool_or(o.replies > 1) or count(distinct o.entry_id) > 1 as by_several, (array_agg(o.entry_id))[1] as entry_id
    from confirmed_passage x join keys o on o.topic_id = x.topic_id and o.key = x.other_key group by 1, 2),
  passages as materialized (select p.topic_id, p.key, ${isRead('p')} as is_read from said_passage p
    where p.said_at > $1 and ($2::uuid[] is null or p.topic_id = any($2)) and p.key not in (0, -1)),
  contrary as (select x.topic_id, side.key, bool_or(x.sure) as sure from contrary_passage x
    join keys a on a.topic_id = x.topic_id and a.key = x.key join keys b on b.topic_id = x.topic_id and b.key = x.other_key
    cross join lateral (values (x.key), (x.other_key)) side(key)
    where not exists (select from passages p where p.topic_id = x.topic_id and p.key in (x.key, x.other_key) and not p.is_read) group by 1, 2),
  crowded as (select p.topic_id from passages p group by 1 having count(*) > ${COMPARED}),
  sentence as (select s.*, x.sure is true as differs, x.sure is not null as may_differ, w.topic_id is not null as crowded,
      s.key = 0 or p.is_read is false as unread,
      k.replies > 1 or y.by_several or y.entry_id <> s.entry_id as confirmed
    from said s left join keys k on k.topic_id = s.topic_id and k.key = s.key
      left join confirming y on y.topic_id = s.topic_id and y.key = s.key
      left join contrary x on x.topic_id = s.topic_id and x.key = s.key left join crowded w on w.topic_id = s.topic_id
      left join passages p on p.topic_id = s.topic_id and p.key = s.key),
  judged as (select s.topic_id, s.entry_id, bool_or(s.visible) as visible, bool_or(s.differs) as differs, bool_or(s.may_differ) as may_differ,
      bool_or(s.by_hand) as by_hand, bool_or(s.with_files) as files, bool_or(s.unread) as unread, bool_or(s.key = -1) as language,
      bool_or(s.key not in (0, -1) and s.confirmed is not true) as alone, bool_or(s.crowded) as crowded,
      bool_or(s.key not in (0, -1) and not s.by_hand and s.confirmed) as partly
    from sentence s group by 1, 2)`;

/** SQL conditions by which a reply `j` is not judged. */
export const REASONS: Readonly<Record<NotJudged, string>> = {
  'by-hand': 'j.by_hand',
  files: 'j.files',
  language: 'j.language',
  unread: 'j.unread',
  'may-differ': 'j.may_differ',
  alone: 'j.alone',
  crowded: 'j.crowded',
};
const BLIND = `(${Object.values(REASONS).join(' or ')})`;
/** SQL expression: the reply `j` is not judged. */
export const NOT_JUDGED = `(not j.differs and ${BLIND})`;

/** The topics, with their names: case types and templates of which the agent knows. */
export const topics = (who: Principal, bind: Bind): string => {
  const known = visibleSectors(who, bind);
  return `(select t.id, 'case-type' as kind, t.name as title, null::text as key from case_type t where ${known.sector('t.sector_id')}
    union all select t.id, 'template', t.title, t.key from template t where ${visibleTemplates(who, bind)('t')})`;
};

/** SQL: how many replies of the topic `t` are judged in which way. */
export const COUNTS = `t.id as "topicId", t.kind, t.title, t.key, count(j.entry_id)::int as replies, (count(*) filter (where j.differs))::int as differing,
  (count(*) filter (where not j.differs and not ${BLIND}))::int as agreeing, (count(*) filter (where ${NOT_JUDGED}))::int as "notJudged",
  (count(*) filter (where ${NOT_JUDGED} and j.partly))::int as "partlyAgreeing"`;

/** Every topic to which replies were sent, those with most that differ first. Index `said_in_reply_at`. */
export async function listAnswerTopics(reader: Reader, who: Principal, since: Date): Promise<AnswerTopics> {
  allow(who, 'template.read');
  const { values, bind } = parameters(since, null);
  const items = await reader.query<AnswerTopic>(
    `with ${JUDGED(who, bind)} select ${COUNTS} from ${topics(who, bind)} t join judged j on j.topic_id = t.id
     group by 1, 2, 3, 4 order by 6 desc, 5 desc, 3`,
    values,
  );
  return { items };
}
