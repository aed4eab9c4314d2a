import { isInForce, reachesTeam } from '@guichet/access';
import type { Tx } from '@guichet/database';
import type { NewNotification } from './insert-notifications.js';

interface Alarm {
  breakGlassId: string;
  /** As `reference`. */
  caseId: string | null;
  agentId: string;
  by: string;
  reason: string;
  /** Null: it is of a team whose cases they do not see. */
  reference: string | null;
  /** To be told by mail, too: not as one of those who are named, but as one who watches over them. */
  watches: boolean;
}

/** SQL condition: the agent `a` holds a role of this kind now. */
const holds = (condition: string): string =>
  `(a.active and exists (select 1 from role_grant g join role r on r.id = g.role_id and ${condition}
     where g.agent_id = a.id and ${isInForce('g')}))`;

const IS_DPO = holds(`r.key = 'dpo'`);
const MANAGES = holds(`g.reach = 'all-teams' and 'agent.manage' = any(r.permissions)`);

/** SQL condition: the agent `a` may see the cases of the team, but for those that are restricted. */
const SEES_TEAM = reachesTeam('case.read', { agent: 'a', team: 'o.team_id' });

/**
 * Returns what is told of glasses that were broken: to the agents who are named for the case, and to the data protection officers,
 * by mail as well; where there is none but who did it, to those who manage agents. All of them see the cases of its team: a sector is
 * hidden from others, of whom only those who manage agents are told where nobody else is, and not which case it was. Nobody is
 * told what they did themselves.
 */
export async function breakGlassNotifications(tx: Tx, breakGlassIds: readonly string[]): Promise<NewNotification[]> {
  const rows = await tx.query<Alarm>(
    `with opened as (
       select b.id, b.case_id, b.agent_id as by_id, b.agent_name as by, b.reason, c.reference, c.restricted_to, c.team_id
       from break_glass b join cases c on c.id = b.case_id where b.id = any($1::uuid[])
     ), watcher as (
       select o.id, a.id as agent_id, case when not ${SEES_TEAM} then 3 when ${IS_DPO} then 1 else 2 end as place
       from opened o join agent a on a.id <> o.by_id and (${MANAGES} or ${IS_DPO} and ${SEES_TEAM})
     ), recipient as (
       select o.id, a.id as agent_id, false as watches, true as sees_team
       from opened o join agent a on a.id = any(o.restricted_to) and a.id <> o.by_id and ${SEES_TEAM}
       union all select w.id, w.agent_id, true, w.place < 3 from watcher w
       where w.place = (select min(first.place) from watcher first where first.id = w.id)
     )
     select o.id as "breakGlassId", case when bool_or(t.sees_team) then o.case_id end as "caseId", t.agent_id as "agentId", o.by, o.reason,
       case when bool_or(t.sees_team) then o.reference end as reference, bool_or(t.watches) as watches
     from opened o join recipient t on t.id = o.id group by o.id, o.case_id, t.agent_id, o.by, o.reason, o.reference`,
    [breakGlassIds],
  );
  await tx.jobs(
    'mail-break-glass',
    rows
      .filter(({ watches }) => watches)
      .map(({ agentId, breakGlassId }) => ({
        ...{ payload: { agentId, breakGlassId }, key: `mail-break-glass:${breakGlassId}:${agentId}` },
      })),
  );
  return rows.map(({ agentId, caseId, by, reason, reference, breakGlassId }) => ({
    agentId,
    caseId,
    about: { type: 'break-glass', by, reason, reference, breakGlassId },
    dedupeKey: `break-glass:${breakGlassId}`,
  }));
}
