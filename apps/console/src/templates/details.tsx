import type { TemplateSummary, UpdateTemplate } from '@guichet/contracts';
import { Group, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { patch } from '../api/client.js';
import { tagsQuery, templateQuery } from '../api/queries.js';
import { useMay } from '../session/use-session.js';
import { FormDialog } from '../shell/form-dialog.js';

/** What a template is for, and when it may be used: told beside its text, and not versioned with it. */
export function Details({ template, onClose }: { template: TemplateSummary; onClose: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const queryClient = useQueryClient();
  const { data: tags = [] } = useQuery(tagsQuery);
  const form = useForm({
    initialValues: {
      intention: template.intention,
      sector: template.sector ?? '',
      tags: template.tags,
      validFrom: template.validFrom ?? '',
      validUntil: template.validUntil ?? '',
    },
    validate: {
      validUntil: (until, { validFrom }) => (until && until < validFrom ? t('library.one.untilBefore') : null),
    },
  });
  const save = useMutation({
    mutationFn: ({ intention, tags: chosen, ...optional }: typeof form.values) => {
      const change: UpdateTemplate = {
        intention,
        tags: chosen,
        sector: optional.sector.trim() || null,
        validFrom: optional.validFrom || null,
        validUntil: optional.validUntil || null,
      };
      return patch<TemplateSummary>(`/templates/${template.id}`, change);
    },
    onSuccess: (saved) => {
      queryClient.setQueryData(templateQuery(template.id).queryKey, saved);
      void queryClient.invalidateQueries({ queryKey: ['templates', 'library'] });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('library.one.details')}
      error={save.error}
      submit={t('save')}
      pending={save.isPending}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      onClose={onClose}
    >
      <Textarea
        data-autofocus
        label={t('library.one.intention')}
        description={t('library.one.intentionHint')}
        autosize
        minRows={2}
        maxLength={300}
        {...form.getInputProps('intention')}
      />
      <TextInput label={t('library.one.sector')} maxLength={80} {...form.getInputProps('sector')} />
      <TagsInput
        label={t('library.one.tags')}
        description={t('library.one.tagsHint')}
        data={tags}
        maxTags={20}
        {...form.getInputProps('tags')}
      />
      <Group grow align="flex-end">
        <TextInput
          type="date"
          label={t('library.one.from')}
          disabled={!may('template.approve')}
          {...form.getInputProps('validFrom')}
        />
        <TextInput
          type="date"
          label={t('library.one.until')}
          disabled={!may('template.approve')}
          description={t('library.one.untilHint')}
          {...form.getInputProps('validUntil')}
        />
      </Group>
    </FormDialog>
  );
}
