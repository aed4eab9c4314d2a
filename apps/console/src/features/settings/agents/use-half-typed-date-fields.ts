import { useState, type FocusEvent, type KeyboardEvent } from 'react';

/**
 * Which fields for a date and a time are filled in by half. Their value is empty until they are whole, and no change is
 * reported before: without this, half a date would pass for none.
 */
export function useHalfTypedDateFields() {
  const [names, setNames] = useState<ReadonlySet<string>>(new Set());
  return {
    has: (name: string) => names.has(name),
    watch: (name: string) => {
      const look = ({ currentTarget }: KeyboardEvent<HTMLInputElement> | FocusEvent<HTMLInputElement>) => {
        const isUnfinished = currentTarget.validity.badInput;
        if (isUnfinished === names.has(name)) return;
        setNames(isUnfinished ? new Set([...names, name]) : new Set([...names].filter((other) => other !== name)));
      };
      return { onKeyUp: look, onBlur: look };
    },
  };
}
