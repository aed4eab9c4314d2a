import { keysOf, spansFor, type Stock } from './time-windows.js';

/** What was found in a window of time. */
export interface Seen<Found> {
  found: Found[];
  /** How many rows have the words, of those that the index does not leave out; some of them may be hidden from the reader. */
  looked: number;
}

/** How much is looked at. */
export interface Measure {
  /** So many rows with the words hold what is wanted, at a guess. */
  guess: number;
  /** So much found is enough. */
  enough: number;
  /** More rows with the words than these are not looked at. */
  most: number;
}

/** The newest of what was looked for; `isAll`: there are no others; `isThorough`: of any form of the words. */
export interface Newest<Found> {
  found: Found[];
  isAll: boolean;
  isThorough?: boolean;
}

interface Search<Found> {
  /** null: there are too few rows to tell, so all of them are looked at. */
  stock: Stock | null;
  /** Of how many rows, at a guess, one has the words. */
  share: number;
  measure: Measure;
  /** Looks at the rows of these spans; null: at all. `isThorough`: for any form of the words, as newer rows have none of them. */
  look: (keys: number[] | null, isThorough: boolean) => Promise<Seen<Found>>;
}

/** A guess is mended so many times at most. */
const ROUNDS = 6;
/** A window grows by so many times, at least and at most, and shrinks by so many. */
const [LEAST_GROWTH, MOST_GROWTH, SHRINKING] = [2, 64, 8];
/** So much more is looked at than what was found tells, as it is not spread evenly. */
const SPARE = 1.3;
/** A larger window should hold so much of what is looked at, at most. */
const FULL = 0.7;

/** Finds the newest rows with the words: in a window of time that grows until enough was found, or shrinks where it holds too many. */
export async function newestOf<Found>({ stock, share, measure, look }: Search<Found>): Promise<Newest<Found>> {
  if (stock === null) return { ...(await look(null, false)), isAll: true };
  let spans = spansFor(stock, { rows: Math.min(measure.guess, FULL * measure.most), share });
  let isNoneNewer = false;
  for (let round = 1; ; round += 1) {
    const keys = keysOf(stock, spans);
    const isThorough = keys === null && isNoneNewer;
    const { found, looked } = await look(keys, isThorough);
    if (keys === null && looked < measure.most) return { found, isAll: true, isThorough };
    isNoneNewer = looked === 0;
    const length = keys === null ? stock.newest - stock.oldest + 1 : spans;
    const next = nextWindow(length, { found: found.length, looked }, measure);
    if (next === null || round === ROUNDS) return { found, isAll: false };
    spans = next;
  }
}

/** How many spans are looked at next; null: what was found is enough, or more would cost too much. */
function nextWindow(
  spans: number,
  { found, looked }: { found: number; looked: number },
  measure: Measure,
): number | null {
  if (looked >= measure.most) return spans > 2 ? Math.max(2, Math.floor(spans / SHRINKING)) : null;
  if (found >= measure.enough) return null;
  const times = (SPARE * measure.enough) / Math.max(1, found);
  if (found > 0 && looked * times > measure.most) return null;
  const most = looked === 0 ? MOST_GROWTH : Math.min(MOST_GROWTH, (FULL * measure.most) / looked);
  return most < 1.5 ? null : Math.ceil(spans * Math.min(most, Math.max(LEAST_GROWTH, times)));
}
