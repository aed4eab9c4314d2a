import { firstMatching, type SearchedOption } from '@guichet/ui';
import { useState, type FocusEvent, type FormEvent } from 'react';

interface Field {
  choices: Parameters<typeof firstMatching>[0];
  chosen: string | null;
  choose: (value: string | null) => void;
  /** Whether nothing may be chosen: a field that was emptied is so. */
  isOptional?: boolean;
}

/** Whether another option than the first one is marked. */
const isMoved = (input: HTMLInputElement) => input.dataset['moved'] !== undefined;

/**
 * Has a field choose what its list marks, where another name was typed over what is chosen, and the field is left before it was chosen there:
 * the list itself forgets what was typed, and what was chosen before would be taken. `isUnclear`: what was typed finds nothing, or nobody knows
 * which option is meant.
 */
export function useTypedChoice({ choices, chosen, choose, isOptional = false }: Field) {
  const [typed, setTyped] = useState<string>();
  const [isLost, setLost] = useState(false);
  const all = choices.flatMap((one): SearchedOption[] => ('group' in one ? one.items : [one]));
  const end = () => {
    setTyped(undefined);
    setLost(false);
  };
  /** Returns whether it is clear what is chosen. */
  const settle = (input: HTMLInputElement): boolean => {
    // The list takes what is marked there, where it is still open.
    if (typed === undefined || isMoved(input)) return true;
    const found = firstMatching(choices, typed);
    if (!found && !(isOptional && typed.trim() === '')) return false;
    choose(found?.value ?? null);
    end();
    return true;
  };
  return {
    isUnclear: isLost || (typed !== undefined && !isOptional && firstMatching(choices, typed) === undefined),
    settle,
    handlers: {
      onInput: ({ currentTarget: { value } }: FormEvent<HTMLInputElement>) => {
        setLost(false);
        setTyped(value === all.find((one) => one.value === chosen)?.label ? undefined : value);
      },
      onBlur: ({ currentTarget }: FocusEvent<HTMLInputElement>) => {
        if (typed !== undefined && isMoved(currentTarget)) setLost(true);
        else settle(currentTarget);
      },
      onOptionSubmit: end,
    },
  };
}
