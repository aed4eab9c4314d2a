import { useLayoutEffect, type RefObject } from 'react';

/** Puts the caret at the end of a plain field when that is asked for. */
export function useCaretAtFieldEnd(field: RefObject<HTMLTextAreaElement | null>, caret: boolean) {
  useLayoutEffect(() => {
    const element = field.current;
    if (!caret || !element || document.activeElement === element) return;
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
  }, [field, caret]);
}
