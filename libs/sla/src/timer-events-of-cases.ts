import {
  SpokenKind,
  type CaseStatus,
  type ChannelKind,
  type SlaThreshold,
  type SlaTimerKind,
} from '@guichet/contracts';
import type { Reader } from '@guichet/database';

/**
 * What happened to a case, as far as its timers depend on it. `origin`: the case from which it came by a merge; absent for what is of
 * this one.
 */
export type CaseEvent = { at: Date; position: number; origin?: string } & (
  | { type: 'in'; channel: ChannelKind }
  /** A reply of an agent. `handsOver`: after it, we wait for the citizen. */
  | { type: 'out'; channel: ChannelKind; handsOver: boolean }
  /** A reply that leaves later, or a letter that is not posted yet. */
  | { type: 'scheduled' }
  /** `byCitizen`: the status changed because they wrote. `byMove`: because messages were moved here, as by a merge. */
  | { type: 'status'; to: CaseStatus; byCitizen: boolean; byMove: boolean }
);

/** A case left a team. `teamId`: which one; null where no team has its name any more. */
export interface TeamChange {
  at: Date;
  teamId: string | null;
}

/** A threshold of which the timeline says that it has passed. */
export interface Warning {
  timer: SlaTimerKind;
  threshold: SlaThreshold;
  dueAt: string;
}

/** What the timers of a case are computed from, each part in its order. */
export interface CaseHistory {
  events: CaseEvent[];
  teamChanges: TeamChange[];
  warnings: Warning[];
}

interface Row {
  caseId: string;
  /** The case that was merged into this one, and that brought this. */
  origin: string | null;
  position: number;
  at: Date;
  type: 'in' | 'out' | 'scheduled' | 'status' | 'moved' | 'team' | 'warning';
  /** From the citizen, written or spoken. */
  inbound: boolean;
  channel: ChannelKind | null;
  sent: boolean;
  /** When a scheduled reply left, or a letter was posted. */
  leftAt: Date | null;
  status: CaseStatus | null;
  /** The status before. */
  statusBefore: CaseStatus | null;
  /** This takes the last change of the status back. */
  undo: boolean;
  /** The team that the case left. */
  teamId: string | null;
  warning: Warning | null;
}

/** SQL condition on a delivery `d`: it leaves, or left, later than it was written. Letters leave when somebody brings them to the post. */
const LEAVES_LATER = `(d.scheduled_for is not null or d.state in ('to-print', 'handed-over')
  or exists (select from kept_letter k where k.entry_id = d.entry_id))`;

/**
 * The history of some cases. Their events: messages of citizens that ask for something (those of robots and third
 * parties do not, nor do responses to surveys; the history of a mailbox says nothing), replies of agents that were not canceled, conversations, and changes of the status. A scheduled reply counts
 * as one from when it left, and a letter from when it was posted. Entries that came from a merged case say nothing about status and team of this one. Index
 * `timeline_entry_position`.
 */
export async function caseHistoriesOf(
  { query }: Reader,
  caseIds: readonly string[],
): Promise<Map<string, CaseHistory>> {
  const rows = await query<Row>(
    `select e.case_id as "caseId", (select m.id from cases m where m.id = e.from_case_id and m.merged_into_id is not null) as origin, e.position, e.at, case when ${LEAVES_LATER} then d.sent_at end as "leftAt",
       case when e.kind = 'activity' then case e.data ->> 'type' when 'status' then 'status' when 'moved' then 'moved' when 'move-undone' then 'moved' when 'sla-threshold' then 'warning' else 'team' end when ${LEAVES_LATER} and d.sent_at is null then 'scheduled'
         when e.channel_kind = any($2) then 'out' else e.direction end as type,
       coalesce(e.direction = 'in', false) as inbound, e.channel_kind as channel, d.entry_id is not null and not coalesce((e.data -> 'staysOpen')::boolean, false) as sent,
       case when e.kind = 'activity' and e.data ->> 'type' = 'status' then e.data ->> 'to' end as status,
       case when e.kind = 'activity' and e.data ->> 'type' = 'status' then e.data ->> 'from' end as "statusBefore",
       case when e.kind = 'activity' and e.data ->> 'type' = 'status' then coalesce((e.data -> 'undo')::boolean, false) end as undo,
       case when e.kind = 'activity' and e.data ->> 'type' not in ('status', 'moved', 'move-undone', 'sla-threshold')
         then coalesce((e.data ->> 'fromId')::uuid, (select t.id from team t where t.name = e.data ->> 'from')) end as "teamId",
       case when e.kind = 'activity' and e.data ->> 'type' = 'sla-threshold' then e.data end as warning
     from timeline_entry e left join delivery d on d.entry_id = e.id
     where e.case_id = any($1::uuid[]) and case
       when e.kind = 'activity' then e.data ->> 'type' in ('status', 'moved', 'move-undone', 'team', 'handover-undone', 'sla-threshold') and e.from_case_id is null
       when e.kind <> 'message' or e.data -> 'flags' ? 'imported' then false
       when e.direction = 'in' then not e.data -> 'flags' ?| array['automatic', 'third-party', 'survey-response']
       else (e.actor_kind = 'agent' or e.data -> 'flags' ? 'sent-elsewhere') and coalesce(d.state, 'sent') not in ('canceled', 'blocked', 'failed') end
     order by e.case_id, e.position`,
    [caseIds, SpokenKind.options],
  );
  const byCase = Map.groupBy(rows, ({ caseId }) => caseId);
  return new Map(caseIds.map((id) => [id, historyOf(byCase.get(id) ?? [])]));
}

function historyOf(rows: readonly Row[]): CaseHistory {
  const teamChanges = rows.flatMap(({ type, at, teamId }) => (type === 'team' ? [{ at, teamId }] : []));
  const warnings = rows.flatMap(({ warning }) => warning ?? []);
  return { events: toCaseEvents(rows), teamChanges, warnings };
}

type EventRow = Row & { type: CaseEvent['type'] };
const isEvent = (row: Row): row is EventRow => !['team', 'moved', 'warning'].includes(row.type);

function toCaseEvents(rows: readonly Row[]): CaseEvent[] {
  // A message or a move and the status that it changes are written in one transaction, so they have the same time.
  const inboundTimes = new Set(rows.flatMap(({ inbound, at }) => (inbound ? [at.getTime()] : [])));
  const moveTimes = new Set(rows.flatMap(({ type, at }) => (type === 'moved' ? [at.getTime()] : [])));
  return inOrder(withoutUndone(rows.filter(isEvent))).map(
    ({ type, at, leftAt, position, channel, sent, status, origin }): CaseEvent => {
      const from = origin === null ? {} : { origin };
      if (type === 'in') return { type, at, position, channel: channel!, ...from };
      if (type === 'scheduled') return { type, at, position };
      if (type === 'out') return { type, at: leftAt ?? at, position, channel: channel!, handsOver: sent, ...from };
      const [byCitizen, byMove] = [inboundTimes.has(at.getTime()), moveTimes.has(at.getTime())];
      return { type, at, position, to: status!, byCitizen, byMove };
    },
  );
}

/**
 * Leaves out changes of the status that were taken back, with those that took them back: seconds in which a case was closed by mistake
 * would put off until the next day what is due when the team closes. A status that the case has since comes in the place of both.
 */
function withoutUndone(rows: readonly EventRow[]): EventRow[] {
  const kept: EventRow[] = [];
  for (const row of rows) {
    const at = row.undo ? kept.findLastIndex(({ type }) => type === 'status') : -1;
    const last = kept[at];
    const isBack = last?.status === row.statusBefore && last?.statusBefore === row.status;
    // A snooze that ended meanwhile is not begun again: the case is open, as it would be now.
    const isAwake = last?.status === row.statusBefore && last?.statusBefore === 'snoozed' && row.status === 'open';
    if (isBack || isAwake) kept.splice(at, 1);
    if (!isBack) kept.push(row);
  }
  return kept;
}

/** The rows as they come, but for scheduled replies: those stand where they left, behind what was written meanwhile. */
function inOrder(rows: readonly EventRow[]): EventRow[] {
  const ordered = rows.filter(({ leftAt }) => leftAt === null);
  for (const late of rows) {
    if (late.leftAt === null) continue;
    const next = ordered.findIndex(({ at, leftAt }) => (leftAt ?? at) > late.leftAt!);
    ordered.splice(next < 0 ? ordered.length : next, 0, late);
  }
  return ordered;
}
