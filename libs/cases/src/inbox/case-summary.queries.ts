import { parameters, scope, type Bind, type Principal, type Scope } from '@guichet/access';
import { senderStanding, type Authentication, type CaseSummary } from '@guichet/contracts';
import { AUTHENTICATION_IF_DOUBTED, isoOfTime, type Reader } from '@guichet/database';
import { DRAFT_MARK } from '../drafts/shared-drafts.queries.js';

export interface SummaryRow extends Omit<
  CaseSummary,
  | 'citizen'
  | 'team'
  | 'assignee'
  | 'caseType'
  | 'lastEntry'
  | 'lastEntryAt'
  | 'snoozeUntil'
  | 'dueAt'
  | 'senderDoubt'
  | 'openedAt'
  | 'closedAt'
> {
  citizenId: string | null;
  citizenName: string;
  teamId: string;
  teamName: string;
  assigneeId: string | null;
  assigneeName: string | null;
  caseTypeId: string | null;
  caseTypeName: string | null;
  lastKind: 'message' | 'note';
  lastDirection: 'in' | 'out' | null;
  lastEntryAt: string;
  authentication: Authentication | null;
  snoozeUntil: string | null;
  dueAt: string | null;
  openedAt: string;
  closedAt: string | null;
}

/** SQL: how far the agent `$1` has read the case `c`. Primary key of `case_read`. */
export const READ_POSITION = `coalesce((select r.position from case_read r where r.agent_id = $1 and r.case_id = c.id), 0)`;

/**
 * Columns and joins of a summary; the first parameter of the query is the agent who reads, `visible` the cases that they may
 * read. A person bears the name of who they were merged into, or were renamed to, where a case that
 * the agent may read tells it; else the name that the case itself tells. Looked up for each such person, as `exists` might
 * be planned as one look at all cases of the house. Most persons are their own root, of whom no second row is read: no key is null.
 * Times come as text, which `isoOfTime` turns into that of the API without a detour.
 *
 * What few rows have is looked up and not joined: the time of planning doubles with each table that is joined, and was longer than that of
 * reading.
 */
export const summaryColumns = (
  visible: Scope,
  bind: Bind,
): string => `c.id, c.reference, c.subject, c.status, c.priority, self.root_id as "citizenId",
  case when coalesce(person.name, self.name) <> c.citizen_name and (
      select true from citizen same join cases shown on shown.citizen_id = same.id
      where same.root_id = self.root_id and shown.citizen_name = coalesce(person.name, self.name) and ${visible.sql('shown', bind)} limit 1)
    then coalesce(person.name, self.name) else c.citizen_name end as "citizenName",
  c.channels, c.team_id as "teamId", t.name as "teamName", c.assignee_id as "assigneeId", a.name as "assigneeName", c.restricted_to is not null as restricted, c.tags, c.preview,
  c.last_position as "lastPosition", c.last_kind as "lastKind", c.last_direction as "lastDirection", c.last_entry_at::text as "lastEntryAt",
  greatest(c.last_inbound_position, c.last_side_answer_position) > ${READ_POSITION} as unread, ${DRAFT_MARK} as draft, c.delivery_problem as "deliveryProblem",
  ${AUTHENTICATION_IF_DOUBTED} as authentication, c.snooze_until::text as "snoozeUntil",
  c.due_at::text as "dueAt", c.due_for as "dueFor", c.case_type_id as "caseTypeId",
  case when c.case_type_id is not null then (select type.name from case_type type where type.id = c.case_type_id) end as "caseTypeName",
  ${mergedInto(visible, bind)} as "mergedInto",
  c.language, c.opened_at::text as "openedAt", c.closed_at::text as "closedAt", c.version`;
/** SQL: of the case `c`, the one that it was merged into, as far as it may be read. Primary key of `cases`, for those that were merged alone. */
const mergedInto = (visible: Scope, bind: Bind): string => `case when c.merged_into_id is not null then (
    select jsonb_build_object('caseId', o.id, 'reference', o.reference) from cases o where o.id = c.merged_into_id and ${visible.sql('o', bind)}) end`;

export const SUMMARY_JOINS = `join team t on t.id = c.team_id left join agent a on a.id = c.assignee_id
  left join citizen self on self.id = c.citizen_id left join citizen person on person.id = nullif(self.root_id, self.id)`;

export function toSummary(row: SummaryRow): CaseSummary {
  return {
    id: row.id,
    reference: row.reference,
    subject: row.subject,
    status: row.status,
    priority: row.priority,
    citizen: row.citizenId ? { id: row.citizenId, name: row.citizenName } : null,
    channels: row.channels,
    team: { id: row.teamId, name: row.teamName },
    assignee: row.assigneeId ? { id: row.assigneeId, name: row.assigneeName ?? '' } : null,
    restricted: row.restricted,
    tags: row.tags,
    preview: row.preview,
    lastEntry: {
      kind: row.lastKind,
      direction: row.lastDirection,
      channel: row.lastKind === 'message' ? (row.channels.at(-1) ?? null) : null,
    },
    lastEntryAt: isoOfTime(row.lastEntryAt),
    unread: row.unread,
    draft: row.draft,
    deliveryProblem: row.deliveryProblem,
    senderDoubt: doubtOf(row.authentication),
    snoozeUntil: row.snoozeUntil && isoOfTime(row.snoozeUntil),
    caseType: row.caseTypeId ? { id: row.caseTypeId, name: row.caseTypeName ?? '' } : null,
    language: row.language,
    dueAt: row.dueAt && isoOfTime(row.dueAt),
    dueFor: row.dueFor,
    lastPosition: row.lastPosition,
    openedAt: isoOfTime(row.openedAt),
    closedAt: row.closedAt && isoOfTime(row.closedAt),
    mergedInto: row.mergedInto,
    version: row.version,
  };
}

function doubtOf(authentication: Authentication | null): CaseSummary['senderDoubt'] {
  const standing = authentication && senderStanding(authentication);
  return standing === 'forged' || standing === 'look-alike' ? standing : null;
}

/** The rows of these cases, as far as the agent may read them, by their ids. */
export const summariesOf = (
  reader: Reader,
  who: Principal,
  ids: readonly string[],
): Promise<Map<string, CaseSummary>> => summariesIn(reader, { who, visible: scope(who, 'case.read') }, ids);

/** As `summariesOf`, of these cases alone. */
export async function summariesIn(
  reader: Reader,
  { who, visible }: { who: Principal; visible: Scope },
  ids: readonly string[],
): Promise<Map<string, CaseSummary>> {
  const { values, bind } = parameters(who.id, ids);
  const rows = await reader.query<SummaryRow>(
    `select ${summaryColumns(visible, bind)} from cases c ${SUMMARY_JOINS} where c.id = any($2::uuid[]) and ${visible.sql('c', bind)}`,
    values,
  );
  return new Map(rows.map((row) => [row.id, toSummary(row)]));
}
