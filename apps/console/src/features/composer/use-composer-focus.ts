import { useEffect, useRef, useState } from 'react';
import { focusField } from './editor/caret.js';
import { selectPlaceholder } from './editor/unfilled-placeholders.js';

/** The element of the composer, and functions that move the focus into its fields. */
export function useComposerFocus() {
  const root = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const textbox = () => body.current?.querySelector<HTMLElement>('[role=textbox], textarea');
  const hasFocus = () => root.current?.contains(document.activeElement) ?? false;
  const focusText = () => {
    const text = textbox();
    if (text) focusField(text);
    else body.current?.querySelector<HTMLElement>('[data-in-place-of-text]')?.focus();
  };
  const [chosen, setChosen] = useState(0);
  useEffect(() => {
    if (chosen === 0) return;
    focusText();
    // There may be nothing to write in.
    if (!hasFocus()) root.current?.querySelector<HTMLElement>('[data-ways]')?.focus();
  }, [chosen]);
  return {
    root,
    body,
    focusText,
    /** To the text once what was chosen just now is shown, which may be another field: whoever has chosen how to write writes next. */
    focusTextNext: () => setChosen((before) => before + 1),
    /** To the first thing that is to be filled in: beside the words, or in them. */
    focusMissing: (openPlaceholders: readonly string[]) => {
      const field = root.current?.querySelector<HTMLElement>('[data-missing]');
      const text = textbox();
      if (field) field.focus();
      else if (text) selectPlaceholder(text, openPlaceholders);
    },
    openRoutes: () => root.current?.querySelector<HTMLElement>('[data-ways]')?.click(),
    hasFocus,
  };
}

export type ComposerFocus = ReturnType<typeof useComposerFocus>;
