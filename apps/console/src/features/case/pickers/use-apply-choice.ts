import type { CaseDetail, CaseSummary, UpdateCase } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import type { WithEtag } from '../../../shared/api/client.js';
import { useStartBulkAction, type NewBulkAction } from '../../../shared/bulk/use-start-bulk-action.js';
import { isOpenCase, leaveOpenCase, type WholeList } from '../../../shared/cases/case-list-state.js';
import { endsWork } from '../../../shared/cases/apply-case-change.js';
import { useAskBeforeClosing } from '../../../shared/cases/use-ask-before-closing.js';
import { useAskForMissingFields } from '../../../shared/cases/use-ask-for-missing-fields.js';
import { useUpdateCases } from '../../../shared/cases/use-update-cases.js';

export interface PickerProps {
  items: readonly CaseSummary[];
  /** For all cases of a list, of which the items are those that are loaded. */
  whole?: WholeList | undefined;
  /** Called when the choice is made. */
  onDone: () => void;
}

/** Returns the value that all the cases share, which the picker shows as chosen. */
export const sharedValue = (items: readonly CaseSummary[], value: (item: CaseSummary) => string | undefined) => {
  const first = items[0] && value(items[0]);
  return first !== undefined && items.every((item) => value(item) === first) ? [first] : [];
};

/** Returns a function that asks for what the open case lacks to be closed, where it is the only one, and returns whether it lacks any. */
function useAskForMissingOfOpen() {
  const queryClient = useQueryClient();
  const askForMissing = useAskForMissingFields();
  return ([only, ...others]: readonly CaseSummary[]): boolean => {
    if (!only || others.length > 0 || !isOpenCase(only)) return false;
    const open = queryClient.getQueryData<WithEtag<CaseDetail>>(['case', only.id]);
    return open !== undefined && askForMissing(open.data);
  };
}

type Change = UpdateCase | ((item: CaseSummary) => UpdateCase);

/**
 * Returns a function that applies the chosen value to the cases of a picker and closes it; a case that is over for now is left.
 * `ofEach`: what a change that differs by case is for all of a list.
 */
export function useApplyChoice({ items, whole, onDone }: PickerProps) {
  const update = useUpdateCases();
  const start = useStartBulkAction();
  const askForMissing = useAskForMissingOfOpen();
  const askBefore = useAskBeforeClosing();
  return (change: Change, said: string, { stay = false, ofEach }: { stay?: boolean; ofEach?: NewBulkAction } = {}) => {
    const closes = typeof change !== 'function' && change.status === 'closed';
    if (!whole && closes && askForMissing(items)) return onDone();
    const apply = () => {
      if (whole) void start(whole, ofEach ?? { kind: 'update', change: change as UpdateCase });
      else void update(items, change, said);
      if (!whole && typeof change !== 'function' && endsWork(change)) leaveOpenCase(items);
    };
    if (!stay) onDone();
    const [only, ...others] = items;
    if (closes && !whole && only && others.length === 0) askBefore(only, apply);
    else apply();
  };
}
