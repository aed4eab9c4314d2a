import { useLayoutEffect, type RefObject } from 'react';

/** Gives a plain field the caret when it is asked for: behind the words that stand there. */
export function useFieldCaret(field: RefObject<HTMLTextAreaElement | null>, caret: boolean) {
  useLayoutEffect(() => {
    const element = field.current;
    if (!caret || !element || document.activeElement === element) return;
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
  }, [field, caret]);
}
