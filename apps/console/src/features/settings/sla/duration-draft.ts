import type { Duration } from '@guichet/contracts';

/** A length of working time as it is being typed. */
export interface DurationDraft {
  /** As the field gives it: a number, or the characters that are none. */
  value: number | string;
  unit: Duration['unit'] | 'none';
}

export const MOST = 9999;

export const draftOf = (duration: Duration | null): DurationDraft => duration ?? { value: '', unit: 'none' };

const isEmpty = ({ value }: DurationDraft): boolean => String(value).trim() === '';

/**
 * What is wrong with a length: no number, one that is too small, too large or broken, or a number without its unit. `isOver`: whoever types
 * has come to the end; before it, what is missing may still come.
 */
export function faultOf(
  draft: DurationDraft,
  isOver: boolean,
): 'number' | 'atLeast' | 'atMost' | 'whole' | 'unit' | undefined {
  if (isEmpty(draft)) return isOver && draft.unit !== 'none' ? 'number' : undefined;
  const value = Number(draft.value);
  // A sign alone is the beginning of a number.
  if (Number.isNaN(value)) return isOver ? 'number' : undefined;
  if (value < 1) return 'atLeast';
  if (value > MOST) return 'atMost';
  if (!Number.isInteger(value)) return 'whole';
  return isOver && draft.unit === 'none' ? 'unit' : undefined;
}

/** The length; null: there is none, or something is wrong with it. */
export function durationOf(draft: DurationDraft): Duration | null {
  if (draft.unit === 'none' || isEmpty(draft) || faultOf(draft, true)) return null;
  return { value: Number(draft.value), unit: draft.unit };
}

const usual = { minutes: 30, hours: 4, days: 2 };

/** The draft with another unit: a number that is typed stays, and where there is none, a usual one is proposed. */
export function withUnit(draft: DurationDraft, unit: DurationDraft['unit']): DurationDraft {
  if (unit === 'none') return { value: '', unit };
  return { value: isEmpty(draft) ? usual[unit] : draft.value, unit };
}
