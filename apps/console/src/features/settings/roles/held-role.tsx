import type { Agent, AgentRights, RoleGrant } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { rolesQuery } from '../../../shared/api/settings-queries.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useGrantText } from '../../../shared/roles/use-grant-text.js';
import { useMay } from '../../../shared/session/use-session.js';
import { CasesLostWithRole } from './cases-lost-with-role.js';
import { LostRights, RemainingRights } from './lost-and-remaining-rights.js';
import { lostRights, remainingRights } from './lost-remaining-and-covered-rights.js';

interface Taking {
  agentId: string;
  grant: RoleGrant;
  name: string;
  onTaken: () => void;
}

/** Takes a role away; the toast that says so gives it again, as it was. */
function useTakeRole({ agentId, grant, name, onTaken }: Taking) {
  const { t } = useTexts();
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
      toastFailure(t('roles.held.notGivenAgain', { role: name }), problemText(error));
    }
    await refresh();
  };
  return useMutation({
    mutationFn: () => call('takeRole', { params: { id: agentId, grantId: grant.id } }),
    onSuccess: async () => {
      onTaken();
      toast({ message: t('roles.held.taken', { role: name }), undo: giveAgain, undoLabel: t('common.list.undo') });
      await refresh();
    },
  });
}

interface Props {
  agent: Pick<Agent, 'id' | 'name'>;
  grant: RoleGrant;
  /** What the agent may do now, and by which role. */
  rights: AgentRights['rights'];
}

/** A role that an agent holds or will hold: for whom, for how long, and the way to take it away. */
export function HeldRole({ agent, grant, rights }: Props) {
  const { t } = useTexts();
  const may = useMay();
  const { name, facts } = useGrantText()(grant);
  const { data: roles } = useQuery(rolesQuery);
  const asks = roles?.some(({ id, requiresSecondFactor }) => id === grant.roleId && requiresSecondFactor);
  const take = useTakeRole({ agentId: agent.id, grant, name, onTaken: () => setAsked(false) });
  const [isAsked, setAsked] = useState(false);
  const remaining = remainingRights(rights, grant.id);
  // A role that begins later gives nothing yet.
  const isHeld = rights.some(({ reasons }) => reasons.some(({ grantId }) => grantId === grant.id));
  return (
    <li>
      <span>
        <bdi>{name}</bdi> <small>{[...facts, ...(asks ? [t('roles.held.secondFactor')] : [])].join(' · ')}</small>
      </span>
      {may('agent.manage') && (
        <Button
          variant="default"
          size="xs"
          onClick={() => setAsked(true)}
          aria-label={t('roles.held.takeRole', { role: name })}
        >
          {t('roles.held.take')}
        </Button>
      )}
      {isAsked && (
        <FormDialog
          title={t('roles.remains.title', { role: name })}
          size={520}
          error={take.error}
          submit={t('roles.remains.submit')}
          pending={take.isPending}
          onSubmit={() => take.mutate()}
          onClose={() => {
            take.reset();
            setAsked(false);
          }}
        >
          {isHeld ? (
            <LostRights name={agent.name} lost={lostRights(rights, grant.id)} where={facts[0] ?? ''} />
          ) : (
            <Text>{t('roles.remains.notYet')}</Text>
          )}
          {remaining.length > 0 && <RemainingRights name={agent.name} remaining={remaining} />}
          {isHeld && rights.every(({ reasons }) => reasons.every(({ grantId }) => grantId === grant.id)) && (
            <Text>{t('roles.remains.none', { name: agent.name })}</Text>
          )}
          <CasesLostWithRole agentId={agent.id} grantId={grant.id} />
        </FormDialog>
      )}
    </li>
  );
}
