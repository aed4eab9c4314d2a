/** How a step of a checklist is asked for, as a field is by its key. */
export const keyOfStep = (id: string): string => `step:${id}`;

/** A field of a case that was left empty, or a step that was left undone, and is asked for: the caret goes there, where the case is open. */
export interface AskedField {
  caseId: string;
  key: string;
}

const listeners = new Set<(asked: AskedField) => void>();

/** Asks whoever shows the case to put the caret into a field. */
export const requestFieldFocus = (asked: AskedField): void => {
  for (const listener of listeners) listener(asked);
};

/** Calls `onAsked` for each field that is asked for, until the returned function is called. */
export const listenForAskedFields = (onAsked: (asked: AskedField) => void): (() => void) => {
  listeners.add(onAsked);
  return () => void listeners.delete(onAsked);
};
