import { createContext, use, useEffect } from 'react';

/** What is called once the wordings of a text are shown. */
export const TextShownContext = createContext<() => void>(() => undefined);

/** Stands beside a wording, and waits with it for the code that draws it. */
export function TextIsShown() {
  const show = use(TextShownContext);
  useEffect(show, [show]);
  return null;
}
