import { MetricName, type MetricInfo } from '@guichet/contracts';
import type { Metric, PointSource } from './metric.js';
import { answers } from './metrics/answers.js';
import { backlog } from './metrics/backlog.js';
import { breaches } from './metrics/breaches.js';
import { channelSwitches } from './metrics/channel-switches.js';
import { closed } from './metrics/closed.js';
import { contactsPerCase } from './metrics/contacts-per-case.js';
import { contacts } from './metrics/contacts.js';
import { firstResponseWorked } from './metrics/first-response-worked.js';
import { firstResponse } from './metrics/first-response.js';
import { onTime } from './metrics/on-time.js';
import { opened } from './metrics/opened.js';
import { reopenRate } from './metrics/reopen-rate.js';
import { reopened } from './metrics/reopened.js';
import { resolutionWorked } from './metrics/resolution-worked.js';
import { resolution } from './metrics/resolution.js';
import { satisfaction } from './metrics/satisfaction.js';
import { surveyResponse } from './metrics/survey-response.js';
import { templateShare } from './metrics/template-share.js';

export const metrics: Record<MetricName, Metric> = {
  contacts,
  opened,
  answers,
  closed,
  reopened,
  backlog,
  'first-response': firstResponse,
  'first-response-worked': firstResponseWorked,
  resolution,
  'resolution-worked': resolutionWorked,
  breaches,
  'on-time': onTime,
  'contacts-per-case': contactsPerCase,
  'reopen-rate': reopenRate,
  'template-share': templateShare,
  'channel-switches': channelSwitches,
  satisfaction,
  'survey-response': surveyResponse,
};

/** Those that have points of their own, with how these are made. */
export const counted: [MetricName, Metric & { source: PointSource }][] = MetricName.options.flatMap((name) => {
  const { source, ...metric } = metrics[name];
  return 'points' in source ? [[name, { ...metric, source }]] : [];
});

/** `GET /metrics`. */
export const metricInfos = (): MetricInfo[] =>
  MetricName.options.map((name) => {
    const { unit, definition, groups, better, figure } = metrics[name];
    return { name, unit, definition, groups, better, distribution: figure === 'median' };
  });
