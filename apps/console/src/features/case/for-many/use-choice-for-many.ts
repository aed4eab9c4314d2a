import type { CaseSummary } from '@guichet/contracts';
import { useState } from 'react';
import { useStartBulkAction, type NewBulkAction } from '../../../shared/bulk/use-start-bulk-action.js';
import type { WholeList } from '../../../shared/cases/case-list-state.js';
import type { MissingInMany } from '../../../shared/cases/missing-in-refusal.js';
import { choicesByType, type ChoicesOfType } from './choices-by-type.js';

export interface CompleteManyProps {
  items: readonly CaseSummary[];
  /** For all cases of a list, of which the items are those that are loaded. */
  whole?: WholeList | undefined;
  /** The field or step that was asked for; undefined: the agent chooses one. */
  missing?: Pick<MissingInMany, 'caseTypeId' | 'key'> | undefined;
  onClose: () => void;
}

interface Choosable {
  id: string;
  caseTypeId: string;
  archived?: boolean;
}

export interface ChoiceForMany<Choice> {
  types: readonly ChoicesOfType<Choice>[];
  chosen: Choice | undefined;
  choose: (id: string) => void;
  /** How many cases are selected. */
  total: number;
  /** How many of them have the type of what is chosen, as far as that is known. */
  count: number;
  isPending: boolean;
  /** Has the server do it, and closes the dialog. */
  begin: (action: NewBulkAction) => Promise<void>;
}

/** Returns the fields, or steps, of which an agent chooses one for many cases: the one that was asked for, or the only one, is chosen. */
export function useChoiceForMany<Choice extends Choosable>(
  all: readonly Choice[],
  keyOf: (choice: Choice) => string,
  { items, whole, missing, onClose }: CompleteManyProps,
): ChoiceForMany<Choice> {
  const start = useStartBulkAction();
  const [chosenId, choose] = useState<string>();
  const [isPending, setPending] = useState(false);
  const types = choicesByType(all, { items, isWhole: whole !== undefined });
  const choices = types.flatMap((type) => type.choices);
  const asked = choices.find((one) => one.caseTypeId === missing?.caseTypeId && keyOf(one) === missing.key);
  const chosen = choices.find(({ id }) => id === chosenId) ?? asked ?? (choices.length === 1 ? choices[0] : undefined);
  const total = whole?.count ?? items.length;
  const count = types.find(({ caseTypeId }) => caseTypeId === chosen?.caseTypeId)?.count ?? total;
  const begin = async (action: NewBulkAction) => {
    setPending(true);
    const begun = await start(whole ?? items.map(({ id }) => id), action);
    setPending(false);
    if (begun) onClose();
  };
  return { types, chosen, choose, total, count, isPending, begin };
}
