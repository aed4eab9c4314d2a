import type { CaseDetail, CaseFieldValue } from '@guichet/contracts';
import { isFailure } from '../api/failure.js';

type Value = CaseFieldValue | null;

interface FieldSave {
  value: Value;
  /** Resolves once the server has taken or refused it, or cannot be asked; never rejects. */
  settled: Promise<unknown>;
}

/** What this page has seen in a field and sent for it since the server took a save of it last. */
interface OwnValues {
  values: readonly Value[];
  /** For one of them no answer came: the case may have it or not. */
  isUnsure: boolean;
}

/** The last save of each field that is on its way, by case and field. */
const saves = new Map<string, Map<string, FieldSave>>();
const own = new Map<string, OwnValues>();
const placeOf = (caseId: string, fieldId: string) => `${caseId} ${fieldId}`;
/** Values are short and plain: as JSON they compare. */
const isSame = (a: Value, b: Value) => JSON.stringify(a) === JSON.stringify(b);

/** Why a save that failed is of no interest any more: another one of the field is on its way. */
export class SupersededFieldSave extends Error {}

export const fieldSaveUnderWay = (caseId: string, fieldId: string): FieldSave | undefined =>
  saves.get(caseId)?.get(fieldId);

/** Whether no answer came to a save of a field, so that nobody knows what it has. */
export const isFieldUnsure = (caseId: string, fieldId: string): boolean =>
  own.get(placeOf(caseId, fieldId))?.isUnsure ?? false;

/** Whether a value that the server found in a field is from this page itself, and not from a colleague. */
export const isOwnFieldValue = (caseId: string, fieldId: string, value: Value): boolean =>
  own.get(placeOf(caseId, fieldId))?.values.some((one) => isSame(one, value)) ?? false;

/**
 * Keeps what is being saved in a field until it is settled, and what it began with as long as the server has not taken it. Returns a
 * function that says whether no later save of the field is on its way.
 */
export function keepFieldSave(
  caseId: string,
  fieldId: string,
  { value, was, sent }: { value: Value; was: Value; sent: Promise<unknown> },
): () => boolean {
  const place = placeOf(caseId, fieldId);
  const before = own.get(place);
  own.set(place, { values: [...(before?.values ?? []), was, value], isUnsure: before?.isUnsure ?? false });
  const settled = sent.then(
    () => void own.delete(place),
    (error: unknown) => {
      const kept = own.get(place);
      if (kept && isFailure(error, 'offline')) own.set(place, { ...kept, isUnsure: true });
      // A colleague has changed it: from now on what they have put there is what is known.
      if (isFailure(error) && error.problem.reason === 'case-field-changed') own.delete(place);
    },
  );
  const save = { value, settled };
  const ofCase = saves.get(caseId) ?? new Map<string, FieldSave>();
  saves.set(caseId, ofCase.set(fieldId, save));
  void settled.then(() => {
    if (ofCase.get(fieldId) === save) ofCase.delete(fieldId);
    if (ofCase.size === 0 && saves.get(caseId) === ofCase) saves.delete(caseId);
  });
  return () => (fieldSaveUnderWay(caseId, fieldId) ?? save) === save;
}

/**
 * A case as the server has it, with what is on its way to its fields: it may have been read before that arrived there, and a field that
 * shows for a moment what it had would be typed in as if nothing had been saved.
 */
export function withFieldSaves(item: CaseDetail): CaseDetail {
  const ofCase = saves.get(item.id);
  if (!ofCase) return item;
  const fields = item.fields.map((one) => {
    const save = ofCase.get(one.field.id);
    return save ? { ...one, value: save.value } : one;
  });
  return { ...item, fields };
}
