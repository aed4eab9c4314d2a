import type { CaseDetail, CaseFieldValue } from '@guichet/contracts';
import { isFailure } from '../api/failure.js';

interface FieldSave {
  value: CaseFieldValue | null;
  /** Resolves once the server has taken or refused it, or cannot be asked; never rejects. */
  settled: Promise<unknown>;
}

/** The last save of each field that is on its way, by case and field. */
const saves = new Map<string, Map<string, FieldSave>>();
/** What was sent last for a field where no answer came: the case may have it or not. */
const unanswered = new Map<string, CaseFieldValue | null>();
const placeOf = (caseId: string, fieldId: string) => `${caseId} ${fieldId}`;

export const fieldSaveUnderWay = (caseId: string, fieldId: string): FieldSave | undefined =>
  saves.get(caseId)?.get(fieldId);

/** Returns what was sent for a field without an answer; undefined: nothing was. */
export const unansweredFieldSave = (caseId: string, fieldId: string): { value: CaseFieldValue | null } | undefined => {
  const place = placeOf(caseId, fieldId);
  return unanswered.has(place) ? { value: unanswered.get(place) ?? null } : undefined;
};

/** Keeps what is being saved in a field until it is settled, and longer where no answer comes. */
export function keepFieldSave(
  caseId: string,
  fieldId: string,
  { value, sent }: { value: CaseFieldValue | null; sent: Promise<unknown> },
): void {
  const place = placeOf(caseId, fieldId);
  const settled = sent.then(
    () => unanswered.delete(place),
    (error: unknown) => {
      if (isFailure(error) && error.code === 'offline') unanswered.set(place, value);
      else unanswered.delete(place);
    },
  );
  const save = { value, settled };
  const ofCase = saves.get(caseId) ?? new Map<string, FieldSave>();
  saves.set(caseId, ofCase.set(fieldId, save));
  void settled.then(() => {
    if (ofCase.get(fieldId) === save) ofCase.delete(fieldId);
    if (ofCase.size === 0 && saves.get(caseId) === ofCase) saves.delete(caseId);
  });
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
