import type { Agent, CreateAgent, UpdateAgent } from '@guichet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';
import { passwordLinksQuery } from '../../../shared/api/settings-queries.js';
import { toast } from '../../../shared/feedback/toast.js';

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
  const [attempt] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: async ({ email, active, ...values }: AgentValues) => {
      if (agent) return call('updateAgent', { params: { id: agent.id }, body: { ...values, active } }).then(() => null);
      const { id } = await call('createAgent', { body: { ...values, email }, idempotencyKey: attempt });
      return linkToHandOver(id, await queryClient.fetchQuery({ ...passwordLinksQuery, staleTime: 0 }));
    },
    onSuccess: async (link, { email }) => {
      await Promise.all(
        [['agents'] as const, ['teams'] as const, ['password-links'] as const].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      );
      if (!agent && !link) toast({ message: t('agents.link.invited', { email }) });
      onDone(link);
    },
  });
}

async function linkToHandOver(id: string, links: readonly { agentId: string; mail: string }[]): Promise<string | null> {
  if (links.find(({ agentId }) => agentId === id)?.mail !== 'none') return null;
  const { link } = await call('createPasswordLink', {
    params: { id },
    body: { by: 'link' },
    idempotencyKey: undefined,
  });
  return link;
}
