import type { CaseSummary } from '@guichet/contracts';

export interface SummaryRow extends Omit<
  CaseSummary,
  'citizen' | 'team' | 'assignee' | 'lastEntry' | 'lastEntryAt' | 'snoozeUntil' | 'dueAt' | 'openedAt' | 'closedAt'
> {
  citizenId: string | null;
  citizenName: string;
  teamId: string;
  teamName: string;
  assigneeId: string | null;
  assigneeName: string | null;
  lastKind: 'message' | 'note';
  lastDirection: 'in' | 'out' | null;
  lastEntryAt: Date;
  snoozeUntil: Date | null;
  dueAt: Date | null;
  openedAt: Date;
  closedAt: Date | null;
  cursorAt: string;
}

/**
 * Columns and joins of a summary; the first parameter of the query is the agent who reads, `teams` the one of the teams
 * whose cases they may read. A person bears the name of who they were merged into, or were renamed to, where a case that
 * the agent may read tells it; else the name that the case itself tells.
 */
export const summaryColumns = (
  teams: string,
): string => `c.id, c.reference, c.subject, c.status, c.priority, person.id as "citizenId",
  case when person.name <> c.citizen_name and exists (
      select 1 from citizen same join cases told on told.citizen_id = same.id
      where same.root_id = person.id and told.citizen_name = person.name and (${teams}::uuid[] is null or told.team_id = any(${teams})))
    then person.name else c.citizen_name end as "citizenName",
  c.channels, c.team_id as "teamId", t.name as "teamName", c.assignee_id as "assigneeId", a.name as "assigneeName", c.tags, c.preview,
  c.last_kind as "lastKind", c.last_direction as "lastDirection", c.last_entry_at as "lastEntryAt",
  c.last_inbound_position > coalesce(r.position, 0) as unread, c.delivery_problem as "deliveryProblem", c.snooze_until as "snoozeUntil",
  c.due_at as "dueAt", c.opened_at as "openedAt", c.closed_at as "closedAt", c.version, c.last_entry_at::text as "cursorAt"`;
export const SUMMARY_JOINS = `join team t on t.id = c.team_id left join agent a on a.id = c.assignee_id
  left join case_read r on r.agent_id = $1 and r.case_id = c.id
  left join citizen self on self.id = c.citizen_id left join citizen person on person.id = self.root_id`;

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
    tags: row.tags,
    preview: row.preview,
    lastEntry: {
      kind: row.lastKind,
      direction: row.lastDirection,
      channel: row.lastKind === 'message' ? (row.channels.at(-1) ?? null) : null,
    },
    lastEntryAt: row.lastEntryAt.toISOString(),
    unread: row.unread,
    deliveryProblem: row.deliveryProblem,
    snoozeUntil: row.snoozeUntil?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    openedAt: row.openedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    version: row.version,
  };
}
