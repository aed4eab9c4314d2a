import type { RoleGrant } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';
import { rolesQuery } from '../../../shared/api/settings-queries.js';
import { toast, toastFailure } from '../../../shared/feedback/toast.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useGrantText } from '../../../shared/roles/use-grant-text.js';
import { useMay } from '../../../shared/session/use-session.js';

/** Takes a role away; the toast that says so gives it again, as it was. */
function useTakeRole({ agentId, grant, name }: { agentId: string; grant: RoleGrant; name: string }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const refresh = () =>
    Promise.all(
      (['rights', 'roles', 'agents'] as const).map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
    );
  const giveAgain = async () => {
    const { id: _, ...given } = grant;
    try {
      await call('giveRole', { params: { id: agentId }, body: given, idempotencyKey: crypto.randomUUID() });
      toast({ message: t('roles.held.givenAgain', { role: name }) });
    } catch (error) {
      toastFailure(name, problemText(error));
    }
    await refresh();
  };
  return useMutation({
    mutationFn: () => call('takeRole', { params: { id: agentId, grantId: grant.id } }),
    onSuccess: async () => {
      toast({ message: t('roles.held.taken', { role: name }), undo: giveAgain, undoLabel: t('common.list.undo') });
      await refresh();
    },
    onError: (error) => toastFailure(name, problemText(error)),
  });
}

/** A role that an agent holds or will hold: for whom, for how long, and the way to take it away. */
export function HeldRole({ agentId, grant }: { agentId: string; grant: RoleGrant }) {
  const { t } = useTranslation();
  const may = useMay();
  const { name, facts } = useGrantText()(grant);
  const { data: roles } = useQuery(rolesQuery);
  const asks = roles?.some(({ id, requiresSecondFactor }) => id === grant.roleId && requiresSecondFactor);
  const take = useTakeRole({ agentId, grant, name });
  return (
    <li>
      <span>
        <bdi>{name}</bdi> <small>{[...facts, ...(asks ? [t('roles.held.secondFactor')] : [])].join(' · ')}</small>
      </span>
      {may('agent.manage') && (
        <Button
          variant="default"
          size="xs"
          loading={take.isPending}
          onClick={() => take.mutate()}
          aria-label={t('roles.held.takeRole', { role: name })}
        >
          {t('roles.held.take')}
        </Button>
      )}
    </li>
  );
}
