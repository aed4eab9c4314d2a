import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { unfinishedCasesQuery } from '../../../shared/api/settings-queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { countOfLeaving } from '../../../shared/roles/use-cases-of-leaving-text.js';

/** How long until it is asked again, while cases are being handed over, in milliseconds. */
const AGAIN = 1000;

/** Says of an agent who is deactivated that nothing is left with them, or how much still is. */
export function RemainingCasesNotice({ agentId }: { agentId: string }) {
  const { t } = useTexts();
  const { data } = useQuery({
    ...unfinishedCasesQuery(agentId),
    refetchInterval: ({ state }) => (state.data && countOfLeaving(state.data) > 0 ? AGAIN : false),
  });
  if (!data) return null;
  return (
    <Text mb="md">
      {data.isSeen ? t('agents.leaving.still', { count: countOfLeaving(data) }) : t('agents.leaving.stillUnseen')}
    </Text>
  );
}
