import { reachesTeam, reachOfAgents, teamIdsReached, wordBy, WORDS } from '@guichet/access';
import { appendEntries, saveCases } from '@guichet/cases';
import type { Actor, SlaThreshold } from '@guichet/contracts';
import type { SlaTimer, Tx } from '@guichet/database';
import { notify } from '@guichet/notifications';
import type { CaseRow } from './targets-of-cases.js';
import { recipientsOf, type Recipient } from './threshold-recipients.js';

/** From this threshold on, the timeline of the case shows it, too. */
const SHOWN_FROM = 80;
/** Which process computes the timers does not matter to a reader of the timeline: all sign with this name. */
const ACTOR: Actor = { kind: 'system', name: 'SLA' };

export interface FiredThreshold {
  item: CaseRow;
  timer: SlaTimer;
  threshold: SlaThreshold;
  /** It had passed before the case came here, as with mail that is taken from a mailbox since a date: lists and boards show that. */
  isOld?: boolean;
}

/**
 * Says that thresholds have passed: appends an activity to the timeline, notifies those who have to act, and publishes
 * `sla.threshold-reached`. The cases must be locked.
 */
export async function fireThresholds(tx: Tx, fired: readonly FiredThreshold[]): Promise<void> {
  if (fired.length === 0) return;
  await appendActivities(
    tx,
    fired.filter(({ threshold }) => threshold >= SHOWN_FROM),
  );
  // When a timer has ended, nobody has to act any more; and a mailbox that has just been connected must not alarm everybody.
  const open = fired.filter(({ timer, isOld }) => !timer.endedAt && !isOld);
  if (open.length > 0) await notifyRecipients(tx, open);
  for (const { item, timer, threshold } of fired)
    tx.publish(
      'sla.threshold-reached',
      { timerId: timer.id, kind: timer.kind, threshold },
      { caseId: item.id, teamIds: [item.teamId] },
    );
}

async function notifyRecipients(tx: Tx, fired: readonly FiredThreshold[]): Promise<void> {
  const possible = await possibleRecipients(tx, fired);
  await notify(
    tx,
    fired.flatMap(({ item, timer, threshold }) =>
      recipientsOf(threshold, item, possible).map((agentId) => ({
        agentId,
        caseId: item.id,
        about: { type: 'sla-threshold' as const, timer: timer.kind, threshold, dueAt: dueAtOf(timer) },
        // When business hours or targets have become more generous, the same threshold is another warning; when a merge was undone, it is none.
        dedupeKey: `sla:${item.id}:${timer.kind}:${timer.startedAt.getTime()}:${threshold}:${timer.totalSeconds}`,
      })),
    ),
  );
}

/** Several timers of a case may reach a threshold at once: each gets its own position in the timeline. */
async function appendActivities(tx: Tx, fired: readonly FiredThreshold[]): Promise<void> {
  if (fired.length === 0) return;
  await appendEntries(
    tx,
    fired.map(({ item, timer, threshold }) => ({
      item,
      actor: ACTOR,
      entry: {
        kind: 'activity',
        data: { type: 'sla-threshold', timer: timer.kind, threshold, dueAt: dueAtOf(timer) },
      },
    })),
  );
  await saveCases(tx, [...new Set(fired.map(({ item }) => item))], ['lastPosition']);
}

/** A paused or ended timer has no due time any more: what is said of it then is that its target was missed, and when. */
const dueAtOf = ({ dueAt, breachedAt }: SlaTimer): string => (dueAt ?? breachedAt)!.toISOString();

async function possibleRecipients(tx: Tx, fired: readonly FiredThreshold[]): Promise<Recipient[]> {
  return tx.query<Recipient>(
    `select a.id, ${wordBy('w')} as role, coalesce(u.everywhere, false) as everywhere,
       array(select team_id from team_member m where m.agent_id = a.id and m.team_id = any($1::uuid[])
         and ${reachesTeam('case.read', { agent: 'a', team: 'm.team_id' })}
         union select unnest(${teamIdsReached('message.cancel-others', { by: 'u', agent: 'a' })})) as "teamIds"
     from agent a left join ${WORDS} w on w.agent_id = a.id left join ${reachOfAgents('message.cancel-others')} u on u.agent_id = a.id
     where a.active and (w.manages or w.supervises or a.id = any($2::uuid[])
       or exists (select 1 from team_member m where m.agent_id = a.id and m.team_id = any($1::uuid[])))`,
    [fired.map(({ item }) => item.teamId), fired.flatMap(({ item }) => item.assigneeId ?? [])],
  );
}
