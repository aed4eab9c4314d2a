import { useRef } from 'react';
import { focusField } from './editor/caret.js';
import { selectPlaceholder } from './editor/unfilled-placeholders.js';

/** The element of the composer, and functions that move the focus into its fields. */
export function useComposerFocus() {
  const root = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const textbox = () => body.current?.querySelector<HTMLElement>('[role=textbox], textarea');
  return {
    root,
    body,
    focusText: () => {
      const text = textbox();
      if (text) focusField(text);
      else body.current?.querySelector<HTMLElement>('[data-in-place-of-text]')?.focus();
    },
    /** To the first thing that is to be filled in: beside the words, or in them. */
    focusMissing: (openPlaceholders: readonly string[]) => {
      const field = root.current?.querySelector<HTMLElement>('[data-missing]');
      const text = textbox();
      if (field) field.focus();
      else if (text) selectPlaceholder(text, openPlaceholders);
    },
    openRoutes: () => root.current?.querySelector<HTMLElement>('[data-ways]')?.click(),
    hasFocus: () => root.current?.contains(document.activeElement) ?? false,
  };
}

export type ComposerFocus = ReturnType<typeof useComposerFocus>;
