import { teamsFor, type Principal } from '@guichet/access';
import type { CaseSummary } from '@guichet/contracts';
import type { Database } from '@guichet/database';

export interface SummaryRow extends Omit<
  CaseSummary,
  | 'citizen'
  | 'team'
  | 'assignee'
  | 'kind'
  | 'lastEntry'
  | 'lastEntryAt'
  | 'snoozeUntil'
  | 'dueAt'
  | 'openedAt'
  | 'closedAt'
> {
  citizenId: string | null;
  citizenName: string;
  teamId: string;
  teamName: string;
  assigneeId: string | null;
  assigneeName: string | null;
  kindId: string | null;
  kindName: string | null;
  lastKind: 'message' | 'note';
  lastDirection: 'in' | 'out' | null;
  lastEntryAt: Date;
  snoozeUntil: Date | null;
  dueAt: Date | null;
  openedAt: Date;
  closedAt: Date | null;
}

/**
 * Columns and joins of a summary; the first parameter of the query is the agent who reads, `teams` the one of the teams
 * whose cases they may read. A person bears the name of who they were merged into, or were renamed to, where a case that
 * the agent may read tells it; else the name that the case itself tells. Looked up for each such person, as `exists` might
 * be planned as one look at all cases of the house.
 */
export const summaryColumns = (
  teams: string,
): string => `c.id, c.reference, c.subject, c.status, c.priority, person.id as "citizenId",
  case when coalesce(person.name <> c.citizen_name, false) and (
      select true from citizen same join cases told on told.citizen_id = same.id
      where same.root_id = person.id and told.citizen_name = person.name and (${teams}::uuid[] is null or told.team_id = any(${teams})) limit 1)
    then person.name else c.citizen_name end as "citizenName",
  c.channels, c.team_id as "teamId", t.name as "teamName", c.assignee_id as "assigneeId", a.name as "assigneeName", c.tags, c.preview,
  c.last_kind as "lastKind", c.last_direction as "lastDirection", c.last_entry_at as "lastEntryAt",
  c.last_inbound_position > coalesce(r.position, 0) as unread, c.delivery_problem as "deliveryProblem", c.snooze_until as "snoozeUntil",
  c.due_at as "dueAt", c.due_for as "dueFor", c.kind_id as "kindId", kind.name as "kindName", c.language, c.opened_at as "openedAt", c.closed_at as "closedAt", c.version`;
export const SUMMARY_JOINS = `join team t on t.id = c.team_id left join agent a on a.id = c.assignee_id left join kind on kind.id = c.kind_id
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
    kind: row.kindId ? { id: row.kindId, name: row.kindName ?? '' } : null,
    language: row.language,
    dueAt: row.dueAt?.toISOString() ?? null,
    dueFor: row.dueFor,
    openedAt: row.openedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    version: row.version,
  };
}

/** The rows of these cases, as far as the agent may read them, by their ids. */
export async function summariesOf(
  database: Database,
  who: Principal,
  ids: readonly string[],
): Promise<Map<string, CaseSummary>> {
  const rows = await database.read<SummaryRow>(
    `select ${summaryColumns('$3')} from cases c ${SUMMARY_JOINS} where c.id = any($2::uuid[]) and ($3::uuid[] is null or c.team_id = any($3))`,
    [who.id, ids, teamsFor(who, 'case.read')],
  );
  return new Map(rows.map((row) => [row.id, toSummary(row)]));
}
