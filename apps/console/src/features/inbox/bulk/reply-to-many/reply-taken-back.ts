import type { Language } from '@guichet/contracts';
import type { ChosenCases } from '../../../../shared/bulk/chosen-cases.js';

export interface ChosenTemplate {
  value: string;
  label: string;
}

/** A reply to many as its agent has filled it in. */
interface FilledInReply {
  template: ChosenTemplate;
  language: Language | null;
  values: Readonly<Record<string, string>>;
}

/** A reply to many cases as it was filled in. */
interface Prepared {
  bulkActionId: string;
  chosen: ChosenCases;
  reply: FilledInReply;
}

/** The last one, for as long as the page is there: it is loaded anew for another agent. */
let prepared: (Prepared & { isTakenBack: boolean }) | undefined;

/** Keeps how a reply to many was filled in: whoever takes it back is still about these cases. */
export const keepPreparedReply = (reply: Prepared): void => {
  prepared = { ...reply, isTakenBack: false };
};

/** An action was undone: if it was the reply that is kept, that is offered to the same cases again. */
export const noteTakenBack = (bulkActionId: string): void => {
  if (prepared?.bulkActionId === bulkActionId) prepared.isTakenBack = true;
};

/** How the reply to these cases, or to more of them, was filled in that was taken back last. */
export function replyTakenBackFrom(chosen: ChosenCases): FilledInReply | undefined {
  return prepared?.isTakenBack && holds(prepared.chosen, chosen) ? prepared.reply : undefined;
}

function holds(before: ChosenCases, now: ChosenCases): boolean {
  if ('count' in before || 'count' in now)
    return 'count' in before && 'count' in now && JSON.stringify(before.filter) === JSON.stringify(now.filter);
  return now.every((id) => before.includes(id));
}
