type Listener = (templateIds: readonly string[]) => void;

const listeners = new Set<Listener>();

/** Says which templates and shared blocks have been changed by somebody. */
export const noteTemplateChanges: Listener = (templateIds) => listeners.forEach((listener) => listener(templateIds));

/** Calls `onChange` whenever that is said, until the returned function is called. */
export const listenForTemplateChanges = (onChange: Listener): (() => void) => {
  listeners.add(onChange);
  return () => void listeners.delete(onChange);
};
