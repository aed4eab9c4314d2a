import { isInForce, reachesTeam } from '@guichet/access';
import type { Tx } from '@guichet/database';
import type { NewNotification } from './insert-notifications.js';

interface Alarm {
  breakGlassId: string;
  caseId: string;
  agentId: string;
  by: string;
  reason: string;
  reference: string;
  /** To be told by mail, too: not as one of those who are named, but as one who watches over them. */
  watches: boolean;
}

/** SQL condition: the agent `a` holds the role of data protection officers now. */
const IS_DPO = `(a.active and exists (select 1 from role_grant g join role r on r.id = g.role_id and r.key = 'dpo'
  where g.agent_id = a.id and ${isInForce('g')}))`;

/**
 * Returns what is told of glasses that were broken: to the agents who are named for the case, and to the data protection officers,
 * by mail as well; where there is none but who did it, to those who manage agents. Nobody is told what they did themselves.
 */
export async function breakGlassNotifications(tx: Tx, breakGlassIds: readonly string[]): Promise<NewNotification[]> {
  const rows = await tx.query<Alarm>(
    `with opened as (
       select b.id, b.case_id, b.agent_id as by_id, b.agent_name as by, b.reason, c.reference, c.restricted_to, c.team_id
       from break_glass b join cases c on c.id = b.case_id where b.id = any($1::uuid[])
     ), officer as (
       select o.id, a.id as agent_id from opened o join agent a on a.id <> o.by_id and ${IS_DPO}
     ), recipient as (
       select o.id, a.id as agent_id, false as watches from opened o join agent a on a.id = any(o.restricted_to)
       union all select id, agent_id, true from officer
       union all select o.id, a.id, true from opened o join agent a on ${reachesTeam('agent.manage', { agent: 'a', team: 'o.team_id' })}
         and not exists (select 1 from officer f where f.id = o.id)
     )
     select o.id as "breakGlassId", o.case_id as "caseId", t.agent_id as "agentId", o.by, o.reason, o.reference, bool_or(t.watches) as watches
     from opened o join recipient t on t.id = o.id and t.agent_id <> o.by_id group by 1, 2, 3, 4, 5, 6`,
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
    about: { type: 'break-glass', by, reason, reference },
    dedupeKey: `break-glass:${breakGlassId}`,
  }));
}
