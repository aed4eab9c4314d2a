import { caseFieldLimits as limits, type Condition } from '@guichet/contracts';

export type FieldRange = Extract<Condition, { on: 'fieldRange' }>;
export type RangeKind = FieldRange['kind'];
/** One end: a number or a count of days, NaN where something else was typed; a day as a text, empty where it is none. */
export type RangeEnd = NonNullable<FieldRange['from']>;

/** Ranges of days that are chosen by name; `days` is any other one. */
export type DayRange = 'next' | 'past' | 'days';

/** How a range is said: between two ends, from one on, up to one, or as one of the days that have a name. */
export type RangeForm = 'between' | 'from' | 'to' | 'same' | 'next' | 'last' | 'past';

/** Why a range cannot be asked for. */
export type RangeProblem = 'needed' | 'reversed' | 'noNumber' | 'noDate' | 'noDays';

export function formOfRange({ kind, from, to }: FieldRange): RangeForm {
  if (kind === 'days') {
    if (from === 0 && to !== undefined && to > 0) return 'next';
    if (from !== undefined && from < 0 && to === 0) return 'last';
    if (from === undefined && to === -1) return 'past';
  }
  if (from !== undefined && from === to) return 'same';
  if (from !== undefined && to === undefined) return 'from';
  return from === undefined && to !== undefined ? 'to' : 'between';
}

/** Returns by which name a range of days is chosen. */
export function dayRangeOf(range: FieldRange): DayRange {
  const form = formOfRange(range);
  return form === 'next' || form === 'past' ? form : 'days';
}

const TWO_WEEKS = 14;

/** Returns a range of this kind, which begins as what people ask for most. */
export function withRangeKind({ fieldId, not }: FieldRange, kind: 'date' | DayRange): FieldRange {
  const common = { on: 'fieldRange', fieldId, not } as const;
  if (kind === 'date') return { ...common, kind };
  if (kind === 'past') return { ...common, kind: 'days', to: -1 };
  return {
    ...common,
    kind: 'days',
    ...(kind === 'next' ? { from: 0, to: TWO_WEEKS } : { from: -TWO_WEEKS, to: TWO_WEEKS }),
  };
}

/** Returns the range with another end; undefined: it is open there. */
export const withRangeEnd = (range: FieldRange, which: 'from' | 'to', end: RangeEnd | undefined): FieldRange => ({
  ...range,
  [which]: end,
});

/** Returns why a range is none, where it is none. */
export function problemOfRange({ kind, from, to }: FieldRange): RangeProblem | undefined {
  const ends = [from, to].filter((end) => end !== undefined);
  if (ends.length === 0) return 'needed';
  if (!ends.every((end) => isRangeEnd(kind, end)))
    return kind === 'number' ? 'noNumber' : kind === 'date' ? 'noDate' : 'noDays';
  return from !== undefined && to !== undefined && from > to ? 'reversed' : undefined;
}

/** Whether something is an end of a range of this kind. */
export const isRangeEnd = (kind: RangeKind, end: RangeEnd): boolean => isEnd[kind](end);

const isEnd: Record<RangeKind, (end: RangeEnd) => boolean> = {
  number: (end) => Math.abs(Number(end)) <= limits.number,
  date: (end) => end >= limits.firstDay && end <= limits.lastDay,
  days: (end) => Number.isInteger(end) && Math.abs(Number(end)) <= limits.days,
};
