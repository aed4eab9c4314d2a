import { useEffect, useRef, type RefObject } from 'react';

/**
 * Puts the focus on the first words of a dialog whenever it goes on to another step: what had it is gone with the step before, and
 * whoever works by keys would leave the dialog. Returns the place of these words.
 */
export function useFocusOnStep(step: boolean): RefObject<HTMLParagraphElement | null> {
  const lead = useRef<HTMLParagraphElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    lead.current?.focus();
  }, [step]);
  return lead;
}
