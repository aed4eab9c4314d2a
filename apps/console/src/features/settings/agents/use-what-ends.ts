import { skipToken, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';

/** Says before an agent is deactivated by what they are signed in. Undefined: nobody is to be, or it is not known yet. */
export function useWhatEnds(agentId: string | undefined): string | undefined {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['agent-access', agentId],
    queryFn: agentId ? () => call('getAgentAccess', { params: { id: agentId } }) : skipToken,
  });
  if (!data) return undefined;
  const sessions = t('account.sessionCount', { count: data.sessions.length });
  const tokens = t('account.apiTokens', { count: data.tokens.length });
  return t('agents.access.endsOnDeactivation', { sessions, tokens });
}
