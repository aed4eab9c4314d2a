import { followWithClocks, tellAgents } from '@guichet/clocks';
import type { React } from '@guichet/database';
import { followMetrics } from '@guichet/metrics';
import { followAbsences, watchOverflow } from '@guichet/routing';
import { planSurveys } from '@guichet/surveys';

/**
 * The map of reactions: under each name the event log is read from its beginning, each event once, and what is written
 * here is one transaction with how far it was read.
 */
export const subscriptions: Record<string, React> = {
  absences: followAbsences,
  clocks: followWithClocks,
  notifications: tellAgents,
  metrics: followMetrics,
  overflow: watchOverflow,
  surveys: planSurveys,
};
