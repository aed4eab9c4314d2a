import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** The numbers of existing cases; each is measured separately. */
  cases: number[];
  /** The folder of a cluster that keeps its seeded databases for the next run; undefined: a temporary cluster is used. */
  data: string | undefined;
  plans: boolean;
  mails: number;
  sockets: number;
  rounds: number;
  seconds: number;
  /** Writes CPU profiles of the product to this folder. */
  profile: string | undefined;
}

export function benchOptions(defaults: Partial<BenchOptions> = {}): BenchOptions {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string' },
      data: { type: 'string' },
      plans: { type: 'boolean' },
      mails: { type: 'string' },
      sockets: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  return {
    cases: values.cases?.split(',').map(Number) ?? defaults.cases ?? [10_000],
    data: values.data,
    plans: values.plans ?? false,
    mails: Number(values.mails ?? 5000),
    sockets: Number(values.sockets ?? 1000),
    rounds: Number(values.rounds ?? defaults.rounds ?? 40),
    seconds: Number(values.seconds ?? 5),
    profile: values.profile,
  };
}
