import type { PasswordLink } from '@guichet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { passwordLinksQuery } from '../../../shared/api/settings-queries.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { instantsOf, type DaysOfRole, type RoleAndReach } from '../roles/index.js';

/** What is entered of somebody who is invited: `ownTeamIds` are those that they join, `teamIds` those for which the role is. */
export interface InvitedAgent extends RoleAndReach, DaysOfRole {
  name: string;
  email: string;
  ownTeamIds: string[];
}

/** Creates and invites an agent. Calls `onDone` with the link to hand over where no mail account can send it, else with null. */
export function useInviteAgent(onDone: (link: string | null) => void) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const [attempt] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: async ({ name, email, ownTeamIds, roleId, reach, teamIds, sectorIds, ...days }: InvitedAgent) => {
      const firstRole = { roleId: roleId!, reach, teamIds, sectorIds, ...instantsOf(days) };
      const { id } = await call('createAgent', {
        body: { name, email, teamIds: ownTeamIds, firstRole },
        idempotencyKey: attempt,
      });
      const links = await queryClient.fetchQuery({ ...passwordLinksQuery, staleTime: 0 });
      const created = links.find(({ agentId }) => agentId === id);
      return { created, link: await linkToHandOver(created) };
    },
    onSuccess: async ({ created, link }, { name, email }) => {
      await Promise.all(
        (['agents', 'roles', 'teams', 'password-links'] as const).map((key) =>
          queryClient.invalidateQueries({ queryKey: [key] }),
        ),
      );
      if (!created) toast({ message: t('agents.added', { name }) });
      else if (created.mail !== 'none') toast({ message: t('agents.link.invited', { email }) });
      onDone(link);
    },
  });
}

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
