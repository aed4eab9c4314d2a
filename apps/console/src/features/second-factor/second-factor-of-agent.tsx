import type { Agent } from '@guichet/contracts';
import { FormDialog, Hint, PageSection } from '@guichet/ui';
import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api/client.js';
import { toast } from '../../shared/feedback/toast.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { secondFactorQuery } from './second-factor-query.js';

/** Whether an agent has a second factor, and the way to reset it for whoever has lost their phone. */
export function SecondFactorOfAgent({ agent }: { agent: Pick<Agent, 'id' | 'name'> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data: state } = useQuery(secondFactorQuery(agent.id));
  const [isResetting, setIsResetting] = useState(false);
  if (!state) return null;
  const codes = t('account.secondFactor.codesLeft', { count: state.recoveryCodesLeft });
  return (
    <PageSection>
      <h2>{t('agents.secondFactor.title')}</h2>
      {state.since ? (
        <>
          <Text mb="sm">{t('agents.secondFactor.on', { date: formats.date(state.since), codes })}</Text>
          <Button variant="default" onClick={() => setIsResetting(true)}>
            {t('agents.secondFactor.reset')}
          </Button>
        </>
      ) : (
        <Hint>{t('agents.secondFactor.off')}</Hint>
      )}
      {isResetting && <ResetDialog agent={agent} onClose={() => setIsResetting(false)} />}
    </PageSection>
  );
}

function ResetDialog({ agent, onClose }: { agent: Pick<Agent, 'id' | 'name'>; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const reset = useMutation({
    mutationFn: () => call('resetSecondFactor', { params: { id: agent.id } }),
    onSuccess: async () => {
      onClose();
      toast({ message: t('agents.secondFactor.done') });
      await queryClient.invalidateQueries({ queryKey: ['second-factor'] });
    },
  });
  return (
    <FormDialog
      title={t('agents.secondFactor.resetTitle')}
      size={460}
      error={reset.error}
      submit={t('agents.secondFactor.reset')}
      pending={reset.isPending}
      onSubmit={() => reset.mutate()}
      onClose={onClose}
    >
      <Text>{t('agents.secondFactor.resetText', { name: agent.name })}</Text>
    </FormDialog>
  );
}
