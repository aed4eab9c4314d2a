import type { Kind } from '@guichet/contracts';
import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch, post } from '../api/client.js';
import { isFailure } from '../api/failure.js';
import { FormDialog } from '../shell/form-dialog.js';

export function KindDialog({ kind, onClose }: { kind: Kind | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [attempt] = useState(() => crypto.randomUUID());
  const form = useForm({ initialValues: { name: kind?.name ?? '' } });
  const save = useMutation({
    mutationFn: (values: typeof form.values) =>
      kind ? patch(`/kinds/${kind.id}`, values) : post('/kinds', values, { idempotencyKey: attempt }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['kinds'] });
      onClose();
    },
    onError: (error) => isFailure(error, 'conflict') && form.setFieldError('name', t('circulation.kinds.taken')),
  });
  return (
    <FormDialog
      title={kind ? t('circulation.kinds.rename', { name: kind.name }) : t('circulation.kinds.add')}
      error={isFailure(save.error, 'conflict') ? undefined : save.error}
      submit={t('save')}
      pending={save.isPending}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('circulation.kinds.name')}
        description={t('circulation.kinds.nameHint')}
        required
        maxLength={80}
        {...form.getInputProps('name')}
      />
    </FormDialog>
  );
}
