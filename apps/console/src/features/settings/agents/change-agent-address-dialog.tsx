import type { Agent } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** Gives an agent another mail address, and says before what follows of it. */
export function ChangeAgentAddressDialog({
  agent: { id, name, email: before },
  onClose,
}: {
  agent: Pick<Agent, 'id' | 'name' | 'email'>;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const [email, setEmail] = useState('');
  const save = useMutation({
    mutationFn: () => call('changeAddress', { params: { id }, body: { email: email.trim() } }),
    onSuccess: async (agent) => {
      onClose();
      toast({ message: t('agents.address.changed', { name, email: agent.email }) });
      await Promise.all(
        (['agents', 'password-links', 'session'] as const).map((key) =>
          queryClient.invalidateQueries({ queryKey: [key] }),
        ),
      );
    },
  });
  return (
    <FormDialog
      title={t('agents.address.title', { name })}
      size={480}
      error={save.error}
      submit={t('agents.address.submit')}
      pending={save.isPending}
      disabled={email.trim() === '' || email.trim().toLowerCase() === before}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Text>
        {t('agents.address.now')} <bdi>{before}</bdi>
      </Text>
      <TextInput
        data-autofocus
        label={t('agents.address.new')}
        type="email"
        autoComplete="off"
        maxLength={254}
        required
        withAsterisk={false}
        value={email}
        onChange={({ currentTarget }) => setEmail(currentTarget.value)}
      />
      <Text size="sm">{t('agents.address.follows')}</Text>
    </FormDialog>
  );
}
