import type { RoutingOutcome } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../../../shared/i18n/format-times.js';
import type { Decision } from './group-trial-results.js';
import { useEntityNames } from '../../../shared/i18n/use-entity-names.js';

/** What rules decided of a message, in words. */
export function useRoutingOutcomeText() {
  const { t } = useTranslation();
  const times = useTimes();
  const names = useEntityNames();
  return (outcome: RoutingOutcome): Record<Decision, string> => ({
    team: names.team(outcome.teamId),
    agent: outcome.agentId ? names.agent(outcome.agentId) : t('routing.try.unassigned'),
    caseType: outcome.caseTypeId ? names.caseType(outcome.caseTypeId) : t('routing.try.noCaseType'),
    priority: t(`routing.priority.${outcome.priority}`),
    tags: times.list(outcome.tags.toSorted()) || t('routing.try.noTags'),
  });
}
