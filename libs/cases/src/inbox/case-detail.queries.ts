import { parameters, scope, Scope, scopeOrNone, type Bind, type Principal } from '@guichet/access';
import { isUnreadAddress } from '@guichet/channels';
import { inReplyTo, type CaseDetail, type CaseLink, type Handle } from '@guichet/contracts';
import { isBroken, type Reader } from '@guichet/database';
import { STEPS_OF_CASE } from '../checklists/checklists.queries.js';
import { SHARED_DRAFT_OF_CASE, UNMERGED_DRAFTS } from '../drafts/shared-drafts.queries.js';
import { FIELDS_OF_CASE } from '../fields/case-fields.queries.js';
import { followedBy } from '../verbs/follow-case.js';
import { caseFamily } from '../moving/case-with-merged-cases.js';
import { failureForHidden } from '../restricting/break-glass.js';
import { isUnanswered } from './unanswered.js';
import { UNANSWERED_CITIZENS } from './unanswered-citizens.js';
import { isUncertainAndApart } from '../timeline/uncertain-sender-sql.js';
import { READ_POSITION, SUMMARY_JOINS, summaryColumns, toSummary, type SummaryRow } from './case-summary.queries.js';

interface DetailRow extends SummaryRow {
  fields: CaseDetail['fields'];
  steps: CaseDetail['steps'];
  readPosition: number;
  lastInboundPosition: number;
  unanswered: boolean;
  followed: boolean;
  sharedDraft: CaseDetail['sharedDraft'];
  unmergedDrafts: CaseDetail['unmergedDrafts'];
  participants: Handle[];
  otherCitizens: CaseDetail['otherCitizens'];
  unansweredCitizens: CaseDetail['unansweredCitizens'];
  links: CaseLink[];
  channelAccountId: string | null;
  channelName: string | null;
  channelKind: CaseDetail['channels'][number] | null;
  answerTo: string | null;
  copied: Handle[];
  subjects: CaseDetail['replySubjects'];
  slaTimers: CaseDetail['slaTimers'];
  moves: CaseDetail['moves'];
  restriction: CaseDetail['restriction'];
  brokenGlassUntil: CaseDetail['brokenGlassUntil'];
  handover: CaseDetail['handover'];
  transmission: CaseDetail['transmission'];
}

/** Condition on a move `m`: its entries were moved on, or the case that they came from was merged, and that still stands. */
export const OVERTAKEN = `(
  exists (select 1 from entry_move later where later.from_id = m.into_id and later.undone_at is null and later.id > m.id
    and later.before -> 'moved' ?| array(select jsonb_array_elements_text(m.before -> 'moved')))
  or exists (select 1 from entry_move gone where gone.from_id = m.from_id and gone.how = 'merged' and gone.undone_at is null and gone.id <> m.id))`;

/** A time as the API writes it. */
const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * Everything that the head and the side panel of a case show, in one query by primary keys. A participant has the name that the
 * case itself shows. An agent who has just been allowed to change the case may see what became of it, even in a team of others:
 * for that, `visible` is `Scope.whole`.
 *
 * @throws Failure `not-found` for a case that the agent may not see, with the reason `case-restricted` where they may break its glass.
 */
export async function caseDetail(
  reader: Reader,
  who: Principal,
  { id, visible = scope(who, 'case.read') }: { id: string; visible?: Scope },
): Promise<CaseDetail> {
  const { values, bind } = parameters(who.id, id);
  const known = scopeOrNone(who, 'channel.read') ?? Scope.none;
  const sql = detailSql({ readable: scope(who, 'case.read'), known, visible, bind });
  const [row] = await reader.query<DetailRow>(sql, values);
  if (!row) throw await failureForHidden(reader, who, id);
  return {
    ...toSummary(row),
    fields: row.fields,
    steps: row.steps,
    readPosition: row.readPosition,
    lastInboundPosition: row.lastInboundPosition,
    unanswered: row.unanswered,
    followed: row.followed,
    sharedDraft: row.sharedDraft,
    unmergedDrafts: row.unmergedDrafts,
    participants: row.participants,
    otherCitizens: row.otherCitizens,
    unansweredCitizens: row.unansweredCitizens,
    links: row.links,
    slaTimers: row.slaTimers,
    moves: row.moves,
    restriction: row.restriction,
    brokenGlassUntil: row.brokenGlassUntil,
    handover: row.handover,
    transmission: row.transmission,
    replyTo:
      row.channelAccountId && row.answerTo
        ? {
            channelAccountId: row.channelAccountId,
            channel: row.channelKind!,
            channelName: row.channelName!,
            to: [row.answerTo],
            others: row.copied.filter(({ value }) => value !== row.answerTo && !isUnreadAddress(value)),
            subject: inReplyTo(row.subjects.find(({ address }) => address === row.answerTo)?.subject ?? row.subject),
          }
        : null,
    replySubjects: row.subjects,
  };
}

/** Messages under whose subject nobody is answered. */
const WITHOUT_OWN_SUBJECT = `array['automatic', 'third-party', 'acknowledgement', 'survey', 'survey-response']`;

/**
 * SQL: where something was moved or merged into the case `c`, the subject that each of its addresses knows: that of their last mail, else of our
 * last one, else of the case that they wrote in; only its reference where that is not `readable`. Indexes `entry_move_into`, `message_handle`.
 */
const subjects = (readable: Scope, bind: Bind): string => {
  const last = (direction: 'in' | 'out') =>
    `(select nullif(e.data ->> 'subject', '') from message m join timeline_entry e on e.id = m.entry_id left join delivery d on d.entry_id = e.id
      where h.type = 'email' and m.handle_id = h.id and m.case_id = c.id and m.direction = '${direction}' and e.data ->> 'subject' <> ''
        and not coalesce(e.data -> 'flags', '[]') ?| ${WITHOUT_OWN_SUBJECT} and coalesce(d.state, 'sent') not in ('canceled', 'blocked', 'failed')
      order by m.entry_id desc limit 1)`;
  return `(
    select coalesce(jsonb_agg(jsonb_build_object('address', h.value, 'subject', s.subject) order by h.id), '[]')
    from case_participant p join handle h on h.id = p.handle_id cross join lateral (
      select coalesce(${last('in')}, ${last('out')}, (
        select case when ${readable.sql('o', bind)} then o.subject else o.reference end
        from message m join timeline_entry e on e.id = m.entry_id join cases o on o.id = e.from_case_id
        where m.handle_id = h.id and m.case_id = c.id order by m.entry_id desc limit 1), c.subject) as subject) s
    where p.case_id = c.id and exists (select from entry_move v where v.into_id = c.id and v.undone_at is null))`;
};

/** SQL: the last transmission of the case `c` and of what was merged into it, with how its two messages stand. Indexes `transmission_case`, `delivery_transmission`. */
const TRANSMISSION = `(
  ${caseFamily('c.id')} select jsonb_build_object('id', t.id, 'authority', t.authority, 'contact', t.contact, 'passedOn', t.passed_on, 'by', t.by, 'at', ${iso('t.at')},
    'doneAt', ${iso('t.done_at')}, 'notice', jsonb_build_object('entryId', n.entry_id, 'status', n.state, 'reason', n.reason),
    'forward', case when f.entry_id is not null then jsonb_build_object('sideConversationId', f.side_conversation_id,
      'messageId', f.entry_id, 'status', f.state, 'reason', f.reason) end)
  from family join transmission t on t.case_id = family.id join delivery n on n.transmission_id = t.id and n.entry_id = t.notice_entry_id
  left join delivery f on f.transmission_id = t.id and f.side_conversation_id is not null
  order by t.id desc limit 1)`;

/** SQL: to whom else the last mail of the citizen of the case `c` went, each once; what came by a list is answered to its sender alone. */
const COPIED = `(
  select coalesce(jsonb_agg(r order by n), '[]') from (
    select distinct on (r ->> 'value') r, n from (
      select e.data from timeline_entry e
      where e.case_id = c.id and e.kind = 'message' and e.direction = 'in' and e.data -> 'from' ->> 'value' is not null
        and not e.data -> 'flags' ?| array['third-party', 'automatic'] and not ${isUncertainAndApart('e')} order by e.position desc limit 1) m
    cross join lateral jsonb_array_elements((m.data -> 'to') || (m.data -> 'cc')) with ordinality w(r, n)
    where r ->> 'type' = 'email' and coalesce(m.data ->> 'unanswerable', '') not in ('mailing-list', 'bulk-mail')
      and not exists (select 1 from channel_account a where r ->> 'value' = any(a.addresses))
    order by r ->> 'value', n) others)`;

/** SQL: the other citizens of the case `c`, of whom what was moved or merged into it is, each once. Indexes `entry_move_into`, `citizen_pkey`. */
const OTHER_CITIZENS = `(
  select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.name, o.id), '[]') from (
    select distinct on (them.root_id) o.citizen_id as id, o.citizen_name as name
    from entry_move m join cases o on o.id = m.from_id join citizen them on them.id = o.citizen_id
    where m.into_id = c.id and m.undone_at is null
      and them.root_id is distinct from (select root_id from citizen own where own.id = c.citizen_id)
    order by them.root_id, m.id desc) o)`;

interface DetailScopes {
  readable: Scope;
  known: Scope;
  visible: Scope;
  bind: Bind;
}

/**
 * The statement of `caseDetail`; `$1` is the agent, `$2` the case. Other cases are shown as far as they are `readable`. The account of
 * the case is named where it is `known`, that of the case's team, one that all share, or one by which somebody wrote in the case.
 */
const detailSql = ({ readable, known, visible, bind }: DetailScopes): string =>
  `select ${summaryColumns(readable, bind)}, ${READ_POSITION} as "readPosition", c.last_inbound_position as "lastInboundPosition", ${isUnanswered('c')} as unanswered,
       c.id in (${followedBy('$1')}) as followed, ${SHARED_DRAFT_OF_CASE} as "sharedDraft", ${UNMERGED_DRAFTS} as "unmergedDrafts",
       ch.id as "channelAccountId", ch.name as "channelName", ch.kind as "channelKind",
       (select coalesce(jsonb_agg(jsonb_build_object('type', h.type, 'value', h.value, 'verified', h.verified, 'name',
          coalesce((select e.data -> 'from' ->> 'name' from message m join timeline_entry e on e.id = m.entry_id
                    where m.case_id = c.id and m.handle_id = h.id and m.direction = 'in' order by m.entry_id desc limit 1),
                   case when h.citizen_id = c.citizen_id and c.citizen_name <> h.value then c.citizen_name end, '')) order by h.id), '[]')
        from case_participant p join handle h on h.id = p.handle_id where p.case_id = c.id) as participants, ${OTHER_CITIZENS} as "otherCitizens",
       ${UNANSWERED_CITIZENS} as "unansweredCitizens",
       (select coalesce(jsonb_agg(jsonb_build_object('caseId', o.id, 'reference', o.reference, 'subject', o.subject, 'status', o.status,
          'merged', o.merged_into_id is not null, 'state', l.state, 'kind', l.kind, 'reason', l.reason) order by l.kind desc, o.id), '[]')
        from case_link l join cases o on o.id = l.other_id
        where l.case_id = c.id and l.state <> 'dismissed' and ${readable.sql('o', bind)}) as links,
       (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'kind', k.kind, 'state', k.state, 'target', k.target, 'targetName', k.target_name,
          'startedAt', ${iso('k.started_at')}, 'dueAt', ${iso('k.due_at')}, 'elapsedSeconds', k.elapsed_seconds,
          'remainingSeconds', k.total_seconds - k.elapsed_seconds, 'endedAt', ${iso('k.ended_at')}, 'breachedAt', ${iso('k.breached_at')},
          'lastThreshold', k.last_threshold) order by k.ended_at nulls first, k.due_at, k.kind), '[]')
        from (select distinct on (kind) * from sla_timer where case_id = c.id and state <> 'dropped'
              order by kind, ended_at desc nulls first, due_at, start_position desc) k) as "slaTimers",
       (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'how', m.how, 'direction', case when m.from_id = c.id then 'out' else 'in' end,
          'caseId', o.id, 'reference', o.reference, 'count', (m.before ->> 'count')::int,
          'at', ${iso('m.at')}, 'byId', m.by_id, 'by', m.by_name) order by m.at desc), '[]')
        from entry_move m join cases o on o.id = case when m.from_id = c.id then m.into_id else m.from_id end
        where (m.from_id = c.id or m.into_id = c.id) and m.undone_at is null and ${readable.sql('o', bind)}
          and not ${OVERTAKEN}) as moves,
       case when c.restricted_to is not null then (
         select jsonb_build_object('reason', n.reason, 'detail', n.detail, 'by', n.by_name, 'at', ${iso('n.at')}, 'agents', (
           select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name) order by a.name collate "fr-x-icu", a.id), '[]')
           from agent a where a.id = any(c.restricted_to)))
         from case_restriction n where n.case_id = c.id) end as restriction,
       case when not $1 = any(c.restricted_to) then (
         select max(${iso('b.until')}) from break_glass b where b.case_id = c.id and b.agent_id = $1 and ${isBroken('b')})
         end as "brokenGlassUntil",
       (select jsonb_build_object('entryId', e.id, 'from', e.data -> 'handover' -> 'from', 'to', e.data -> 'handover' -> 'to',
          'by', e.actor_name, 'at', ${iso('e.at')}, 'summary', e.data -> 'text')
        from timeline_entry e where e.id = c.handover_entry_id and e.case_id = c.id
          and e.data -> 'handover' ->> 'toId' = c.team_id::text) as handover,
       ${FIELDS_OF_CASE} as fields, ${STEPS_OF_CASE} as steps, ${TRANSMISSION} as transmission, ${COPIED} as copied, ${subjects(readable, bind)} as subjects,
       coalesce(
         (select e.data -> 'from' ->> 'value' from timeline_entry e
          where e.case_id = c.id and e.kind = 'message' and e.direction = 'in' and e.data -> 'from' ->> 'value' is not null
            and not e.data -> 'flags' ?| array['third-party', 'automatic', 'others-address'] and not ${isUncertainAndApart('e')}
          order by e.position desc limit 1),
         (select h.value from case_participant p join handle h on h.id = p.handle_id where p.case_id = c.id order by h.id limit 1)) as "answerTo"
     from cases c ${SUMMARY_JOINS} left join channel_account ch on ch.id = c.channel_account_id and ch.enabled
       and (ch.shared or ch.team_id = c.team_id or ${known.sqlTeam('ch.team_id', bind)}
         or exists (select 1 from message m where m.case_id = c.id and m.channel_account_id = ch.id and m.direction = 'in'))
     where c.id = $2 and ${visible.sql('c', bind)}`;
