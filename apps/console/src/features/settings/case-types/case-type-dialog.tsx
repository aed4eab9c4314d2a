import type { CaseType } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { isFailure } from '../../../shared/api/failure.js';
import { sectorsQuery } from '../../../shared/api/settings-queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

export function CaseTypeDialog({ caseType, onClose }: { caseType: CaseType | undefined; onClose: () => void }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [attempt] = useState(() => crypto.randomUUID());
  const { data: sectors = [] } = useQuery(sectorsQuery);
  const form = useForm({ initialValues: { name: caseType?.name ?? '', sectorId: caseType?.sectorId ?? null } });
  const offered = sectors.filter(({ id, archived }) => !archived || id === form.values.sectorId);
  const save = useMutation({
    mutationFn: (values: typeof form.values) =>
      caseType
        ? call('updateCaseType', { params: { id: caseType.id }, body: values })
        : call('createCaseType', { body: values, idempotencyKey: attempt }),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: ['case-types'] });
      onClose();
      // A new type is made for its fields and its checklist, and has none yet.
      if (!caseType) void navigate({ to: '/settings/case-types/$caseTypeId', params: { caseTypeId: id } });
    },
    onError: (error) => isFailure(error, 'conflict') && form.setFieldError('name', t('caseTypes.taken')),
  });
  return (
    <FormDialog
      title={caseType ? t('caseTypes.rename', { name: caseType.name }) : t('caseTypes.add')}
      error={isFailure(save.error, 'conflict') ? undefined : save.error}
      submit={t('common.save')}
      pending={save.isPending}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('caseTypes.name')}
        description={t('caseTypes.nameHint')}
        required
        maxLength={80}
        {...form.getInputProps('name')}
      />
      {offered.length > 0 && (
        <Select
          label={t('sectors.one')}
          description={t('caseTypes.sectorHint')}
          placeholder={t('caseTypes.everywhere')}
          data={offered.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          clearable
          {...form.getInputProps('sectorId')}
        />
      )}
    </FormDialog>
  );
}
