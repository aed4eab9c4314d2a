import type { RoutingOutcome } from '@guichet/contracts';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import type { Decision } from './group-trial-results.js';
import { useEntityNames } from '../../../shared/i18n/use-entity-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** Returns a formatter of what rules decided of a message. */
export function useRoutingOutcomeText() {
  const { t } = useTexts();
  const formats = useFormats();
  const names = useEntityNames();
  return (outcome: RoutingOutcome): Record<Decision, string> => ({
    team: names.team(outcome.teamId),
    agent: outcome.agentId ? names.agent(outcome.agentId) : t('routing.try.unassigned'),
    caseType: outcome.caseTypeId ? names.caseType(outcome.caseTypeId) : t('routing.try.noCaseType'),
    priority: t(`routing.priority.${outcome.priority}`),
    tags: formats.list(outcome.tags.toSorted()) || t('routing.try.noTags'),
  });
}
