import type { CaseSummary, UpdateCase } from '@guichet/contracts';
import { useUpdateCases } from '../../../shared/cases/use-update-cases.js';

export interface PickerProps {
  items: readonly CaseSummary[];
  /** Called when the choice is made. */
  onDone: () => void;
}

/** The value that all the cases share, where they do: what a picker shows as chosen. */
export const sharedValue = (items: readonly CaseSummary[], value: (item: CaseSummary) => string | undefined) => {
  const first = items[0] && value(items[0]);
  return first !== undefined && items.every((item) => value(item) === first) ? [first] : [];
};

export function useApplyChoice({ items, onDone }: PickerProps) {
  const update = useUpdateCases();
  return (change: UpdateCase | ((item: CaseSummary) => UpdateCase), said: string, stay = false) => {
    void update(items, change, said);
    if (!stay) onDone();
  };
}
