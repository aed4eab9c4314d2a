import { MetricName, type MetricInfo } from '@guichet/contracts';
import type { Metric, PointSource } from './metric.js';
import { replies } from './replies.js';
import { backlog } from './backlog.js';
import { breaches } from './breaches.js';
import { channelSwitches } from './channel-switches.js';
import { closedWithoutReply } from './closed-without-reply.js';
import { closed } from './closed.js';
import { contactsPerCase } from './contacts-per-case.js';
import { contacts } from './contacts.js';
import { firstResponseWorked } from './first-response-worked.js';
import { firstResponse } from './first-response.js';
import { onTime } from './on-time.js';
import { opened } from './opened.js';
import { reopenRate } from './reopen-rate.js';
import { reopened } from './reopened.js';
import { resolutionWorked } from './resolution-worked.js';
import { resolution } from './resolution.js';
import { satisfaction } from './satisfaction.js';
import { surveyResponse } from './survey-response.js';
import { templateShare } from './template-share.js';

export const metrics: Record<MetricName, Metric> = {
  contacts,
  opened,
  replies: replies,
  closed,
  'closed-without-reply': closedWithoutReply,
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

/** The metrics with points of their own, with the source of the points. */
export const countedMetrics: [MetricName, Metric & { source: PointSource }][] = MetricName.options.flatMap((name) => {
  const { source, ...metric } = metrics[name];
  return 'points' in source ? [[name, { ...metric, source }]] : [];
});

/** `GET /metrics`. */
export const metricInfos = (): MetricInfo[] =>
  MetricName.options.map((name) => {
    const { unit, definition, groups, better, figure } = metrics[name];
    return { name, unit, definition, groups, better, distribution: figure === 'median' };
  });
