import { ErrorState } from '@guichet/ui';
import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { casesOfLostRoleQuery } from '../../../shared/api/settings-queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useCasesOfLeavingText } from '../../../shared/roles/use-cases-of-leaving-text.js';

/** Says before a role is taken away which cases the agent loses by it: giving it again does not bring them back. */
export function CasesLostWithRole({ agentId, grantId }: { agentId: string; grantId: string }) {
  const { t } = useTexts();
  const { data, error, refetch } = useQuery(casesOfLostRoleQuery(agentId, grantId));
  const { ofLostRole } = useCasesOfLeavingText();
  if (error && !data)
    return <ErrorState error={error} what={t('roles.losesCases.failed')} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={20} />;
  const sentences = ofLostRole(data);
  if (sentences.length === 0) return <Text>{t('roles.losesCases.none')}</Text>;
  return (
    <>
      {sentences.map((sentence) => (
        <Text key={sentence}>{sentence}</Text>
      ))}
      <Text c="dimmed">{t('roles.losesCases.stay')}</Text>
    </>
  );
}
