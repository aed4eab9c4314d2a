import type { CaseSummary, Permission, TemplateActions, UpdateCase } from '@guichet/contracts';
import { atTownClock, townClock } from '../../../shared/i18n/organisation-time-zone.js';

/** One thing that is done with the case when the answer is sent. */
export type Action =
  | { key: string; kind: 'assign'; to: 'me' | 'nobody' }
  | { key: string; kind: 'tag'; tag: string }
  | { key: string; kind: 'status'; status: NonNullable<TemplateActions['status']> }
  | { key: string; kind: 'snooze'; days: number };

/** Returns the actions one by one, without those that would change nothing. */
export function actionsOf(actions: TemplateActions, item: CaseSummary, agentId: string): Action[] {
  const { assign, addTags, status, snoozeDays } = actions;
  const assigned = assign === 'me' ? item.assignee?.id === agentId : item.assignee === null;
  return [
    ...(assign && !assigned ? [{ key: 'assign', kind: 'assign' as const, to: assign }] : []),
    ...addTags
      .filter((tag) => !item.tags.includes(tag))
      .map((tag) => ({ key: `tag ${tag}`, kind: 'tag' as const, tag })),
    ...(status && status !== item.status && !snoozeDays ? [{ key: 'status', kind: 'status' as const, status }] : []),
    ...(snoozeDays ? [{ key: 'snooze', kind: 'snooze' as const, days: snoozeDays }] : []),
  ];
}

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
