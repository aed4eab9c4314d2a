import type { CaseFieldValue, Condition } from '@guichet/contracts';

/** What a case has in a field. */
export interface FilledValue {
  value: CaseFieldValue;
  /** The day on which it was filled in, in the time zone of the organisation. */
  on: string;
}

type Range = Extract<Condition, { on: 'fieldRange' }>;

const DAY = 86_400_000;

/** Both ends are part of a range; one that is missing is open. */
const isBetween = <Ordered extends number | string>(
  value: Ordered,
  { from, to }: { from?: Ordered | undefined; to?: Ordered | undefined },
) =>
  // prettier-ignore
  (from === undefined || value >= from) && (to === undefined || value <= to);

/** Whether a range holds a value; undefined where the value is of another kind, so that the two cannot be compared. */
export function isInRange(range: Range, { value, on }: FilledValue): boolean | undefined {
  if (range.kind === 'number') return typeof value === 'number' ? isBetween(value, range) : undefined;
  if (typeof value !== 'string') return undefined;
  // Days in ISO 8601 are in their order as texts.
  return range.kind === 'date' ? isBetween(value, range) : isBetween(daysBetween(on, value), range);
}

/** Whole days from one day to another: in UTC, none is longer than the next. */
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY;
