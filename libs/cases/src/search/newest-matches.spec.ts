import { newestOf } from './newest-matches.js';
import { keysOf, spansFor, stockOf } from './time-windows.js';

/** The id of something that was made so many spans after the first. */
const idAt = (span: number): string => {
  const hex = (0x0199_0000_0000 + Math.round(span * 2 ** 24)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
};
/** A thousand rows, ten in each span. */
const stock = stockOf({ newest: idAt(100), earlier: idAt(0), oldest: idAt(0) }, 1000);
const measure = { guess: 20, enough: 10, most: 100 };

/** Finds what was asked for, in rows of which one of `every` has the words and one of `seen` of these may be seen. */
async function asked({ every = 1, seen = 1, share = 1 / every }: { every?: number; seen?: number; share?: number }) {
  const windows: (number | null)[] = [];
  const { found, isAll } = await newestOf({
    ...{ stock, share, measure },
    look: (keys) => {
      windows.push(keys && keys.length);
      const looked = Math.floor(((keys?.length ?? 101) * 10) / every);
      return Promise.resolve({ looked, found: Array.from({ length: Math.floor(looked / seen) }) });
    },
  });
  return { windows, found: found.length, isAll };
}

describe('the newest rows with words', () => {
  it('are found at once where as many have them as was thought', async () => {
    expect(await asked({})).toEqual({ windows: [3], found: 30, isAll: false });
    expect(await asked({ every: 2 })).toEqual({ windows: [5], found: 25, isAll: false });
  });

  it('are looked for further back where fewer have them, or few may be seen', async () => {
    expect(await asked({ every: 10, share: 1 })).toEqual({ windows: [3, 13], found: 13, isAll: false });
    expect(await asked({ seen: 5 })).toEqual({ windows: [3, 7], found: 14, isAll: false });
  });

  it('are all of them where there is no more, and those of fewer spans where there are too many', async () => {
    expect(await asked({ every: 200 })).toEqual({ windows: [null], found: 5, isAll: true });
    expect(await asked({ share: 0.03 })).toEqual({ windows: [null, 12, 2], found: 20, isAll: false });
  });

  it('are looked for in any form of the words among all rows, where newer ones have none', async () => {
    const looks: [spans: number | null, isThorough: boolean][] = [];
    const { isThorough } = await newestOf({
      ...{ stock, share: 1, measure },
      look: (keys, thorough) => {
        looks.push([keys && keys.length, thorough]);
        return Promise.resolve({ looked: keys ? 0 : 3, found: keys ? [] : [1, 2, 3] });
      },
    });
    expect([looks, isThorough]).toEqual([
      [
        [3, false],
        [null, true],
      ],
      true,
    ]);
  });

  it('are given up where hardly any may be seen', async () => {
    expect(await asked({ seen: 25 })).toEqual({ windows: [3], found: 1, isAll: false });
  });
});

describe('a window of time', () => {
  it('is of short spans, of long ones, or of all', () => {
    const years = { newest: 20_000, oldest: 5, perSpan: 10 };
    expect(keysOf(years, 3)).toEqual([20_000, 19_999, 19_998]);
    expect(keysOf(years, 130)).toEqual([-312, -311, -310]);
    expect(keysOf(years, 4000)).toHaveLength(63);
    expect([keysOf(years, 9000), keysOf(years, 19_996)]).toEqual([null, null]);
  });

  it('is no longer for few rows that are new, where there are more at other times', () => {
    const atNight = (total?: number) =>
      stockOf({ newest: idAt(100), earlier: idAt(99), oldest: idAt(0), ...(total !== undefined && { total }) }, 10);
    const rows = { rows: 100, share: 0.5 };
    expect([atNight(), atNight(-1), atNight(10_000)].map((one) => spansFor(one, rows))).toEqual([21, 21, 3]);
    expect(spansFor(atNight(10), rows)).toBe(21);
  });

  it('is as long as what is wanted of it is rare', () => {
    expect([1, 0.1, 0.01].map((share) => spansFor(stock, { rows: 100, share }))).toEqual([11, 101, 1001]);
  });
});
