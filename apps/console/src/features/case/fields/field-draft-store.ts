import { SupersededFieldSave } from '../../../shared/cases/field-saves-under-way.js';
import { fieldDrafts, type FieldAction, type FieldDrafts } from './field-drafts.js';

const NONE: FieldDrafts = {};

/** What is entered in fields and not saved, by case. It outlasts the case on screen, so that coming back shows what was refused. */
const drafts = new Map<string, FieldDrafts>();
/** Whoever shows the fields of a case. */
const shownBy = new Map<string, Set<() => void>>();

export const fieldDraftsOf = (caseId: string): FieldDrafts => drafts.get(caseId) ?? NONE;

export function changeFieldDrafts(caseId: string, action: FieldAction): void {
  const changed = fieldDrafts(fieldDraftsOf(caseId), action);
  if (Object.keys(changed).length > 0) drafts.set(caseId, changed);
  else drafts.delete(caseId);
  for (const show of shownBy.get(caseId) ?? []) show();
}

/** Calls `show` after each change of the drafts of a case, until the returned function is called. */
export function showFieldDrafts(caseId: string, show: () => void): () => void {
  const all = shownBy.get(caseId) ?? new Set();
  shownBy.set(caseId, all.add(show));
  return () => {
    all.delete(show);
    if (all.size === 0 && shownBy.get(caseId) === all) shownBy.delete(caseId);
  };
}

interface Sent {
  caseId: string;
  sent: Promise<void>;
  refusal: (error: unknown) => FieldAction & { problem: string };
  /** Called with the reason where nobody shows the case any more. */
  onUnseen: (problem: string) => void;
}

/** Waits for a value that was sent. Where it is refused, it stands in its field again, and whoever has left the case is told. */
export async function keepWhatIsRefused({ caseId, sent, refusal, onUnseen }: Sent): Promise<void> {
  try {
    await sent;
  } catch (error) {
    // What was entered since is on its way, and what comes of that is what counts.
    if (error instanceof SupersededFieldSave) return;
    const action = refusal(error);
    changeFieldDrafts(caseId, action);
    if (!shownBy.has(caseId)) onUnseen(action.problem);
  }
}
