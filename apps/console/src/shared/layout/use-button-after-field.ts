import { useEffect, useRef } from 'react';
import { focusWhenLost } from './focus-when-lost.js';

/**
 * Of what is edited in place: whoever ends that by a key has the focus on the button that stands in the place of the field once it is saved.
 * Returns the ref of the button, and a function that is called with such a key.
 */
export function useButtonAfterField(isEditing: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const isEndedByKey = useRef(false);
  useEffect(() => {
    if (isEditing || !isEndedByKey.current) return;
    isEndedByKey.current = false;
    focusWhenLost(() => button.current);
  }, [isEditing]);
  return { button, endByKey: () => void (isEndedByKey.current = true) };
}
