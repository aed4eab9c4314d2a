import { useState } from 'react';
import { suggestionStep, type PressedKey } from './suggestion-keys.js';

interface Options<Item> {
  found: readonly Item[];
  onTake: (item: Item) => void;
  onClose: () => void;
}

/** Which suggestion is marked, and what the keys of the field do in the list. */
export function useMarkedSuggestion<Item>({ found, onTake, onClose }: Options<Item>) {
  const [index, setIndex] = useState(0);
  const active = Math.min(index, Math.max(0, found.length - 1));
  return {
    active,
    /** The list is another one: its first is marked. */
    restart: () => setIndex(0),
    /** Returns whether the key was for the list. */
    onKey: (pressed: PressedKey): boolean => {
      const step = suggestionStep(pressed, { active, count: found.length });
      if (step === undefined) return false;
      if (step === 'take') onTake(found[active]!);
      else if (step === 'close') onClose();
      else setIndex(step.to);
      return true;
    },
  };
}
