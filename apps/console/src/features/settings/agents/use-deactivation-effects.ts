import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { unfinishedCasesQuery } from '../../../shared/api/settings-queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { countOfLeaving, useCasesOfLeavingText } from '../../../shared/roles/use-cases-of-leaving-text.js';

/**
 * Says before an agent is deactivated by what they are signed in, and what becomes of their cases. Undefined: nobody is to be, or it
 * is not known yet.
 * Where the cases cannot be read, the rest is said. `substituteId`: who is chosen to get them; null: nobody yet, though one could be.
 */
export function useDeactivationEffects(
  agentId: string | undefined,
  substituteId?: string | null,
): string[] | undefined {
  const { t } = useTexts();
  const { data } = useQuery({
    queryKey: ['agent-access', agentId],
    queryFn: agentId ? () => call('getAgentAccess', { params: { id: agentId } }) : skipToken,
  });
  const { data: cases, isPending } = useQuery({
    ...unfinishedCasesQuery(agentId ?? '', substituteId ?? undefined),
    enabled: agentId !== undefined,
    placeholderData: keepPreviousData,
  });
  const { ofLeaving } = useCasesOfLeavingText();
  if (!agentId || !data || isPending) return undefined;
  const sessions = t('account.sessionCount', { count: data.sessions.length });
  const tokens = t('account.apiTokens', { count: data.tokens.length });
  const ended =
    data.sessions.length + data.tokens.length > 0
      ? t('agents.access.endsOnDeactivation', { sessions, tokens })
      : t('agents.access.endsNothing');
  const isLeftToQueue = cases?.isSeen && countOfLeaving(cases) > 0 && cases.substitutes.length === 0;
  const elsewhere = isLeftToQueue && substituteId === undefined ? [t('agents.leaving.noSubstitute')] : [];
  return [ended, ...(cases ? ofLeaving(cases, 'before') : []), ...elsewhere];
}
