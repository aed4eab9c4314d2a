import { FormDialog } from '@guichet/ui';
import { Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';

/** Creates a template from a title; its text is written on the page that opens. */
export function NewTemplateDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [attempt] = useState(() => crypto.randomUUID());
  const form = useForm({ initialValues: { title: '', intention: '' } });
  const create = useMutation({
    mutationFn: (values: typeof form.values) => call('createTemplate', { body: values, idempotencyKey: attempt }),
    onSuccess: async (template) => {
      void queryClient.invalidateQueries({ queryKey: ['templates', 'library'] });
      onClose();
      await navigate({ to: '/templates/$templateId', params: { templateId: template.id } });
    },
  });
  return (
    <FormDialog
      title={t('templates.new')}
      error={create.error}
      submit={t('templates.create')}
      pending={create.isPending}
      onSubmit={form.onSubmit((values) => create.mutate(values))}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('templates.one.name')}
        required
        maxLength={120}
        {...form.getInputProps('title')}
      />
      <Textarea
        label={t('templates.one.intention')}
        description={t('templates.one.intentionHint')}
        autosize
        minRows={2}
        maxLength={300}
        {...form.getInputProps('intention')}
      />
    </FormDialog>
  );
}
