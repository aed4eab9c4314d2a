/** By the case: the template that the agent is to get as a reply to it, until its composer takes that. */
const asked = new Map<string, string>();
const listeners = new Set<() => void>();

const notifyListeners = (): void => listeners.forEach((listener) => listener());

/** Asks whoever shows the composer of a case, now or later, to put a template into it. */
export const requestTemplateInsert = ({ caseId, templateId }: { caseId: string; templateId: string }): void => {
  asked.set(caseId, templateId);
  notifyListeners();
};

/** The template that waits for the composer of a case; undefined: none does. */
export const askedTemplateOf = (caseId: string): string | undefined => asked.get(caseId);

/** Says that the composer of a case has got what waited for it. */
export const takeAskedTemplate = (caseId: string): void => {
  asked.delete(caseId);
  notifyListeners();
};

/** Calls `onChange` whenever a template is asked for or taken, until the returned function is called. */
export const listenForAskedTemplates = (onChange: () => void): (() => void) => {
  listeners.add(onChange);
  return () => void listeners.delete(onChange);
};
