import { Priority, type ChannelKind } from '@guichet/contracts';
import type { Reader } from '@guichet/database';

/** Waiting cases that require the same of their assignee. */
export interface WaitingGroup {
  teamId: string;
  caseTypeId: string | null;
  language: string | null;
  channel: ChannelKind | null;
}

/** Returns the groups of cases that wait in these queues; those that are restricted are assigned by their named agents alone. Index `cases_unassigned`: it reads as many rows as cases wait. */
export const waitingGroups = (reader: Reader, teamIds: readonly string[]): Promise<WaitingGroup[]> =>
  reader.query(
    `select distinct c.team_id as "teamId", c.case_type_id as "caseTypeId", c.language, ch.kind as channel
     from cases c left join channel_account ch on ch.id = c.channel_account_id
     where c.assignee_id is null and c.status = 'open' and c.restricted_to is null and c.team_id = any($1::uuid[])`,
    [teamIds],
  );

/** SQL: all priorities, the most urgent first. */
const MOST_URGENT_FIRST = `array[${Priority.options
  .toReversed()
  .map((priority) => `'${priority}'`)
  .join(', ')}]`;

/** Returns the most urgent cases of these groups: by priority, then due time, then waiting time. Index `cases_unassigned`. */
export const mostUrgentWaiting = (
  reader: Reader,
  groups: readonly WaitingGroup[],
  limit: number,
): Promise<{ id: string }[]> =>
  reader.query(
    `select c.id from cases c left join channel_account ch on ch.id = c.channel_account_id
     where c.assignee_id is null and c.status = 'open' and c.restricted_to is null and c.team_id = any($2::uuid[])
       and exists (select 1 from jsonb_to_recordset($1::jsonb) g("teamId" uuid, "caseTypeId" uuid, language text, channel text)
         where g."teamId" = c.team_id and g."caseTypeId" is not distinct from c.case_type_id
           and g.language is not distinct from c.language and g.channel is not distinct from ch.kind)
     order by array_position(${MOST_URGENT_FIRST}, c.priority), coalesce(c.due_at, 'infinity'), c.last_entry_at, c.id
     limit $3`,
    [JSON.stringify(groups), [...new Set(groups.map(({ teamId }) => teamId))], limit],
  );
