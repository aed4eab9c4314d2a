/** How the rows of an index lie in time: the spans (in the database, in `spans_and_team_of` entries and `spans_and_team_of_file`) of its ends, and how many rows the newest spans have. */
export interface Stock {
  newest: number;
  oldest: number;
  perSpan: number;
}

/** A span is so many milliseconds long; so many spans are one of the long ones. */
const [SPAN_MS, LONG] = [2 ** 24, 64];
/**
 * Of a larger part of all spans, or of more long ones, it is quicker to ask for no time at all: every row is in the index of its span, so
 * that to leave out an older row takes longer than to read it.
 */
const [LARGE_PART, MOST_LONG] = [0.25, 160];

/** Milliseconds since 1970 of an id, whose first bytes are a time. */
const timeOf = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

/**
 * By the ids of the newest row, of one that is so many rows before it, and of the oldest. `total`: how many rows there are, at a guess; at
 * night, few are new. So many or more rows are in a span: a window that is too short is mended, and one that is too long has been read.
 */
export function stockOf(ids: { newest: string; earlier: string; oldest: string; total?: number }, rows: number): Stock {
  const [newest, earlier, oldest] = [timeOf(ids.newest), timeOf(ids.earlier), timeOf(ids.oldest)];
  const spanAt = (ms: number) => Math.floor(ms / SPAN_MS);
  const perSpan = (count: number, since: number) => (count * SPAN_MS) / Math.max(1, newest - since);
  return {
    ...{ newest: spanAt(newest), oldest: spanAt(oldest) },
    perSpan: Math.max(perSpan(rows, earlier), perSpan(ids.total ?? 0, oldest)),
  };
}

/** The keys of so many of the newest spans, and perhaps of some more; null: of all of them. */
export function keysOf({ newest, oldest }: Stock, spans: number): number[] | null {
  if (spans > LARGE_PART * (newest - oldest)) return null;
  if (spans <= LONG) return Array.from({ length: spans }, (_, n) => newest - n);
  const [last, first] = [Math.floor(newest / LONG), Math.floor((newest - spans) / LONG)];
  return last - first > MOST_LONG ? null : Array.from({ length: last - first + 1 }, (_, n) => n - last);
}

/** In so many spans there are as many rows, if so large a share of them is wanted. The newest one has only begun. */
export const spansFor = ({ perSpan }: Stock, { rows, share }: { rows: number; share: number }): number =>
  1 + Math.ceil(rows / (share * perSpan));
