import { scope, type Principal } from '@guichet/access';
import type { MacroAct, Permission } from '@guichet/contracts';
import type { BulkAction } from '@guichet/database';

/**
 * What reaches no case at all need not be tried on thousands. What an agent may do in some, is asked of each. Whoever confirms or undoes
 * an action, or stops it by a token, needs the same as whoever begins it.
 *
 * @throws Failure `not-permitted`
 */
export function assertMayBegin(who: Principal, { action, macro }: Pick<BulkAction, 'action' | 'macro'>): void {
  if (action.kind === 'read') return void scope(who, 'case.read');
  if (action.kind === 'reply') return void scope(who, 'case.reply');
  if (action.kind === 'macro') return void macro?.acts.forEach((act) => scope(who, permissionFor(act)));
  scope(who, 'case.update');
  if (action.kind === 'field' || action.kind === 'steps') return;
  if (action.kind === 'give-back') return void scope(who, 'case.assign');
  const { assigneeId, teamId, status } = action.change;
  if (assigneeId !== undefined || teamId !== undefined) scope(who, 'case.assign');
  if (status === 'closed' || status === 'spam') scope(who, 'case.close');
}

function permissionFor(act: MacroAct): Permission {
  switch (act.kind) {
    case 'assign':
    case 'team':
      return 'case.assign';
    case 'status':
      return act.to === 'closed' ? 'case.close' : 'case.update';
    case 'note':
      return 'case.note';
    case 'snooze':
    case 'priority':
    case 'tags':
    case 'case-type':
    case 'field':
    case 'reply':
    case 'follow':
      return 'case.update';
  }
}
