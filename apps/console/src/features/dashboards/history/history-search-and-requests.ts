import {
  metricCasesOrders,
  type ChannelKind,
  type MetricCasesOrder,
  type MetricGroup,
  type MetricName,
} from '@guichet/contracts';
import type { Asked, Behind } from '../dashboard-queries.js';
import {
  dayIn,
  daysOf,
  periods,
  usualGranularity,
  usualPeriod,
  type Granularity,
  type Period,
} from './periods-and-granularity.js';

/** By what figures are broken down. */
export const splits = ['channel', 'team', 'caseType', 'agent'] as const;
export type Split = (typeof splits)[number];
export const granularities: readonly Granularity[] = ['day', 'week', 'month'];
export const comparisons = ['previous', 'year', 'none'] as const;

/** The search parameters of the history, so that a shared address shows the same figures. Defaults are left out. */
export interface HistorySearch {
  period?: Period;
  from?: string;
  to?: string;
  group?: Granularity;
  compare?: 'year' | 'none';
  sector?: string;
  team?: string;
  channel?: ChannelKind;
  caseType?: string;
  agent?: string;
  /** By what the page of a metric is broken down. */
  split?: Split;
  /** Whose cases are looked at; see `behindWord`. */
  behind?: string;
  /** In which order these are listed, where it is not the usual one. */
  order?: MetricCasesOrder;
  /** Of a share: only those in it, or only those that are not. */
  within?: 'yes' | 'no';
}

const withins = ['yes', 'no'] as const;

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

export function historySearch(search: Record<string, unknown>): HistorySearch {
  const period = periods.find((known) => known === search['period']);
  return {
    period: period === usualPeriod ? undefined : period,
    from: period === 'own' ? text(search['from']) : undefined,
    to: period === 'own' ? text(search['to']) : undefined,
    group: granularities.find((known) => known === search['group']),
    compare: (['year', 'none'] as const).find((known) => known === search['compare']),
    sector: text(search['sector']),
    team: text(search['team']),
    channel: text(search['channel']) as ChannelKind | undefined,
    caseType: text(search['caseType']),
    agent: text(search['agent']),
    split: splits.find((known) => known === search['split']),
    behind: text(search['behind']),
    order: metricCasesOrders.find((known) => known === search['order']),
    within: withins.find((known) => known === search['within']),
  };
}

/** What comes before a period: thirty days are compared with thirty, also where they happen to be a month, and a month that has begun is compared with as much of the month before it, not with 25 days. */
const before: Record<Period, Asked['compare']> = {
  today: 'previous',
  week: 'week',
  '7': 'days',
  '30': 'days',
  month: 'month',
  'last-month': 'previous',
  quarter: 'quarter',
  year: 'previous',
  own: 'previous',
};

/** Returns what every request for figures has in common: days, filters, and the period of comparison. */
export function askedBy(search: HistorySearch, timeZone: string, now: number) {
  const { period = usualPeriod, from, to, group, compare = 'previous' } = search;
  const { sector, team, channel, caseType, agent } = search;
  const today = dayIn(timeZone, now);
  const days = daysOf(period, today, { from, to });
  return {
    ...days,
    /** Is the last of its days today, which is not over? */
    running: days.to >= today,
    /** Do its first week or month begin before its days? Then their figures are of a part of it. */
    isFirstCut: startsWithinFirst(days.from, group ?? usualGranularity(days)),
    filters: { sector, team, channel, caseType, agent },
    compare: compare === 'none' ? undefined : compare === 'previous' ? before[period] : compare,
    granularity: group ?? usualGranularity(days),
  };
}

const startsWithinFirst = (from: string, granularity: Granularity): boolean =>
  granularity === 'week'
    ? new Date(`${from}T00:00:00Z`).getUTCDay() !== 1
    : granularity === 'month' && !from.endsWith('-01');
export type AskedBy = ReturnType<typeof askedBy>;

/** Returns the request for one metric. */
export const ask = ({ from, to, filters, compare }: AskedBy, groupBy: MetricGroup, by?: Split): Asked => ({
  from,
  to,
  ...filters,
  groupBy,
  by,
  compare,
});

const parts = ['groupBy', 'key', 'by', 'series', 'from', 'to'] as const;
export type BehindPoint = Pick<Behind, (typeof parts)[number]>;

/** A number of a report as one word of the address: metric, which point and series it is, and which days unless those shown. */
export const behindWord = (metric: MetricName, point: BehindPoint = {}) =>
  [metric, ...parts.map((part) => point[part] ?? '')].join('~').replace(/~+$/, '');

export function behindOf(word: string) {
  const [metric, ...values] = word.split('~');
  const point = Object.fromEntries(parts.flatMap((part, index) => (values[index] ? [[part, values[index]]] : [])));
  return { metric: metric as MetricName, point: point as BehindPoint };
}
