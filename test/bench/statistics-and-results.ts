/** Returns the value below which `share` (0 to 1) of the values are. Sorts them in place. */
export function percentile(values: number[], share: number): number {
  if (values.length === 0) return Number.NaN;
  values.sort((a, b) => a - b);
  return values[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)]!;
}

/** Rounds a number to three significant digits. */
export const rounded = (value: number): number => Number(value.toPrecision(3));

export const median = (values: number[]): number => percentile(values, 0.5);

/** Returns the milliseconds since the epoch with their fractions, by a clock that all processes of this host share. */
export const clock = (): number => performance.timeOrigin + performance.now();

export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** The last line of a benchmark. `ratio` compares it with the floor that was measured in the same run. */
export interface Result {
  bench: string;
  figure: number;
  unit: string;
  floor: number;
  ratio: number;
  [detail: string]: unknown;
}

export const conclude = (result: Result): void => say(JSON.stringify(result));
