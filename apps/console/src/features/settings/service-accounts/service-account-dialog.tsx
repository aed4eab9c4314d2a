import { TokenScope, type ServiceAccount } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Checkbox, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

interface Props {
  /** Undefined: a new one is created. */
  account?: ServiceAccount;
  onSaved: (account: ServiceAccount) => void;
  onClose: () => void;
}

/** What a service account is called, what it is for, who answers for it, and what its secrets may do at most. */
export function ServiceAccountDialog({ account, onSaved, onClose }: Props) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const [attempt] = useState(() => crypto.randomUUID());
  const form = useForm({
    initialValues: {
      name: account?.name ?? '',
      purpose: account?.purpose ?? '',
      contact: account?.contact ?? '',
      scopes: account?.scopes ?? (['cases:read'] as TokenScope[]),
    },
    validate: { scopes: (value) => (value.length ? null : t('serviceAccounts.scopeMissing')) },
  });
  const save = useMutation({
    mutationFn: (body: typeof form.values) =>
      account
        ? call('updateServiceAccount', { params: { id: account.id }, body })
        : call('createServiceAccount', { body, idempotencyKey: attempt }),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: ['service-accounts'] });
      onSaved(saved);
    },
  });
  return (
    <FormDialog
      title={account ? account.name : t('serviceAccounts.add')}
      error={save.error}
      submit={t(account ? 'common.save' : 'serviceAccounts.create')}
      pending={save.isPending}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('serviceAccounts.name')}
        description={t('serviceAccounts.nameHint')}
        required
        maxLength={80}
        {...form.getInputProps('name')}
      />
      <Textarea
        label={t('serviceAccounts.purpose')}
        required
        autosize
        minRows={2}
        maxLength={300}
        {...form.getInputProps('purpose')}
      />
      <TextInput
        label={t('serviceAccounts.contact')}
        description={t('serviceAccounts.contactHint')}
        required
        maxLength={200}
        {...form.getInputProps('contact')}
      />
      <Checkbox.Group
        label={t('serviceAccounts.scopes')}
        description={t('serviceAccounts.scopesHint')}
        {...form.getInputProps('scopes')}
      >
        <Stack gap={8} mt={6}>
          {TokenScope.options.map((scope) => (
            <Checkbox key={scope} value={scope} label={t(`tokens.scope.${scope.replace(':', '-') as 'admin'}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
    </FormDialog>
  );
}
