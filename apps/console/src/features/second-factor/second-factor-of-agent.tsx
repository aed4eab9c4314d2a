import type { Agent } from '@guichet/contracts';
import { FormDialog, Hint, PageSection } from '@guichet/ui';
import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../shared/api/client.js';
import { toast } from '../../shared/feedback/toast-and-undo.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { SecondFactorRequiredByRoles } from './second-factor-required-by-roles.js';
import { secondFactorQuery } from './second-factor-query.js';

/** Which second factors an agent has, and the ways to reset them for whoever has lost their phone or another device. */
export function SecondFactorOfAgent({ agent }: { agent: Pick<Agent, 'id' | 'name'> }) {
  const { t } = useTexts();
  const formats = useFormats();
  const { data: state } = useQuery(secondFactorQuery(agent.id));
  const [open, setOpen] = useState<'reset' | 'passkeys'>();
  if (!state) return null;
  const codes = t('account.secondFactor.codesLeft', { count: state.recoveryCodesLeft });
  return (
    <PageSection>
      <h2>{t('agents.secondFactor.title')}</h2>
      <SecondFactorRequiredByRoles state={state} />
      {state.since ? (
        <>
          <Text mb="sm">{t('agents.secondFactor.on', { date: formats.date(state.since), codes })}</Text>
          <Button variant="default" onClick={() => setOpen('reset')}>
            {t('agents.secondFactor.reset')}
          </Button>
        </>
      ) : (
        // Passkeys are one as well.
        state.passkeys === 0 && (
          <Hint>
            {state.atProvider
              ? t('agents.secondFactor.atProvider', { provider: state.atProvider })
              : t('agents.secondFactor.off')}
          </Hint>
        )
      )}
      {state.passkeys > 0 && (
        <>
          <Text mt={state.since ? 'md' : undefined} mb="sm">
            {t('passkeys.agent.count', { count: state.passkeys })}
          </Text>
          <Button variant="default" onClick={() => setOpen('passkeys')}>
            {t('passkeys.agent.remove')}
          </Button>
        </>
      )}
      {open === 'reset' && <ResetDialog agent={agent} onClose={() => setOpen(undefined)} />}
      {open === 'passkeys' && <PasskeysDialog agent={agent} onClose={() => setOpen(undefined)} />}
    </PageSection>
  );
}

function ResetDialog({ agent, onClose }: { agent: Pick<Agent, 'id' | 'name'>; onClose: () => void }) {
  const { t } = useTexts();
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

function PasskeysDialog({ agent, onClose }: { agent: Pick<Agent, 'id' | 'name'>; onClose: () => void }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => call('deletePasskeysOf', { params: { id: agent.id } }),
    onSuccess: async () => {
      onClose();
      toast({ message: t('passkeys.agent.removed') });
      await queryClient.invalidateQueries({ queryKey: ['second-factor'] });
    },
  });
  return (
    <FormDialog
      title={t('passkeys.agent.removeTitle')}
      size={460}
      error={remove.error}
      submit={t('passkeys.agent.remove')}
      pending={remove.isPending}
      onSubmit={() => remove.mutate()}
      onClose={onClose}
    >
      <Text>{t('passkeys.agent.removeText', { name: agent.name })}</Text>
    </FormDialog>
  );
}
