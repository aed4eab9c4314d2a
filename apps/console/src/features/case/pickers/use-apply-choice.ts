import type { CaseSummary, UpdateCase } from '@guichet/contracts';
import { useUpdateCases } from '../../../shared/cases/use-update-cases.js';

export interface PickerProps {
  items: readonly CaseSummary[];
  /** Called when the choice is made. */
  onDone: () => void;
}

/** Returns the value that all the cases share, which the picker shows as chosen. */
export const sharedValue = (items: readonly CaseSummary[], value: (item: CaseSummary) => string | undefined) => {
  const first = items[0] && value(items[0]);
  return first !== undefined && items.every((item) => value(item) === first) ? [first] : [];
};

/** Returns a function that applies the chosen value to the cases of a picker and closes it. */
export function useApplyChoice({ items, onDone }: PickerProps) {
  const update = useUpdateCases();
  return (change: UpdateCase | ((item: CaseSummary) => UpdateCase), said: string, stay = false) => {
    void update(items, change, said);
    if (!stay) onDone();
  };
}
