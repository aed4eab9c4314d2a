import type { CaseDetail, CaseSummary, UpdateCase } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import type { WithEtag } from '../../../shared/api/client.js';
import { useStartBulkAction, type NewBulkAction } from '../../../shared/bulk/use-start-bulk-action.js';
import { isOpenCase, leaveOpenCase, type WholeList } from '../../../shared/cases/case-list-state.js';
import { endsWork } from '../../../shared/cases/case-change-effects.js';
import { confirmClosingUnanswered } from '../../../shared/cases/confirm-closing-unanswered.js';
import { useAskForMissingFields } from '../../../shared/cases/use-ask-for-missing-fields.js';
import { useUnsentReply } from '../../../shared/drafts/use-unsent-reply.js';
import { useUpdateCases, type Saying } from '../../../shared/cases/use-update-cases.js';

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

/** Returns a function that returns the open case, where it is the only one. */
function useOnlyOpen() {
  const queryClient = useQueryClient();
  return ([only, ...others]: readonly CaseSummary[]): CaseDetail | undefined =>
    only && others.length === 0 && isOpenCase(only)
      ? queryClient.getQueryData<WithEtag<CaseDetail>>(['case', only.id])?.data
      : undefined;
}

type Change = UpdateCase | ((item: CaseSummary) => UpdateCase);

/**
 * Returns a function that applies the chosen value to the cases of a picker and closes it; a case that is over for now is left.
 * `ofEach`: what a change that differs by case is for all of a list.
 */
export function useApplyChoice({ items, whole, onDone }: PickerProps) {
  const update = useUpdateCases();
  const start = useStartBulkAction();
  const onlyOpen = useOnlyOpen();
  const askForMissing = useAskForMissingFields();
  const hasUnsentReply = useUnsentReply();
  return (
    change: Change,
    said: string | Saying,
    { stay = false, ofEach }: { stay?: boolean; ofEach?: NewBulkAction } = {},
  ) => {
    const closes = typeof change !== 'function' && change.status === 'closed';
    const closed = closes && !whole ? onlyOpen(items) : undefined;
    if (closed && askForMissing(closed)) return onDone();
    const apply = () => {
      if (whole) void start(whole, ofEach ?? { kind: 'update', change: change as UpdateCase });
      else void update(items, change, said);
      if (!whole && typeof change !== 'function' && endsWork(change)) leaveOpenCase(items);
    };
    if (!stay) onDone();
    if (closed) confirmClosingUnanswered(closed, { hasUnsentReply: hasUnsentReply(closed), close: apply });
    else apply();
  };
}
