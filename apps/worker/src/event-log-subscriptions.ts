import type { EventHandler, LogReaderOptions } from '@guichet/database';
import { updateMetrics } from '@guichet/metrics';
import {
  blockLettersOfAnonymous,
  indexPersonalValues,
  routeReleasedCases,
  scheduleAcknowledgements,
} from '@guichet/messages';
import { notifyAgents } from '@guichet/notifications';
import { updateSlaTimers } from '@guichet/sla';
import { indexReplies } from '@guichet/templates';
import { scheduleSurveys } from '@guichet/surveys';
import { reassignReturningCases, scheduleOverflow, scheduleRequeue } from '@guichet/workforce';

/**
 * The map of reactions: each handler gets every event of the log, once, from the first one on. What it writes is one
 * transaction with how far it has read. Handlers of one reader share their batches and transactions.
 */
export const subscriptions: readonly LogReaderOptions[] = [
  {
    name: 'reactions',
    handlers: {
      // First, as it locks all cases of a batch in the order of their ids.
      sla: updateSlaTimers,
      released: routeReleasedCases,
      absences: reassignReturningCases,
      notifications: notifyAgents,
      overflow: scheduleOverflow,
      conversations: scheduleRequeue,
      surveys: scheduleSurveys,
    },
    plannedOnce: true,
  },
  // Apart from the others, as it waits while all metrics are computed again. Dashboards may be a second late, and so may what the
  // disclosure check knows; they share their reading of the log, which costs more than what they do with it.
  {
    name: 'metrics',
    handlers: { metrics: updateMetrics, values: indexPersonalValues },
    calmMs: 1000,
    plannedOnce: true,
  },
  // Apart from the others, as they write into cases: what fails there delays neither targets nor notifications.
  {
    name: 'acknowledgements',
    handlers: { acknowledgements: scheduleAcknowledgements },
    only: { types: ['message.received'], most: 200 },
    calmMs: 1000,
  },
  // Apart from the acknowledgements, as it waits for the locks of cases, and for agents who print and post meanwhile.
  {
    name: 'anonymous-letters',
    handlers: { anonymousLetters: blockLettersOfAnonymous },
    only: { types: ['anonymity.changed', 'case.changed'], most: 200 },
    calmMs: 1000,
  },
  // Reading what replies say takes the time of the process: in small turns, and in no transaction for which others wait.
  {
    name: 'replies',
    handlers: { replies: indexReplies },
    only: { types: ['message.queued'], most: 50 },
    calmMs: 1000,
  },
];

/** All handlers by their names. */
export const handlers: Readonly<Partial<Record<string, EventHandler>>> = Object.fromEntries(
  subscriptions.flatMap((reader) => Object.entries(reader.handlers)),
);
