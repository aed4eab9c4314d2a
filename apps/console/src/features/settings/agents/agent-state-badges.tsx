import type { Agent } from '@guichet/contracts';
import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { presenceQuery } from '../../../shared/api/queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** That an agent is deactivated, or absent now; nothing of others. */
export function AgentStateBadges({ agent }: { agent: Agent }) {
  const { t } = useTexts();
  const { data: workforce } = useQuery(presenceQuery);
  if (!agent.active)
    return (
      <Badge variant="light" color="gray" tt="none">
        {t('agents.inactive')}
      </Badge>
    );
  const isAbsent = workforce?.some(({ id, absence }) => id === agent.id && absence !== null);
  if (!isAbsent) return null;
  return (
    <Badge variant="light" color="yellow" tt="none">
      {t('agents.activation.absent')}
    </Badge>
  );
}
