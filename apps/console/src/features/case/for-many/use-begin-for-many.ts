import type { CaseSummary } from '@guichet/contracts';
import { useState } from 'react';
import { useStartBulkAction, type NewBulkAction } from '../../../shared/bulk/use-start-bulk-action.js';
import type { WholeList } from '../../../shared/cases/case-list-state.js';
import type { MissingInMany } from '../../../shared/cases/missing-in-refusal.js';

export interface CompleteManyProps {
  items: readonly CaseSummary[];
  /** For all cases of a list, of which the items are those that are loaded. */
  whole?: WholeList | undefined;
  /** The field or steps that were asked for; undefined: the agent chooses. */
  missing?: Pick<MissingInMany, 'caseTypeId' | 'keys'> | undefined;
  /** It is being done. */
  onBegun?: (() => void) | undefined;
  onClose: () => void;
}

/** Has the server do something to the cases of a dialog, and closes it then. */
export function useBeginForMany({ items, whole, onBegun, onClose }: CompleteManyProps) {
  const start = useStartBulkAction();
  const [isPending, setPending] = useState(false);
  return {
    /** How many cases are selected. */
    total: whole?.count ?? items.length,
    isPending,
    begin: async (action: NewBulkAction) => {
      setPending(true);
      const begun = await start(whole ?? items.map(({ id }) => id), action);
      setPending(false);
      if (!begun) return;
      onBegun?.();
      onClose();
    },
  };
}
