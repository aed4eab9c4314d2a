import { teamsFor, type Principal } from '@guichet/access';
import type { CaseDetail, CaseLink, Handle } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { SUMMARY_JOINS, summaryColumns, toSummary, type SummaryRow } from './summary.queries.js';

interface DetailRow extends SummaryRow {
  lastPosition: number;
  readPosition: number;
  participants: Handle[];
  links: CaseLink[];
  channelId: string | null;
  channelName: string | null;
  channelKind: CaseDetail['channels'][number] | null;
  answerTo: string | null;
  clocks: CaseDetail['clocks'];
  mergedInto: CaseDetail['mergedInto'];
  moves: CaseDetail['moves'];
}

/** Condition on a move `m`: its entries were moved on, or the case that they came from was merged, and that still stands. */
export const OVERTAKEN = `(
  exists (select 1 from entry_move later where later.from_id = m.into_id and later.undone_at is null and later.id > m.id
    and later.before -> 'moved' ?| array(select jsonb_array_elements_text(m.before -> 'moved')))
  or exists (select 1 from entry_move gone where gone.from_id = m.from_id and gone.how = 'merged' and gone.undone_at is null and gone.id <> m.id))`;

/** As the API writes it. */
const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Everything the head and the side panel of a case show, in one query by primary keys. Whoever takes part bears the name that the case itself tells. */
export async function caseDetail(
  database: Database,
  who: Principal,
  id: string,
  /** Whoever has just been allowed to change the case may see what became of it, even in a team of others: null. */
  visible = teamsFor(who, 'case.read'),
): Promise<CaseDetail> {
  const [row] = await database.read<DetailRow>(
    `select ${summaryColumns('$4')}, c.last_position as "lastPosition", coalesce(r.position, 0) as "readPosition",
       ch.id as "channelId", ch.name as "channelName", ch.kind as "channelKind",
       (select coalesce(jsonb_agg(jsonb_build_object('type', h.type, 'value', h.value, 'verified', h.verified, 'name',
          coalesce((select e.data -> 'from' ->> 'name' from message m join timeline_entry e on e.id = m.entry_id
                    where m.case_id = c.id and m.handle_id = h.id and m.direction = 'in' order by m.entry_id desc limit 1),
                   case when h.citizen_id = c.citizen_id and c.citizen_name <> h.value then c.citizen_name end, '')) order by h.id), '[]')
        from case_participant p join handle h on h.id = p.handle_id where p.case_id = c.id) as participants,
       (select coalesce(jsonb_agg(jsonb_build_object('caseId', o.id, 'reference', o.reference, 'subject', o.subject, 'state', l.state, 'reason', l.reason)), '[]')
        from case_link l join cases o on o.id = l.other_id
        where l.case_id = c.id and l.state <> 'dismissed' and ($4::uuid[] is null or o.team_id = any($4))) as links,
       (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'clock', k.clock, 'state', k.state, 'target', k.target, 'targetName', k.target_name,
          'startedAt', ${iso('k.started_at')}, 'dueAt', ${iso('k.due_at')}, 'elapsedSeconds', k.elapsed_seconds,
          'remainingSeconds', k.total_seconds - k.elapsed_seconds, 'endedAt', ${iso('k.ended_at')}, 'breachedAt', ${iso('k.breached_at')},
          'rang', k.rang) order by k.ended_at nulls first, k.due_at, k.clock), '[]')
        from (select distinct on (clock) * from case_clock where case_id = c.id and state <> 'dropped'
              order by clock, ended_at desc nulls first, since desc) k) as clocks,
       (select jsonb_build_object('caseId', o.id, 'reference', o.reference) from cases o
        where o.id = c.merged_into_id and ($4::uuid[] is null or o.team_id = any($4))) as "mergedInto",
       (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'how', m.how, 'direction', case when m.from_id = c.id then 'out' else 'in' end,
          'caseId', o.id, 'reference', o.reference, 'count', (m.before ->> 'count')::int,
          'at', ${iso('m.at')}, 'by', m.by_name) order by m.at desc), '[]')
        from entry_move m join cases o on o.id = case when m.from_id = c.id then m.into_id else m.from_id end
        where (m.from_id = c.id or m.into_id = c.id) and m.undone_at is null and ($4::uuid[] is null or o.team_id = any($4))
          and not ${OVERTAKEN}) as moves,
       coalesce(
         (select e.data -> 'from' ->> 'value' from timeline_entry e
          where e.case_id = c.id and e.kind = 'message' and e.direction = 'in' and e.data -> 'from' ->> 'value' is not null
            and not e.data -> 'flags' ?| array['third-party', 'automatic'] order by e.position desc limit 1),
         (select h.value from case_participant p join handle h on h.id = p.handle_id where p.case_id = c.id order by h.id limit 1)) as "answerTo"
     from cases c ${SUMMARY_JOINS} left join channel_account ch on ch.id = c.channel_id and ch.enabled
     where c.id = $2 and ($3::uuid[] is null or c.team_id = any($3))`,
    [who.id, id, visible, teamsFor(who, 'case.read')],
  );
  if (!row) throw new Failure('not-found');
  return {
    ...toSummary(row),
    lastPosition: row.lastPosition,
    readPosition: row.readPosition,
    participants: row.participants,
    links: row.links,
    clocks: row.clocks,
    mergedInto: row.mergedInto,
    moves: row.moves,
    replyTo:
      row.channelId && row.answerTo
        ? {
            channelId: row.channelId,
            channel: row.channelKind!,
            channelName: row.channelName!,
            to: [row.answerTo],
            subject: /^\s*re\s*:/i.test(row.subject) ? row.subject : `Re: ${row.subject}`,
          }
        : null,
  };
}
