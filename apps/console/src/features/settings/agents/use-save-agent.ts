import type { Agent, CreateAgent, PasswordLink, UpdateAgent } from '@guichet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';
import { passwordLinksQuery, unfinishedCasesQuery } from '../../../shared/api/settings-queries.js';
import { soonOrNever } from '../../../shared/api/soon-or-never.js';
import { toast } from '../../../shared/feedback/toast.js';
import { useCasesOfLeaving } from '../../../shared/roles/use-cases-of-leaving.js';

/** What an administrator enters of an agent. */
export type AgentValues = Required<Pick<CreateAgent, 'name' | 'email' | 'role' | 'teamIds'>> &
  Required<Pick<UpdateAgent, 'active'>>;

/**
 * Saves an agent, or creates and invites one. Calls `onDone` with the link to hand over where no mail account can send it, else
 * with null.
 */
export function useSaveAgent(agent: Agent | undefined, onDone: (link: string | null) => void) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { ofLeaving } = useCasesOfLeaving();
  const [attempt] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: async ({ email, active, role, ...values }: AgentValues) => {
      if (agent) {
        // It only informs, so that whoever must leave at once does so also where it fails.
        const left =
          agent.active && !active
            ? await soonOrNever(queryClient.fetchQuery(casesOfLeaving(agent.id)), LONGEST_WAIT_MS)
            : null;
        await call('updateAgent', { params: { id: agent.id }, body: { ...values, active } });
        return { link: null, isMailed: false, left };
      }
      const { id } = await call('createAgent', { body: { ...values, email, role }, idempotencyKey: attempt });
      const links = await queryClient.fetchQuery({ ...passwordLinksQuery, staleTime: 0 });
      const created = links.find(({ agentId }) => agentId === id);
      const isMailed = created !== undefined && created.mail !== 'none';
      return { link: await linkToHandOver(created), isMailed, left: null };
    },
    onSuccess: async ({ link, isMailed, left }, { name, email }) => {
      await Promise.all(
        [['agents'] as const, ['agent-access'] as const, ['teams'] as const, ['password-links'] as const].map(
          (queryKey) => queryClient.invalidateQueries({ queryKey }),
        ),
      );
      if (left !== null)
        toast({ message: [t('agents.leaving.done', { name }), ...(left ? ofLeaving(left, 'after') : [])].join(' ') });
      if (isMailed) toast({ message: t('agents.link.invited', { email }) });
      onDone(link);
    },
  });
}

const LONGEST_WAIT_MS = 3000;

/** What becomes of the cases of somebody who is deactivated now, read just before. */
const casesOfLeaving = (agentId: string) => ({ ...unfinishedCasesQuery(agentId), staleTime: 0 });

/** The link to hand over. Null: it went by mail, or the agent needs none. */
async function linkToHandOver(created: PasswordLink | undefined): Promise<string | null> {
  if (created?.mail !== 'none') return null;
  const { link } = await call('createPasswordLink', {
    params: { id: created.agentId },
    body: { by: 'link' },
    idempotencyKey: undefined,
  });
  return link;
}
