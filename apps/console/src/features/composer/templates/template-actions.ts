import type { CaseSummary, Permission, TemplateActions, UpdateCase } from '@guichet/contracts';
import { atTownClock, townClock } from '../../../shared/i18n/organisation-time-zone.js';

/** One thing that is done with the case when the answer is sent. */
export type Action =
  | { key: string; kind: 'assign'; to: 'me' | 'nobody' }
  | { key: string; kind: 'tag'; tag: string }
  /** The case is open and stays so, rather than wait for the citizen as after any other reply. */
  | { key: 'status'; kind: 'stays-open' }
  | { key: string; kind: 'status'; status: NonNullable<TemplateActions['status']> }
  | { key: string; kind: 'snooze'; days: number };

/** A reply that asks nothing leaves the case as it is: what was asked for before is still waited for. */
function statusActions({ status, snoozeDays }: TemplateActions, item: CaseSummary): Action[] {
  if (!status || snoozeDays) return [];
  if (status === 'open' && item.status === 'open') return [{ key: 'status', kind: 'stays-open' }];
  if (status === item.status || (status === 'open' && item.status === 'waiting')) return [];
  return [{ key: 'status', kind: 'status', status }];
}

/** Returns the actions one by one, without those that would change nothing. */
export function actionsOf(actions: TemplateActions, item: CaseSummary, agentId: string): Action[] {
  const { assign, addTags, snoozeDays } = actions;
  const assigned = assign === 'me' ? item.assignee?.id === agentId : item.assignee === null;
  return [
    ...(assign && !assigned ? [{ key: 'assign', kind: 'assign' as const, to: assign }] : []),
    ...addTags
      .filter((tag) => !item.tags.includes(tag))
      .map((tag) => ({ key: `tag ${tag}`, kind: 'tag' as const, tag })),
    ...statusActions(actions, item),
    ...(snoozeDays ? [{ key: 'snooze', kind: 'snooze' as const, days: snoozeDays }] : []),
  ];
}

/**
 * Returns what is done once the reply has left, without what the agent has left out. That the case stays open needs nothing to be done;
 * where that is left out, it waits for the citizen.
 */
export const actionsToApply = (actions: readonly Action[], skipped: ReadonlySet<string>): Action[] =>
  actions.flatMap((action): Action[] => {
    const isSkipped = skipped.has(action.key);
    if (action.kind === 'stays-open') return isSkipped ? [{ key: action.key, kind: 'status', status: 'waiting' }] : [];
    return isSkipped ? [] : [action];
  });

/** Whether an agent with these permissions may do it: a template is for all, and does what each may do. */
export function isPermitted(action: Action, may: (permission: Permission) => boolean): boolean {
  if (action.kind === 'assign') return may('case.assign');
  return may(action.kind === 'status' && action.status === 'closed' ? 'case.close' : 'case.update');
}

/** Returns all actions as one change of the case. A snoozed case comes back in the morning. */
export function changeOf(
  actions: readonly Action[],
  { item, agentId, now }: { item: CaseSummary; agentId: string; now: number },
): UpdateCase {
  const change: UpdateCase = {};
  for (const action of actions)
    switch (action.kind) {
      case 'assign':
        change.assigneeId = action.to === 'me' ? agentId : null;
        break;
      case 'tag':
        change.tags = [...(change.tags ?? item.tags), action.tag];
        break;
      case 'stays-open':
        break;
      case 'status':
        change.status = action.status;
        break;
      case 'snooze': {
        const until = townClock(now);
        until.setUTCDate(until.getUTCDate() + action.days);
        until.setUTCHours(8, 30, 0, 0);
        change.status = 'snoozed';
        change.snoozeUntil = atTownClock(until).toISOString();
      }
    }
  return change;
}
