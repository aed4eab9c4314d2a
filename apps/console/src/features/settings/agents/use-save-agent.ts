import type { Agent, UpdateAgent } from '@guichet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { presenceQuery } from '../../../shared/api/queries.js';
import { unfinishedCasesQuery } from '../../../shared/api/settings-queries.js';
import { resolveWithinTime } from '../../../shared/api/resolve-within-time.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useCasesOfLeavingText } from '../../../shared/roles/use-cases-of-leaving-text.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useTeamsLeftAlone } from './use-teams-left-alone.js';

/** What an administrator changes of an agent; what is left out stays as it is. */
type AgentValues = Required<Pick<UpdateAgent, 'active'>> &
  Pick<UpdateAgent, 'name' | 'jobTitle' | 'teamIds' | 'substituteId'>;

/** Saves an agent. */
export function useSaveAgent(agent: Agent, onDone: () => void) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const { ofLeaving } = useCasesOfLeavingText();
  const formats = useFormats();
  const alone = useTeamsLeftAlone(agent);
  /** Whether an absence is left: since when is not known of those who were deactivated before that was kept. */
  const isAbsent = async (id: string) => {
    await queryClient.invalidateQueries({ queryKey: presenceQuery.queryKey });
    const members = await resolveWithinTime(queryClient.fetchQuery(presenceQuery), LONGEST_WAIT_MS);
    return members?.find((member) => member.id === id)?.absence != null;
  };
  return useMutation({
    mutationFn: async (body: AgentValues) => {
      // It only informs, so that whoever must leave at once does so also where it fails.
      const left =
        agent.active && !body.active
          ? await resolveWithinTime(
              queryClient.fetchQuery(casesOfLeaving(agent.id, body.substituteId)),
              LONGEST_WAIT_MS,
            )
          : null;
      await call('updateAgent', { params: { id: agent.id }, body });
      return { left };
    },
    onSuccess: async ({ left }, { name = agent.name, active }) => {
      await Promise.all(
        [['agents'] as const, ['agent-access'] as const, ['teams'] as const, ['password-links'] as const].map(
          (queryKey) => queryClient.invalidateQueries({ queryKey }),
        ),
      );
      if (active && !agent.active)
        toast({ message: t(`agents.activation.${(await isAbsent(agent.id)) ? 'onStillAbsent' : 'onDone'}`, { name }) });
      if (left !== null)
        toast({
          message: [
            t('agents.leaving.done', { name }),
            ...(left ? ofLeaving(left, 'after') : []),
            ...(alone.length > 0
              ? [t('agents.leaving.aloneNow', { count: alone.length, teams: formats.list(alone) })]
              : []),
          ].join(' '),
        });
      onDone();
    },
  });
}

const LONGEST_WAIT_MS = 3000;

/** What becomes of the cases of somebody who is deactivated now, read just before. */
const casesOfLeaving = (agentId: string, substituteId: string | undefined) => ({
  ...unfinishedCasesQuery(agentId, substituteId),
  staleTime: 0,
});
