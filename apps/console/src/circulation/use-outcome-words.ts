import type { Outcome } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../i18n/time.js';
import type { Decision } from './tried-groups.js';
import { useNames } from './use-names.js';

/** What rules decided of a message, in words. */
export function useOutcomeWords() {
  const { t } = useTranslation();
  const times = useTimes();
  const names = useNames();
  return (outcome: Outcome): Record<Decision, string> => ({
    team: names.team(outcome.teamId),
    agent: outcome.agentId ? names.agent(outcome.agentId) : t('circulation.try.unassigned'),
    kind: outcome.kindId ? names.kind(outcome.kindId) : t('circulation.try.noKind'),
    priority: t(`circulation.priority.${outcome.priority}`),
    tags: times.list(outcome.tags.toSorted()) || t('circulation.try.noTags'),
  });
}
