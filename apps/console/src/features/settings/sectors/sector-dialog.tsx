import type { Sector } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';

/** The name of a sector: of a new one, or of one that is there. */
export function SectorDialog({ sector, onClose }: { sector: Sector | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [attempt] = useState(() => crypto.randomUUID());
  const form = useForm({ initialValues: { name: sector?.name ?? '' } });
  const save = useMutation({
    mutationFn: (values: typeof form.values) =>
      sector
        ? call('updateSector', { params: { id: sector.id }, body: values })
        : call('createSector', { body: values, idempotencyKey: attempt }),
    onSuccess: async () => {
      await Promise.all(
        (['sectors', 'rights'] as const).map((name) => queryClient.invalidateQueries({ queryKey: [name] })),
      );
      onClose();
    },
  });
  return (
    <FormDialog
      title={sector ? t('sectors.rename', { name: sector.name }) : t('sectors.add')}
      error={save.error}
      submit={t('common.save')}
      pending={save.isPending}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('sectors.name')}
        description={t('sectors.nameHint')}
        required
        maxLength={120}
        {...form.getInputProps('name')}
      />
    </FormDialog>
  );
}
