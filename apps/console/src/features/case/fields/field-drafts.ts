import type { CaseFieldValue } from '@guichet/contracts';
import { typedNumber } from '../../../shared/forms/typed-number.js';

/** What stands in a field on screen: a number as it is typed. */
export type Entered = CaseFieldValue | null;

/** A field of which something is entered that is not saved yet. */
export interface FieldDraft {
  entered: Entered;
  /** What the case had when the agent began, which the server compares. */
  was: CaseFieldValue | null;
  /** Why it could not be saved. */
  problem?: string;
  /** What a colleague has put there in the meantime; the agent decides which of the two stays. */
  theirs?: { value: CaseFieldValue | null };
}

/** The drafts of a case by the ids of its fields. */
export type FieldDrafts = Readonly<Record<string, FieldDraft>>;

export type FieldAction =
  | { type: 'entered'; id: string; entered: Entered; stored: CaseFieldValue | null }
  | { type: 'saved'; id: string }
  | { type: 'canceled'; id: string }
  /** The case has what was sent before: what was typed behind that began with it. */
  | { type: 'stored'; id: string; before: CaseFieldValue | null; now: CaseFieldValue | null }
  | { type: 'refused'; id: string; entered: Entered; stored: CaseFieldValue | null; problem: string }
  | { type: 'overtaken'; id: string; entered: Entered; theirs: CaseFieldValue | null; problem: string };

/** What a field holds on screen becomes, as the agent enters it and the server takes or refuses it. */
export function fieldDrafts(drafts: FieldDrafts, action: FieldAction): FieldDrafts {
  const { [action.id]: draft, ...others } = drafts;
  if (action.type === 'saved' || action.type === 'canceled') return others;
  if (action.type === 'stored')
    return draft && isSameValue(draft.was, action.before)
      ? { ...others, [action.id]: { ...draft, was: action.now } }
      : drafts;
  const { entered } = action;
  if (action.type === 'entered') {
    // A problem is about what was entered before; what a colleague has put there stays so.
    const kept = draft?.theirs && { theirs: draft.theirs, ...(draft.problem && { problem: draft.problem }) };
    return { ...others, [action.id]: { was: draft ? draft.was : action.stored, entered, ...kept } };
  }
  const { problem } = action;
  // What was typed since has no problem yet: it is sent when it is left, and compared with what the case still has.
  const typedSince = draft?.problem === undefined ? draft : undefined;
  if (action.type === 'refused') {
    const kept = typedSince ? { entered: typedSince.entered } : { entered, problem };
    return { ...others, [action.id]: { ...kept, was: action.stored } };
  }
  const { theirs } = action;
  return {
    ...others,
    [action.id]: {
      entered: typedSince ? typedSince.entered : entered,
      was: theirs,
      problem,
      theirs: { value: theirs },
    },
  };
}

/** What stands in an input when it is left; undefined where its browser has no value for that, as for half a day or the 31st of June. */
export const enteredIn = ({
  value,
  validity,
}: {
  value: string;
  validity: { badInput: boolean };
}): string | undefined => (validity.badInput ? undefined : value);

/** What is sent for what was entered in a text field; undefined where it is no number, or nothing that the field can hold. */
export function valueEntered(kind: string, entered: Entered | undefined): CaseFieldValue | null | undefined {
  if (typeof entered !== 'string') return entered;
  const text = entered.trim();
  if (text === '') return null;
  return kind === 'number' ? typedNumber(text) : text;
}

/** Values are short and plain: as JSON they compare. */
export const isSameValue = (a: Entered, b: Entered): boolean => JSON.stringify(a) === JSON.stringify(b);
