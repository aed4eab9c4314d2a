import type { ChannelKind } from '@guichet/contracts';
import type { Database } from '@guichet/database';

/** What is asked alike of whoever takes it. */
export interface WaitingGroup {
  teamId: string;
  kindId: string | null;
  language: string | null;
  channel: ChannelKind | null;
}

/** Kinds of what nobody has in these queues. Index `cases_unassigned`: as many rows as wait. */
export const waitingGroups = (query: Database['read'], teamIds: readonly string[]): Promise<WaitingGroup[]> =>
  query(
    `select distinct c.team_id as "teamId", c.kind_id as "kindId", c.language, ch.kind as channel
     from cases c left join channel_account ch on ch.id = c.channel_id
     where c.assignee_id is null and c.status = 'open' and c.team_id = any($1::uuid[])`,
    [teamIds],
  );

/** The most urgent of those kinds: by priority, by what is due first, by who waits longest. Index `cases_unassigned`. */
export const mostUrgent = (
  query: Database['read'],
  groups: readonly WaitingGroup[],
  limit: number,
): Promise<{ id: string }[]> =>
  query(
    `select c.id from cases c left join channel_account ch on ch.id = c.channel_id
     where c.assignee_id is null and c.status = 'open' and c.team_id = any($2::uuid[])
       and exists (select 1 from jsonb_to_recordset($1::jsonb) g("teamId" uuid, "kindId" uuid, language text, channel text)
         where g."teamId" = c.team_id and g."kindId" is not distinct from c.kind_id
           and g.language is not distinct from c.language and g.channel is not distinct from ch.kind)
     order by array_position(array['urgent', 'high', 'normal', 'low'], c.priority), coalesce(c.due_at, 'infinity'), c.last_entry_at, c.id
     limit $3`,
    [JSON.stringify(groups), [...new Set(groups.map(({ teamId }) => teamId))], limit],
  );
